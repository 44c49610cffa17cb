"""Rules about target values: missing numbers, signs, units, and numbers that do not fit the indicator."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from indicators.enums import Operator
from indicators.values import Kind, canonical
from projects.checks.categories import Kind1, Kind2
from projects.checks.finding import Hit, Repair
from projects.checks.registry import row_check, table_check
from projects.checks.unit_writings import properly_written
from projects.checks.value_repairs import WHOLE, is_beyond_slip, rewritten, sign_for
from projects.checks.view import RowView, TableView
from projects.checks.word_lists import word_lists
from projects.checks.word_patterns import anywhere, at_end, choice, plain
from projects.checks.wording import is_empty
from projects.enums import Severity

_WORDS, _INDICATORS = word_lists("values"), word_lists("indicators")
_ANCHOR = anywhere(_WORDS["anchors"])
_DATE_SAID = anywhere(_WORDS["dates"])
_TIME_UNITS = frozenset(_INDICATORS["time_units"])
_ABSOLUTE, _NEVER_ABSOLUTE = anywhere(_WORDS["absolute_rates"]), anywhere(_WORDS["never_absolute"])
_OVER_HUNDRED = anywhere(_WORDS["over_hundred"])
_WORK, _GROWTH = anywhere(_WORDS["work_words"]), anywhere(_WORDS["growth_words"])
_WHOLE_LIFE = anywhere(_WORDS["whole_life"])
_MAYBE_WHOLE_LIFE = anywhere(_WORDS["maybe_whole_life"])
_PROMPTLY = re.compile(rf"(?:{choice(_WORDS['within_year'])})(?:{choice(_WORDS['promptly'])})(?:完成)?")
_YEAR_ONLY = re.compile(r"(?:19|20)\d\d年度?")
_SHARE_SAID = re.compile(r"\d%")
_GRADED, _GRADES = at_end(_WORDS["graded"]), frozenset(_WORDS["grades"])
_STANDARD = anywhere(_WORDS["standards"])
_LOWER_UNIT = anywhere(word_lists("directions")["lower_units"])
_NEVER_WANTED = anywhere(word_lists("directions")["never_wanted"])
_SATISFIED = anywhere(_WORDS["satisfied"])
_YUAN = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_OUTPUTS = (Kind2.QUANTITY, Kind2.QUALITY, Kind2.TIMELINESS)
_SHARES = ("%", "‰", "百分点", "个百分点", "倍", "成", "")


@row_check("VA01")
def value_copies_name(row: RowView, view: TableView) -> Iterator[Hit]:
    if (
        row.value.kind is Kind.WORDS
        and row.value_key
        and row.value_key in (row.name_key, row.description_key)
    ):
        yield _hit(row)


@row_check("VA02")
def value_is_unit_only(row: RowView, view: TableView) -> Iterator[Hit]:
    if row.is_unit_only:
        yield _hit(row, unit=row.value_label)


@row_check("VA03")
def choice_is_open(row: RowView, view: TableView) -> Iterator[Hit]:
    if row.value.kind is Kind.OPEN_CHOICE:
        yield _hit(row)


@row_check("VA04")
def value_is_yes_or_no(row: RowView, view: TableView) -> Iterator[Hit]:
    if row.value.kind is Kind.CHOICE:
        yield _hit(row)


@row_check("VA05")
def value_is_vague(row: RowView, view: TableView) -> Iterator[Hit]:
    if not row.is_wordy or _ANCHOR.search(row.value_plain) or _DATE_SAID.search(row.value_plain):
        return
    is_grade = _GRADED.search(row.name) and row.value_plain in _GRADES and _STANDARD.search(row.row.basis)
    if not is_grade:
        yield _hit(row)


@row_check("VA08")
def rate_has_no_rate(row: RowView, view: TableView) -> Iterator[Hit]:
    value = row.value
    if not (row.is_rate or row.name.endswith("满意度")):
        return
    if row.is_decision or row.is_unit_only:
        yield _hit(row)
    elif value.kind is Kind.QUANTITY and not _is_share(row):
        yield _hit(row, rewritten(row, unit="%") if value.unit == "" and row.figure <= WHOLE else None)


def _is_share(row: RowView) -> bool:
    """Tell whether a quantity can be a share: 95%, 0, 3‰, 2起/万人, a grade of 90分 for satisfaction."""
    unit = row.value.unit
    if unit == "":
        return row.figure <= 1
    return unit in _SHARES or "/" in unit or (unit == "分" and row.kind1 is Kind1.SATISFACTION)


@row_check("VA09")
def quantity_has_no_number(row: RowView, view: TableView) -> Iterator[Hit]:
    if row.kind2 is not Kind2.QUANTITY:
        return
    if row.is_decision or row.is_wordy or row.is_unit_only:
        yield _hit(row)
    elif row.is_batch:
        yield _hit(row, severity=Severity.WARNING, variant="batch")


@row_check("VA10")
def time_is_vague(row: RowView, view: TableView) -> Iterator[Hit]:
    is_vague = row.is_wordy and not (
        _DATE_SAID.search(row.value_plain) and not _PROMPTLY.fullmatch(row.value_plain)
    )
    is_year = _YEAR_ONLY.fullmatch(row.value_plain)
    if row.kind2 is Kind2.TIMELINESS and (row.is_decision or is_vague or is_year):
        yield _hit(row)


@row_check("VA11")
def cost_exceeds_budget(row: RowView, view: TableView) -> Iterator[Hit]:
    budget = view.table.budget.total
    value = row.value
    if (
        row.kind2 is not Kind2.COST
        or value.kind is not Kind.QUANTITY
        or value.unit not in _YUAN
        or not budget
    ):
        return
    if row.figure * _YUAN[value.unit] > budget and not _WHOLE_LIFE.search(row.said):
        budget_text = f"{budget / _YUAN['万元']:.2f}".rstrip("0").rstrip(".")
        may_be_whole = _MAYBE_WHOLE_LIFE.search(row.said)
        yield _hit(row, severity=Severity.WARNING if may_be_whole else None, budget=budget_text)


@row_check("VA12")
def cost_has_no_number(row: RowView, view: TableView) -> Iterator[Hit]:
    if row.kind2 is Kind2.COST and (row.is_decision or row.is_wordy):
        yield _hit(row)


@row_check("VA13")
def bad_thing_is_wanted(row: RowView, view: TableView) -> Iterator[Hit]:
    """Only asked about where the description speaks of work on the bad thing; of work counted, or of less of it, silent."""
    if row.value.kind is not Kind.QUANTITY or not row.is_at_least or not row.is_negative:
        return
    is_share = row.is_rate or row.is_percent
    if row.is_of_reduction or (row.is_of_work and not is_share):
        return
    # What is counted under 数量指标 may be work all the same: 舆情事件 that were watched.
    is_sure = not (row.is_of_work or row.is_twin or (row.kind2 is Kind2.QUANTITY and not is_share))
    yield _hit(row, _of_bad_thing(row) if is_sure else None, severity=None if is_sure else Severity.WARNING)


def _of_bad_thing(row: RowView) -> Repair | None:
    """Offer no more than the number given, unit mended as well; for a large share nothing, or none where none may be."""
    unit = properly_written(row.value.unit)
    if not is_beyond_slip(row) and not (unit == "%" and row.figure > WHOLE):
        return rewritten(row, operator=Operator.AT_MOST, unit=unit)
    if _NEVER_WANTED.search(row.name):
        return rewritten(row, operator=Operator.EQUAL, number=Decimal(0), unit=unit)
    return None


@row_check("VA14")
def good_thing_is_limited(row: RowView, view: TableView) -> Iterator[Hit]:
    value = row.value
    if value.kind is not Kind.QUANTITY or not row.is_at_most or not row.figure:
        return
    if row.kind1 is Kind1.SATISFACTION:
        is_limited = bool(_SATISFIED.search(row.said)) and not row.is_negative
    else:
        may_be_meant = row.may_aim_low or value.unit in _TIME_UNITS or _LOWER_UNIT.search(value.unit)
        is_limited = (row.kind2 in _OUTPUTS or row.kind1 is Kind1.BENEFIT) and not may_be_meant
    if is_limited:
        is_sure = (row.is_positive or row.kind1 is Kind1.SATISFACTION) and not row.is_twin
        yield _hit(row, rewritten(row, operator=Operator.AT_LEAST) if is_sure else None)


@row_check("VA15")
def compliance_admits_failure(row: RowView, view: TableView) -> Iterator[Hit]:
    if not row.is_percent or row.is_at_most or row.figure >= WHOLE:
        return
    if _ABSOLUTE.search(row.name) and not _NEVER_ABSOLUTE.search(row.name) and not row.is_negative:
        yield _hit(row, rewritten(row, operator=Operator.EQUAL, number=WHOLE))


@row_check("VA16")
def rate_beyond_whole(row: RowView, view: TableView) -> Iterator[Hit]:
    if not row.is_percent or row.is_at_most or row.figure < WHOLE or _OVER_HUNDRED.search(row.said):
        return
    if row.figure == WHOLE and row.is_at_least:
        yield _hit(row, rewritten(row, operator=Operator.EQUAL))
    elif row.figure > WHOLE and (row.is_at_least or row.is_rate or row.kind1 is Kind1.SATISFACTION):
        yield _hit(row, variant="beyond")


@row_check("VA17")
def sign_is_missing(row: RowView, view: TableView) -> Iterator[Hit]:
    if row.value.kind is Kind.QUANTITY and row.value.operator is Operator.NONE and not row.is_dated:
        is_other_fault = row.is_rate and not _is_share(row)  # VA08 speaks of it
        sign = None if is_other_fault or row.is_batch else sign_for(row)
        yield _hit(row, rewritten(row, operator=sign) if sign else None)


@row_check("VA18")
def satisfaction_is_no_number(row: RowView, view: TableView) -> Iterator[Hit]:
    is_number = row.value.kind in (Kind.QUANTITY, Kind.RANGE)
    if row.kind1 is Kind1.SATISFACTION and not (is_number or is_empty(row.row.value)):
        yield _hit(row)


@row_check("VA19")
def satisfaction_is_low(row: RowView, view: TableView) -> Iterator[Hit]:
    value = row.value
    is_score = row.is_percent or value.unit == "分"
    if (
        row.kind1 is not Kind1.SATISFACTION
        or not is_score
        or row.is_at_most
        or not _SATISFIED.search(row.said)
    ):
        return
    rules = view.context.rules
    target = canonical(replace(value, operator=Operator.NONE))
    if row.figure < rules.threshold("VA19", "low") and not (value.unit == "分" and row.figure <= 10):
        yield _hit(row, target=target)
    elif rules.threshold("VA19", "low") <= row.figure < rules.threshold("VA19", "usual"):
        yield _hit(row, severity=Severity.HINT, target=target)


@row_check("VA20")
def output_is_low(row: RowView, view: TableView) -> Iterator[Hit]:
    if row.kind2 not in _OUTPUTS or not row.is_percent or row.is_at_most:
        return
    if _SHARE_SAID.search(plain(row.row.basis)):
        return  # the basis gives the value of another year to compare with
    is_work = _WORK.search(row.said) and not _GROWTH.search(row.name) and not row.is_negative
    if is_work and row.figure <= view.context.rules.threshold("VA20", "percent"):
        yield _hit(row)


@table_check("VA21")
def values_are_alike(view: TableView) -> Iterator[Hit]:
    rows = [row for row in view.rows if row.value.kind is Kind.QUANTITY]
    rules = view.context.rules
    if len(rows) < rules.threshold("VA21", "rows"):
        return
    [(alike, count)] = Counter((row.value.operator, row.figure) for row in rows).most_common(1)
    if count * WHOLE >= rules.threshold("VA21", "percent") * len(rows):
        first = next(row for row in rows if (row.value.operator, row.figure) == alike)
        yield Hit("indicators", first.row.value, {"count": count, "value": first.value_label})


@row_check("VA22")
def date_is_past(row: RowView, view: TableView) -> Iterator[Hit]:
    year, due = view.context.fiscal_year, row.value.due
    if year and due and 0 < due.year < year:
        yield _hit(row, year=str(year))


def _hit(
    row: RowView,
    repair: Repair | None = None,
    *,
    severity: Severity | None = None,
    variant: str = "",
    **words: str,
) -> Hit:
    said = {"name": row.label, "value": row.value_label, **words}
    return Hit(row.address("value"), row.row.value, said, repair, severity, variant)
