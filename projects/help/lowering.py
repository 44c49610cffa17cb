"""Two years' values of one indicator: by how much the new one differs, and whether it asks for less."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.enums import Operator
from indicators.values import Kind, TargetValue, parse_value

_UPWARDS = frozenset({Operator.AT_LEAST, Operator.MORE})
_DOWNWARDS = frozenset({Operator.AT_MOST, Operator.LESS})
# Multiples of a unit that stand before it: 万元, 亿元, 万人次.
_MULTIPLES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}


@dataclass(frozen=True, slots=True)
class Change:
    """From last year's value to this year's; `percent` is None where the two cannot be compared as numbers."""

    before: str
    after: str
    percent: Decimal | None = None
    is_lowered: bool = False

    @property
    def words(self) -> str:
        """The change as the pane says it: 增加10%, 减少5%, 不变, "" where numbers do not tell."""
        if self.percent is None:
            return ""
        if not self.percent:
            return "不变"
        return f"{'增加' if self.percent > 0 else '减少'}{abs(self.percent):f}%"


def value_change(before: str, after: str) -> Change:
    """Compare two target values as typed.

    A value is lowered where it asks for less than before: a smaller number, for ≤ and < a larger one, a sign turned
    round, or no number any more where there was one. Without ≥ or ≤ the number itself counts, and more than the 0 of
    last year is less asked. Numbers of different units are not judged; 万元 and 元 are of one unit.
    """
    old, new = parse_value(before), parse_value(after)
    if old.kind is not Kind.QUANTITY or before == after:
        return Change(before, after, Decimal(0) if before == after and old.number is not None else None)
    if new.kind is not Kind.QUANTITY:
        return Change(before, after, is_lowered=True)
    (old_number, old_unit), (new_number, new_unit) = _in_single_units(old), _in_single_units(new)
    if old_unit != new_unit:
        return Change(before, after)
    return Change(
        before, after, percent_change(old_number, new_number), _asks_less(old, old_number, new, new_number)
    )


def percent_change(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    """Return the change in percent to one place, None where there is nothing to divide by."""
    if before is None or after is None or not before:
        return None
    change = round((after - before) * 100 / abs(before), 1)
    return change.quantize(Decimal(1)) if change == change.to_integral_value() else change


def _asks_less(old: TargetValue, old_number: Decimal, new: TargetValue, new_number: Decimal) -> bool:
    if old.operator in _UPWARDS:
        return new.operator in _DOWNWARDS or new_number < old_number
    if old.operator in _DOWNWARDS:
        return new.operator in _UPWARDS or new_number > old_number
    return new_number < old_number or (old_number == 0 and new_number > 0)


def _in_single_units(value: TargetValue) -> tuple[Decimal, str]:
    number, unit = value.number or Decimal(0), value.unit
    while unit[:1] in _MULTIPLES and len(unit) > 1:
        number, unit = number * _MULTIPLES[unit[0]], unit[1:]
    return number, unit
