"""PDF: a booklet or a single table as pages with embedded fonts, set by typst from the same Grids as Word and Excel."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

import pylopdf_fonts_zh_cn
import typst
from fontTools.ttLib import TTFont

from documents.build import build
from documents.errors import UnwritableDocument
from documents.goal_table import Booklet, GoalTable
from documents.grid import Cell, Grid
from documents.layout import Layout
from documents.text import clean_text
from documents.writers.front_matter import (
    FrontLine,
    Outline,
    cover_lines,
    outline,
    part_one_lines,
    part_two_lines,
)

PROGRAM = Path(__file__).parent / "booklet.typ"
SERIF, SANS = pylopdf_fonts_zh_cn.serif_path(), pylopdf_fonts_zh_cn.sans_path()
# The pages of all tables stand in memory together, about a megabyte each.
MOST_TABLES = 1_000
_FAMILIES = {"serif": ["Noto Serif SC", "Noto Sans SC"], "sans": ["Noto Sans SC", "Noto Serif SC"]}
# The fonts of the standard are nobody's to ship: Song and imitations of it become a serif, 黑体 a sans.
_SANS_NAME = "黑"
_LINE_HEIGHT_MM = 4.5
_LEAST_INSET_MM = 0.5
_POINT_MM = 25.4 / 72
_PAGE_MM = 297
_BREAK_HERE = "\u200b"  # zero width space
_NUMBER = re.compile(r"[+-]?[0-9][0-9,.]*%?")
# How wide the signs of a number are in our fonts, in parts of a Chinese character, rounded up.
_SIGN_WIDTHS = {",": 0.33, ".": 0.33, "%": 0.93, "-": 0.35, "+": 0.58}
_DIGIT_WIDTH = 0.565


def write_pdf(
    booklet: Booklet, layout: Layout, target: BinaryIO, tables: Iterable[GoalTable] | None = None
) -> None:
    """Write a booklet as a PDF in a layout: cover, contents with page numbers, part 1, and a page for each table.

    One table without part 1 stands alone on the first page, without a number. `tables`, a stream, stands in for
    booklet.tables. The same tables give the same bytes. Form after GB/T 9704-2012. Raises UnwritableDocument for a
    character that the fonts do not have, and for more tables than memory should hold.
    """
    outlined = outline(booklet, tables)
    pages = _pages(booklet, layout, outlined)
    source = json.dumps(pages, ensure_ascii=False)
    _refuse_missing_glyphs(source)
    target.write(_compiled(source))


def _compiled(source: str) -> bytes:
    pdf = _compiler().compile(input=PROGRAM, format="pdf", sys_inputs={"booklet": source}, timestamp=0)
    assert isinstance(pdf, bytes)
    return pdf


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """Return a compiler that knows our two fonts, and nothing of the machine's."""
    fonts = typst.Fonts(False, False, [SERIF.parent])
    return typst.Compiler(root=PROGRAM.parent, font_paths=fonts, ignore_system_fonts=True)


def _pages(booklet: Booklet, layout: Layout, outlined: Outline) -> dict[str, Any]:
    """Return all that booklet.typ prints, as JSON values."""
    cover = cover_lines(booklet)
    tables = [_table(build(table, layout, number), layout) for number, table in _limited(outlined.tables)]
    front = [] if outlined.is_lone else [*part_one_lines(booklet.part1), *part_two_lines()]
    page, fonts = layout.page, layout.fonts
    return {
        "title": cover[0].text if cover else "".join(table["title"] for table in tables[:1]),
        "author": clean_text(booklet.unit_name or ""),
        "page": {"top": page.top_mm, "bottom": page.bottom_mm, "left": page.left_mm, "right": page.right_mm},
        "fonts": {
            "bold": _FAMILIES["sans"],
            **{
                place: {"families": _families(font["name"]), "size": font["size"]}
                for place, font in asdict(fonts).items()
                if place != "latin"
            },
        },
        "styles": {name: asdict(style) for name, style in layout.styles.items()},
        "heading_level": layout.heading_level,
        "is_lone": outlined.is_lone,
        "has_contents": not outlined.is_lone and bool(outlined.first_tables),
        "cover": [_front(line) for line in cover] if not outlined.is_lone else [],
        "front": [_front(line) for line in front],
        "tables": tables,
    }


