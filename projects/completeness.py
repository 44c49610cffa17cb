"""What a goal table must have before it is handed in."""

from collections.abc import Iterator
from dataclasses import dataclass

from documents.goal_table import GoalTable


@dataclass(frozen=True)
class MissingPart:
    """A part that is not filled in: its label on the form and its address."""

    label: str
    address: str


def missing_parts(table: GoalTable) -> list[MissingPart]:
    """Return what is not filled in, in the order of the form; a table without one of these says nothing to review.

    These are the name, the total, one goal and one indicator; whether they are any good is for others to say.
    """
    return list(_missing(table))


def _missing(table: GoalTable) -> Iterator[MissingPart]:
    if not table.project_name.strip():
        yield MissingPart("项目名称", "project.name")
    if table.budget.total is None:
        yield MissingPart("预算数", "budget.total")
    if not any(goal.text.strip() for goal in table.goals):
        yield MissingPart("绩效目标", "goals")
    if not any(row.name.strip() for row in table.indicators):
        yield MissingPart("绩效指标", "indicators")
