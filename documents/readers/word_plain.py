"""A short way for plain Word tables: they are read off the XML text and never become a tree.

Nearly every table of a real filing is plain: cells, paragraphs, runs, merges. Building, walking and freeing lxml's
tree for them is two thirds of the cost of reading a document (measured: 1.9 of 2.9 times lxml's bare parse, against
0.7 this way). Each plain table is cut out of the stream before the parser and leaves a mark that the story follows
in its place; whatever is not surely plain stays in the stream and goes the long way.
"""

import re
from collections.abc import Iterator

from documents.grid import Grid
from documents.readers import word_names as w
from documents.readers.limits import Limits
from documents.readers.word_table import TAGS, RawTable, to_grid
from documents.readers.word_tidy import ODDITIES

_BEGIN, _END = b"<w:tbl>", b"</w:tbl>"
_W_IS_WORD = f'xmlns:w="{w.WORD}"'.encode()
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["'](?!utf-8["'])""", re.IGNORECASE)
# signs of entities, comments, instructions, alternate content and formulas, own namespaces; short ones are found fast
_NOT_PLAIN = (b"&", b"!", b"?", b"<m", b"xmlns")
_VALUE = re.compile(r"""w:(?:val|w)=["']([^"'<>&]*)["']""")
_HOLD = len(_END) + 1


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
        self._token = re.compile(rf"<w:({'|'.join(known)})(?=[ />])([^<>]*)>([^<]*)")

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
        """Return the raw table, None where something in it is odd (the first token is the table itself)."""
        raw = RawTable()
        for name, attributes, text in self._token.findall(xml)[1:]:
            if name == "t":
                raw.pieces.append(text)
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
        return raw


def _local(name: str) -> str:
    return name.rpartition("}")[2]
