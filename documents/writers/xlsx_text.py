"""Texts in Excel cells: typed as text, within what a cell can hold, and as high as their lines."""

import re
from collections.abc import Iterable, Sequence
from math import ceil

from documents.errors import UnwritableDocument
from documents.writers.xml_text import SEPARATOR, joined_xml

MOST_CHARACTERS = 32_767
LINE_POINTS = 15.0
HIGHEST_ROW_POINTS = 409.0
# Excel reads _x0041_ in a text as the letter A: its underscore is written in the same way.
_CODED = re.compile(rb"_(?=x[0-9A-Fa-f]{4}_)")


def cell_texts(texts: Sequence[str], place: str) -> list[bytes]:
    """Return the texts for <t> elements. Raises UnwritableDocument naming `place` for one that a cell cannot hold."""
    joined = joined_xml(texts)
    if len(joined) > MOST_CHARACTERS // 2:
        _check_lengths(texts, place)
    return (_CODED.sub(b"_x005F_", joined) if b"_" in joined else joined).split(SEPARATOR)


def cell_text(text: str) -> str:
    """Return one short text for a <t> element."""
    return cell_texts([text], "")[0].decode()


def text_lines(text: str, width_mm: float, size: float) -> int:
    """Return how many lines a text takes in a cell, for a font size in points.

    Chinese characters are as wide as they are high and take three bytes, Latin letters are half as wide and take
    one: so half of characters and bytes together counts the width in half characters.
    """
    room = max(int((width_mm - 2) / (size * 25.4 / 72 / 2)), 1)
    return sum(
        max(ceil((len(line) + len(line.encode("utf-8", "ignore"))) / 2 / room), 1)
        for line in text.split("\n")
    )


def row_points(lines: Iterable[int], least: float, line_points: float = LINE_POINTS) -> str:
    """Return the height of a row in points, for the lines of its cells, as Excel writes it."""
    height = max(least, max(lines, default=1) * line_points + 3)
    return f"{min(height, HIGHEST_ROW_POINTS):.1f}"


def column_name(number: int) -> str:
    """Return the letters of a column counted from 0."""
    letters = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _check_lengths(texts: Sequence[str], place: str) -> None:
    # Excel counts UTF-16 units, of which characters beyond U+FFFF take two.
    length = max(len(text.encode("utf-16-le", "surrogatepass")) // 2 for text in texts)
    if length > MOST_CHARACTERS:
        raise UnwritableDocument(
            f"{place}有一格文字长{length}个字，Excel 的一格最多放{MOST_CHARACTERS}个字，请改为导出 Word，或者缩短这一格。"
        )
