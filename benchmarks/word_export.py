"""1,000 goal tables to one .docx: CPU against zlib level 6 of the same XML, written to disk."""

import tempfile
import zipfile
import zlib
from pathlib import Path

from benchmarks.measure import cpu_medians, print_ratio
from benchmarks.synthetic import goal_tables
from documents.goal_table import Booklet, GoalTable
from documents.layout import load_layout
from documents.writers.docx import write_docx

COUNT = 1000


def write_with_ours(tables: list[GoalTable], path: Path) -> None:
    with path.open("wb") as target:
        write_docx(
            Booklet(2026, "304001", "青石镇综合服务中心本级"), load_layout("hebei_integrated"), target, tables
        )


def write_floor(xml: bytes, path: Path) -> None:
    zlib.crc32(xml)
    path.write_bytes(zlib.compress(xml, 6))


def print_size(ours: Path, floor: Path) -> None:
    """Say what the quicker deflate level of our package costs in size."""
    print(f"{ours.stat().st_size} bytes, {ours.stat().st_size / floor.stat().st_size:.2f} times zlib 6")


def main() -> None:
    tables = list(goal_tables(COUNT))
    with tempfile.TemporaryDirectory() as folder:
        ours, floor = Path(folder, "ours.docx"), Path(folder, "floor")
        write_with_ours(tables, ours)
        with zipfile.ZipFile(ours) as package:
            xml = package.read("word/document.xml")
        seconds = cpu_medians(
            {"ours": lambda: write_with_ours(tables, ours), "floor": lambda: write_floor(xml, floor)}
        )
        print_size(ours, floor)
    print(f"{COUNT} tables, {len(xml) // COUNT} bytes of XML each, {COUNT / seconds['ours']:.0f} tables/s")
    print_ratio("Word export, CPU to zlib 6 of the same XML", seconds["ours"] / seconds["floor"], "<= 1.25")


if __name__ == "__main__":
    main()
