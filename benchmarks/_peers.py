"""The same tables in Word by other means: docxtpl with the same form as its template, python-docx used with care."""

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.styles.style import ParagraphStyle
from docxtpl import DocxTemplate
from lxml import etree

from documents.build import build
from documents.goal_table import (
    CHECKPOINT_MONTHS,
    Booklet,
    Budget,
    Goal,
    GoalTable,
    IndicatorRow,
    ScheduleMark,
)
from documents.grid import Cell, Grid
from documents.layout import load_layout
from documents.writers.docx import write_docx

_LAYOUT = load_layout("hebei_integrated")
_FIELDS = ("level1", "level2", "name", "description", "value", "basis")
# What the template's amounts and shares print as, and what stands there instead.
_NUMBERS = {
    **{"11.11": "{{ t.total }}", "22.22": "{{ t.fiscal }}", "33.33": "{{ t.other }}"},
    **{"41%": "{{ t.march }}", "42%": "{{ t.june }}", "43%": "{{ t.october }}", "44%": "{{ t.december }}"},
}


def prepare_template(path: Path) -> None:
    """Write our own form with template tags in place of its texts, in loops over tables and indicators."""
    table = GoalTable(
        title="{{ t.title }}",
        unit_name="{{ t.unit }}",
        project_code="{{ t.code }}",
        project_name="{{ t.name }}",
        budget=Budget(Decimal(111_100), Decimal(222_200), Decimal(333_300)),
        purpose="{{ t.purpose }}",
        schedule=tuple(ScheduleMark(month, Decimal(41 + at)) for at, month in enumerate(CHECKPOINT_MONTHS)),
        goals=(Goal("{{ t.goals }}"),),
        indicators=(IndicatorRow(*(f"{{{{ r.{field} }}}}" for field in _FIELDS)),),
    )
    written = io.BytesIO()
    write_docx(Booklet(2026, tables=(table,)), _LAYOUT, written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, _with_loops(content) if name == "word/document.xml" else content)


def _with_loops(document: bytes) -> bytes:
    for number, tag in _NUMBERS.items():
        document = document.replace(f">{number}<".encode(), f">{tag}<".encode())
    body = etree.fromstring(document)[0]
    row = body.findall(qn("w:tbl"))[-1].findall(qn("w:tr"))[-1]
    row.addprevious(_tagged("w:tr", "w:tc", "w:p", tag="{%tr for r in t.rows %}"))
    row.addnext(_tagged("w:tr", "w:tc", "w:p", tag="{%tr endfor %}"))
    body[0] = _tagged("w:p", tag="{%p for t in tables %}")  # in place of the year
    body[-1].addprevious(_tagged("w:p", tag="{%p endfor %}"))
    return etree.tostring(body.getparent(), encoding="UTF-8", standalone=True)


def _tagged(*names: str, tag: str) -> etree._Element:
    outer = inner = etree.Element(qn(names[0]))
    for name in (*names[1:], "w:r", "w:t"):
        inner = etree.SubElement(inner, qn(name))
    inner.text = tag
    return outer


def write_with_docxtpl(tables: list[GoalTable], template: Path, path: Path) -> None:
    """Fill the template with all tables."""
    document = DocxTemplate(str(template))
    document.render({"tables": [_context(table) for table in tables]}, autoescape=True)
    document.save(str(path))


def _context(table: GoalTable) -> dict[str, object]:
    march, june, october, december = (_LAYOUT.format_percent(mark.percent) for mark in table.schedule)
    return {
        "title": table.title,
        "unit": f"{table.unit_code}{table.unit_name}",
        "code": table.project_code,
        "name": table.project_name,
        "total": _LAYOUT.money.format(table.budget.total),
        "fiscal": _LAYOUT.money.format(table.budget.fiscal),
        "other": _LAYOUT.money.format(table.budget.other),
        "purpose": table.purpose,
        "march": march,
        "june": june,
        "october": october,
        "december": december,
        "goals": _LAYOUT.format_goals(goal.text for goal in table.goals),
        "rows": table.indicators,
    }


def write_with_python_docx(tables: list[GoalTable], path: Path) -> None:
    """Write the tables as someone does who knows python-docx: styles looked up once, no cell() and no merge()."""
    document = docx.Document()
    heading = document.styles["Heading 2"]
    assert isinstance(heading, ParagraphStyle)
    for number, table in enumerate(tables, 1):
        _add_table(document, build(table, _LAYOUT, number), heading)
    document.save(str(path))


def _add_table(document: Document, grid: Grid, heading: ParagraphStyle) -> None:
    document.add_paragraph(grid.title).paragraph_format.element.get_or_add_pPr().style = heading.style_id
    table = document.add_table(rows=0, cols=0)._tbl
    for _ in grid.widths_mm:
        table.tblGrid.append(OxmlElement("w:gridCol"))
    rows: list[list[tuple[Cell, bool]]] = [[] for _ in range(grid.row_count)]
    for cell in grid.cells:
        for below in range(cell.row_span):
            rows[cell.row + below].append((cell, below > 0))
    for cells in rows:
        row = OxmlElement("w:tr")
        for cell, is_covered in sorted(cells, key=lambda entry: entry[0].column):
            row.append(_cell(cell, is_covered))
        table.append(row)


def _cell(cell: Cell, is_covered: bool) -> etree._Element:
    element = OxmlElement("w:tc")
    properties = element.get_or_add_tcPr()
    if cell.column_span > 1:
        properties.grid_span = cell.column_span
    if cell.row_span > 1:
        properties.vMerge_val = "continue" if is_covered else "restart"
    paragraph = element.add_p()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_r()
    run.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    run.text = "" if is_covered else cell.text
    return element
