"""build(): a goal table as the Grid of a layout, exactly as it stands on paper."""

from itertools import pairwise

from documents.goal_table import GoalTable
from documents.grid import Cell, Grid
from documents.layout import Layout
from documents.picture import GOAL_SLOTS
from documents.shapes import FIRST, FURTHER, FormCell, printed_rows


def build(table: GoalTable, layout: Layout, number: int | None = None) -> Grid:
    """Return the table as printed in a layout; `number` is its serial number in the booklet, for the title.

    Nothing is translated, rounded or left out: parse(build(table, layout)) says what the table says (see
    Layout.adapt for category names). Rows without a uid take their position, so that every cell has its address.
    """
    named = table.with_row_uids()
    rows = printed_rows(named, layout)
    cells: list[Cell] = []
    open_merges: dict[int, int] = {}
    for row, (form, row_texts, position) in enumerate(rows):
        texts = iter(row_texts)
        for form_cell in form.cells:
            if form_cell.merge == FURTHER:
                at = open_merges[form_cell.column]
                cells[at] = cells[at]._replace(row_span=cells[at].row_span + 1)
                continue
            if form_cell.merge == FIRST:
                open_merges[form_cell.column] = len(cells)
            text = next(texts) if form_cell.slot else form_cell.text
            cells.append(_cell(row, form_cell, text, _address(named, form_cell.slot, position)))
    tables = [form.section.table for form, _, _ in rows]
    return Grid(
        row_count=len(rows),
        widths_mm=layout.widths_mm,
        cells=tuple(cells),
        title=layout.format_title(table.title, number),
        breaks=tuple(at for at, (above, row) in enumerate(pairwise(tables), 1) if above != row),
        header_rows=tuple(at for at, (form, _, _) in enumerate(rows) if form.section.is_header),
    )


def _cell(row: int, form_cell: FormCell, text: str, address: str) -> Cell:
    return Cell(
        row, form_cell.column, text, column_span=form_cell.column_span, style=form_cell.style, address=address
    )


def _address(table: GoalTable, slot: str, position: int) -> str:
    """Return the address of a filled cell: a slot's own name, or that of its goal or indicator by uid."""
    kind, _, field = slot.partition(".")
    if slot in GOAL_SLOTS or kind == "indicator":
        if position < 0 or slot == "goal.number":
            return ""
        if kind == "goal":
            return f"goals.{table.goals[position].uid}"
        return f"indicators.{table.indicators[position].uid}.{field}"
    return slot
