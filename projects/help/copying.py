"""Rows of another table that can be copied: which tables, which rows, the operations that insert them."""

from collections.abc import Collection
from dataclasses import dataclass

from documents.goal_table import GoalTable
from projects.cell_values import row_texts
from projects.enums import EditSource
from projects.help.likeness import name_likeness, pairs_of
from projects.help.offers import Offer, insert_row, last_of_category
from projects.models import Project

TABLES_COMPARED = 500
TABLES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class RowToCopy:
    """A row of the other table: its address there and what the dialog shows of it."""

    address: str
    category: str
    text: str
    value: str


def tables_to_copy_from(user, project: Project, query: str) -> list[Project]:
    """Return the tables in the user's sight that hold the words in code, name or unit, like names first: one query."""
    found = Project.objects.visible_to(user).exclude(pk=project.pk).select_related("unit", "fiscal_year")
    for word in query.split():
        found = found.containing(word)
    own = pairs_of(project.name)
    tables = list(found.order_by("-fiscal_year__year", "unit__path", "order", "pk")[:TABLES_COMPARED])
    tables.sort(key=lambda one: -name_likeness(own, pairs_of(one.name)))
    return tables[:TABLES_SHOWN]


def rows_to_copy(table: GoalTable) -> list[RowToCopy]:
    goals = [RowToCopy(f"goals.{goal.uid}", "绩效目标", goal.text, "") for goal in table.goals]
    rows = [RowToCopy(f"indicators.{row.uid}", row.level2, row.name, row.value) for row in table.indicators]
    return [row for row in [*goals, *rows] if row.text.strip()]


def chosen_offer(own: GoalTable, other: GoalTable, chosen: Collection[str]) -> Offer:
    """Return the offer to insert the chosen rows of the other table, each at the end of its category.

    Rows are given by their addresses in the other table; what is not there is left out.
    """
    goals = [goal for goal in other.goals if f"goals.{goal.uid}" in chosen]
    rows = [row for row in other.indicators if f"indicators.{row.uid}" in chosen]
    operations = [*_goal_operations(own, goals), *_row_operations(own, rows)]
    return Offer(f"插入{len(operations)}行", tuple(operations), EditSource.COPY)


def _goal_operations(own, goals):
    after = own.goals[-1].uid if own.goals else ""
    for number, goal in enumerate(goals):
        yield {
            "kind": "insert",
            "row": f"goals.newgoal{number}",
            "after": after,
            "texts": {"text": goal.text},
        }
        after = f"newgoal{number}"


def _row_operations(own, rows):
    """Rows of one category follow each other: each goes below the one before."""
    last_in: dict[tuple[str, str], str] = {}
    for number, row in enumerate(rows):
        category = (row.level1, row.level2)
        after = last_in.get(category, last_of_category(own, *category))
        texts = {part: text for part, text in row_texts(row).items() if text and part != "weight"}
        yield insert_row(texts, after, number)
        last_in[category] = f"new{number}"
