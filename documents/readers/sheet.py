"""A sheet of cells, from whatever program, becomes grids and paragraphs."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from documents.blocks import Blocks, Paragraph, SheetStart
from documents.errors import UnreadableDocument
from documents.grid import Cell, Grid
from documents.readers.limits import Limits

_LARGEST_MERGE = 100_000
_LARGEST_MERGED_AREA = 1_000_000
_FILLED_AREA = 200_000


@dataclass(frozen=True, slots=True)
class Area:
    """A range of cells: first and last row and column, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """What a reader finds in a sheet, sparse: texts as shown, merged ranges, rows in which cells have lines."""

    name: str
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    ruled_rows: set[int] = field(default_factory=set)


def sheet_blocks(sheet: Sheet, limits: Limits) -> Blocks:
    """Yield SheetStart, then a Grid for each run of rows that hang together, or paragraphs where it is only text.

    A row hangs on the row above where both have text, lines or a part of a merged range. A run with one text to a
    row is text (a cover, part 1) and comes as paragraphs. Title rows over a form stay in its Grid. Columns left
    empty at the sides are left out; `place` is the cell's name in the sheet. Raises UnreadableDocument where a
    merged range or the sheet is of a size that no form has.
    """
    yield SheetStart(sheet.name)
    if not sheet.texts:
        return
    merges_by_row = _merges_by_row(sheet)
    rows: dict[int, list[int]] = {}
    for row, column in sorted(sheet.texts):
        rows.setdefault(row, []).append(column)
    merges = [merge for merge in sheet.merges if (merge.top, merge.left) in sheet.texts]
    for first, last in _runs(sheet, rows, merges):
        if all(len(rows.get(row, ())) < 2 for row in range(first, last + 1)):
            yield from _paragraphs(sheet, rows, first, last)
        else:
            own = [merge for row in range(first, last + 1) for merge in merges_by_row.get(row, ())]
            yield _grid(sheet, rows, own, first, last, limits)


def cell_name(row: int, column: int) -> str:
    """Return a cell's name in Excel's words: row 4, column 2 (from 0) is C5."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def _merges_by_row(sheet: Sheet) -> dict[int, list[Area]]:
    """Return the merged ranges by their first row; their whole area bounds the work that follows."""
    by_row: dict[int, list[Area]] = {}
    whole = 0
    for merge in sheet.merges:
        area = (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1)
        whole += area
        if area > _LARGEST_MERGE or whole > _LARGEST_MERGED_AREA:
            raise UnreadableDocument(_merged_all_over(sheet.name, cell_name(merge.top, merge.left)))
        by_row.setdefault(merge.top, []).append(merge)
    return by_row


def _merged_all_over(sheet: str, cell: str) -> str:
    return f"工作表“{sheet}”中从 {cell} 起的合并单元格几乎占满整张表，无法读取；请在 Excel 中取消这处合并，保存后再导入。"


def _runs(sheet: Sheet, rows: dict[int, list[int]], merges: list[Area]) -> Iterator[tuple[int, int]]:
    """Yield the first and last row of each run of rows that hang together."""
    covered = {row for merge in merges for row in range(merge.top, merge.bottom + 1)}
    filled = sorted(rows.keys() | covered)
    first = last = filled[0]
    for row in filled[1:]:
        if any(between not in sheet.ruled_rows for between in range(last + 1, row)):
            yield first, last
            first = row
        last = row
    yield first, last


def _paragraphs(sheet: Sheet, rows: dict[int, list[int]], first: int, last: int) -> Iterator[Paragraph]:
    for row in range(first, last + 1):
        for column in rows.get(row, ()):
            yield Paragraph(sheet.texts[row, column], None, f"工作表“{sheet.name}”{cell_name(row, column)}")


def _grid(
    sheet: Sheet, rows: dict[int, list[int]], merges: list[Area], first: int, last: int, limits: Limits
) -> Grid:
    starts = [column for row in range(first, last + 1) for column in rows.get(row, ())]
    left = min(starts)
    right = max([*starts, *(merge.right for merge in merges if (merge.top, merge.left) in sheet.texts)])
    if right - left >= limits.sheet_columns:
        raise UnreadableDocument(_too_wide(sheet.name, cell_name(first, right), limits.sheet_columns))
    cells = _Cells(sheet, Area(first, left, last, right))
    for merge in merges:
        cells.add_merge(merge)
    return Grid(last - first + 1, (0.0,) * (right - left + 1), cells.fill(rows))


def _too_wide(sheet: str, cell: str, limit: int) -> str:
    return f"工作表“{sheet}”的内容一直排到 {cell}，超过{limit}列，不像绩效目标表；请删去表外的内容，保存后再导入。"


class _Cells:
    """The cells of one Grid cut out of a sheet: merged ranges first, then single cells wherever nothing lies."""

    def __init__(self, sheet: Sheet, area: Area) -> None:
        self._sheet = sheet
        self._area = area
        self._cells: dict[tuple[int, int], Cell] = {}
        self._covered: set[tuple[int, int]] = set()

    def add_merge(self, merge: Area) -> None:
        """Add a merged range, cut to the area; one that overlaps an earlier one is none."""
        bottom, right = min(merge.bottom, self._area.bottom), min(merge.right, self._area.right)
        left = max(merge.left, self._area.left)
        places = {(row, column) for row in range(merge.top, bottom + 1) for column in range(left, right + 1)}
        if not places or not self._covered.isdisjoint(places):
            return
        self._covered |= places
        self._add(merge.top, left, bottom - merge.top + 1, right - left + 1)

    def fill(self, rows: dict[int, list[int]]) -> tuple[Cell, ...]:
        """Return all cells in reading order, with the empty ones too, where the area is of a form's size."""
        area = self._area
        width = area.right - area.left + 1
        is_small = (area.bottom - area.top + 1) * width <= _FILLED_AREA
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1) if is_small else rows.get(row, ()):
                if (row, column) not in self._covered:
                    self._add(row, column, 1, 1)
        return tuple(self._cells[place] for place in sorted(self._cells))

    def _add(self, row: int, column: int, row_span: int, column_span: int) -> None:
        text = self._sheet.texts.get((row, column), "")
        place = cell_name(row, column)
        at = (row - self._area.top, column - self._area.left)
        self._cells[at] = Cell(*at, text, row_span, column_span, "", "", place)
