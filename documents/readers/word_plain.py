"""A short way for plain Word tables: they are read off the XML text and never become a tree.

Nearly every table of a real filing is plain: cells, paragraphs, runs, merges. Building, walking and freeing lxml's
tree for them is two thirds of the cost of reading a document (measured: 1.9 of 2.9 times lxml's bare parse, against
0.7 this way). Each plain table is cut out of the stream before the parser and leaves a mark that the story follows
in its place; whatever is not surely plain stays in the stream and goes the long way.

Programs write the rows of a form alike, but for their texts: a row without its texts is looked at once, and what was
found there is filled with the texts of every row of that shape (measured: a third of the time again).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from documents.grid import Grid
from documents.readers import word_names as w
from documents.readers.limits import Limits
from documents.readers.word_table import TAGS, RawCell, RawRow, RawTable, to_grid
from documents.readers.word_tidy import ODDITIES

_BEGIN, _END = b"<w:tbl>", b"</w:tbl>"
_W_IS_WORD = f'xmlns:w="{w.WORD}"'.encode()
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["'](?!utf-8["'])""", re.IGNORECASE)
# signs of entities, comments, instructions, alternate content and formulas, own namespaces; short ones are found fast
_NOT_PLAIN = (b"&", b"!", b"?", b"<m", b"xmlns")
_VALUE = re.compile(r"""w:(?:val|w)=["']([^"'<>&]*)["']""")
_HOLD = len(_END) + 1
_TEXT = re.compile(r"<w:t(?=[ />])[^<>]*>([^<]*)")
_GAP = "\0"  # where a text stood; no XML holds it
_MOST_SHAPES = 4096


class CellShape(NamedTuple):
    """A cell of a row without texts: what it spans, its merges, and its text with a gap for each run."""

    pattern: str
    span: int
    v_merge: str
    h_merge: str


class RowShape(NamedTuple):
    """A row without texts; `widths` are those of the columns, which stand before the first row."""

    is_row: bool
    before: int
    widths: list[float]
    cells: list[CellShape]


class PlainTables:
    """The plain tables of one document: cut out of its stream, kept until the story comes to their marks."""

    def __init__(self, limits: Limits, odd_names: tuple[str, ...]) -> None:
        """Names in `odd_names` and those that word_tidy repairs make a table odd."""
        self._limits = limits
        self._grids: dict[str, Grid] = {}
        self._count = 0
        odd = {_local(name) for name in (*ODDITIES, *odd_names) if name.startswith(f"{{{w.WORD}}}")}
        known = sorted({_local(name) for name in TAGS if name.startswith(f"{{{w.WORD}}}")} | odd, key=len)
        self._odd = frozenset(odd)
        self._token = re.compile(rf"({_GAP})|<w:({'|'.join(known)})(?=[ />])([^<>]*)>")
        self._shapes: dict[str, RowShape | None] = {}

    def cut(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """Yield the document's bytes with a mark in place of each plain table."""
        waiting = next(chunks, b"")
        if _W_IS_WORD not in waiting or _ENCODING.match(waiting):
            yield waiting
            yield from chunks
            return
        for chunk in chunks:
            *ended, waiting = (waiting + chunk).split(_END)
            yield b"".join(map(self._cut_last, ended))
            begin = waiting.rfind(_BEGIN)
            passed = begin if begin >= 0 else max(len(waiting) - _HOLD, 0)
            if len(waiting) - passed > self._limits.block_bytes:
                passed = len(waiting)
            yield waiting[:passed]
            waiting = waiting[passed:]
        *ended, waiting = waiting.split(_END)
        yield b"".join(map(self._cut_last, ended))
        yield waiting

    def take(self, mark: str) -> Grid | None:
        """Return the table that a mark stands for, once."""
        return self._grids.pop(mark, None)

    def _cut_last(self, xml: bytes) -> bytes:
        """Cut the table that begins last in a piece of XML and ends with it; an end alone is that of an outer table."""
        begin = xml.rfind(_BEGIN)
        table = xml[begin:] if begin >= 0 else b"&"
        raw = None if any(sign in table for sign in _NOT_PLAIN) else self._read(table.decode("utf-8"))
        if raw is None:
            return xml + _END
        self._count += 1
        mark = str(self._count)
        self._grids[mark] = to_grid(raw, self._limits)
        return xml[:begin] + f'<w:tbl w:w="{mark}"/>'.encode()

    def _read(self, xml: str) -> RawTable | None:
        """Return the raw table, None where something in it is odd."""
        raw = RawTable()
        for row in xml.removeprefix("<w:tbl>").split("</w:tr>"):
            parts = _TEXT.split(row)
            shape = self._shape(_GAP.join(parts[::2]))
            if shape is None:
                return None
            raw.widths += shape.widths
            if shape.is_row:
                raw.rows.append(_filled(shape, iter(parts[1::2])))
        return raw

    def _shape(self, xml: str) -> RowShape | None:
        """Return the shape of a row without texts, None where something in it is odd."""
        if xml not in self._shapes:
            if len(self._shapes) >= _MOST_SHAPES:
                self._shapes.clear()
            self._shapes[xml] = self._read_shape(xml)
        return self._shapes[xml]

    def _read_shape(self, xml: str) -> RowShape | None:
        raw = RawTable()
        for gap, name, attributes in self._token.findall(xml):
            if gap:
                raw.pieces.append(gap)
            elif name == "p":
                raw.pieces.append("\n")
            elif name == "tc":
                raw.add_cell()
            elif name == "tr":
                raw.add_row()
            elif name in self._odd:
                return None
            else:
                value = _VALUE.search(attributes)
                raw.add(f"{{{w.WORD}}}{name}", value and value[1], is_tab_stop="w:pos=" in attributes)
        row = raw.rows[0] if raw.rows else RawRow()
        # Two rows where one ends, or a text in no cell: nothing that a program writes, and nothing to guess at.
        if len(raw.rows) > 1 or xml.count(_GAP) != sum("".join(cell.pieces).count(_GAP) for cell in row):
            return None
        cells = [CellShape("".join(cell.pieces), cell.span, cell.v_merge, cell.h_merge) for cell in row]
        return RowShape(bool(raw.rows), row.before, raw.widths, cells)


def _filled(shape: RowShape, texts: Iterator[str]) -> RawRow:
    """Return a row of that shape with its texts, which stand in the order of the gaps."""
    row = RawRow()
    row.before = shape.before
    for pattern, span, v_merge, h_merge in shape.cells:
        if pattern == "\n\0":
            pieces = ["\n", next(texts)]
        else:
            pieces = [next(texts) if char == _GAP else char for char in pattern]
        cell = RawCell(pieces)
        cell.span, cell.v_merge, cell.h_merge = span, v_merge, h_merge
        row.append(cell)
    return row


def _local(name: str) -> str:
    return name.rpartition("}")[2]
