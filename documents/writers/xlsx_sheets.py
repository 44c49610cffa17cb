"""Worksheets: a goal table in its form, and the front matter of a booklet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents.goal_table import GoalTable
from documents.layout import Layout
from documents.shapes import ALONE, FIRST, FURTHER, FormCell, PrintedRow, RowForm, printed_rows
from documents.writers.front_matter import BODY, FrontLine
from documents.writers.xlsx_styles import MAIN, TABLE_TITLE, StyleBook, cell_style
from documents.writers.xlsx_text import cell_text, cell_texts, column_name, row_points, text_lines

_HOLE = "\x00"
_FIRST_ROW = 2  # the heading stands in row 1
_FRONT_WIDTH_MM = 165.0
_FRONT_STYLE_POINTS = 21.0
_MOST_PIECES = 4096
_PRINT = (
    '<printOptions horizontalCentered="1"/><pageMargins left="0.8" right="0.8" top="1" bottom="0.9" header="0.4" '
    'footer="0.5"/><pageSetup paperSize="9" orientation="{}" fitToWidth="1" fitToHeight="0"/>'
    "<headerFooter><oddFooter>&amp;C— &amp;P —</oddFooter></headerFooter></worksheet>"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet's XML without declaration, and its ranges to print and to repeat on each page ("" for none)."""

    xml: bytes
    print_area: str = ""
    print_titles: str = ""


class FormSheets:
    """Writes goal tables of one layout as worksheets. Keeps the pieces of each row form at each row number."""

    def __init__(self, layout: Layout, styles: StyleBook) -> None:
        self._layout = layout
        self._styles = styles
        self._opening = opening(layout.widths_mm).encode()
        self._pieces: dict[tuple[RowForm, int], tuple[bytes, ...]] = {}
        self._last_column = column_name(len(layout.widths_mm) - 1)
        self._title = _split(
            f'<row r="1" ht="{_HOLE}" customHeight="1">{self._cell(0, 1, styles.index[TABLE_TITLE], _HOLE)}</row>'
        )

    def sheet(self, table: GoalTable, number: int | None) -> Sheet:
        """Return a table as a worksheet: its heading in row 1, the form from row 2 on.

        Raises UnwritableDocument for a text that no cell can hold.
        """
        layout = self._layout
        rows = printed_rows(table, layout)
        heading = layout.format_title(table.title, number)
        font = layout.fonts.title.size
        lines = text_lines(heading, sum(layout.widths_mm), font)
        pieces, texts = list(self._title), [row_points([lines], 2 * font, 1.5 * font), heading, ""]
        for row, (form, row_texts, _) in enumerate(rows, _FIRST_ROW):
            pieces += self._pieces.get((form, row)) or self._row_pieces(form, row)
            texts += [self._height(form, row_texts), *row_texts, ""]
        parts = [b""] * (2 * len(pieces))
        parts[::2] = pieces
        parts[1::2] = cell_texts(texts, f"“{table.project_name[:40]}”的绩效目标表")
        merges = [f"A1:{self._last_column}1", *_merges(rows)]
        return Sheet(
            b"".join([self._opening, *parts, closing(merges).encode()]),
            print_area=f"$A$1:${self._last_column}${len(rows) + 1}",
            print_titles=_print_titles(rows),
        )

    def sheet_name(self, table: GoalTable, number: int | None) -> str:
        """Return the name wanted for a table's sheet: the project, numbered where the layout numbers its titles."""
        is_numbered = number is not None and "{number}" in self._layout.title_pattern
        return f"{number}.{table.project_name}" if is_numbered else table.project_name

    def _row_pieces(self, form: RowForm, row: int) -> tuple[bytes, ...]:
        if len(self._pieces) >= _MOST_PIECES:
            self._pieces.clear()
        cells = "".join(self._form_cell(cell, row) for cell in form.cells)
        self._pieces[form, row] = _split(f'<row r="{row}" ht="{_HOLE}" customHeight="1">{cells}</row>')
        return self._pieces[form, row]

    def _form_cell(self, cell: FormCell, row: int) -> str:
        style = self._styles.index[cell_style(cell.style)]
        text = _HOLE if cell.slot else cell_text("" if cell.merge == FURTHER else cell.text)
        # Covered cells are written too, without text: a merged cell shows the borders of all its cells.
        covered = range(cell.column + 1, cell.column + cell.column_span)
        return self._cell(cell.column, row, style, text) + "".join(
            _blank(column, row, style) for column in covered
        )

    @staticmethod
    def _cell(column: int, row: int, style: int, text: str) -> str:
        if not text:
            return _blank(column, row, style)
        return f'<c r="{column_name(column)}{row}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'

    def _height(self, form: RowForm, texts: Sequence[str]) -> str:
        """Return the height that shows the wrapped texts of a row; merged cells spread over the rows they cover."""
        size = self._layout.fonts.table.size
        filled = iter(texts)
        shown = [
            (cell, next(filled) if cell.slot else cell.text) for cell in form.cells if cell.merge != FURTHER
        ]
        lines = [
            text_lines(text, self._width(cell), size) for cell, text in shown if text and cell.merge == ALONE
        ]
        return row_points(lines, form.section.row_height_mm * 72 / 25.4)

    def _width(self, cell: FormCell) -> float:
        edges = self._layout.edges
        return (edges[cell.column + cell.column_span] - edges[cell.column]) / 100


