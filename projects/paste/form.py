"""A whole form, or a piece of one with its labels, read by its labels as a file would be."""

from dataclasses import dataclass

from documents.goal_table import Budget
from documents.layout import Layout
from documents.parse import parse
from projects.cell_addresses import HEAD_LABELS
from projects.cell_values import cell_text, row_texts
from projects.paste.block import Block
from projects.paste.rows import RowTexts


@dataclass(frozen=True, slots=True)
class PastedForm:
    """What a pasted form says: texts of its head by address, goals, rows by part; `notes` on what was not read."""

    head: dict[str, str]
    goals: tuple[str, ...]
    rows: tuple[RowTexts, ...]
    notes: tuple[str, ...]


def read_form(block: Block, layout: Layout) -> PastedForm | None:
    """Return what the block says where it is a form with a head, None where it says nothing of a table."""
    table, problems = parse(block.grid, money_unit=layout.money_unit)
    if table.budget == Budget() and not table.project_name and not table.indicators:
        return None
    said = ((address, cell_text(table, address, layout.money_unit)) for address in HEAD_LABELS)
    rows = (
        {part: text for part, text in row_texts(row).items() if part != "weight" or layout.prints_weights}
        for row in table.indicators
    )
    return PastedForm(
        {address: text for address, text in said if text},
        tuple(goal.text for goal in table.goals),
        tuple(rows),
        tuple(problem.message for problem in problems if problem.table in (None, 1)),
    )
