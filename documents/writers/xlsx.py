"""Excel: a booklet as a workbook of one sheet per table in its form, and a flat sheet of all indicators."""

from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO

from documents.goal_table import Booklet, GoalTable
from documents.layout import Layout
from documents.writers.front_matter import Outline, cover_lines, outline, part_one_lines
from documents.writers.package import Package
from documents.writers.xlsx_list import IndicatorList
from documents.writers.xlsx_parts import SheetEntry, SheetNames, fixed_parts
from documents.writers.xlsx_sheets import FormSheets, Sheet, front_sheet
from documents.writers.xlsx_styles import StyleBook

LIST_NAME = "指标明细"
_MOST_MEMORY = 4 * 1024 * 1024
_CHUNK = 256 * 1024


def write_xlsx(
    booklet: Booklet, layout: Layout, target: BinaryIO, tables: Iterable[GoalTable] | None = None
) -> None:
    """Write a booklet as a workbook: cover and part 1, a sheet per table in its form, the flat sheet 指标明细.

    All texts are typed as text, so "=100%" is no formula; in the flat sheet amounts and weights are numbers where
    Excel keeps all their digits. `tables`, a stream, stands in for booklet.tables. The same tables give the same
    bytes. Raises UnwritableDocument for a text that no cell can hold.
    """
    styles, outlined = StyleBook(layout), outline(booklet, tables)
    front = [*cover_lines(booklet), *part_one_lines(booklet.part1)]
    with Package(target) as package, SpooledTemporaryFile(_MOST_MEMORY) as rows:
        workbook = _Workbook(package, booklet)
        if front:
            workbook.add(front_sheet(front, styles), "部门整体绩效目标" if booklet.part1 else "封面")
        _write_forms(
            workbook, outlined, FormSheets(layout, styles), IndicatorList(booklet, layout, styles), rows
        )
        rows.seek(0)
        workbook.add_pieces(iter(lambda: rows.read(_CHUNK), b""), LIST_NAME)
        workbook.finish(styles)


def write_indicator_list(
    booklet: Booklet, layout: Layout, target: BinaryIO, tables: Iterable[GoalTable] | None = None
) -> None:
    """Write only the flat sheet of all indicators; see write_xlsx."""
    styles = StyleBook(layout)
    indicators = IndicatorList(booklet, layout, styles)
    with Package(target) as package:
        workbook = _Workbook(package, booklet)
        workbook.add_pieces(_list_pieces(indicators, booklet.tables if tables is None else tables), LIST_NAME)
        workbook.finish(styles)


class _Workbook:
    """A package and the sheets written to it so far."""

    def __init__(self, package: Package, booklet: Booklet) -> None:
        self._package = package
        self._booklet = booklet
        self._names = SheetNames()
        self._sheets: list[SheetEntry] = []

    def add(self, sheet: Sheet, name: str) -> None:
        self._sheets.append(SheetEntry(self._names.name(name), sheet.print_area, sheet.print_titles))
        self._package.add_pieces(f"xl/worksheets/sheet{len(self._sheets)}.xml", [sheet.xml])

    def add_pieces(self, pieces: Iterable[bytes], name: str) -> None:
        self._sheets.append(SheetEntry(self._names.name(name)))
        self._package.add_pieces(f"xl/worksheets/sheet{len(self._sheets)}.xml", pieces)

    def finish(self, styles: StyleBook) -> None:
        titles = [line.text for line in cover_lines(self._booklet)[:1]]
        creator = self._booklet.unit_name or ""
        for name, xml in fixed_parts(self._sheets, styles.xml(), title="".join(titles), creator=creator):
            self._package.add(name, xml)


def _write_forms(
    workbook: _Workbook, outlined: Outline, forms: FormSheets, indicators: IndicatorList, rows: IO[bytes]
) -> None:
    """Write the sheets of the tables, and the flat sheet's rows to a file of its own: a zip takes one part at a time."""
    rows.write(indicators.opening())
    for number, table in outlined.tables:
        workbook.add(forms.sheet(table, number), forms.sheet_name(table, number))
        rows.write(indicators.rows(table))
    rows.write(indicators.closing())


def _list_pieces(indicators: IndicatorList, tables: Iterable[GoalTable]) -> Iterator[bytes]:
    yield indicators.opening()
    for table in tables:
        yield indicators.rows(table)
    yield indicators.closing()
