"""Amounts and percentages as people print and type them, read into Decimal."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from documents.text import squeeze

YUAN = {
    "元": Decimal(1), "百元": Decimal(100), "千元": Decimal(1000), "万元": Decimal(10_000), "万": Decimal(10_000),
    "百万元": Decimal(1_000_000), "千万元": Decimal(10_000_000), "亿元": Decimal(100_000_000), "亿": Decimal(100_000_000),
}  # fmt: skip
_NUMBER = r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)"
_AMOUNT = re.compile(
    rf"(?:人民币)?¥?{_NUMBER}({'|'.join(sorted(YUAN, key=len, reverse=True))})?整?(?:人民币)?"
)
_PERCENT = re.compile(rf"{_NUMBER}(%|百分之?)?")
_BLANK = re.compile(r"[-—–―‐─━－_/\\*.·…~、]*|无|空|暂无|没有|不适用")


def is_blank(text: str) -> bool:
    """Tell whether text says that there is nothing: empty, dashes (————), slashes, 无."""
    return bool(_BLANK.fullmatch(squeeze(unicodedata.normalize("NFKC", text))))


def _matched(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Match the text in half width. 5² is no 52: raised, circled and broken digits (No) are no digits of a number."""
    if any(unicodedata.category(sign) == "No" for sign in text):
        return None
    return pattern.fullmatch(squeeze(unicodedata.normalize("NFKC", text)))


@lru_cache(maxsize=8192)
def parse_amount(text: str, default_unit: str | None) -> tuple[Decimal | None, str]:
    """Read an amount of money into yuan; the second value says what is wrong, "" when nothing is.

    A unit in the text (300万元, 2亿元) goes before `default_unit`, the unit of the table. An amount without any unit
    is None with the complaint "unit": whether 35.00 is yuan or ten thousand yuan cannot be told from the number, and
    a guess would be wrong by four digits. Zero needs no unit. What is no amount is None with the complaint "words".
    Blank text (see is_blank) is None without complaint.
    """
    if is_blank(text):
        return None, ""
    found = _matched(_AMOUNT, text)
    if not found:
        return None, "words"
    number = Decimal(found[1].replace(",", ""))
    unit = found[2] or default_unit
    if unit is None:
        return (number, "") if not number else (None, "unit")
    return number * YUAN[unit], ""


@lru_cache(maxsize=8192)
def unit_of(text: str) -> str | None:
    """Return the unit printed with an amount (万元 in 300万元), None without one."""
    found = _matched(_AMOUNT, text)
    return found[2] if found else None


@lru_cache(maxsize=8192)
def parse_percent(text: str) -> tuple[Decimal | None, bool]:
    """Read a share in percent (25%, 25.00%, ２５％, 25); the second value tells whether the text could be read.

    Blank text is None, which is not 0.
    """
    if is_blank(text):
        return None, True
    found = _matched(_PERCENT, text)
    return (Decimal(found[1].replace(",", "")), True) if found else (None, False)
