"""Target values that are quantities or ranges: ≥90百分率, 95以上, 每季度至少1次, 增长5%, 10至20个."""

import re
from decimal import Decimal

from indicators.enums import Operator
from indicators.value_kinds import Kind, TargetValue, fits_database
from indicators.value_words import BOUNDS, CHINESE_NUMBER, NUMBER, SIGNS, UNITS, WORDS, any_of, read_number

_LETTER = r"[^\W\d_]"
_UNIT_END = rf"(?:{_LETTER}|[%‰℃°)）㎡㎥²³]|(?<=[A-Za-z])[0-9])"
# A digit belongs to a unit only behind a letter (m3): else "90-95%" and "1次2人" would be quantities.
_UNIT = (
    rf"(?!月[初上中下底末份]|日[之以]?前|[A-Z]{{1,3}}级|[eE][0-9]|(?:{any_of(WORDS['approximate']['after_number'])}))"
    rf"(?:{_LETTER}|[%‰℃°/㎡㎥])(?:(?:[^0-9]|(?<=[A-Za-z])[0-9])*?{_UNIT_END})??"
)
_FILLERS = rf"(?:{any_of(WORDS['fillers']['words'])}){{0,3}}"  # not more: 保持在 is 保持 and 在, too
_SIGN = any_of(SIGNS)
_PER = any_of(WORDS["per"])
_LEAD = (
    rf"(?!{_SIGN})(?:(?:{any_of(WORDS['leads']['compared'])})?(?:{any_of(WORDS['leads']['changes'])})"
    rf"|(?:{_LETTER}{{1,14}}?(?:{any_of(WORDS['leads']['shares'])})|{_LETTER}{{0,14}}?(?:{any_of(WORDS['leads']['degrees'])}))(?:为|:)?)"
)
_QUANTITY = re.compile(
    rf"{_FILLERS}(?P<per>(?:{_PER}){{1,2}})?(?P<lead>{_LEAD})?(?P<sign>{_SIGN})?"
    rf"(?P<number>-?{NUMBER}|{CHINESE_NUMBER})(?P<unit>{_UNIT})??(?P<bounds>(?:{any_of(BOUNDS)})*)"
)
_WITHIN = re.compile(
    rf"(?P<number>{NUMBER}|{CHINESE_NUMBER})(?P<unit>{any_of(WORDS['units']['times'])})(?:以内|之内|内){_LETTER}{{1,8}}"
)
_RANGE = re.compile(
    rf"(?:{_FILLERS}|控制在)(?P<low>{NUMBER})(?P<unit>{_UNIT})??(?:-|~|—{{1,2}}|–|至|到)(?P<high>{NUMBER})(?P<end_unit>{_UNIT})??(?:之间)?"
)
_BETWEEN = re.compile(
    rf"(?P<from>{_SIGN})(?P<low>{NUMBER})(?P<unit>{_UNIT})??[且并,、;]?(?P<to>{_SIGN})(?P<high>{NUMBER})(?P<end_unit>{_UNIT})??"
)
_APPROXIMATE = tuple(WORDS["approximate"]["at_the_end"])
_YEARS = (1900, 2100)
_MONTH = re.compile(r"(?:19|20)[0-9]{2}\.(?:0?[1-9]|1[0-2])0*")  # 2025.10 alone is a month


def parse_quantity(plain: str, text: str) -> TargetValue | None:
    """Return the quantity that a plain text (see plain_text) says, None where it is none, or only about so much."""
    if plain.endswith(_APPROXIMATE):
        return None
    if within := _WITHIN.fullmatch(plain):
        return _quantity(text, Operator.AT_MOST, within["number"], _settled(within["unit"]))
    found = _QUANTITY.fullmatch(plain)
    if not found or (found["per"] and not found["unit"]):
        return None
    unit = "/".join(filter(None, (_settled(found["unit"] or ""), _per(found["per"] or ""))))
    return _quantity(text, _operator(found), found["number"], unit, (found["lead"] or "").rstrip(":为"))


def _quantity(text: str, operator: Operator, number: str, unit: str, lead: str = "") -> TargetValue | None:
    read = read_number(number)
    # Numerals are a number only before a unit: 一致, 十分 and 万无一失 are words.
    if read is None or not (
        number[-1].isascii() or (unit.partition("/")[0] in UNITS and number[0] not in "百千万点零")
    ):
        return None
    if not fits_database(read, unit) or (not unit and _MONTH.fullmatch(f"{read:f}")):
        return None
    return TargetValue(Kind.QUANTITY, text, operator, read, unit, lead=lead)


def parse_range(plain: str, text: str) -> TargetValue | None:
    """Return the range from one number up to a larger one that a plain text says, else None."""
    found = _RANGE.fullmatch(plain) or _BETWEEN.fullmatch(plain)
    if not found or not _goes_up(found):
        return None
    unit, end_unit = _settled(found["unit"] or ""), _settled(found["end_unit"] or "")
    low, high = Decimal(found["low"].replace(",", "")), Decimal(found["high"].replace(",", ""))
    is_span_of_years = not end_unit and _YEARS[0] <= low < high < _YEARS[1]
    is_one_unit = unit in ("", end_unit) or not end_unit
    fits = fits_database(low, unit or end_unit) and fits_database(high, unit or end_unit)
    if low >= high or not is_one_unit or is_span_of_years or not fits:
        return None
    return TargetValue(Kind.RANGE, text, Operator.WORDS, unit=unit or end_unit, low=low, high=high)


def _goes_up(found: re.Match[str]) -> bool:
    """≥10且≤20 is a range, ≤10且≥20 is none."""
    signs = found.groupdict()
    if "from" not in signs:
        return True
    return (SIGNS[signs["from"]], SIGNS[signs["to"]]) == (Operator.AT_LEAST, Operator.AT_MOST)


def _operator(found: re.Match[str]) -> Operator:
    if found["sign"]:
        return SIGNS[found["sign"]]
    return next((BOUNDS[word] for word in BOUNDS if found["bounds"].startswith(word)), Operator.NONE)


def _settled(unit: str) -> str:
    """Return the unit's one name; what follows a percent sign (100%覆盖) is no part of it."""
    if unit[:1] in ("%", "‰") and unit[1:2] not in ("/", "·"):
        return unit[0]
    return UNITS.get(unit, unit)


def _per(words: str) -> str:
    """每人每天, after 元/, is 人·天."""
    return "·".join(str(WORDS["per"][word]) for word in re.findall(_PER, words))
