"""Target values that are dates: 12月底前, 2025年10月31日前完成, 三季度末, 1-12月, 每月10日前."""

import re
from calendar import monthrange

from indicators.enums import Operator
from indicators.value_kinds import DueDate, Kind, TargetValue
from indicators.value_words import SIGNS, WORDS, any_of, plain_text, read_number

_YEAR_WITHOUT_NAME = 2001  # no leap year: the end of 2月 is the 28th unless the year says otherwise
_DAY = r"3[01]|[12][0-9]|0?[1-9]"
_MONTH = r"1[0-2]|0?[1-9]"
_START = rf"(?:(?:(?P<start_year>(?:19|20)[0-9]{{2}})年)?(?:{_MONTH})(?:月(?:(?:{_DAY})[日号]|[底末初])?)?(?:-|~|—|–|至|到))"
_CORE = (
    rf"(?:(?P<year>(?:19|20)[0-9]{{2}})年)?(?P<month>{_MONTH})月份?(?:(?P<day>{_DAY})[日号]|(?P<part>底|末|初|上旬|中旬|下旬))?"
    rf"|(?P<iso_year>(?:19|20)[0-9]{{2}})[-./](?P<iso_month>{_MONTH})(?:[-./](?P<iso_day>{_DAY}))?"
    r"|(?:(?P<term_year>(?:19|20)[0-9]{2})年?)?(?P<term>年初|年底|年末|年内|上半年底?|下半年|第?[1-4一二三四]季度?[底末内]?)"
    r"|(?P<only_year>(?:19|20)[0-9]{2})年(?:度?(?P<year_part>底|末|初|内))?度?"
    rf"|每(?:个?月|季度?|年)(?P<each>{_DAY})[日号]"
    rf"|(?P<bare_day>{_DAY})[日号](?=之前|以前|前)"
)
_DONE = rf"(?:按时|按期|全部|全面)?[^\W\d_]{{0,6}}?(?:{any_of(WORDS['dates']['done'])})[^\W\d_]{{0,4}}"
_DATE = re.compile(
    rf"(?P<sign>{any_of(SIGNS)})?(?:(?P<until>{any_of(WORDS['dates']['until'])})|{any_of(WORDS['dates']['openings'])})?"
    rf"(?P<body>{_START}?(?:{_CORE}))(?P<before>之前|以前|前|内|止)?(?P<done>{_DONE})?"
)
_SPELT_MONTH = re.compile(r"(十[一二]?|[一二三四五六七八九])(?=月)")
_QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))
_TERM_ENDS = {"上": (6, 30), "初": (1, 31)} | {
    sign: end for signs in ("1234", "一二三四") for sign, end in zip(signs, _QUARTER_ENDS, strict=True)
}
_PART_ENDS = {"初": 10, "上旬": 10, "中旬": 20}


def parse_date(plain: str, text: str) -> TargetValue | None:
    """Return the date that a plain text (see plain_text) says, None where it is none or a day that is not."""
    found = _match(plain)
    if not found:
        return None
    due = _due(found)
    if due is None and not (found["each"] or found["bare_day"]):
        return None
    return TargetValue(Kind.DATE, text, _operator(found), due=due)


def print_date(text: str) -> tuple[str, bool]:
    """Return a text that is a date as it is properly written, and whether it says what is then done."""
    found = _match(plain_text(text))
    assert found, text
    operator = _operator(found)
    sign = "" if operator in (Operator.NONE, Operator.AT_MOST) else operator.value
    before = "前" if operator is Operator.AT_MOST and not found["body"].endswith("内") else ""
    return f"{sign}{_printed_body(found)}{before}{found['done'] or ''}", bool(found["done"])


def _match(plain: str) -> re.Match[str] | None:
    return _DATE.fullmatch(_SPELT_MONTH.sub(lambda month: f"{read_number(month[1]):f}".split(".")[0], plain))


def _operator(found: re.Match[str]) -> Operator:
    if found["before"] or found["until"] or found["body"].endswith("内"):
        return Operator.AT_MOST
    return SIGNS[found["sign"]] if found["sign"] else Operator.NONE


def _printed_body(found: re.Match[str]) -> str:
    if not found["iso_year"]:
        return found["body"]
    day = f"{int(found['iso_day'])}日" if found["iso_day"] else ""
    return f"{found['iso_year']}年{int(found['iso_month'])}月{day}"


def _due(found: re.Match[str]) -> DueDate | None:
    year = int(found["year"] or found["iso_year"] or found["term_year"] or found["start_year"] or 0)
    if found["only_year"]:
        month, day = _TERM_ENDS.get(found["year_part"] or "", (12, 31))
        return DueDate(int(found["only_year"]), month, day)
    if found["term"]:
        sign = next((sign for sign in found["term"] if sign in _TERM_ENDS), "4")
        return DueDate(year, *_TERM_ENDS[sign])
    month = int(found["month"] or found["iso_month"] or 0)
    if not month:
        return None
    last = monthrange(year or _YEAR_WITHOUT_NAME, month)[1]
    day = int(found["day"] or found["iso_day"] or _PART_ENDS.get(found["part"] or "", last))
    is_leap_day = (year, month, day) == (0, 2, 29)
    return DueDate(year, month, day) if day <= last or is_leap_day else None
