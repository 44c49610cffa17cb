"""Reads an Excel 97–2003 workbook (.xls): every sheet's cells with the text that the sheet shows ([MS-XLS]).

Read record by record, because libraries give values without number formats (0.25 where the sheet shows 25.00%) and
hold every sheet as a full rectangle, which a single stray cell can make larger than memory.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.blocks import Blocks
from documents.errors import UnreadableDocument
from documents.readers.biff_text import Segments, read_short_text, read_text
from documents.readers.compound import CompoundFile
from documents.readers.limits import Limits
from documents.readers.number_format import BUILT_IN, shown_number
from documents.readers.sheet import Area, Sheet, sheet_blocks
from documents.text import clean_text

ENCRYPTED = "文件设有打开密码，请在 Excel 中输入密码打开，取消密码后另存一份再导入。"
TOO_OLD = "这是 Excel 95 或更早的工作簿，请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。"
_BEGIN, _END, _CONTINUE, _ENCRYPTION, _TAB, _TEXTS = 0x809, 0x0A, 0x3C, 0x2F, 0x85, 0xFC
_FORMAT, _STYLE, _CALENDAR, _MERGES = 0x41E, 0xE0, 0x22, 0xE5
_SHARED_TEXT, _NUMBER, _PACKED, _PACKED_ROW, _FORMULA = 0xFD, 0x203, 0x27E, 0xBD, 0x06
_FORMULA_TEXT, _LOGICAL, _TEXT, _BLANK, _BLANK_ROW = 0x207, 0x205, 0x204, 0x201, 0xBE
_BIFF8, _WORKSHEET = 0x600, 0
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def read_xls(file: CompoundFile, limits: Limits) -> Blocks:
    """Yield each worksheet as a SheetStart and its blocks, as read_xlsx does. Raises UnreadableDocument."""
    if "Workbook" not in file.names:
        raise UnreadableDocument(TOO_OLD)
    stream = file.read("Workbook")
    shared = _read_shared(stream)
    for name, start in shared.tabs:
        reader = _SheetReader(Sheet(name), shared)
        for kind, content in _records(stream, start):
            reader.add(kind, content)
        yield from sheet_blocks(reader.sheet, limits)


@dataclass(slots=True)
class _Shared:
    """What all sheets share: tabs as (name, where the sheet begins), texts, formats and lines by style, calendar."""

    tabs: list[tuple[str, int]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    format_ids: list[int] = field(default_factory=list)
    is_ruled: list[bool] = field(default_factory=list)
    dates_from_1904: bool = False

    def shown(self, number: float, style: int) -> str:
        code = self.codes.get(self.format_ids[style], "") if style < len(self.format_ids) else ""
        return shown_number(number, code, dates_from_1904=self.dates_from_1904)


def _records(stream: bytes, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """Yield (kind, content) of the records from where a sheet or the workbook begins to its end."""
    at = start
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
        if kind == _END:
            return


def _read_shared(stream: bytes) -> _Shared:
    shared = _Shared()
    texts: list[bytes] = []
    previous = 0
    for kind, content in _records(stream):
        if kind == _TEXTS or (kind == _CONTINUE and previous == _TEXTS):
            texts.append(content)
            kind = _TEXTS
        elif kind in _SHARED_READERS:
            _SHARED_READERS[kind](content, shared)
        previous = kind
    if texts:
        reader = Segments(texts, 8)
        # a text takes three bytes at least, whatever the count says
        count = min(struct.unpack_from("<I", texts[0], 4)[0], sum(map(len, texts)) // 3)
        shared.texts = [clean_text(read_text(reader)) for _ in range(count)]
    return shared


def _check_version(content: bytes, _: _Shared) -> None:
    if int.from_bytes(content[:2], "little") != _BIFF8:
        raise UnreadableDocument(TOO_OLD)


def _refuse_encrypted(_: bytes, __: _Shared) -> None:
    raise UnreadableDocument(ENCRYPTED)


def _add_tab(content: bytes, shared: _Shared) -> None:
    start, _, kind = struct.unpack_from("<IBB", content)
    if kind == _WORKSHEET:
        shared.tabs.append((clean_text(read_short_text(content, 6)), start))


def _add_format(content: bytes, shared: _Shared) -> None:
    shared.codes[int.from_bytes(content[:2], "little")] = read_text(Segments([content], 2))


def _add_style(content: bytes, shared: _Shared) -> None:
    shared.format_ids.append(int.from_bytes(content[2:4], "little"))
    shared.is_ruled.append(any(content[10:12]))


def _set_calendar(content: bytes, shared: _Shared) -> None:
    shared.dates_from_1904 = content[:1] == b"\1"


_SHARED_READERS = {
    **{_BEGIN: _check_version, _ENCRYPTION: _refuse_encrypted, _TAB: _add_tab},
    **{_FORMAT: _add_format, _STYLE: _add_style, _CALENDAR: _set_calendar},
}


class _SheetReader:
    """Takes in the records of one sheet."""

    def __init__(self, sheet: Sheet, shared: _Shared) -> None:
        self.sheet = sheet
        self._shared = shared
        self._formula = (0, 0)
        self._readers = {
            **{
                _SHARED_TEXT: self._shared_text,
                _NUMBER: self._number,
                _PACKED: self._packed,
                _TEXT: self._text,
            },
            **{
                _FORMULA: self._formula_result,
                _LOGICAL: self._logical,
                _BLANK: self._blank,
                _BLANK_ROW: self._blank,
            },
            **{_PACKED_ROW: self._packed_row, _FORMULA_TEXT: self._formula_text, _MERGES: self._merges},
        }

    def add(self, kind: int, content: bytes) -> None:
        """Take in one record; most kinds say nothing about texts, merges or lines."""
        if kind in self._readers:
            self._readers[kind](content)

    def _place(self, content: bytes) -> tuple[int, int, int]:
        """Return row, column and style, with which every cell record begins."""
        row, column, style = struct.unpack_from("<HHH", content)
        if style < len(self._shared.is_ruled) and self._shared.is_ruled[style]:
            self.sheet.ruled_rows.add(row)
        return row, column, style

    def _show(self, row: int, column: int, text: str) -> None:
        if text.strip():
            self.sheet.texts[row, column] = text

    def _blank(self, content: bytes) -> None:
        self._place(content)

    def _shared_text(self, content: bytes) -> None:
        row, column, _ = self._place(content)
        self._show(row, column, self._shared.texts[struct.unpack_from("<I", content, 6)[0]])

    def _text(self, content: bytes) -> None:
        row, column, _ = self._place(content)
        self._show(row, column, clean_text(read_text(Segments([content], 6))))

    def _number(self, content: bytes) -> None:
        row, column, style = self._place(content)
        self._show(row, column, self._shared.shown(struct.unpack_from("<d", content, 6)[0], style))

    def _packed(self, content: bytes) -> None:
        row, column, style = self._place(content)
        self._show(row, column, self._shared.shown(_unpack(content[6:10]), style))

    def _packed_row(self, content: bytes) -> None:
        row, first, _ = self._place(content)
        for at in range(4, len(content) - 7, 6):
            style = int.from_bytes(content[at : at + 2], "little")
            column = first + (at - 4) // 6
            self._show(row, column, self._shared.shown(_unpack(content[at + 2 : at + 6]), style))

    def _formula_result(self, content: bytes) -> None:
        """A result is a number, or, where its last bytes are FFFF, of the kind that its first byte says."""
        row, column, style = self._place(content)
        self._formula = (row, column)
        result = content[6:14]
        if result[6:8] != b"\xff\xff":
            self._show(row, column, self._shared.shown(struct.unpack("<d", result)[0], style))
        elif result[0] == 1:
            self._show(row, column, "TRUE" if result[2] else "FALSE")
        elif result[0] == 2:
            self._show(row, column, _ERRORS.get(result[2], "#N/A"))

    def _formula_text(self, content: bytes) -> None:
        self._show(*self._formula, clean_text(read_text(Segments([content], 0))))

    def _logical(self, content: bytes) -> None:
        row, column, _ = self._place(content)
        value, is_error = content[6:8]
        self._show(row, column, _ERRORS.get(value, "#N/A") if is_error else "TRUE" if value else "FALSE")

    def _merges(self, content: bytes) -> None:
        for at in range(2, len(content) - 7, 8):
            top, bottom, left, right = struct.unpack_from("<4H", content, at)
            self.sheet.merges.append(Area(top, left, max(top, bottom), max(left, right)))


def _unpack(packed: bytes) -> float:
    """Return an RK number: 30 bits of an integer or of a float, and whether it is to be divided by 100."""
    bits = int.from_bytes(packed, "little")
    if bits & 2:
        value = float(int.from_bytes(packed, "little", signed=True) >> 2)
    else:
        value = float(struct.unpack("<d", bytes(4) + (bits & 0xFFFFFFFC).to_bytes(4, "little"))[0])
    return value / 100 if bits & 1 else value
