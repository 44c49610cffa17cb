"""Rules about the place of indicators: what stands under quantity, quality, time, cost, benefit and satisfaction."""

import re
from collections.abc import Iterator

from indicators.values import Kind
from projects.cell_operations import MoveRow, Operation, SetCell
from projects.checks.categories import Kind1, Kind2, kinds_of
from projects.checks.finding import Hit, Repair
from projects.checks.registry import row_check
from projects.checks.view import RowView, TableView
from projects.checks.word_lists import word_lists
from projects.checks.word_patterns import anywhere, at_end, choice
from projects.enums import Severity

_WORDS = word_lists("indicators")
_COUNT_END = re.compile(f"(?:{choice(_WORDS['count_endings'])}|(?<![指系参分倍基函常天年月])数)$")
_COUNT_UNITS = frozenset(_WORDS["count_units"])
_COUNT_OF_QUALITY = anywhere(_WORDS["counts_of_quality"])
_TIME = anywhere(_WORDS["time_words"])
_LATE = anywhere(_WORDS["late_words"])
_DAY = re.compile(r"(?<!\d)(?:1[0-2]|[1-9])月|\d日")
_PROMPT = anywhere(_WORDS["prompt_words"])
_TIME_UNITS = frozenset(_WORDS["time_units"])
_COST = anywhere(_WORDS["cost_words"])
_MONEY = at_end(_WORDS["money_endings"])
_MAYBE_COST = anywhere(_WORDS["maybe_costs"])
_LIMIT = anywhere(_WORDS["limit_words"])
_OTHER_COST = anywhere(_WORDS["other_costs"])
_EXECUTION = anywhere(_WORDS["execution_words"])
_SATISFACTION = anywhere(_WORDS["satisfaction_words"])
_OUTPUT = anywhere(_WORDS["output_words"])
_ECOLOGY = anywhere(_WORDS["ecology_words"])
_ECONOMY = anywhere(_WORDS["economy_words"])
_STANDARD_NAMES = {Kind2.QUANTITY: "数量指标", Kind2.QUALITY: "质量指标", Kind2.TIMELINESS: "时效指标"}


@row_check("IN04")
def quantity_is_rate(row: RowView, view: TableView) -> Iterator[Hit]:
    if row.kind2 is Kind2.QUANTITY and (row.is_rate or row.is_percent):
        target = Kind2.TIMELINESS if _PROMPT.search(row.name) else Kind2.QUALITY
        yield _at_name(row, _move(row, view, target) if row.is_rate else None)


@row_check("IN05")
def quality_is_quantity(row: RowView, view: TableView) -> Iterator[Hit]:
    if row.kind2 is not Kind2.QUALITY or row.is_negative or _COUNT_OF_QUALITY.search(row.name):
        return
    is_count = row.value.kind is Kind.QUANTITY and row.value.unit in _COUNT_UNITS
    if is_count or _COUNT_END.search(row.name):
        # A rate with a count for its value is mended at the value (VA08).
        yield _at_name(row, None if row.is_rate else _move(row, view, Kind2.QUANTITY))


@row_check("IN06")
def timeliness_has_no_time(row: RowView, view: TableView) -> Iterator[Hit]:
    if row.kind2 is not Kind2.TIMELINESS:
        return
    value = row.value
    is_other_number = value.kind is Kind.QUANTITY and not _measures_time(row)
    is_time = value.kind is Kind.DATE or _is_unit_of_time(value.unit) or _DAY.search(row.said)
    if is_other_number or not (is_time or _TIME.search(row.said)):
        yield _at_name(row)


def _measures_time(row: RowView) -> bool:
    """Tell whether a number is a time, a share or a count of delays; 5分 is a time where the name speaks of one, else a grade."""
    unit = row.value.unit
    if unit == "分":
        return bool(_TIME.search(row.name))
    return unit in ("", "%", "‰") or _is_unit_of_time(unit) or bool(_LATE.search(row.name))


def _is_unit_of_time(unit: str) -> bool:
    """Tell whether a unit is one of time or of times: 天, 次/月."""
    return any(part in _TIME_UNITS for part in unit.split("/"))


@row_check("IN07")
def cost_is_no_cost(row: RowView, view: TableView) -> Iterator[Hit]:
    if row.kind2 is Kind2.COST and not (_is_cost(row) or _OTHER_COST.search(row.row.level2)):
        may_be_cost = row.is_rate or row.is_percent or _MAYBE_COST.search(row.said)
        yield _at_name(row, severity=Severity.WARNING if may_be_cost else None)


def _is_cost(row: RowView) -> bool:
    """Tell whether a row is about money, its spending (IN08) included; costs to society and nature are told in measures of their own."""
    said = f"{row.said}\n{row.value_plain}"
    return "元" in row.value.unit or bool(
        _COST.search(said) or _MONEY.search(row.name) or _EXECUTION.search(row.name)
    )


@row_check("IN08")
def cost_is_execution_rate(row: RowView, view: TableView) -> Iterator[Hit]:
    if row.kind2 is not Kind2.COST:
        return
    if _EXECUTION.search(row.name):
        yield _at_name(row)
    elif row.is_percent and not row.is_at_least and _LIMIT.search(row.name):
        yield _at_name(row, severity=Severity.HINT)


@row_check("IN09")
def satisfaction_is_something_else(row: RowView, view: TableView) -> Iterator[Hit]:
    if row.kind1 is Kind1.SATISFACTION and row.name_key and not _SATISFACTION.search(row.said):
        yield _at_name(row)


@row_check("IN10")
def benefit_is_output(row: RowView, view: TableView) -> Iterator[Hit]:
    if row.kind1 is Kind1.BENEFIT and _OUTPUT.search(row.name):
        yield _at_name(row)


@row_check("IN11")
def benefit_is_of_another_kind(row: RowView, view: TableView) -> Iterator[Hit]:
    wanted = {Kind2.ECOLOGICAL: _ECOLOGY, Kind2.ECONOMIC: _ECONOMY}.get(row.kind2) if row.kind2 else None
    if wanted and row.name_key and not wanted.search(row.said):
        yield _at_name(row)


def _at_name(row: RowView, repair: Repair | None = None, severity: Severity | None = None) -> Hit:
    words = {"name": row.label, "level2": row.row.level2.strip(), "value": row.value_label}
    return Hit(row.address("name"), row.row.name, words, repair, severity)


def _move(row: RowView, view: TableView, target: Kind2) -> Repair:
    """Put a row under another category of output, below the last row that stands there."""
    name = _name_of(target, view)
    operations: list[Operation] = [SetCell(row.address("level2"), name)]
    others = [other for other in view.rows if other.kind2 is target]
    if others and others[-1].number != row.number - 1:
        operations.append(MoveRow(f"indicators.{row.row.uid}", others[-1].row.uid))
    is_last = all(other is row or other.kind2 is not row.kind2 for other in view.rows)
    warned = f"（之后“{row.row.level2.strip()}”没有指标，要再补一条）" if is_last else ""
    return Repair(f"移到“{name}”{warned}", tuple(operations))


def _name_of(target: Kind2, view: TableView) -> str:
    """Return what the scheme calls a category, else what the table calls it."""
    in_scheme = (
        level2.name
        for level1 in view.context.scheme
        for level2 in level1.children
        if kinds_of(level1.name, level2.name)[1] is target
    )
    in_table = (row.row.level2.strip() for row in view.rows if row.kind2 is target and row.row.level2.strip())
    return next(in_scheme, None) or next(in_table, _STANDARD_NAMES[target])
