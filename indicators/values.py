"""The grammar of target values (指标值): operator, number and unit, a date, a choice, or words."""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path

from indicators.enums import Operator

# What the database holds of a value; what does not fit stays words, and prints all the same.
UNIT_LENGTH = 50
NUMBER_LIMIT = Decimal(10) ** 14
NUMBER_PLACES = 4


class Kind(Enum):
    """What a target value is; only a QUANTITY has a number."""

    BLANK = "blank"
    QUANTITY = "quantity"
    DATE = "date"
    CHOICE = "choice"
    OPEN_CHOICE = "open choice"
    UNIT_ONLY = "unit only"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class TargetValue:
    """What the grammar reads in a value; `text` is the value as typed, which is what prints."""

    kind: Kind
    text: str
    operator: Operator = Operator.NONE
    number: Decimal | None = None
    unit: str = ""


def parse_value(text: str) -> TargetValue:
    """Read a target value as typed, "≥90百分率" or "按时完工"; every text is a value, so nothing is raised.

    Full-width forms, white space, spelt-out operators ("不少于", "以上") and unit aliases are understood.
    Source: the three fields 计算符号, 指标值, 计量单位 that published values are joined from.
    """
    plain = "".join(text.split()).translate(_HALF_WIDTH).rstrip("。.;,、")
    if not plain:
        return TargetValue(Kind.BLANK, text)
    if plain in _CHOICES:
        return TargetValue(_CHOICES[plain], text)
    if plain in _UNITS:
        return TargetValue(Kind.UNIT_ONLY, text, unit=_UNITS[plain])
    return (
        _parse_date(plain, text)
        or _parse_quantity(plain, text)
        or TargetValue(Kind.WORDS, text, Operator.WORDS)
    )


def _parse_date(plain: str, text: str) -> TargetValue | None:
    if match := _DATE.fullmatch(plain):
        return TargetValue(Kind.DATE, text, _operator(match["sign"]))
    return None


def _parse_quantity(plain: str, text: str) -> TargetValue | None:
    match = _QUANTITY.fullmatch(plain)
    if not match:
        return None
    number = Decimal(match["number"].replace(",", ""))
    typed_unit: str = match["unit"] or ""
    unit = _UNITS.get(typed_unit, typed_unit)
    if not _fits(number, unit):
        return None
    return TargetValue(Kind.QUANTITY, text, _operator(match["sign"] or match["bound"]), number, unit)


def _operator(sign: str | None) -> Operator:
    return _SIGNS[sign] if sign else Operator.NONE


def _fits(number: Decimal, unit: str) -> bool:
    return len(unit) <= UNIT_LENGTH and abs(number) < NUMBER_LIMIT and number == round(number, NUMBER_PLACES)


def _by_word(groups: dict[str, list[str]]) -> dict[str, str]:
    return {word: name for name, words in groups.items() for word in words}


def _any_of(words: dict[str, Operator]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_WORDS = tomllib.loads((Path(__file__).parent / "target_value_words.toml").read_text(encoding="utf-8"))
_PREFIXES = {word: Operator(sign) for word, sign in _by_word(_WORDS["signs"]).items()}
_BOUNDS = {word: Operator(sign) for word, sign in _by_word(_WORDS["bounds"]).items()}
_SIGNS = _PREFIXES | _BOUNDS
_CHOICES = dict.fromkeys(_WORDS["choices"]["decided"], Kind.CHOICE) | dict.fromkeys(
    _WORDS["choices"]["open"], Kind.OPEN_CHOICE
)
_UNITS = {unit: unit for unit in _WORDS["units"]["known"]} | _by_word(_WORDS["units"]["aliases"])

# Full-width ！ to ～ differ from their ASCII forms by a constant; brackets stay, they belong to units: 台（套）.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord(mark): mark for mark in "（）"}

_QUANTITY = re.compile(
    rf"(?P<sign>{_any_of(_PREFIXES)})?"
    r"(?P<number>-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)"
    # A digit belongs to a unit only behind a letter (m3): else "90-95%" and "1次2人" would be quantities.
    r"(?P<unit>(?!月[初上中下底末份])(?:[^\W\d_]|[%‰℃°/㎡㎥])(?:[^0-9]|(?<=[A-Za-z])[0-9])*?)??"
    rf"(?P<bound>{_any_of(_BOUNDS)})?"
)
_DATE = re.compile(
    rf"(?P<sign>{_any_of(_PREFIXES)})?"
    r"(?:(?:19|20)[0-9]{2}年.*"
    r"|(?:19|20)[0-9]{2}[-./](?:1[0-2]|0?[1-9])(?:[-./](?:3[01]|[12][0-9]|0?[1-9]))?前?"
    r"|(?:1[0-2]|0?[1-9])月(?:底|末|初|中旬|上旬|下旬|份|(?:3[01]|[12][0-9]|0?[1-9])[日号])?(?:之前|以前|前|内)?(?:完成)?)"
)
