"""Canonical JSON: a booklet as plain dictionaries, the form in which tables are stored, compared and exchanged."""

import re
from decimal import Decimal
from typing import Any

from documents.amounts import format_amount
from documents.errors import UnreadableDocument
from documents.goal_table import (
    CHECKPOINT_MONTHS,
    Booklet,
    Budget,
    Goal,
    GoalTable,
    IndicatorRow,
    PartOne,
    ScheduleMark,
)
from documents.text import clean_text

Json = dict[str, Any]

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_ROW_TEXTS = ("level1", "level2", "name", "description", "value", "basis")


def booklet_to_json(booklet: Booklet) -> Json:
    """Return a booklet as JSON values: amounts as strings in yuan, shares as numbers, null where paper is blank."""
    part1 = booklet.part1
    return booklet_head_to_json(booklet) | {
        "part1": None
        if part1 is None
        else {"overall": part1.overall, "divisions": part1.divisions, "safeguards": part1.safeguards},
        "tables": [table_to_json(table) for table in booklet.tables],
    }


def booklet_head_to_json(booklet: Booklet) -> Json:
    """Return year and unit of a booklet."""
    return {
        "fiscal_year": booklet.fiscal_year,
        "unit_code": booklet.unit_code,
        "unit_name": booklet.unit_name,
    }


def table_to_json(table: GoalTable) -> Json:
    """Return one table as JSON values; uids are no part of what a table says and are left out."""
    budget = table.budget
    return {
        "title": table.title,
        "unit_code": table.unit_code,
        "unit_name": table.unit_name,
        "project_code": table.project_code,
        "project_name": table.project_name,
        "budget": {
            "total": _amount_to_json(budget.total),
            "fiscal": _amount_to_json(budget.fiscal),
            "other": _amount_to_json(budget.other),
        },
        "purpose": table.purpose,
        "schedule": [
            {"month": mark.month, "percent": _number_to_json(mark.percent)} for mark in table.schedule
        ],
        "goals": [goal.text for goal in table.goals],
        "indicators": [_indicator_to_json(row) for row in table.indicators],
    }


def booklet_from_json(content: object) -> Booklet:
    """Return the booklet that JSON values say. Raises UnreadableDocument naming the place that is malformed.

    Texts are cleaned (see clean_text); keys that are not part of the form are ignored.
    """
    booklet = _Place("文件", content)
    year = booklet.value("fiscal_year", None)
    if year is not None and (type(year) is not int or not 1900 <= year <= 2999):
        raise booklet.fault("fiscal_year", "应是年度，如 2026，或者 null")
    part1 = booklet.value("part1", None)
    tables = booklet.entries("tables")
    return Booklet(
        fiscal_year=year,
        unit_code=booklet.text_or_none("unit_code"),
        unit_name=booklet.text_or_none("unit_name"),
        part1=None if part1 is None else _part_one(_Place("第一部分", part1)),
        tables=tuple(_table(_Place(f"第{at}个表", table)) for at, table in enumerate(tables, 1)),
    )


def table_from_json(content: object) -> GoalTable:
    """Return the table that JSON values say. Raises UnreadableDocument naming the place that is malformed."""
    return _table(_Place("表", content))


class _Place:
    """A JSON object with the words for where it stands, so that every complaint names its place."""

    def __init__(self, name: str, content: object) -> None:
        self.name = name
        if not isinstance(content, dict):
            raise UnreadableDocument(f"{name}的内容不是一个 JSON 对象，请检查文件是否由本系统导出。")
        self._content = content

    def fault(self, key: str, what: str) -> UnreadableDocument:
        return UnreadableDocument(f"{self.name}的“{key}”{what}，请改正后再试。")

    def value(self, key: str, default: object) -> Any:
        return self._content.get(key, default)

    def text(self, key: str) -> str:
        value = self.value(key, "")
        if not isinstance(value, str):
            raise self.fault(key, "应是文字")
        return clean_text(value)

    def text_or_none(self, key: str) -> str | None:
        return None if self.value(key, None) is None else self.text(key)

    def entries(self, key: str) -> list[Any]:
        value = self.value(key, [])
        if not isinstance(value, list):
            raise self.fault(key, "应是一个列表")
        return value

    def number(self, key: str) -> Decimal | None:
        value = self.value(key, None)
        if value is None:
            return None
        if isinstance(value, bool) or not _NUMBER.fullmatch(str(value)):
            raise self.fault(key, "应是一个数，如 25，或者 null")
        return Decimal(str(value))


def _part_one(part1: _Place) -> PartOne:
    return PartOne(part1.text("overall"), part1.text("divisions"), part1.text("safeguards"))


def _table(table: _Place) -> GoalTable:
    budget = _Place(f"{table.name}的预算", table.value("budget", {}))
    goals = [
        _Place(f"{table.name}的目标{at}", {"goals": goal})
        for at, goal in enumerate(table.entries("goals"), 1)
    ]
    rows = enumerate(table.entries("indicators"), 1)
    return GoalTable(
        title=table.text("title"),
        unit_code=table.text_or_none("unit_code"),
        unit_name=table.text_or_none("unit_name"),
        project_code=table.text_or_none("project_code"),
        project_name=table.text("project_name"),
        budget=Budget(budget.number("total"), budget.number("fiscal"), budget.number("other")),
        purpose=table.text("purpose"),
        schedule=_schedule(table),
        goals=tuple(Goal(goal.text("goals")) for goal in goals),
        indicators=tuple(_indicator(_Place(f"{table.name}的指标第{at}行", row)) for at, row in rows),
    )


def _schedule(table: _Place) -> tuple[ScheduleMark, ...]:
    percents: dict[int, Decimal | None] = dict.fromkeys(CHECKPOINT_MONTHS)
    for entry in table.entries("schedule"):
        mark = _Place(f"{table.name}的支出计划", entry)
        month = mark.value("month", None)
        if not isinstance(month, int | float) or month not in percents:
            raise mark.fault("month", "应是 3、6、10 或 12")
        percents[int(month)] = mark.number("percent")
    return tuple(ScheduleMark(month, percent) for month, percent in percents.items())


def _indicator(row: _Place) -> IndicatorRow:
    level1, level2, name, description, value, basis = (row.text(key) for key in _ROW_TEXTS)
    return IndicatorRow(level1, level2, name, description, value, basis, row.number("weight"))


def _indicator_to_json(row: IndicatorRow) -> Json:
    texts = {key: getattr(row, key) for key in _ROW_TEXTS}
    return texts if row.weight is None else texts | {"weight": _number_to_json(row.weight)}


def _amount_to_json(amount: Decimal | None) -> str | None:
    return None if amount is None else format_amount(amount, "元")


def _number_to_json(number: Decimal | None) -> int | float | str | None:
    """Return a number as JSON's own kind; as a string where a float would lose digits."""
    if number is None or number == number.to_integral_value():
        return None if number is None else int(number)
    return float(number) if Decimal(str(float(number))) == number else str(number)
