"""Shows a spreadsheet's date number as its format does."""

import re
from datetime import datetime, timedelta

_LITERAL = re.compile(r'"[^"]*"?|[\\!].|\[(?!h+\]|m+\]|s+\])[^\]]*\]?|_.|\*.', re.IGNORECASE | re.DOTALL)
_PART = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]?|_.|\*.'
    r"|(?P<clock>AM/PM|A/P|上午/下午)|(?P<part>y+|m+|d+|h+|s+|a+|e+)|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_LAST_DAY = 2_958_465  # 9999-12-31
_WEEKDAYS = "一二三四五六日"


def is_date_format(code: str) -> bool:
    """Tell whether a number format shows dates or times."""
    bare = _LITERAL.sub("", code.split(";")[0])
    return "general" not in bare.lower() and re.search(r"[ymdhs]|aaa", bare, re.IGNORECASE) is not None


def shown_date(serial: float, code: str, *, dates_from_1904: bool = False) -> str | None:
    """Return the date or time that a serial number means, as the format shows it; None outside the calendar."""
    if not 0 <= serial <= _LAST_DAY - 1462:
        return None
    moment = _moment(serial, dates_from_1904)
    parts = list(_PART.finditer(code.split(";")[0]))
    names = [(found["part"] or found["elapsed"] or "").lower() for found in parts]
    shown = []
    for at, found in enumerate(parts):
        if found["elapsed"]:
            shown.append(str(int(serial * {"h": 24, "m": 1440, "s": 86400}[names[at][0]] + 1e-6)))
        elif found["part"]:
            shown.append(_shown_part(moment, names[at], is_minute=_is_minute(names, at)))
        elif found["clock"]:
            shown.append("上午" if moment.hour < 12 else "下午")
        else:
            shown.append(found["quoted"] or found["escaped"] or found["plain"] or "")
    return "".join(shown)


def _moment(serial: float, dates_from_1904: bool) -> datetime:
    """Excel counts a 29 February 1900 that never was, so days before March 1900 lie one further."""
    start = datetime(1904, 1, 1) if dates_from_1904 else datetime(1899, 12, 31 if serial < 60 else 30)
    return start + timedelta(seconds=round(serial * 86400))


def _is_minute(names: list[str], at: int) -> bool:
    """Tell whether an m means minutes: it follows an hour or comes before seconds."""
    before = next((name for name in reversed(names[:at]) if name), "")
    after = next((name for name in names[at + 1 :] if name), "")
    return before.startswith("h") or after.startswith("s")


def _shown_part(moment: datetime, name: str, *, is_minute: bool) -> str:
    kind, width = name[0], len(name)
    if kind in "ye":
        return f"{moment.year % 100:02d}" if kind == "y" and width <= 2 else str(moment.year)
    if kind == "a" or (kind == "d" and width > 2):
        return ("星期" if width != 3 else "") + _WEEKDAYS[moment.weekday()]
    numbers = {
        "m": moment.minute if is_minute else moment.month,
        "d": moment.day,
        "h": moment.hour,
        "s": moment.second,
    }
    return f"{numbers[kind]:02d}" if width == 2 else str(numbers[kind])