def front_sheet(lines: Iterable[FrontLine], styles: StyleBook) -> Sheet:
    """Return cover and part 1 as a worksheet of one column, a row per paragraph."""
    rows = []
    for row, line in enumerate(lines, 1):
        wrapped = text_lines(line.text, _FRONT_WIDTH_MM, 12)
        height = row_points(
            [wrapped], _FRONT_STYLE_POINTS if line.kind == BODY else 2 * _FRONT_STYLE_POINTS, 18
        )
        text = cell_texts([line.text], "第一部分")[0].decode()
        rows.append(
            f'<row r="{row}" ht="{height}" customHeight="1"><c r="A{row}" s="{styles.index[line.kind]}" '
            f't="inlineStr"><is><t xml:space="preserve">{text}</t></is></c></row>'
        )
    xml = f"{opening([_FRONT_WIDTH_MM])}{''.join(rows)}{closing()}"
    return Sheet(xml.encode(), print_area=f"$A$1:$A${len(rows)}")


def opening(widths_mm: Sequence[float], *, frozen_rows: int = 0) -> str:
    """Return a worksheet up to its first row: fitted to the width of a page, columns as wide as on paper."""
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{max(width / 25.4 * 96 - 5, 1) / 7:.2f}" customWidth="1"/>'
        for at, width in enumerate(widths_mm, 1)
    )
    pane = (
        f'<pane ySplit="{frozen_rows}" topLeftCell="A{frozen_rows + 1}" activePane="bottomLeft" state="frozen"/>'
        if frozen_rows
        else ""
    )
    return (
        f'<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
        f'<sheetView showGridLines="0" workbookViewId="0">{pane}</sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'
    )


def closing(merges: Sequence[str] = (), *, orientation: str = "portrait") -> str:
    """Return a worksheet after its last row: merged ranges, A4, page number."""
    ranges = "".join(f'<mergeCell ref="{merge}"/>' for merge in merges)
    merged = f'<mergeCells count="{len(merges)}">{ranges}</mergeCells>' if merges else ""
    return f"</sheetData>{merged}{_PRINT.format(orientation)}"


def _split(xml: str) -> tuple[bytes, ...]:
    return tuple(piece.encode() for piece in xml.split(_HOLE))


def _blank(column: int, row: int, style: int) -> str:
    return f'<c r="{column_name(column)}{row}" s="{style}"/>'


def _merges(rows: Sequence[PrintedRow]) -> list[str]:
    """Return the merged ranges of a form, like "A3:B4"."""
    ranges: list[tuple[FormCell, int, int]] = []
    open_merges: dict[int, int] = {}
    for row, (form, _, _) in enumerate(rows, _FIRST_ROW):
        for cell in form.cells:
            if cell.merge == FURTHER:
                at = open_merges[cell.column]
                ranges[at] = (*ranges[at][:2], row)
                continue
            if cell.merge == FIRST:
                open_merges[cell.column] = len(ranges)
            if cell.merge == FIRST or cell.column_span > 1:
                ranges.append((cell, row, row))
    return [
        f"{column_name(cell.column)}{first}:{column_name(cell.column + cell.column_span - 1)}{last}"
        for cell, first, last in ranges
    ]


def _print_titles(rows: Sequence[PrintedRow]) -> str:
    headers = [row for row, (form, _, _) in enumerate(rows, _FIRST_ROW) if form.section.is_header]
    return f"${headers[0]}:${headers[-1]}" if headers else ""
