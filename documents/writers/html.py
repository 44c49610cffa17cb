"""HTML: one grid as an accessible table for the screen, a booklet as a whole document of one file."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import BinaryIO

from documents.build import build
from documents.goal_table import Booklet, GoalTable
from documents.grid import Cell, Grid
from documents.layout import Layout
from documents.page_style import CellStyle
from documents.writers.front_matter import (
    BODY,
    HEADING,
    PART,
    PART_TITLE,
    TITLE,
    UNIT,
    cover_lines,
    outline,
    part_one_lines,
    part_two_lines,
)
from documents.writers.xml_text import xml_text

CellContent = Callable[[Cell], str | None]
RowAttributes = Callable[[list[Cell]], str]
_ELEMENTS = {
    TITLE: "h1",
    UNIT: 'p class="unit"',
    PART: 'p class="part"',
    PART_TITLE: "h2",
    HEADING: "h3",
    BODY: "p",
}
_LABELS = ("label", "header", "category")


def render_grid(
    grid: Grid,
    *,
    caption: str | None = None,
    cell_content: CellContent | None = None,
    row_attributes: RowAttributes | None = None,
) -> str:
    """Return a grid as accessible tables, one per physical table, in <div class="goal-form">.

    Labels are header cells with their scope; every cell has the class cell-<style>, every cell with an address
    data-address. Widths are shares of the page. `cell_content` may return safe HTML for a cell with an address
    (an input, marked words); for None the text stands there, escaped. `row_attributes` may return safe attributes for
    the row of the given cells, each after a space. `caption` names the first table for all, shown above it. There are
    no style attributes, so a strict content security policy holds.
    """
    starts = (0, *grid.breaks, grid.row_count)
    tables = "".join(
        _table(grid, range(first, last), caption if first == 0 else None, (cell_content, row_attributes))
        for first, last in pairwise(starts)
    )
    return f'<div class="goal-form">{tables}</div>'


def write_html(
    booklet: Booklet, layout: Layout, target: BinaryIO, tables: Iterable[GoalTable] | None = None
) -> None:
    """Write a booklet as one HTML file in UTF-8 that refers to nothing outside; for `tables` see write_docx."""
    for piece in _document(booklet, layout, tables):
        target.write(piece.encode("utf-8"))


def _document(booklet: Booklet, layout: Layout, tables: Iterable[GoalTable] | None) -> Iterator[str]:
    outlined = outline(booklet, tables)
    titles = [
        *(line.text for line in cover_lines(booklet)),
        *(table.title for table in outlined.first_tables),
    ]
    yield (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{xml_text(titles[0] if titles else '')}</title>\n<style>\n{_css(layout)}</style>\n</head>\n<body>\n"
    )
    front = [
        *cover_lines(booklet),
        *part_one_lines(booklet.part1),
        *(() if outlined.is_lone else part_two_lines()),
    ]
    for line in front:
        element = _ELEMENTS[line.kind]
        yield f"<{element}>{_lines(line.text)}</{element.partition(' ')[0]}>\n"
    for number, table in outlined.tables:
        grid = build(table, layout, number)
        yield f"<section>\n<h3>{_lines(grid.title)}</h3>\n{render_grid(grid)}\n</section>\n"
    yield "</body>\n</html>\n"


def _table(
    grid: Grid, rows: range, caption: str | None, filling: tuple[CellContent | None, RowAttributes | None]
) -> str:
    cell_content, row_attributes = filling
    lines: dict[int, list[Cell]] = {row: [] for row in rows}
    for cell in grid.cells:
        if cell.row in rows:
            lines[cell.row].append(cell)
    columns = _used_columns(cell for cells in lines.values() for cell in cells)
    head = _leading(rows, grid.header_rows)
    html = {
        row: f"<tr{row_attributes(cells) if row_attributes else ''}>"
        f"{''.join(_cell(cells, at, columns, cell_content) for at in range(len(cells)))}</tr>"
        for row, cells in lines.items()
    }
    return (
        '<table class="goal-table">'
        f"{'' if caption is None else f'<caption>{_lines(caption)}</caption>'}{_column_widths(grid, columns)}"
        f"{_group('thead', [html[row] for row in rows[:head]])}{_group('tbody', [html[row] for row in rows[head:]])}"
        "</table>"
    )


def _used_columns(cells: Iterable[Cell]) -> dict[int, int]:
    """Return the columns at which cells begin or end, numbered; the common grid has more, for other tables' sake."""
    edges = sorted({edge for cell in cells for edge in (cell.column, cell.column + cell.column_span)})
    return {edge: number for number, edge in enumerate(edges)}


