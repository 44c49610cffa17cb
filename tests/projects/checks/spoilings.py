"""Thirty known ways to spoil a clean goal table, each with the rule that should notice."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from documents.goal_table import Goal, GoalTable, IndicatorRow
from indicators.values import Kind, parse_value
from projects.checks.categories import Kind2, kinds_of


class Spoiling(NamedTuple):
    """What is done to a table, None where the table gives no occasion, and the rules any of which should speak."""

    name: str
    rules: frozenset[str]
    spoil: Callable[[GoalTable], GoalTable | None]


def _changed(table: GoalTable, wanted: Callable[[IndicatorRow], bool], **changes) -> GoalTable | None:
    """Change the first row that is wanted; a change may be a function of the row."""
    for at, row in enumerate(table.indicators):
        if wanted(row):
            values = {part: change(row) if callable(change) else change for part, change in changes.items()}
            rows = [*table.indicators]
            rows[at] = replace(row, **values)
            return replace(table, indicators=tuple(rows))
    return None


def _of(kind: Kind2) -> Callable[[IndicatorRow], bool]:
    return lambda row: kinds_of(row.level1, row.level2)[1] is kind


def _any(row: IndicatorRow) -> bool:
    return True


def _is_percent(row: IndicatorRow) -> bool:
    return parse_value(row.value).unit == "%"


def _is_rate(row: IndicatorRow) -> bool:
    return row.name.endswith("率") and _is_percent(row)


def _is_counted(row: IndicatorRow) -> bool:
    value = parse_value(row.value)
    return value.kind is Kind.QUANTITY and value.unit not in ("", "%")


def _without(table: GoalTable, kind: Kind2) -> GoalTable:
    rows = tuple(row for row in table.indicators if not _of(kind)(row))
    return replace(table, indicators=rows)


def _with_schedule(table: GoalTable, **percents) -> GoalTable:
    marks = (replace(mark, percent=percents.get(f"m{mark.month}", mark.percent)) for mark in table.schedule)
    return replace(table, schedule=tuple(marks))


def _budget(table: GoalTable, **amounts) -> GoalTable:
    return replace(table, budget=replace(table.budget, **amounts))


def _dearer(table: GoalTable) -> GoalTable | None:
    more = table.budget.total / 10_000 * 2
    return _changed(table, _of(Kind2.COST), name="年度总费用", value=f"≤{more:.0f}万元")


def _wrong_last(code: str) -> str:
    return code[:-1] + ("1" if code[-1] != "1" else "2")


def _spoiling(name: str, rules: str, spoil: Callable[[GoalTable], GoalTable | None]) -> Spoiling:
    return Spoiling(name, frozenset(rules.split()), spoil)


SPOILINGS = (
    _spoiling("no project code", "ID01", lambda t: replace(t, project_code=None)),
    _spoiling("a character of the code lost", "ID02", lambda t: replace(t, project_code=t.project_code[:-1])),
    _spoiling("code mistyped", "ID03", lambda t: replace(t, project_code=_wrong_last(t.project_code))),
    _spoiling("another project's title", "ID07", lambda t: replace(t, title="殡葬服务补贴绩效目标表")),
    _spoiling("budget off by one", "AM02", lambda t: _budget(t, total=t.budget.total + 10_000)),
    _spoiling("no budget", "AM02", lambda t: _budget(t, total=None)),
    _spoiling("schedule with a blank", "AM04", lambda t: _with_schedule(t, m6=None)),
    _spoiling("schedule falls", "AM05", lambda t: _with_schedule(t, m6=Decimal(90), m10=Decimal(30))),
    _spoiling("year ends at 95", "AM06", lambda t: _with_schedule(t, m12=Decimal(95))),
    _spoiling("money comes late", "AM08", lambda t: _with_schedule(t, m6=Decimal(40), m10=Decimal(41))),
    _spoiling("purpose in two words", "GO01", lambda t: replace(t, purpose="专项支出")),
    _spoiling("no goal", "GO02", lambda t: replace(t, goals=())),
    _spoiling("goal still the form's", "GO03", lambda t: replace(t, goals=(Goal("目标内容1"),))),
    _spoiling("goal twice", "GO04", lambda t: replace(t, goals=(*t.goals, Goal(f"3、 {t.goals[0].text} ")))),
    _spoiling("goal is the purpose", "GO05", lambda t: replace(t, goals=(Goal(t.purpose), *t.goals))),
    _spoiling(
        "goal without number",
        "GO06",
        lambda t: replace(t, goals=(Goal("进一步提升工作水平，保障群众权益。"),)),
    ),
    _spoiling("no quantity", "ST01", lambda t: _without(t, Kind2.QUANTITY)),
    _spoiling("no cost", "ST02", lambda t: _without(t, Kind2.COST)),
    _spoiling("no satisfaction", "ST04", lambda t: _without(t, Kind2.SATISFACTION)),
    _spoiling("no description", "ST07", lambda t: _changed(t, _any, description="")),
    _spoiling("no value", "ST08", lambda t: _changed(t, _any, value="")),
    _spoiling("no basis", "ST09", lambda t: _changed(t, _any, basis="")),
    _spoiling(
        "a row that does not apply",
        "ST10",
        lambda t: _changed(t, _of(Kind2.SOCIAL), name="不涉及", value="无"),
    ),
    _spoiling(
        "description is the name", "IN01", lambda t: _changed(t, _any, description=lambda row: row.name)
    ),
    _spoiling("quantity in words", "VA09", lambda t: _changed(t, _of(Kind2.QUANTITY), value="按计划完成")),
    _spoiling("a rate counted in people", "VA08", lambda t: _changed(t, _is_rate, value="12人")),
    _spoiling("satisfaction in words", "VA18", lambda t: _changed(t, _of(Kind2.SATISFACTION), value="满意")),
    _spoiling(
        "unit alone",
        "VA02",
        lambda t: _changed(t, _is_counted, value=lambda row: parse_value(row.value).unit),
    ),
    _spoiling("cost over the budget", "VA11", _dearer),
    _spoiling("basis is experience", "BA03", lambda t: _changed(t, _any, basis="工作经验")),
)
