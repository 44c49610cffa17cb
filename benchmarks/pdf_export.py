"""100 goal tables to PDF: wall time against LibreOffice making one from our .docx of the same tables."""

import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks.measure import print_ratio
from benchmarks.synthetic import goal_tables
from documents.goal_table import Booklet, GoalTable
from documents.layout import load_layout
from documents.writers import BookletFormat, write_booklet

COUNT = 100
ROUNDS = 3


def write(tables: list[GoalTable], path: Path, format: BookletFormat) -> None:
    layout = load_layout("hebei_integrated")
    with path.open("wb") as target:
        write_booklet(
            Booklet(2026, "304001", "青石镇综合服务中心本级"),
            target,
            format=format,
            layout=layout,
            tables=tables,
        )


def convert(path: Path, folder: str) -> None:
    words = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*words, "--outdir", f"{folder}/peer", path], check=True, capture_output=True)


def batched(tables: Iterator[GoalTable]) -> Iterator[list[GoalTable]]:
    while batch := list(islice(tables, COUNT)):
        yield batch


def timed(case: Callable[[], None]) -> float:
    start = time.perf_counter()
    case()
    return time.perf_counter() - start


def main() -> None:
    # Other tables in every round: typst remembers what it has set once.
    rounds = list(batched(iter(goal_tables(COUNT * ROUNDS))))
    seconds: dict[str, list[float]] = {"ours": [], "LibreOffice": []}
    with tempfile.TemporaryDirectory() as folder:
        word, pdf = Path(folder, "tables.docx"), Path(folder, "tables.pdf")
        for tables in rounds:
            write(tables, word, "docx")
            seconds["ours"].append(timed(partial(write, tables, pdf, "pdf")))
            seconds["LibreOffice"].append(timed(partial(convert, word, folder)))
        print(f"{pdf.stat().st_size} bytes, {word.stat().st_size} as Word")
    ours, peer = (statistics.median(seconds[name]) for name in seconds)
    print(f"{COUNT / ours:.0f} tables/s, LibreOffice {COUNT / peer:.0f}")
    print_ratio(f"PDF of {COUNT} tables, LibreOffice's time to ours", peer / ours, ">= 4.5")


if __name__ == "__main__":
    main()
