"""The block that a clipboard holds, as rows of texts and as a Grid."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.errors import UnreadableDocument
from documents.grid import Cell, Grid
from documents.readers.html import read_html
from documents.readers.limits import UPLOAD
from documents.text import clean_text

MOST_CHARACTERS = 2_000_000
MOST_ROWS = 500
MOST_COLUMNS = 64
# Excel and WPS quote a cell that holds line ends, tabs or quotes, and double the quotes in it.
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
    block = _of_grid(_largest_grid(html)) if "<table" in html.lower() else None
    block = block or _of_rows(list(_text_rows(text)))
    if not block:
        raise PasteRefused("剪贴板里没有表格内容，没有粘贴；请先在 Excel 里复制单元格。")
    if len(block.rows) > MOST_ROWS:
        raise PasteRefused(f"复制了{len(block.rows)}行，一次最多粘贴{MOST_ROWS}行，请分几次复制。")
    if len(block.rows[0]) > MOST_COLUMNS:
        raise PasteRefused(
            f"复制了{len(block.rows[0])}列，一次最多粘贴{MOST_COLUMNS}列，请只复制表里的那几列。"
        )
    return block


def _largest_grid(html: str) -> Grid | None:
    try:
        grids = [block for block in read_html(html, UPLOAD) if isinstance(block, Grid)]
    except UnreadableDocument:
        return None
    return max(grids, key=lambda grid: len(grid.cells), default=None)


def _text_rows(text: str) -> Iterator[list[str]]:
    """Yield the rows of tab-separated text as spreadsheets copy it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    row: list[str] = []
    at = 0
    while at < len(text):
        cell, at = _next_cell(text, at)
        row.append(cell)
        if at >= len(text) or text[at] == "\n":
            yield row
            row = []
        elif at == len(text) - 1:  # a tab at the very end: one more cell, an empty one
            yield [*row, ""]
        at += 1


def _next_cell(text: str, at: int) -> tuple[str, int]:
    """Return the cell that begins there and where it ends."""
    if text[at] == '"' and (found := _QUOTED.match(text, at)) and _needed_quotes(found[1]):
        return found[1].replace('""', '"'), found.end()
    ends = [end for end in (text.find("\t", at), text.find("\n", at)) if end >= 0]
    end = min(ends, default=len(text))
    return text[at:end], end


def _needed_quotes(content: str) -> bool:
    """A cell that says "好" in quotes of its own is copied as it is."""
    return any(sign in content for sign in ("\n", "\t", '""'))


def _of_rows(rows: Sequence[Sequence[str]]) -> Block | None:
    width = max(map(len, rows), default=0)
    cells = tuple(
        Cell(at, column, clean_text(text), place=f"第{at + 1}行第{column + 1}列")
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    )
    return _of_grid(Grid(len(rows), (0.0,) * width, cells))


def _of_grid(grid: Grid | None) -> Block | None:
    """Return the grid with its texts in rows, without the empty rows below and columns at the right."""
    if grid is None:
        return None
    filled = [cell for cell in grid.cells if cell.text.strip()]
    if not filled:
        return None
    height, width = max(cell.row for cell in filled) + 1, max(cell.column for cell in filled) + 1
    if height > MOST_ROWS or width > MOST_COLUMNS:
        return Block((("",) * width,) * height, grid)
    texts = [[""] * width for _ in range(height)]
    for cell in filled:
        texts[cell.row][cell.column] = clean_text(cell.text)
    return Block(tuple(map(tuple, texts)), grid)
