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
# Up to this percentage ≥ may be a slip for ≤.
_SLIP = Decimal(20)


def sign_for(row: RowView) -> Operator | None:
    """Return the sign that a quantity without one surely wants: what may not fail or happen =, costs and times ≤, else ≥.

    None where that cannot be told: two measures in one name, a large share of something bad, or what may aim high and low.
    """
    value = row.value
    if row.is_twin:
        return None
    if value.number == 0 or (value.unit == "%" and value.number == WHOLE):
        return Operator.EQUAL
    if row.kind2 is Kind2.COST:
        return Operator.AT_MOST
    if row.kind2 is Kind2.TIMELINESS and value.unit in _TIME_UNITS:
        return Operator.AT_LEAST if _LASTING.search(row.said) else Operator.AT_MOST
    if row.is_negative and not _LASTING.search(row.name):
        return None if is_beyond_slip(row) or row.is_of_reduction or row.is_of_work else Operator.AT_MOST
    if row.kind1 is Kind1.SATISFACTION or row.is_positive or _LASTING.search(row.name):
        return Operator.AT_LEAST
    return None if row.kind1 is Kind1.BENEFIT and row.may_aim_low else Operator.AT_LEAST


def is_beyond_slip(row: RowView) -> bool:
    """Tell whether a percentage is so large that it was not meant to be a share of something bad."""
    return row.is_percent and row.figure > _SLIP


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
