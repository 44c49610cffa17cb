"""The block that a clipboard holds, as rows of texts and as a Grid."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.errors import UnreadableDocument
from documents.grid import Cell, Grid
from documents.readers.html import read_html
from documents.readers.limits import UPLOAD
from documents.text import LINE_BREAK, clean_text

MOST_CHARACTERS = 2_000_000
MOST_ROWS = 500
MOST_LINES = 50_000  # one cell may have many
MOST_COLUMNS = 64
# Excel and WPS quote a cell that holds line ends, tabs or quotes, and double the quotes in it.
_PLAIN = re.compile(r"[^\t\n]*")
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"(?=[\t\n]|\Z)')

Row = tuple[str, ...]


class PasteRefused(ValueError):
    """A block that cannot be pasted at all; str() is a Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Block:
    """Texts by row and column; what a merged cell covers is "". `grid` knows how far the merged cells reach."""

    rows: tuple[Row, ...]
    grid: Grid


def read_block(text: str, html: str = "") -> Block:
    """Return the block that the clipboard holds, from its HTML where that has a table, else from its text.

    Raises PasteRefused, in Chinese, for one that is too large or empty.
    """
    if len(text) + len(html) > MOST_CHARACTERS:
        raise PasteRefused("复制的内容太多（超过200万字），没有粘贴；请分几次复制。")
    grid = _largest_grid(html) if "<table" in html.lower() else None
    rows = _trimmed(_rows_of(grid)) if grid else []
    if not rows:
        rows, grid = _trimmed(_text_rows(text)), None
    if not rows:
        raise PasteRefused("剪贴板里没有表格内容，没有粘贴；请先在 Excel 里复制单元格。")
    if len(rows) > MOST_ROWS:
        raise PasteRefused(f"复制了{len(rows)}行，一次最多粘贴{MOST_ROWS}行，请分几次复制。")
    if len(rows[0]) > MOST_COLUMNS:
        raise PasteRefused(f"复制了{len(rows[0])}列，一次最多粘贴{MOST_COLUMNS}列，请只复制表里的那几列。")
    return Block(tuple(map(tuple, rows)), grid or _grid_of(rows))


def _largest_grid(html: str) -> Grid | None:
    try:
        grids = [block for block in read_html(html, UPLOAD) if isinstance(block, Grid)]
    except UnreadableDocument:
        return None
    return max(grids, key=lambda grid: len(grid.cells), default=None)


def _rows_of(grid: Grid) -> list[list[str]]:
    """Return the texts of a grid by row; nothing is made of rows and columns that hold none."""
    filled = [cell for cell in grid.cells if cell.text.strip()]
    height = max((cell.row for cell in filled), default=-1) + 1
    rows: list[list[str]] = [[] for _ in range(height)]
    for cell in filled:
        rows[cell.row] += [""] * (cell.column - len(rows[cell.row]))
        rows[cell.row].append(cell.text.replace(LINE_BREAK, "\n"))
    return rows


def _text_rows(text: str) -> list[list[str]]:
    """Return the rows of tab-separated text as spreadsheets copy it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").rstrip("\t\n")
    if (lines := text.count("\n")) > MOST_LINES:
        raise PasteRefused(f"复制了{lines + 1}行，一次最多粘贴{MOST_ROWS}行，请分几次复制。")
    rows: list[list[str]] = [[]]
    at = 0
    while at <= len(text):
        cell, at = _next_cell(text, at)
        rows[-1].append(cell)
        if text[at : at + 1] == "\n":
            rows.append([])
        at += 1
    return rows


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows of one width, cleaned, without the empty rows below and columns at the right."""
    filled = [[at for at, text in enumerate(row) if text.strip()] for row in rows]
    width = max((row[-1] + 1 for row in filled if row), default=0)
    height = max((at + 1 for at, row in enumerate(filled) if row), default=0)
    if height > MOST_ROWS or width > MOST_COLUMNS:
        return [[""] * width] * height
    return [[_cleaned(text) for text in row[:width]] + [""] * (width - len(row)) for row in rows[:height]]


def _cleaned(text: str) -> str:
    return clean_text(text) if text.strip() else ""


def _next_cell(text: str, at: int) -> tuple[str, int]:
    """Return the cell that begins there and where it ends."""
    quoted = _QUOTED.match(text, at)
    if quoted and _needed_quotes(quoted[1]):
        return quoted[1].replace('""', '"'), quoted.end()
    plain = _PLAIN.match(text, at)
    assert plain  # it matches nothing at all, too
    return plain[0], plain.end()


def _needed_quotes(content: str) -> bool:
    """A cell that says "好" in quotes of its own is copied as it is."""
    return any(sign in content for sign in ("\n", "\t", '""'))


def _grid_of(rows: Sequence[Sequence[str]]) -> Grid:
    cells = tuple(
        Cell(at, column, text, place=f"第{at + 1}行第{column + 1}列")
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    )
    return Grid(len(rows), (0.0,) * len(rows[0]), cells)
