"""What becomes of one pasted cell: taken as it is, changed, doubtful, or refused."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from documents.goal_table import GoalTable, IndicatorRow
from documents.layout import Layout
from documents.text import clean_text, squeeze
from indicators.values import Kind, canonical, parse_value
from projects.cell_addresses import short_label
from projects.cell_parsing import UnreadableCell, Value, read_cell
from projects.cell_values import text_of, with_value
from projects.limits import check_limits

_ERROR_OF_SHEET = re.compile(r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|#+)|#{3,}")
_PLAIN_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?%?")
_PLAIN_VALUE = re.compile(r"[≥≤><=]?-?[0-9][0-9,.]*[^0-9]*(?:m[23])?")
# Days since 1900 as Excel counts them, for the years 2015 to 2040: a date that lost its format.
_DATE_NUMBERS = (42_005, 51_501)
_SHARE_NAME = ("率", "比例", "满意度", "占比", "比重")

Categories = Sequence[tuple[str, Sequence[str]]]


class Verdict(Enum):
    """What becomes of a pasted cell; SAME is one that the table says already."""

    SAME = "same"
    TAKEN = "taken"
    CHANGED = "changed"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PastedCell:
    """One cell of the form after the paste: the text as pasted, the text as it would stand, and why.

    `replaced` is what stands there now and would be lost.
    """

    address: str
    pasted: str
    text: str
    verdict: Verdict = Verdict.TAKEN
    reason: str = ""
    replaced: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What a pasted cell is judged by."""

    table: GoalTable
    layout: Layout
    categories: Categories = ()


def judge(address: str, pasted: str, context: Context, *, row: IndicatorRow | None = None) -> PastedCell:
    """Return what becomes of a text pasted into the cell of an address; `row` is the indicator it belongs to."""
    pasted = clean_text(pasted)
    if _ERROR_OF_SHEET.fullmatch(squeeze(pasted)):
        return PastedCell(address, pasted, "", Verdict.REFUSED, "这是 Excel 的出错标记，请在原表里改正。")
    try:
        value, text = _read(address, pasted, context)
    except UnreadableCell as complaint:
        return PastedCell(address, pasted, "", Verdict.REFUSED, str(complaint))
    if reason := _beyond_limits(address, value):
        return PastedCell(address, pasted, "", Verdict.REFUSED, reason)
    verdict = Verdict.CHANGED if _is_rewritten(address, pasted, text) else Verdict.TAKEN
    cell = PastedCell(address, pasted, text, verdict)
    doubt = _doubt(address, cell, context, row)
    return replace(cell, verdict=Verdict.DOUBTFUL, reason=doubt) if doubt else cell


def _read(address: str, pasted: str, context: Context) -> tuple[Value, str]:
    money_unit = context.layout.money_unit
    value = read_cell(
        address,
        pasted,
        label=short_label(address),
        money_unit=money_unit,
        total=context.table.budget.total,
    )
    if isinstance(value, str):
        value = _proper(address, value, context)
    return value, text_of(value, address, money_unit)


def _proper(address: str, text: str, context: Context) -> str:
    part = address.rpartition(".")[2] if address.startswith("indicators.") else ""
    if part in ("level1", "level2"):
        return _category(part, squeeze(text), context.categories)
    return proper_value(text) if part == "value" else text


def _category(part: str, name: str, categories: Categories) -> str:
    """Return the name that the form prints: 数量 is 数量指标 where there is such a category."""
    known = names_of(part, categories)
    return f"{name}指标" if name and name not in known and f"{name}指标" in known else name


def names_of(part: str, categories: Categories) -> set[str]:
    """Return the category names of a level."""
    if part == "level1":
        return {name for name, _ in categories}
    return {name for _, names in categories for name in names}


def proper_value(text: str) -> str:
    """Return a value in half width, without blanks and with its unit's usual name; its words stay as they are.

    ≥ 90 百分率 is ≥90%, but 不少于90% stays: to write that as ≥90% is offered at the cell.
    """
    value, plain = parse_value(text), squeeze(text).replace("＝", "=")
    if value.kind is not Kind.QUANTITY or value.lead:
        return text
    proper = canonical(value)
    typed = plain.translate(_HALF_WIDTH)
    start = proper.removesuffix(value.unit)
    is_same_sign = _PLAIN_VALUE.fullmatch(typed) and typed.replace(",", "").startswith(start)
    rest = typed.replace(",", "").removeprefix(start)
    is_same_unit = parse_value(rest).unit == value.unit or rest == value.unit
    return proper if is_same_sign and is_same_unit else text


_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord(sign): sign for sign in "（）"}


def _beyond_limits(address: str, value: Value) -> str:
    """Return what the limits say against the value alone, "" for nothing."""
    uid = address.split(".")[1] if address.startswith("indicators.") else "1"
    bare = GoalTable(project_name="-", indicators=(IndicatorRow("", "", "", uid=uid),))
    problems = check_limits(with_value(bare, address, value)) if not address.startswith("goals.") else []
    found = next((problem.message for problem in problems if problem.address == address), "")
    return found.removeprefix("第1行")


def _is_rewritten(address: str, pasted: str, text: str) -> bool:
    """Tell whether the text as it would stand reads otherwise; two decimals more for an amount are no change."""
    if address.startswith(("budget.", "schedule.")) or address.endswith(".weight"):
        return bool(pasted.strip()) and not _PLAIN_NUMBER.fullmatch(pasted.strip())
    return pasted.strip() != text


def _doubt(address: str, cell: PastedCell, context: Context, row: IndicatorRow | None) -> str:
    """Return why a person should look at the cell, "" for no reason."""
    part = address.rpartition(".")[2] if address.startswith("indicators.") else ""
    if part in ("level1", "level2") and context.categories and cell.text:
        known = names_of(part, context.categories)
        return "" if cell.text in known else "本年度的指标类别里没有这个名称，请核对。"
    return _doubt_of_value(cell.text, row) if part == "value" else ""


def _doubt_of_value(text: str, row: IndicatorRow | None) -> str:
    value = parse_value(text)
    if value.kind is Kind.OPEN_CHOICE:
        return "还没有选定是或否。"
    if value.kind is Kind.UNIT_ONLY:
        return "只有单位，没有数字。"
    if value.kind is not Kind.QUANTITY or value.unit or value.number is None:
        return ""
    if _DATE_NUMBERS[0] <= value.number <= _DATE_NUMBERS[1] and value.number % 1 == 0:
        return "像是 Excel 里丢了格式的日期，请核对。"
    if 0 < value.number <= 1 and row is not None and row.name.endswith(_SHARE_NAME):
        return f"像是丢了百分号（{_as_percent(value.number)}），请核对。"
    return ""


def _as_percent(number: Decimal) -> str:
    return f"{(number * 100).normalize():f}%"