def _limited(tables: Iterator[tuple[int | None, GoalTable]]) -> Iterator[tuple[int | None, GoalTable]]:
    for at, numbered in enumerate(tables):
        if at == MOST_TABLES:
            raise UnwritableDocument(f"PDF 一次最多输出{MOST_TABLES}个表，请分单位输出，或者改用 Word。")
        yield numbered


def _front(line: FrontLine) -> dict[str, str]:
    return {"kind": line.kind, "text": clean_text(line.text)}


def _families(name: str) -> list[str]:
    return _FAMILIES["sans" if _SANS_NAME in name else "serif"]


def _table(grid: Grid, layout: Layout) -> dict[str, Any]:
    starts = (0, *grid.breaks, grid.row_count)
    row_height = min(section.row_height_mm for section in layout.sections)
    inset = max((row_height - _LINE_HEIGHT_MM) / 2, _LEAST_INSET_MM)
    parts = [_part(grid, range(first, last), layout) | {"inset": inset} for first, last in pairwise(starts)]
    return {"title": clean_text(grid.title), "parts": parts}


def _part(grid: Grid, rows: range, layout: Layout) -> dict[str, Any]:
    """Return one physical table as bands of rows: header rows, which are repeated over pages, and what is between."""
    bands: list[dict[str, Any]] = []
    cells = [(cell, _line_length(cell, grid, layout)) for cell in grid.cells if cell.row in rows]
    long_rows = {cell.row for cell, in_line in cells if _is_long(cell.text, in_line, layout)}
    for cell, in_line in cells:
        is_header = cell.row in grid.header_rows
        if not bands or bands[-1]["is_header"] != is_header:
            bands.append({"is_header": is_header, "cells": []})
        printed = _cell(cell, rows.start, in_line) | {"goes_over_pages": cell.row in long_rows}
        bands[-1]["cells"].append(printed)
    return {"widths": grid.widths_mm, "bands": bands}


def _cell(cell: Cell, first_row: int, in_line: int) -> dict[str, Any]:
    return {
        "row": cell.row - first_row,
        "column": cell.column,
        "rows": cell.row_span,
        "columns": cell.column_span,
        "text": _breakable(clean_text(cell.text), in_line),
        "style": cell.style,
    }


def _line_length(cell: Cell, grid: Grid, layout: Layout) -> int:
    """Return how many Chinese characters stand in a line of the cell."""
    width_mm = sum(grid.widths_mm[cell.column : cell.column + cell.column_span])
    return max(int(width_mm / (layout.fonts.table.size * _POINT_MM)) - 1, 1)


def _breakable(text: str, in_line: int) -> str:
    """Return the text with places to break inside words that are wider than a line of so many characters."""

    def broken(word: re.Match[str]) -> str:
        return word[0] if _is_number_in_line(word[0], in_line) else _BREAK_HERE.join(word[0])

    return re.sub(f"[!-~]{{{2 * in_line - 1},}}", broken, text)


def _is_number_in_line(word: str, in_line: int) -> bool:
    """Tell whether a word is a number that has room in a line: 123 | 4.56 would be read as two."""
    width = sum(_SIGN_WIDTHS.get(sign, _DIGIT_WIDTH) for sign in word)
    return bool(_NUMBER.fullmatch(word)) and width <= in_line


def _is_long(text: str, in_line: int, layout: Layout) -> bool:
    """Tell whether a text may well be taller than half a page, and so has to go over pages."""
    lines = sum(len(line) // in_line + 1 for line in text.split("\n"))
    return lines * _LINE_HEIGHT_MM > (_PAGE_MM - layout.page.top_mm - layout.page.bottom_mm) / 2


def _refuse_missing_glyphs(source: str) -> None:
    """A character without a glyph would print as a box: better no file than such a filing."""
    missing = sorted(filter(_is_visible, set(source) - _glyphs()))
    if missing:
        named = "、".join(f"“{character}”（U+{ord(character):04X}）" for character in missing[:5])
        raise UnwritableDocument(f"PDF 的字库里没有{named}，请换一个写法，或者改用 Word 输出。")


def _is_visible(character: str) -> bool:
    """Tell whether a character needs a glyph: spaces, controls and format marks do not."""
    return unicodedata.category(character) not in ("Cc", "Cf", "Zs", "Zl", "Zp")


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[str]:
    """Return the characters that one of the two fonts can print."""
    glyphs: set[str] = set()
    for path in (SERIF, SANS):
        with TTFont(path, lazy=True) as font:
            glyphs.update(map(chr, font.getBestCmap()))
    return frozenset(glyphs)
