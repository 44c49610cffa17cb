"""Rules about units of measure in target values: how they are written, and what is none."""

import re
from collections.abc import Iterator

from indicators.value_words import BOUNDS, NUMBER, UNITS, WORDS, any_of, plain_text
from indicators.values import Kind, canonical, parse_value
from projects.cell_operations import SetCell
from projects.checks.finding import Hit, Repair
from projects.checks.registry import row_check
from projects.checks.unit_writings import properly_written
from projects.checks.value_repairs import rewritten, set_value
from projects.checks.view import RowView, TableView
from projects.checks.word_patterns import KEPT
from projects.checks.wording import shortened

_AFTER_NUMBER = re.compile(rf"(?:^|.*?){NUMBER}(?P<tail>[^0-9]+)")
_BOUND = re.compile(f"(?:{any_of(BOUNDS)})+$")
_UNIT_FIRST = re.compile(any_of(UNITS))
_WITHIN = re.compile(f"(?:{any_of(WORDS['units']['times'])})(?:以内|之内|内|前)")
_RATE = re.compile(f"(?:{any_of(WORDS['leads']['shares'])})$")


@row_check("VA06")
def unit_is_written_otherwise(row: RowView, view: TableView) -> Iterator[Hit]:
    if row.value.kind not in (Kind.QUANTITY, Kind.RANGE):
        return
    text = row.row.value.strip()
    proper = properly_written(text)
    if proper != text:
        proper = canonical(parse_value(proper))
        yield _hit(row, set_value(row, proper), proper=shortened(proper))


@row_check("VA07")
def unit_is_sentence(row: RowView, view: TableView) -> Iterator[Hit]:
    if row.value.kind not in (Kind.QUANTITY, Kind.WORDS) or row.is_wordy or row.is_dated:
        return
    found = _AFTER_NUMBER.fullmatch(plain_text(row.row.value[:KEPT]))
    if found and _is_sentence(found["tail"], int(view.context.rules.threshold("VA07", "characters"))):
        yield _hit(row, _explained(row, found["tail"]))


def _is_sentence(tail: str, longest: int) -> bool:
    """Tell whether what follows a number is more than a unit; units of units (元/平方米·年) may be long."""
    unit = _BOUND.sub("", tail)
    if len(unit) <= longest or unit in UNITS or _WITHIN.match(unit):
        return False
    return any(len(part) > longest and part not in UNITS for part in re.split(r"[/·]", unit))


def _explained(row: RowView, tail: str) -> Repair | None:
    """Offer the bare quantity, with the explanation moved to the description."""
    first = _UNIT_FIRST.match(tail)
    unit = UNITS[first[0]] if first else "%" if _RATE.search(tail) else ""
    value = rewritten(row, unit=unit) if unit and row.value.kind is Kind.QUANTITY else None
    if value is None:
        return None
    note = _BOUND.sub("", tail[first.end() :] if first else tail).strip("，,；;（）()的")
    described = row.row.description.strip()
    text = note if row.description_key in ("", row.name_key) else f"{described.rstrip('。；;')}；{note}"
    return Repair(
        f"{value.label}，说明移到描述", (*value.operations, SetCell(row.address("description"), text))
    )


def _hit(row: RowView, repair: Repair | None, **words: str) -> Hit:
    return Hit(
        row.address("value"), row.row.value, {"name": row.label, "value": row.value_label, **words}, repair
    )
