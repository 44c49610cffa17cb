"""The cells and rows of a GoalTable by address: what they say, and the table in which they say something else."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

from documents.amounts import format_amount, format_number, format_percent
from documents.goal_table import Goal, GoalTable, IndicatorRow, ScheduleMark
from projects.cell_addresses import HEAD_LABELS, INDICATOR_PARTS, short_label

Value = str | Decimal | None
Row = Goal | IndicatorRow
# The row that a form shows where a table has none; it has one name, so that two people type in the same row.
FIRST_UID = "first"
_FIRST_GOAL, _FIRST_ROW = Goal("", uid=FIRST_UID), IndicatorRow("", "", "", uid=FIRST_UID)


def with_first_rows(table: GoalTable) -> GoalTable:
    """Return the table as a form shows it: with an empty goal and an empty row to type in where it has none."""
    if table.goals and table.indicators:
        return table
    return replace(table, goals=table.goals or (_FIRST_GOAL,), indicators=table.indicators or (_FIRST_ROW,))


def without_first_rows(table: GoalTable) -> GoalTable:
    """Return what is kept of a table as a form shows it: the reverse of with_first_rows."""
    goals = () if is_untouched(table, "goals") else table.goals
    indicators = () if is_untouched(table, "indicators") else table.indicators
    return replace(table, goals=goals, indicators=indicators)


def is_untouched(table: GoalTable, kind: str) -> bool:
    """Tell whether the only row of a kind is the one that a form shows where there is none, with nothing in it."""
    rows = rows_of(table, kind)
    return len(rows) == 1 and rows[0].uid == FIRST_UID and rows[0] in (_FIRST_GOAL, _FIRST_ROW)


def rows_of(table: GoalTable, kind: str) -> tuple[Row, ...]:
    """Return the rows of a kind, "goals" or "indicators"."""
    return table.goals if kind == "goals" else table.indicators


def with_rows(table: GoalTable, kind: str, rows: Iterable[Row]) -> GoalTable:
    """Return the table with these rows of a kind."""
    if kind == "goals":
        return replace(table, goals=cast(tuple[Goal, ...], tuple(rows)))
    return replace(table, indicators=cast(tuple[IndicatorRow, ...], tuple(rows)))


def place_of(table: GoalTable, row: str) -> int | None:
    """Return where a row such as goals.<uid> stands among its kind, from 0; None where there is no such row."""
    kind, _, uid = row.partition(".")
    return next((at for at, one in enumerate(rows_of(table, kind)) if one.uid == uid), None)


def row_at(table: GoalTable, row: str) -> Row:
    """Return a row that is there."""
    kind, _, uid = row.partition(".")
    return next(one for one in rows_of(table, kind) if one.uid == uid)


def uid_above(table: GoalTable, row: str) -> str:
    """Return the uid of the row above one that is there, "" for the top."""
    at = place_of(table, row)
    return rows_of(table, row.partition(".")[0])[at - 1].uid if at else ""


def value_of(table: GoalTable, address: str) -> Value:
    """Return the value of a cell that is there: text, yuan, percent or weight; None for blank."""
    kind, _, part = address.partition(".")
    if kind == "budget":
        return cast(Decimal | None, getattr(table.budget, part))
    if kind == "schedule":
        return next(mark.percent for mark in table.schedule if mark.month == int(part))
    if kind == "goals":
        return cast(Goal, row_at(table, address)).text
    if kind == "indicators":
        return part_of(
            cast(IndicatorRow, row_at(table, address.rpartition(".")[0])), address.rpartition(".")[2]
        )
    return _head_text(table, address)


def _head_text(table: GoalTable, address: str) -> str:
    texts = {
        "project.code": table.project_code or "",
        "project.name": table.project_name,
        "purpose": table.purpose,
        "title": table.title,
    }
    return texts[address]


def part_of(row: IndicatorRow, part: str) -> Value:
    return cast(Value, getattr(row, part))


def with_value(table: GoalTable, address: str, value: Any) -> GoalTable:
    """Return the table in which a cell that is there has this value; a title that follows the name goes on doing so."""
    kind, _, part = address.partition(".")
    match kind:
        case "budget":
            return replace(table, budget=replace(table.budget, **{part: value}))
        case "schedule":
            marks = (_with_percent(mark, int(part), value) for mark in table.schedule)
            return replace(table, schedule=tuple(marks))
        case "goals" | "indicators":
            return _with_row_value(table, kind, part, value)
        case "project" if part == "name":
            title = renamed(table.title, table.project_name, value)
            return replace(table, project_name=value, title=title)
        case "project":
            return replace(table, project_code=value or None)
        case _:
            return replace(table, **{kind: value})


def _with_row_value(table: GoalTable, kind: str, rest: str, value: Any) -> GoalTable:
    uid, _, part = rest.partition(".")
    rows = (
        replace(row, **{part or "text": value}) if row.uid == uid else row for row in rows_of(table, kind)
    )
    return with_rows(table, kind, rows)


def _with_percent(mark: ScheduleMark, month: int, percent: Decimal | None) -> ScheduleMark:
    return ScheduleMark(month, percent) if mark.month == month else mark


def renamed(title: str, old_name: str, new_name: str) -> str:
    """Return the title of a table under its new name: one that follows the old name (招商经费绩效目标) follows it."""
    if old_name and title.startswith(old_name):
        return new_name + title.removeprefix(old_name)
    return title


def text_of(value: Value, address: str, money_unit: str) -> str:
    """Return a value as the form shows it in the cell of that address."""
    if value is None or isinstance(value, str):
        return value or ""
    if address.startswith("budget."):
        return format_amount(value, money_unit)
    return format_percent(value, sign="") if address.startswith("schedule.") else format_number(value)


def cell_text(table: GoalTable, address: str, money_unit: str) -> str:
    """Return what a form shows in a cell that is there, amounts in `money_unit`."""
    return text_of(value_of(table, address), address, money_unit)


def row_texts(row: Row) -> dict[str, str]:
    """Return the texts of a row by part; a goal's only part is "text"."""
    if isinstance(row, Goal):
        return {"text": row.text}
    return {part: text_of(part_of(row, part), "", "") for part in INDICATOR_PARTS}


def label_of(table: GoalTable, address: str) -> str:
    """Name a cell in words: 预算数, 第2条绩效目标, 第3行“指标值”."""
    if address in HEAD_LABELS:
        return HEAD_LABELS[address]
    kind, _, rest = address.partition(".")
    number = (place_of(table, f"{kind}.{rest.partition('.')[0]}") or 0) + 1
    return f"第{number}条绩效目标" if kind == "goals" else f"第{number}行“{short_label(address)}”"


def row_label(table: GoalTable, row: str) -> str:
    """Name a row in words: 第2条绩效目标, 第3行."""
    number = (place_of(table, row) or 0) + 1
    return f"第{number}条绩效目标" if row.startswith("goals.") else f"第{number}行"
