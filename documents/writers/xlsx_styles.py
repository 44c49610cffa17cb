"""The styles of an Excel workbook: one cell format per style of the layout, all of them text but the numbers."""

from dataclasses import dataclass

from documents.layout import Layout
from documents.page_style import Font
from documents.writers.front_matter import BODY, HEADING, PART, PART_TITLE, TITLE, UNIT
from documents.writers.xml_text import xml_text

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TABLE_TITLE, LIST_HEADER, LIST_TEXT, LIST_AMOUNT, LIST_NUMBER = (
    *("table_title", "list_header"),
    *("list_text", "list_amount", "list_number"),
)
_TEXT, _GENERAL, _TWO_DECIMALS = 49, 0, 4
_SIDES = ("left", "right", "top", "bottom")
_LINES = "".join(f'<{side} style="thin"><color indexed="64"/></{side}>' for side in _SIDES)
_BORDERS = f'<borders count="2"><border/><border>{_LINES}<diagonal/></border></borders>'
_FILLS = (
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    "</fills>"
)


@dataclass(frozen=True, slots=True)
class CellFormat:
    """A cell format: font, alignment, border, and the number format by its built-in number."""

    font: Font
    align: str
    bold: bool = False
    border: bool = False
    number_format: int = _TEXT


class StyleBook:
    """The cell formats of a layout: `index` gives the number of a style by its name."""

    def __init__(self, layout: Layout) -> None:
        fonts = layout.fonts
        formats = {
            "": CellFormat(fonts.table, "left", number_format=_GENERAL),
            TITLE: CellFormat(fonts.cover, "center"),
            UNIT: CellFormat(fonts.unit_line, "center"),
            PART: CellFormat(fonts.cover, "center"),
            PART_TITLE: CellFormat(fonts.cover, "center"),
            HEADING: CellFormat(fonts.heading, "left"),
            BODY: CellFormat(Font(fonts.body.name, 12), "left"),
            TABLE_TITLE: CellFormat(fonts.title, "center"),
            LIST_HEADER: CellFormat(fonts.table, "center", bold=True, border=True),
            LIST_TEXT: CellFormat(fonts.table, "left", border=True),
            LIST_AMOUNT: CellFormat(fonts.table, "right", border=True, number_format=_TWO_DECIMALS),
            LIST_NUMBER: CellFormat(fonts.table, "center", border=True, number_format=_GENERAL),
        }
        for name, style in layout.styles.items():
            formats[cell_style(name)] = CellFormat(fonts.table, style.align, style.bold, style.border)
        self.index = {name: at for at, name in enumerate(formats)}
        self._formats = list(formats.values())

    def xml(self) -> str:
        """Return xl/styles.xml."""
        count = len(self._formats)
        fonts = "".join(_font(form) for form in self._formats)
        cells = "".join(_cell_format(form, at) for at, form in enumerate(self._formats))
        return (
            f'<styleSheet xmlns="{MAIN}"><fonts count="{count}">{fonts}</fonts>{_FILLS}{_BORDERS}'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{count}">{cells}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        )


def cell_style(name: str) -> str:
    """Return the name in a StyleBook of a layout's cell style."""
    return f"cell {name}"


def _font(form: CellFormat) -> str:
    bold = "<b/>" if form.bold else ""
    return f'<font>{bold}<sz val="{form.font.size:g}"/><name val="{xml_text(form.font.name)}"/><charset val="134"/></font>'


def _cell_format(form: CellFormat, font: int) -> str:
    return (
        f'<xf numFmtId="{form.number_format}" fontId="{font}" fillId="0" borderId="{int(form.border)}" xfId="0" '
        'applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1">'
        f'<alignment horizontal="{form.align}" vertical="center" wrapText="1"/></xf>'
    )
