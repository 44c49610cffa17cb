"""The flat Excel sheet of 1,000 goal tables: CPU against zlib level 6 of its XML, written to disk."""

import tempfile
import zipfile
from pathlib import Path

from benchmarks.measure import cpu_medians, print_ratio
from benchmarks.synthetic import goal_tables
from benchmarks.word_export import print_size, write_floor
from documents.goal_table import Booklet, GoalTable
from documents.layout import load_layout
from documents.writers.xlsx import write_indicator_list

COUNT = 1000


def write_with_ours(tables: list[GoalTable], path: Path) -> None:
    with path.open("wb") as target:
        write_indicator_list(Booklet(2026), load_layout("hebei_integrated"), target, tables)


def main() -> None:
    tables = list(goal_tables(COUNT))
    with tempfile.TemporaryDirectory() as folder:
        ours, floor = Path(folder, "ours.xlsx"), Path(folder, "floor")
        write_with_ours(tables, ours)
        with zipfile.ZipFile(ours) as package:
            xml = package.read("xl/worksheets/sheet1.xml")
        seconds = cpu_medians(
            {"ours": lambda: write_with_ours(tables, ours), "floor": lambda: write_floor(xml, floor)}
        )
        print_size(ours, floor)
    rows = sum(len(table.indicators) for table in tables)
    print(f"{rows} rows, {len(xml) // rows} bytes of XML each, {rows / seconds['ours']:.0f} rows/s")
    print_ratio(
        "flat Excel sheet, CPU to zlib 6 of the same XML", seconds["ours"] / seconds["floor"], "<= 1.35"
    )


if __name__ == "__main__":
    main()
