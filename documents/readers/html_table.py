"""A table of HTML with rowspan and colspan becomes a Grid."""

import re
from dataclasses import dataclass, field

from documents.errors import UnreadableDocument
from documents.grid import Cell, Grid
from documents.readers.limits import Limits

_SPAN = re.compile(r"\s*(\d{1,9})")
_TOO_WIDE = (
    "表格第{row}行超过{limit}列，文件已损坏；请用 Word 或 Excel 打开原文件，另存为 .docx 或 .xlsx 后再导入。"
)


@dataclass(slots=True)
class HtmlCell:
    """A td or th: what stands in it, paragraphs and tables in reading order, and how far it reaches."""

    contents: "list[str | HtmlTable]" = field(default_factory=list)
    row_span: int = 1
    column_span: int = 1

    @property
    def text(self) -> str:
        return "\n".join(part for part in self.contents if isinstance(part, str))


@dataclass(slots=True)
class HtmlTable:
    """A table element: its rows of cells."""

    rows: list[list[HtmlCell]] = field(default_factory=list)

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin a row (tr) or a cell (td, th); a cell outside any row begins one."""
        if tag == "tr" or not self.rows:
            self.rows.append([])
        if tag != "tr":
            spans = (_span(attributes.get("rowspan"), 0), _span(attributes.get("colspan"), 1))
            self.rows[-1].append(HtmlCell([], *spans))

    def last_cell(self) -> HtmlCell | None:
        return self.rows[-1][-1] if self.rows and self.rows[-1] else None

    def nested(self) -> "list[HtmlTable]":
        """Return the tables that stand in the cells, in reading order."""
        return [
            part for row in self.rows for cell in row for part in cell.contents if isinstance(part, HtmlTable)
        ]

    def is_frame(self) -> bool:
        """Tell whether the table only places other tables: it holds some, and no row has two cells with text."""
        texts = (sum(1 for cell in row if cell.text.strip()) for row in self.rows)
        return bool(self.nested()) and all(count < 2 for count in texts)

    def to_grid(self, limits: Limits) -> Grid:
        """Return the Grid as a browser lays it out; a span never reaches below the last row.

        Raises UnreadableDocument where a row is wider than limits.sheet_columns.
        """
        cells: list[Cell] = []
        columns = _Columns()
        for number, row in enumerate(self.rows):
            columns.begin_row(number)
            for cell in row:
                row_span = min(cell.row_span or len(self.rows), len(self.rows) - number)
                column, ordinal = columns.place(cell.column_span, row_span, limits.sheet_columns)
                place = f"第{number + 1}行第{ordinal}列"
                cells.append(Cell(number, column, cell.text, row_span, cell.column_span, "", "", place))
        return Grid(len(self.rows), (0.0,) * columns.count, tuple(cells))


class _Columns:
    """Which columns are free, row by row, while cells reach down from rows above."""

    def __init__(self) -> None:
        self._free_from: list[int] = []  # per column, the first row that is free
        self._owners: list[int] = []  # per column, where the cell that lies in it begins
        self._row = self._column = self._ordinal = 0

    @property
    def count(self) -> int:
        return len(self._free_from)

    def begin_row(self, row: int) -> None:
        self._row, self._column, self._ordinal = row, 0, 0

    def place(self, width: int, height: int, limit: int) -> tuple[int, int]:
        """Return the next free column and the cell's number in its row, cells that reach down counted as Word does."""
        while self._column < self.count and self._free_from[self._column] > self._row:
            self._ordinal += self._owners[self._column] == self._column
            self._column += 1
        start, end = self._column, self._column + width
        if end > limit:
            raise UnreadableDocument(_TOO_WIDE.format(row=self._row + 1, limit=limit))
        missing = max(end - self.count, 0)
        self._free_from += [0] * missing
        self._owners += [0] * missing
        self._free_from[start:end] = [self._row + height] * width
        self._owners[start:end] = [start] * width
        self._column, self._ordinal = end, self._ordinal + 1
        return start, self._ordinal


def _span(text: str | None, least: int) -> int:
    """Return a span attribute as browsers read it: what is no number is 1."""
    digits = _SPAN.match(text or "1")
    return max(int(digits[1]), least) if digits else 1
