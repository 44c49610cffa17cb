"""Repairs of target values: the same quantity with another sign, number or unit."""

from dataclasses import replace
from decimal import Decimal

from indicators.enums import Operator
from indicators.values import Kind, TargetValue, canonical, parse_value
from projects.cell_operations import SetCell
from projects.checks.categories import Kind1, Kind2
from projects.checks.finding import Repair
from projects.checks.view import RowView
from projects.checks.word_lists import word_lists
from projects.checks.word_patterns import anywhere

_TIME_UNITS = frozenset(word_lists("indicators")["time_units"])
_LASTING = anywhere(word_lists("values")["lasting"])
WHOLE = Decimal(100)


def sign_for(row: RowView) -> Operator:
    """Return the sign that a quantity without one wants: what may not fail or happen =, costs and times ≤, else ≥."""
    value = row.value
    if value.number == 0 or (value.unit == "%" and value.number == WHOLE):
        return Operator.EQUAL
    if row.kind2 is Kind2.COST:
        return Operator.AT_MOST
    if row.kind2 is Kind2.TIMELINESS and value.unit in _TIME_UNITS:
        return Operator.AT_LEAST if _LASTING.search(row.said) else Operator.AT_MOST
    is_low = (
        row.is_negative if row.kind1 is Kind1.OUTPUT else row.may_aim_low and not _LASTING.search(row.name)
    )
    return Operator.AT_MOST if is_low else Operator.AT_LEAST


def rewritten(row: RowView, **changes: object) -> Repair | None:
    """Offer the value with another operator, number or unit, where it can be written so."""
    value: TargetValue = replace(row.value, **changes)  # type: ignore[arg-type]
    text = canonical(value)
    return set_value(row, text) if _is_same(value, parse_value(text)) else None


def set_value(row: RowView, text: str) -> Repair:
    return Repair(f"改为“{text}”", (SetCell(row.address("value"), text),))


def _is_same(value: TargetValue, other: TargetValue) -> bool:
    """Tell whether a value is read as it was meant to be written."""
    meant = (value.operator, value.number, value.unit)
    return other.kind is Kind.QUANTITY and meant == (other.operator, other.number, other.unit)
