"""The words that target values are made of, and one writing for the many ways of typing the same."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from indicators.enums import Operator

WORDS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "target_value_words.toml").read_text(encoding="utf-8")
)
# Full-width ！ to ～ differ from their ASCII forms by a constant; brackets stay, they belong to units: 台（套）.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord(mark): mark for mark in "（）"}
_INCLUDED = re.compile(r"[（(]含[^（()）]*[）)]")

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
CHINESE_NUMBER = "[零〇一二两三四五六七八九十百千万点]+"
NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_PERCENT = re.compile(rf"百分之({CHINESE_NUMBER}|{NUMBER})|百分百")


def plain_text(text: str) -> str:
    """Return a value without white space and closing marks, in half width, percentages spelt out as numbers."""
    plain = "".join(text.split()).translate(_HALF_WIDTH)
    plain = _INCLUDED.sub("", plain).rstrip("。.;,、")
    return _PERCENT.sub(_percent, plain)


def _percent(found: re.Match[str]) -> str:
    if found[1] in (None, "百"):
        return "100%"
    number = read_number(found[1])
    return found[0] if number is None else f"{number}%"


def read_number(text: str) -> Decimal | None:
    """Return the number that digits or Chinese numerals say, None for numerals out of order (十十)."""
    if text[0].isascii():
        return Decimal(text.replace(",", ""))
    whole, _, fraction = text.partition("点")
    head, ten_thousand, rest = whole.rpartition("万")
    high, low = _below_ten_thousand(head), _below_ten_thousand(rest)
    is_fraction = all(digit in DIGITS for digit in fraction) and text.count("点") == bool(fraction)
    if high is None or low is None or not whole or not is_fraction or bool(head) != bool(ten_thousand):
        return None
    return Decimal(f"{high * 10_000 + low}." + "".join(str(DIGITS[digit]) for digit in fraction or "零"))


def _below_ten_thousand(text: str) -> int | None:
    total, digit, last_place = 0, None, 10_000
    for sign in text:
        if sign in DIGITS:
            if digit:
                return None  # 三五次: three to five
            digit = DIGITS[sign]
        elif sign not in PLACES or PLACES[sign] >= last_place:
            return None
        else:
            last_place = PLACES[sign]
            total, digit = total + (1 if digit is None else digit) * last_place, None
    return total + (digit or 0)


def any_of(words: "list[str] | dict[str, Any]") -> str:
    """Return a pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _by_word(groups: dict[str, list[str]]) -> dict[str, str]:
    return {word: name for name, words in groups.items() for word in words}


SIGNS = {word: Operator(sign) for word, sign in _by_word(WORDS["signs"]).items()}
BOUNDS = {word: Operator(sign) for word, sign in _by_word(WORDS["bounds"]).items()}
UNITS: dict[str, str] = {unit: unit for unit in WORDS["units"]["known"]} | _by_word(WORDS["units"]["aliases"])
