"""What the preview of an import shows of each table: counts, the form, problems beside the cells."""

from dataclasses import dataclass
from functools import cached_property

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from documents.blocks import Problem
from documents.grid import Cell
from documents.reading import Reading
from projects.cell_texts import texts_of
from projects.check_context import contexts_of_file
from projects.checks import check_table
from projects.findings import TableFindings
from projects.import_plan import ImportPlan, PlannedTable
from projects.marked_form import marks_at, marks_html
from projects.models import ImportBatch
from projects.paper import grid_html, grid_of, layout_for


@dataclass(frozen=True)
class PreviewedTable:
    """One table of the file: what becomes of it, and what was not understood in it."""

    planned: PlannedTable
    problems: list[Problem]
    findings: TableFindings

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
        self._marks = marks_at(table.findings, self._grid)
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
        problems, marks = self._in_cells.get(cell.address, ()), marks_html(self._marks, cell.address)
        if not problems and not marks:
            return None
        context = {"text": cell.text, "problems": problems}
        # The form keeps line ends as they are: the template's own last one would show.
        return render_to_string("projects/_cell_problems.html", context).rstrip("\n") + marks


def previewed_tables(batch: ImportBatch, plan: ImportPlan, reading: Reading) -> list[PreviewedTable]:
    """Return the tables with what was not understood in each and what the rules say of it; nothing of it is refused."""
    unit = batch.unit or next((planned.unit for planned in plan.tables if planned.unit), None)
    contexts = contexts_of_file(reading, layout_for(unit) if unit else None)
    return [
        PreviewedTable(
            planned,
            [problem for problem in reading.problems if problem.table == planned.number],
            TableFindings(planned.table, check_table(planned.table, context), context.money_unit),
        )
        for planned, context in zip(plan.tables, contexts, strict=True)
    ]
