"""What the preview of an import shows of each table: counts, the form, problems beside the cells."""

from dataclasses import dataclass
from functools import cached_property

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from documents.blocks import Problem
from documents.grid import Cell
from projects.cell_texts import texts_of
from projects.import_plan import ImportPlan, PlannedTable
from projects.models import ImportBatch
from projects.paper import grid_html, grid_of, layout_for


@dataclass(frozen=True)
class PreviewedTable:
    """One table of the file: what becomes of it, and what was not understood in it."""

    planned: PlannedTable
    problems: list[Problem]

    @property
    def number(self) -> int:
        return self.planned.number

    @property
    def doubt_count(self) -> int:
        return sum(problem.is_doubt for problem in self.problems)

    @property
    def unread_count(self) -> int:
        return len(self.problems) - self.doubt_count

    @property
    def read_count(self) -> int:
        """Cells with a text that raised no question."""
        texts = texts_of(self.planned.table.with_row_uids(), "元")
        in_doubt = {problem.address for problem in self.problems}
        return sum(bool(text) and address not in in_doubt for address, text in texts.items())


class PreviewedForm:
    """A table in the form of its unit; each problem stands in its cell, or above when the form has no such cell."""

    def __init__(self, table: PreviewedTable, unit):
        self._layout = layout_for(unit)
        self._grid = grid_of(table.planned.table.with_row_uids(), unit, self._layout)
        self._in_cells, self.above = {}, []
        shown = {cell.address for cell in self._grid.cells}
        for problem in table.problems:
            # Where all goals stand in one cell, so do the problems of each.
            address = problem.address if problem.address in shown else problem.address.partition(".")[0]
            if address and address in shown:
                self._in_cells.setdefault(address, []).append(problem)
            else:
                self.above.append(problem)

    @cached_property
    def html(self) -> SafeString:
        return grid_html(self._grid, self._layout, self._content)

    def _content(self, cell: Cell) -> str | None:
        if cell.address not in self._in_cells:
            return None
        context = {"text": cell.text, "problems": self._in_cells[cell.address]}
        # The form keeps line ends as they are: the template's own last one would show.
        return render_to_string("projects/_cell_problems.html", context).rstrip("\n")


def previewed_tables(batch: ImportBatch, plan: ImportPlan, problems: list[Problem]) -> list[PreviewedTable]:
    return [
        PreviewedTable(planned, [problem for problem in problems if problem.table == planned.number])
        for planned in plan.tables
    ]
