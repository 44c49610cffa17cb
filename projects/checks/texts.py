"""Rules about texts as such: white space that nobody meant."""

import re
from collections.abc import Iterator

from projects.cell_operations import SetCell
from projects.checks.finding import Hit, Repair
from projects.checks.registry import table_check
from projects.checks.view import TableView

# Each run of blanks is read once, from its beginning.
_STRAY = re.compile(r"\t|(?<![^\S\n])[^\S\n]+$|(?<!\s)\s+\Z", re.MULTILINE)
_ROW_TEXTS = ("level1", "level2", "name", "description", "value", "basis")


@table_check("TX01")
def text_has_stray_blanks(view: TableView) -> Iterator[Hit]:
    for address, text in _texts(view):
        if _STRAY.search(text) and not text.isspace():
            repair = Repair("清除多余空白", (SetCell(address, _without_stray_blanks(text)),))
            yield Hit(address, text, repair=repair)


def _texts(view: TableView) -> Iterator[tuple[str, str]]:
    table = view.table
    yield "project.code", table.project_code or ""
    yield "project.name", table.project_name
    yield "purpose", table.purpose
    for goal in table.goals:
        yield f"goals.{goal.uid}", goal.text
    for row in view.rows:
        for part in _ROW_TEXTS:
            yield row.address(part), getattr(row.row, part)


def _without_stray_blanks(text: str) -> str:
    """Return a text without tabs and without blanks at the end of its lines; a tab between words becomes a space."""
    lines = (" ".join(line.split("\t")).rstrip() for line in text.split("\n"))
    return "\n".join(lines).rstrip()
