"""Rules that look beyond the table: at its sisters, at part 1, at last year's table."""

import re
from collections.abc import Iterator

from documents.text import squeeze
from indicators.enums import Operator
from indicators.values import Kind, TargetValue, parse_value
from projects.checks.finding import Hit
from projects.checks.registry import row_check, table_check
from projects.checks.view import RowView, TableView
from projects.checks.wording import normalise

# A number that belongs to an indicator's name stands close behind it, with nothing but words in between.
_NUMBER_BEHIND = re.compile(
    r"[^0-9，。；、,;\n]{0,8}?(?P<sign>[≥≤=＝>＜<＞]?)(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<rest>[^0-9，。；、,;\n]{0,8})"
)
SHORTEST_NAME = 4
_FLOORS = (Operator.AT_LEAST, Operator.MORE, Operator.EQUAL, Operator.NONE)
_CEILINGS = (Operator.AT_MOST, Operator.LESS)


@table_check("XT01")
def indicators_are_those_of_a_sister(view: TableView) -> Iterator[Hit]:
    context = view.context
    at_least = context.rules.threshold("XT01", "percent") / 100
    if found := context.sisters.most_alike(view.table, context.place, at_least=at_least):
        yield Hit("indicators", words={"name": found.sister.name, "share": round(found.share * 100)})


@row_check("XT02")
def value_differs_from_part_one(row: RowView, view: TableView) -> Iterator[Hit]:
    name = normalise(row.row.name)
    if view.context.part1 is None or row.value.kind is not Kind.QUANTITY or len(name) < SHORTEST_NAME:
        return
    said = [
        value
        for value in _said_of(squeeze(row.row.name), view.part1_text)
        if _is_comparable(value, row.value)
    ]
    if said and all(value.number != row.value.number for value in said):
        words = {"a": said[0].text, "b": row.row.value.strip()}
        yield Hit(row.address("value"), row.row.value, words)


def _said_of(name: str, text: str) -> Iterator[TargetValue]:
    """Yield the quantities that stand right behind a name in a text."""
    at = text.find(name)
    while at >= 0:
        found = _NUMBER_BEHIND.match(text, at + len(name))
        if found:
            yield _quantity(found)
        at = text.find(name, at + len(name))


def _quantity(found: re.Match[str]) -> TargetValue:
    """Return the quantity with as much of the rest as is a unit of measure."""
    rest = found["rest"]
    units = [
        rest[:length]
        for length in range(len(rest), 0, -1)
        if parse_value(rest[:length]).kind is Kind.UNIT_ONLY
    ]
    return parse_value(found["sign"] + found["number"] + (units[0] if units else ""))


def _is_comparable(one: TargetValue, other: TargetValue) -> bool:
    return one.unit == other.unit or not one.unit or not other.unit


@row_check("XT03")
def value_departs_from_last_year(row: RowView, view: TableView) -> Iterator[Hit]:
    before = view.previous_values.get(normalise(row.row.name))
    now = row.value
    if before is None or before.number is None or now.number is None or before.unit != now.unit:
        return
    is_worse = now.number < before.number if now.operator in _FLOORS else now.number > before.number
    most = view.context.rules.threshold("XT03", "percent")
    if is_worse or abs(now.number - before.number) * 100 > most * abs(before.number):
        words = {"p": before.text.strip(), "v": row.row.value.strip()}
        yield Hit(row.address("value"), row.row.value, words)
