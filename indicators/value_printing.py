"""Target values in words and in their proper writing."""

from decimal import Decimal

from indicators.enums import Operator
from indicators.value_dates import print_date
from indicators.value_kinds import Kind, TargetValue

_SIGN_WORDS = {
    Operator.AT_LEAST: "至少 ",
    Operator.AT_MOST: "不超过 ",
    Operator.MORE: "超过 ",
    Operator.LESS: "低于 ",
    Operator.EQUAL: "正好 ",
}
_SENTENCES = {
    Kind.BLANK: "",
    Kind.CHOICE: "选了“{text}”，看不出程度",
    Kind.OPEN_CHOICE: "“{text}”还没有选定",
    Kind.UNIT_ONLY: "只有单位“{unit}”，没有数字",
    Kind.WORDS: "文字，无法衡量",
}


def sentence(value: TargetValue) -> str:
    """Return what a value says in plain Chinese: 至少 90 %, 12月底前完成; "" for a blank one."""
    if value.kind is Kind.QUANTITY:
        return _quantity_sentence(value)
    if value.kind is Kind.RANGE:
        return f"{format_plain(value.low)} 到 {format_plain(value.high)} {value.unit}之间"
    if value.kind is Kind.DATE:
        printed, says_done = print_date(value.text)
        return printed if says_done else f"{printed}完成"
    return _SENTENCES[value.kind].format(text=canonical(value), unit=value.unit)


def _quantity_sentence(value: TargetValue) -> str:
    said = f"{_SIGN_WORDS.get(value.operator, '')}{format_plain(value.number)} {value.unit}".rstrip()
    lead = f"{value.lead} " if value.lead and not _SIGN_WORDS.get(value.operator) else value.lead
    return f"{lead}{said}" if value.operator else f"{lead}{said}，没有写≥、≤或＝"


def canonical(value: TargetValue) -> str:
    """Return the value as it is properly written and published: sign, number and unit joined without blanks.

    Read again it is the same value, text apart. Words stay as typed.
    """
    if value.kind is Kind.QUANTITY:
        return f"{value.lead}{value.operator.value}{format_plain(value.number)}{value.unit}"
    if value.kind is Kind.RANGE:
        low_unit = value.unit if value.unit[:1] in ("%", "‰") else ""
        return f"{format_plain(value.low)}{low_unit}-{format_plain(value.high)}{value.unit}"
    if value.kind is Kind.DATE:
        return print_date(value.text)[0]
    if value.kind in (Kind.CHOICE, Kind.OPEN_CHOICE):
        return "".join(value.text.split()).replace("／", "/").rstrip("。.;,、；，．")
    return value.unit if value.kind is Kind.UNIT_ONLY else value.text


def repair(value: TargetValue) -> str | None:
    """Return the proper writing where it differs from what was typed: to be offered, never applied by itself."""
    proper = canonical(value)
    return proper if proper != value.text else None


def format_plain(number: Decimal | None) -> str:
    """Print a number without exponent and needless zeros; "" for none."""
    text = "" if number is None else f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
