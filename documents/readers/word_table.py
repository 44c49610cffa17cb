"""A plain Word table (w:tbl without oddities, see word_tidy) becomes a Grid."""

from lxml.etree import _Element

from documents.errors import UnreadableDocument
from documents.grid import Cell, Grid
from documents.readers import word_names as w
from documents.readers.limits import Limits
from documents.text import clean_text

_TWIPS_PER_MM = 1440 / 25.4
_CONTINUE = "continue"
_TAGS = (
    *(w.T, w.P, w.TC, w.GRID_SPAN, w.V_MERGE, w.TR, w.BR, w.CR, w.TAB, w.GRID_COL),
    *(w.GRID_BEFORE, w.H_MERGE, w.MATH_TEXT),
)


class _RawCell:
    """One w:tc: its text in pieces, each paragraph begun by a newline, the columns and rows it spans, its merges."""

    __slots__ = ("column", "h_merge", "number", "pieces", "row", "row_span", "span", "v_merge")

    def __init__(self, pieces: list[str], number: int) -> None:
        self.pieces = pieces
        self.number = number
        self.span = 1
        self.row_span = 1
        self.v_merge = ""
        self.h_merge = ""
        self.row = 0
        self.column = 0


class _RawRow(list[_RawCell]):
    """The raw cells of one w:tr; `before` counts the columns that the row leaves out at its start."""

    before = 0


def read_grid(table: _Element, limits: Limits) -> Grid:
    """Return the Grid of a w:tbl: real spans from gridSpan, vMerge and hMerge, cleaned text, places in Word's words.

    Raises UnreadableDocument where a row is wider than limits.table_columns.
    """
    rows, widths = _walk(table)
    kept: list[_RawCell] = []
    width = 0
    above: dict[int, _RawCell] = {}
    for number, row in enumerate(rows):
        end, above = _place_row(row, number, above, kept)
        if end > limits.table_columns:
            raise UnreadableDocument(_too_wide(number + 1, end, limits.table_columns))
        width = max(width, end)
    if len(widths) != width:
        widths = [0.0] * width
    cells = tuple(
        Cell(
            raw.row,
            raw.column,
            clean_text("".join(raw.pieces).removeprefix("\n")),
            raw.row_span,
            raw.span,
            "",
            "",
            f"第{raw.row + 1}行第{raw.number}列",
        )
        for raw in kept
    )
    return Grid(len(rows), tuple(widths), cells)


def _too_wide(row: int, columns: int, limit: int) -> str:
    return (
        f"表格第{row}行占了{columns}列（最多{limit}列），表格已损坏，请用 Word 打开原文件，重新做好这张表格后再导入。"
    )


def _walk(table: _Element) -> tuple[list[_RawRow], list[float]]:
    """Return rows of raw cells and the column widths in mm, in one flat pass over the elements that matter."""
    rows: list[_RawRow] = []
    widths: list[float] = []
    row, pieces, cell = _RawRow(), [""], _RawCell([], 0)
    for element in table.iter(*_TAGS):
        tag = element.tag
        if tag == w.T or tag == w.MATH_TEXT:
            pieces.append(element.text or "")
        elif tag == w.P:
            pieces.append("\n")
        elif tag == w.TC:
            pieces = []
            cell = _RawCell(pieces, len(row) + 1)
            row.append(cell)
        elif tag == w.GRID_SPAN:
            cell.span = max(int(element.get(w.VAL, "1")), 1)
        elif tag == w.V_MERGE:
            cell.v_merge = element.get(w.VAL, _CONTINUE)
        elif tag == w.TR:
            row = _RawRow()
            rows.append(row)
        elif tag == w.GRID_COL:
            widths.append(float(element.get(w.WIDTH, "0")) / _TWIPS_PER_MM)
        elif tag == w.GRID_BEFORE:
            row.before = int(element.get(w.VAL, "0"))
        elif tag == w.H_MERGE:
            cell.h_merge = element.get(w.VAL, _CONTINUE)
        elif tag != w.TAB:
            pieces.append("\n")
        elif w.POS not in element.attrib:  # a w:tab with a position is a tab stop, not a character
            pieces.append("\t")
    return rows, widths


def _place_row(
    row: _RawRow, number: int, above: dict[int, _RawCell], kept: list[_RawCell]
) -> tuple[int, dict[int, _RawCell]]:
    """Give each cell its row and column, let continued ones grow their owner; return the width and the open merges."""
    open_merges: dict[int, _RawCell] = {}
    column = row.before
    left: _RawCell | None = None
    for cell in row:
        owner = above.get(column)
        if cell.h_merge == _CONTINUE and left is not None:
            left.span += cell.span
        elif cell.v_merge == _CONTINUE and owner is not None and owner.span == cell.span:
            owner.row_span += 1
            open_merges[column] = left = owner
        else:
            cell.row, cell.column = number, column
            kept.append(cell)
            left = cell
            if cell.v_merge:
                open_merges[column] = cell
        column += cell.span
    return column, open_merges
