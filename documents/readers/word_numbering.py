"""Numbers that Word makes itself (1. 一、 （一） ①), which stand in no text (ECMA-376 part 1, 17.9)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lxml.etree import _Element

from documents.readers import word_names as w
from documents.readers.word_styles import value_of

_DIGITS = "〇一二三四五六七八九"
_PLACES = ((1000, "千"), (100, "百"), (10, "十"))
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LEGAL = str.maketrans("〇一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_LEVEL_SLOT = re.compile(r"%([1-9])")
_LEVELS = 9
_MOST = 99_999


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: how its number is written (numFmt), the text around it (lvlText), where it starts."""

    style: str = "decimal"
    pattern: str = ""
    start: int = 1
    is_plain: bool = False


@dataclass(slots=True)
class _Definition:
    """A list: its levels, and the counts reached so far, which all paragraphs of the list share."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, elements: Iterable[_Element] = ()) -> None:
        """Take in the w:abstractNum and w:num elements of a numbering part, in their order."""
        self._definitions: dict[str, _Definition] = {}
        self._lists: dict[str, tuple[_Definition, dict[int, int]]] = {}
        self._started: set[tuple[str, int]] = set()
        for element in elements:
            if element.tag == w.ABSTRACT_NUM:
                levels = {_number(level, w.I_LVL): _level(level) for level in element.iterchildren(w.LVL)}
                self._definitions[element.get(w.ABSTRACT_NUM_ID, "")] = _Definition(levels)
            else:
                self._add_list(element)

    def label(self, list_id: str, level: int) -> str:
        """Return the next number of a list as Word prints it, "" for bullets and unknown lists; counts on."""
        if list_id not in self._lists or not 0 <= level < _LEVELS:
            return ""
        definition, restarts = self._lists[list_id]
        if level in restarts and (list_id, level) not in self._started:
            self._started.add((list_id, level))
            definition.counts[level] = restarts[level] - 1
        start = definition.levels.get(level, _Level()).start
        definition.counts[level] = min(definition.counts.get(level, start - 1) + 1, _MOST)
        for deeper in range(level + 1, _LEVELS):
            definition.counts.pop(deeper, None)
        return _written(definition, level)

    def _add_list(self, element: _Element) -> None:
        own = self._definitions.get(value_of(element, w.ABSTRACT_NUM_ID))
        if own is None:
            return
        restarts: dict[int, int] = {}
        for override in element.iterchildren(w.LVL_OVERRIDE):
            start = value_of(override, w.START_OVERRIDE)
            if start:
                restarts[_number(override, w.I_LVL)] = int(start)
        self._lists[element.get(w.NUM_ID, "")] = (own, restarts)


def _number(element: _Element, attribute: str) -> int:
    return int(element.get(attribute, "0"))


def _level(element: _Element) -> _Level:
    return _Level(
        value_of(element, w.NUM_FMT) or "decimal",
        value_of(element, w.LVL_TEXT),
        int(value_of(element, w.START) or 1),
        element.find(w.IS_LGL) is not None,
    )


def _written(definition: _Definition, level: int) -> str:
    own = definition.levels.get(level)
    if own is None or own.style in {"bullet", "none"}:
        return ""

    def count(slot: re.Match[str]) -> str:
        at = int(slot[1]) - 1
        upper = definition.levels.get(at, _Level())
        style = "decimal" if own.is_plain else upper.style
        return written_number(definition.counts.get(at, upper.start), style)

    return _LEVEL_SLOT.sub(count, own.pattern)


def written_number(number: int, style: str) -> str:
    """Return a count in one of Word's number formats (w:numFmt); an unknown one is written in plain digits."""
    writer = _WRITERS.get(style)
    return str(number) if writer is None or number < 1 else writer(number)


def _chinese(number: int) -> str:
    """Return 12 as 十二, 105 as 一百〇五."""
    text, rest, is_gap = "", number % 10_000, False
    for size, name in _PLACES:
        digit, rest = divmod(rest, size)
        if digit:
            text += ("〇" if is_gap else "") + _DIGITS[digit] + name
        is_gap = bool(text) and not digit
    if rest:
        text += ("〇" if is_gap else "") + _DIGITS[rest]
    text = text.removeprefix("一") if text.startswith("一十") else text
    return f"{_chinese(number // 10_000)}万{text}" if number >= 10_000 else text


def _letters(number: int) -> str:
    """Return 1 as a, 27 as aa: Word repeats the letter."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 20 + 1)


def _roman(number: int) -> str:
    text, rest = "", number % 10_000
    for value, letters in _ROMAN:
        count, rest = divmod(rest, value)
        text += letters * count
    return text


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else str(number)


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


_WRITERS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "japaneseCounting", "taiwaneseCounting"), _chinese),
    **dict.fromkeys(("chineseCountingThousand", "taiwaneseCountingThousand"), _chinese),
    "chineseLegalSimplified": lambda number: _chinese(number).translate(_LEGAL),
    **{"lowerLetter": _letters, "upperLetter": lambda number: _letters(number).upper()},
    **{"lowerRoman": _roman, "upperRoman": lambda number: _roman(number).upper()},
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _full_width),
    "decimalZero": lambda number: f"{number:02d}",
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "ideographDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "ideographTraditional": lambda number: _STEMS[(number - 1) % 10],
}
