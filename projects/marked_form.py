"""The official form with its findings: read-only, each at its cell, numbered as in the list beside it."""

from collections import defaultdict
from functools import cached_property

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from documents.grid import Cell
from documents.layout import Layout
from projects.findings import Remark, TableFindings
from projects.paper import grid_html, grid_of
from units.models import BudgetUnit


class MarkedForm:
    """A table on screen as its unit prints it, with marks that lead to the findings listed below."""

    def __init__(self, findings: TableFindings, unit: BudgetUnit, layout: Layout):
        self.findings, self._layout = findings, layout
        self._grid = grid_of(findings.stored, unit, layout)
        shown = {cell.address for cell in self._grid.cells}
        self._at: dict[str, list[tuple[int, Remark]]] = defaultdict(list)
        for number, remark in self.numbered:
            # Where all goals stand in one cell, so do the findings of each.
            address = remark.cell if remark.cell in shown else remark.cell.partition(".")[0]
            self._at[address].append((number, remark))

    @cached_property
    def numbered(self) -> list[tuple[int, Remark]]:
        return list(enumerate(self.findings.remarks, 1))

    @cached_property
    def html(self) -> SafeString:
        return grid_html(self._grid, self._layout, self._content)

    def _content(self, cell: Cell) -> str | None:
        if not cell.address or cell.address not in self._at:
            return None
        context = {"text": cell.text, "marks": self._at[cell.address]}
        # The form keeps line ends as they are: the template's own last one would show.
        return render_to_string("projects/_findings_marks.html", context).rstrip("\n")
