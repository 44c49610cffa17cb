"""Peak memory of a Word export beyond its input, for 1,000 and 10,000 goal tables, each in a process of its own."""

import resource
import subprocess
import sys
import tempfile

from benchmarks.measure import print_ratio
from benchmarks.synthetic import goal_tables
from documents.goal_table import Booklet
from documents.layout import load_layout
from documents.writers.docx import write_docx

COUNTS = (1_000, 10_000)
_KIBIBYTES = 1024  # of ru_maxrss in a mebibyte


def peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIBIBYTES


def added_mib(count: int) -> float:
    """Return the MiB by which an export raises the peak of a process that already holds its tables."""
    tables = list(goal_tables(count))
    before = peak_mib()
    with tempfile.TemporaryFile() as target:
        write_docx(Booklet(2026), load_layout("hebei_integrated"), target, tables)
    return peak_mib() - before


def main(arguments: list[str]) -> None:
    if arguments:
        print(added_mib(int(arguments[0])))
        return
    for count in COUNTS:
        # A child begins with its parent's peak: this process is small, and a new child measures each count.
        command = [sys.executable, "-m", "benchmarks.word_memory", str(count)]
        added = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        print_ratio(f"Word export of {count} tables, MiB beyond the input", added, "<= 15")


if __name__ == "__main__":
    main(sys.argv[1:])