def _leading(rows: range, header_rows: Sequence[int]) -> int:
    """Return how many rows at the top are header rows."""
    return next((at for at, row in enumerate(rows) if row not in header_rows), len(rows))


def _group(element: str, rows: list[str]) -> str:
    return f"<{element}>{''.join(rows)}</{element}>" if rows else ""


def _column_widths(grid: Grid, columns: Iterable[int]) -> str:
    total = sum(grid.widths_mm)
    if not total:
        return ""
    shares = (100 * sum(grid.widths_mm[left:right]) / total for left, right in pairwise(columns))
    columns_html = "".join(f'<col width="{share:.2f}%">' for share in shares)
    return f"<colgroup>{columns_html}</colgroup>"


def _cell(cells: list[Cell], at: int, columns: dict[int, int], cell_content: CellContent | None) -> str:
    cell = cells[at]
    span = columns[cell.column + cell.column_span] - columns[cell.column]
    attributes = f' class="{_class(cell.style)}"'
    if span > 1:
        attributes += f' colspan="{span}"'
    if cell.row_span > 1:
        attributes += f' rowspan="{cell.row_span}"'
    if cell.address:
        attributes += f' data-address="{escape(cell.address)}"'
    content = cell_content(cell) if cell_content and cell.address else None
    shown = _lines(cell.text) if content is None else content
    if cell.style not in _LABELS:
        return f"<td{attributes}>{shown}</td>"
    return f'<th scope="{_scope(cells, at)}"{attributes}>{shown}</th>'


@lru_cache(maxsize=256)
def _class(style: str) -> str:
    return f"cell-{xml_text(style or 'paper')}"


def _scope(cells: list[Cell], at: int) -> str:
    """Return what a label heads: its row when something is filled in beside it, else its column."""
    cell = cells[at]
    if cell.style == "header":
        return "col"
    is_beside_value = at + 1 < len(cells) and cells[at + 1].style not in _LABELS
    return "row" if cell.row_span > 1 or cell.style == "category" or is_beside_value else "col"


def _lines(text: str) -> str:
    return xml_text(text).replace("\n", "<br>")


def _css(layout: Layout) -> str:
    fonts = layout.fonts
    cells = "".join(_cell_css(name, style) for name, style in layout.styles.items())
    return (
        f"@page {{ size: A4; margin: {layout.page.top_mm:g}mm {layout.page.right_mm:g}mm {layout.page.bottom_mm:g}mm "
        f"{layout.page.left_mm:g}mm; }}\n"
        f"body {{ max-width: {layout.edges[-1] / 100:g}mm; margin: 0 auto; line-height: 1.75; color: #000; "
        f"background: #fff; {_font_css(layout, fonts.body.name, fonts.body.size)} }}\n"
        f"h1, h2, .part, .unit {{ text-align: center; font-weight: normal; }}\n"
        f"h1, h2, .part {{ {_font_css(layout, fonts.cover.name, fonts.cover.size)} }}\n"
        f"h3 {{ font-weight: normal; {_font_css(layout, fonts.heading.name, fonts.heading.size)} }}\n"
        f"section {{ break-before: page; }}\n"
        f"section h3 {{ text-align: center; {_font_css(layout, fonts.title.name, fonts.title.size)} }}\n"
        f".goal-table {{ width: 100%; border-collapse: collapse; table-layout: fixed; margin-bottom: 4mm; "
        f"line-height: 1.4; {_font_css(layout, fonts.table.name, fonts.table.size)} }}\n"
        f".goal-table tr {{ break-inside: avoid; }}\n"
        f".goal-table th, .goal-table td {{ border: 0.5pt solid #000; padding: 1mm; font-weight: normal; "
        f"white-space: pre-wrap; overflow-wrap: anywhere; }}\n{cells}"
    )


def _font_css(layout: Layout, name: str, size: float) -> str:
    return f'font-size: {size:g}pt; font-family: "{layout.fonts.latin}", "{name}", serif;'


def _cell_css(name: str, style: CellStyle) -> str:
    weight = "bold" if style.bold else "normal"
    border = "" if style.border else " border: none;"
    return f".goal-table .cell-{name} {{ text-align: {style.align}; font-weight: {weight};{border} }}\n"
