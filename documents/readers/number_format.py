"""Shows a number of a spreadsheet as its number format does (ECMA-376 part 1, 18.8.31)."""

import operator
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from documents.readers.date_format import is_date_format, shown_date

# Formats that files name by number only, as a Chinese Excel shows them
BUILT_IN = {
    **{
        1: "0",
        2: "0.00",
        3: "#,##0",
        4: "#,##0.00",
        9: "0%",
        10: "0.00%",
        11: "0.00E+00",
        37: "#,##0;-#,##0",
    },
    **{38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: "#,##0", 42: '"¥"#,##0'},
    **{5: '"¥"#,##0', 6: '"¥"#,##0', 7: '"¥"#,##0.00', 8: '"¥"#,##0.00', 43: "#,##0.00", 44: '"¥"#,##0.00'},
    **{
        14: "yyyy/m/d",
        15: "d-m-yy",
        16: "d-m",
        17: "m-yy",
        18: "h:mm",
        19: "h:mm:ss",
        20: "h:mm",
        21: "h:mm:ss",
    },
    **{
        22: "yyyy/m/d h:mm",
        30: "m-d-yy",
        31: 'yyyy"年"m"月"d"日"',
        32: 'h"时"mm"分"',
        33: 'h"时"mm"分"ss"秒"',
    },
    **{45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss", 48: "0.0E+0", 49: "@"},
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
}
_LARGEST = Decimal(10) ** 30
_LONGEST = 60
_EXACT = Context(prec=_LONGEST + 40, rounding=ROUND_HALF_UP)
_TOKEN = re.compile(
    r"""(?:"(?P<quoted>[^"]*)"? | [\\!](?P<escaped>.) | \[\$(?P<currency>[^\]-]*)[^\]]*\] | \[(?P<tag>[^\]]*)\]?
    | (?P<skipped>[_*].) | (?P<digit>[0\#?]) | (?P<point>\.) | (?P<comma>,) | (?P<percent>%)
    | (?P<general>General|@) | (?P<odd>E[+-]|/) | (?P<plain>.))""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SECTION_END = re.compile(r'("[^"]*"?|[\\!].|\[[^\]]*\]?)|(;)', re.DOTALL)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COMPARISONS = {
    **{"<": operator.lt, "<=": operator.le, ">": operator.gt},
    **{">=": operator.ge, "=": operator.eq, "<>": operator.ne},
}


@dataclass(frozen=True, slots=True)
class _Section:
    """One section of a format: pieces in order, each a literal, a digit place, the point or the whole number."""

    pieces: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None
    is_grouped: bool
    scale: int  # power of ten by which the number is shown larger
    is_understood: bool


@lru_cache(maxsize=8192)
def shown_number(value: float, code: str, *, dates_from_1904: bool = False) -> str:
    """Return a cell's number as the sheet shows it: 0.25 as 25.00% where the format is 0.00%.

    General shows all 15 digits that a sheet keeps and no exponent; so does a format that is not understood.
    """
    number = Decimal(f"{value:.15g}")
    if not number.is_finite() or abs(number) > _LARGEST:
        return f"{value:g}"
    if is_date_format(code):
        date = shown_date(value, code, dates_from_1904=dates_from_1904)
        return _plain(number) if date is None else date
    section, shown = _choose(_sections(code), number)
    return _fill(section, shown) if section.is_understood else _plain(number)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    marked = _SECTION_END.sub(lambda found: found[1] or "\0", code or "General")
    return tuple(_parse(part) for part in marked.split("\0")[:3])


def _parse(code: str) -> _Section:
    pieces: list[tuple[str, str]] = []
    condition = None
    scale = commas = 0
    is_grouped, is_understood = False, True
    for token in _TOKEN.finditer(code):
        kind, text = token.lastgroup or "", token[token.lastgroup or 0]
        if kind == "comma":
            commas += 1
            continue
        if kind == "digit":
            is_grouped = is_grouped or commas > 0
            commas = 0
        if kind == "percent":
            scale += 2
        if kind == "tag":
            found = _CONDITION.fullmatch(text)
            condition = (found[1], Decimal(found[2])) if found else condition
        elif kind == "odd":
            is_understood = False
        elif kind != "skipped":
            pieces.append((kind if kind in {"digit", "point", "general"} else "literal", text))
    return _Section(
        tuple(pieces), condition, is_grouped, scale - 3 * commas, is_understood and len(pieces) <= _LONGEST
    )


def _choose(sections: tuple[_Section, ...], number: Decimal) -> tuple[_Section, Decimal]:
    """Return the section for a number, and the number as that section shows it (sections of their own sign)."""
    if any(section.condition for section in sections):
        for section in sections:
            if section.condition is None or _COMPARISONS[section.condition[0]](number, section.condition[1]):
                return section, number
        return sections[0], number
    if number < 0 and len(sections) > 1:
        return sections[1], abs(number)
    if number == 0 and len(sections) > 2:
        return sections[2], number
    return sections[0], number


def _fill(section: _Section, number: Decimal) -> str:
    kinds = [kind for kind, _ in section.pieces]
    point = kinds.index("point") if "point" in kinds else len(kinds)
    before = [text for kind, text in section.pieces[:point] if kind == "digit"]
    after = [text for kind, text in section.pieces[point:] if kind == "digit"]
    scaled = number.scaleb(section.scale)
    rounded = abs(scaled).quantize(Decimal(1).scaleb(-len(after)), context=_EXACT)
    whole, _, fraction = f"{rounded:f}".partition(".")
    digits = _spread(whole.lstrip("0"), before, section.is_grouped) + _trimmed(fraction, after)
    general = _plain(abs(scaled))
    point_text = "." if before else f"{whole.lstrip('0')}."
    places = iter(digits)
    shown = (
        {"digit": "", "point": point_text, "general": general}.get(kind, piece)
        for kind, piece in section.pieces
    )
    text = "".join(
        next(places) if kind == "digit" else piece for kind, piece in zip(kinds, shown, strict=True)
    )
    is_negative = number < 0 and (rounded != 0 or "general" in kinds)
    return f"-{text}" if is_negative else text


def _spread(whole: str, places: list[str], is_grouped: bool) -> list[str]:
    """Return the text at each digit place before the point; the first place takes all that is too long."""
    least = len(places) - next((at for at, place in enumerate(places) if place == "0"), len(places))
    padded = whole.zfill(least) if least else whole
    if is_grouped:
        grouped = f"{int(padded):0{len(padded) + (len(padded) - 1) // 3},}" if padded else ""
        return [grouped, *[""] * (len(places) - 1)] if places else []
    surplus = len(padded) - len(places)
    if surplus >= 0:
        return [padded[: surplus + 1], *padded[surplus + 1 :]] if places else []
    return [""] * -surplus + list(padded)


def _trimmed(fraction: str, places: list[str]) -> list[str]:
    """Return the text at each digit place behind the point; zeros at the end show only where the format says 0."""
    shown = list(fraction)
    for at in range(len(places) - 1, -1, -1):
        if places[at] == "0" or fraction[at] != "0":
            break
        shown[at] = ""
    return shown
