"""A plain Word table (w:tbl without oddities, see word_tidy) becomes a Grid."""

from functools import lru_cache

from lxml.etree import _Element

from documents.errors import UnreadableDocument
from documents.grid import Cell, Grid
from documents.readers import word_names as w
from documents.readers.limits import Limits
from documents.text import LINE_BREAK, clean_texts

TAGS = (
    *(w.T, w.P, w.TC, w.GRID_SPAN, w.V_MERGE, w.TR, w.BR, w.CR, w.TAB, w.GRID_COL),
    *(w.GRID_BEFORE, w.H_MERGE, w.MATH_TEXT),
)
_MM_PER_TWIP = 25.4 / 1440
_CONTINUE = "continue"
_TOO_WIDE = (
    "表格第{row}行占了{columns}列（最多{limit}列），表格已损坏；请用 Word 打开原文件，重做这张表格后再导入。"
)


class RawCell:
    """One w:tc: its text in pieces, each paragraph begun by a newline, its merges and what it spans."""

    span = row_span = 1
    v_merge = h_merge = ""
    row = column = number = 0

    def __init__(self, pieces: list[str]) -> None:
        self.pieces = pieces


class RawRow(list[RawCell]):
    """The raw cells of one w:tr; `before` counts the columns that the row leaves out at its start."""

    before = 0


class RawTable:
    """Rows of raw cells while a table is gone through; `pieces` is the text of the cell just read."""

    def __init__(self) -> None:
        self.rows: list[RawRow] = []
        self.widths: list[float] = []
        self.pieces: list[str] = []
        self._cell = RawCell(self.pieces)
        self._row = RawRow()  # what stands before the first row is lost

    def add_row(self) -> None:
        self._row = RawRow()
        self.rows.append(self._row)

    def add_cell(self) -> None:
        self.pieces = []
        self._cell = RawCell(self.pieces)
        self._row.append(self._cell)

    def add(self, name: str, value: str | None, *, is_tab_stop: bool = False) -> None:
        """Take in an element other than text, paragraph, cell and row, by its name and its w:val (a column's w:w)."""
        if name == w.GRID_SPAN:
            self._cell.span = max(int(value or 1), 1)
        elif name == w.V_MERGE:
            self._cell.v_merge = value or _CONTINUE
        elif name == w.GRID_COL:
            self.widths.append(float(value or 0) * _MM_PER_TWIP)
        elif name == w.GRID_BEFORE:
            self._row.before = max(int(value or 0), 0)
        elif name == w.H_MERGE:
            self._cell.h_merge = value or _CONTINUE
        elif name != w.TAB:
            self.pieces.append(LINE_BREAK)
        elif not is_tab_stop:
            self.pieces.append("\t")


def read_grid(table: _Element, limits: Limits) -> Grid:
    """Return the Grid of a tidied w:tbl, see to_grid; one flat pass over the elements that matter."""
    raw = RawTable()
    for element in table.iter(*TAGS):
        name = str(element.tag)
        if name in {w.T, w.MATH_TEXT}:
            raw.pieces.append(element.text or "")
        elif name == w.P:
            raw.pieces.append("\n")
        elif name == w.TC:
            raw.add_cell()
        elif name == w.TR:
            raw.add_row()
        else:
            value = element.get(w.WIDTH if name == w.GRID_COL else w.VAL)
            raw.add(name, value, is_tab_stop=w.POS in element.attrib)
    return to_grid(raw, limits)


def to_grid(raw: RawTable, limits: Limits) -> Grid:
    """Return the Grid of a raw table: real spans from gridSpan, vMerge and hMerge, clean text, places in Word's words.

    Raises UnreadableDocument where a row is wider than limits.table_columns.
    """
    kept: list[RawCell] = []
    above: dict[int, RawCell] = {}
    width = 0
    for number, row in enumerate(raw.rows):
        end, above = _place_row(row, number, above, kept)
        if end > limits.table_columns:
            raise UnreadableDocument(
                _TOO_WIDE.format(row=number + 1, columns=end, limit=limits.table_columns)
            )
        width = max(width, end)
    widths = tuple(raw.widths) if len(raw.widths) == width else (0.0,) * width
    texts = clean_texts(["".join(cell.pieces).removeprefix("\n") for cell in kept])
    cells = [
        Cell(cell.row, cell.column, text, cell.row_span, cell.span, "", "", _place(cell.row, cell.number))
        for cell, text in zip(kept, texts, strict=True)
    ]
    return Grid(len(raw.rows), widths, tuple(cells))


@lru_cache(maxsize=4096)
def _place(row: int, number: int) -> str:
    return f"第{row + 1}行第{number}列"


def _place_row(
    row: RawRow, number: int, above: dict[int, RawCell], kept: list[RawCell]
) -> tuple[int, dict[int, RawCell]]:
    """Give each cell its row and column, let continued ones grow their owner; return the width and the open merges.

    Text in a continued cell is not seen in Word; it counts only where the owner has none.
    """
    open_merges: dict[int, RawCell] = {}
    column = row.before
    left: RawCell | None = None
    for ordinal, cell in enumerate(row, 1):
        owner = above.get(column) if cell.v_merge == _CONTINUE else None
        if cell.h_merge == _CONTINUE and left is not None:
            left.span += cell.span
        elif owner is not None and owner.span == cell.span:
            owner.row_span += 1
            open_merges[column] = left = owner
            if not "".join(owner.pieces).strip():
                owner.pieces = cell.pieces
        else:
            cell.row, cell.column, cell.number = number, column, ordinal
            kept.append(cell)
            left = cell
            if cell.v_merge:
                open_merges[column] = cell
        column += cell.span
    return column, open_merges
