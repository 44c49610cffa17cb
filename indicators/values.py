"""The grammar of target values (指标值): operator, number and unit, a range, a date, a choice, or words."""

from indicators.enums import Operator
from indicators.value_dates import parse_date
from indicators.value_kinds import DueDate, Kind, TargetValue
from indicators.value_printing import canonical, repair, sentence
from indicators.value_quantities import parse_quantity, parse_range
from indicators.value_words import UNITS, WORDS, plain_text

__all__ = ["DueDate", "Kind", "TargetValue", "canonical", "parse_value", "repair", "sentence"]

LONGEST = 200  # a longer text is words, however it begins
_CHOICES = dict.fromkeys(WORDS["choices"]["decided"], Kind.CHOICE) | dict.fromkeys(
    WORDS["choices"]["open"], Kind.OPEN_CHOICE
)


def parse_value(text: str) -> TargetValue:
    """Read a target value as typed, "≥90百分率" or "按时完工"; every text is a value, so nothing is raised.

    Full-width forms, white space, spelt-out operators ("不少于", "以上"), numerals before a unit ("三次") and unit
    aliases are understood. What is only about so much (约20人, 10余家) is words: nobody can check it.
    Source: the three fields 计算符号, 指标值, 计量单位 that published values are joined from.
    """
    plain = plain_text(text)
    if not plain:
        return TargetValue(Kind.BLANK, text)
    if plain in _CHOICES:
        return TargetValue(_CHOICES[plain], text)
    if plain in UNITS:
        return TargetValue(Kind.UNIT_ONLY, text, unit=UNITS[plain])
    readers = (parse_date, parse_range, parse_quantity) if len(plain) <= LONGEST else ()
    found = (reader(plain, text) for reader in readers)
    return next(filter(None, found), TargetValue(Kind.WORDS, text, Operator.WORDS))
