"""1,000 goal tables to one .docx: CPU against docxtpl and against careful python-docx."""

import tempfile
from pathlib import Path

from benchmarks._peers import prepare_template, write_with_docxtpl, write_with_python_docx
from benchmarks.measure import cpu_medians, print_ratio
from benchmarks.synthetic import goal_tables
from benchmarks.word_export import write_with_ours

COUNT = 1000
ROUNDS = 3


def main() -> None:
    tables = list(goal_tables(COUNT))
    with tempfile.TemporaryDirectory() as folder:
        template, ours, peer = (Path(folder, name) for name in ("template.docx", "ours.docx", "peer.docx"))
        prepare_template(template)
        seconds = cpu_medians(
            {
                "ours": lambda: write_with_ours(tables, ours),
                "docxtpl": lambda: write_with_docxtpl(tables, template, peer),
                "python-docx": lambda: write_with_python_docx(tables, peer),
            },
            ROUNDS,
        )
    for name in ("docxtpl", "python-docx"):
        print_ratio(
            f"Word export of {COUNT} tables, times faster than {name}",
            seconds[name] / seconds["ours"],
            ">= 30",
        )


if __name__ == "__main__":
    main()
