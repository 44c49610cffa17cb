"""The official form with its findings: read-only, each at its cell, numbered as in the list beside it."""

from collections import defaultdict
from functools import cached_property
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from documents.grid import Cell, Grid
from documents.layout import Layout
from projects.findings import Remark, TableFindings
from projects.paper import grid_html, grid_of
from units.models import BudgetUnit

Marks = dict[str, list[tuple[int, Remark]]]


def marks_at(findings: TableFindings, grid: Grid) -> Marks:
    """Return the findings at each cell of a form, numbered as in the list of all."""
    shown = {cell.address for cell in grid.cells}
    found: Marks = defaultdict(list)
    for number, remark in enumerate(findings.remarks, 1):
        # Where all goals stand in one cell, so do the findings of each.
        address = remark.cell if remark.cell in shown else remark.cell.partition(".")[0]
        found[address].append((number, remark))
    return found


def marks_html(marks: Marks, address: str) -> str:
    """Return the marks of a cell as HTML, "" where it has none."""
    if not address or address not in marks:
        return ""
    return render_to_string("projects/_findings_marks.html", {"marks": marks[address]}).strip()


class MarkedForm:
    """A table on screen as its unit prints it, with marks that lead to the findings listed below."""

    def __init__(self, findings: TableFindings, unit: BudgetUnit, layout: Layout):
        self._layout, self._grid = layout, grid_of(findings.stored, unit, layout)
        self._marks = marks_at(findings, self._grid)

    @cached_property
    def html(self) -> SafeString:
        return grid_html(self._grid, self._layout, self._content)

    def _content(self, cell: Cell) -> str | None:
        marks = marks_html(self._marks, cell.address)
        return f"{escape(cell.text)}{marks}" if marks else None
