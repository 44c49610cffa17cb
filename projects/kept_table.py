"""A table kept to be put back: canonical JSON and the uids of its rows, by which opinions find them."""

from dataclasses import replace

from documents.canonical import Json, table_from_json, table_to_json
from documents.goal_table import GoalTable


def table_to_kept(table: GoalTable) -> Json:
    """Return {"table": canonical JSON, "goals": [uid, …], "indicators": [uid, …]}."""
    return {
        "table": table_to_json(table),
        "goals": [goal.uid for goal in table.goals],
        "indicators": [row.uid for row in table.indicators],
    }


def table_from_kept(kept: Json) -> GoalTable:
    """Return the table as it was kept, its rows with their uids."""
    table = table_from_json(kept["table"])
    goals = zip(table.goals, kept["goals"], strict=True)
    rows = zip(table.indicators, kept["indicators"], strict=True)
    return replace(
        table,
        goals=tuple(replace(goal, uid=uid) for goal, uid in goals),
        indicators=tuple(replace(row, uid=uid) for row, uid in rows),
    )
