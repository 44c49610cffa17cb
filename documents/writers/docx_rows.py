"""The XML of goal tables in Word: every form of a row once, as constant pieces around the texts."""

from collections.abc import Sequence
from itertools import pairwise

from documents.goal_table import GoalTable
from documents.layout import Layout
from documents.shapes import FIRST, FURTHER, FormCell, RowForm, printed_rows
from documents.writers.xml_text import xml_text, xml_texts

BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
CELL_STYLE_PREFIX = "Cell_"
# Quotation marks, dashes, ≥ and × are Latin or Chinese by font: the hint makes Word draw them as Chinese.
RUN = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
_HOLE = "\x00"
_MERGES = {FIRST: '<w:vMerge w:val="restart"/>', FURTHER: "<w:vMerge/>"}
_NO_BORDERS = '<w:tcBorders><w:top w:val="nil"/><w:left w:val="nil"/><w:right w:val="nil"/></w:tcBorders>'
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES)
_CELL_MARGINS = '<w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
_CLOSE = "</w:tbl>"
_BREAK = BREAK.encode()
_END_OF_PARAGRAPH = b"</w:t></w:r></w:p>"
# Word joins two tables that touch: a thin paragraph keeps them apart.
_GAP = '<w:p><w:pPr><w:pStyle w:val="TableGap"/></w:pPr></w:p>'


def dxa(hundredths_of_mm: float) -> int:
    """Return a length in twentieths of a point."""
    return round(hundredths_of_mm * 1440 / 2540)


def word_text(text: str) -> str:
    """Return what stands for a text inside a run: w:t, and w:br and w:tab for its newlines and tabs."""
    inner = xml_text(text).replace("\n", BREAK).replace("\t", TAB)
    return f'<w:t xml:space="preserve">{inner}</w:t>'


class WordTables:
    """Writes tables of one layout. Keeps the pieces of each row form, so that only the texts are new in a table."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._rows: dict[RowForm, tuple[bytes, ...]] = {}
        self._openings = [self._opening(number).encode() for number in range(layout.sections[-1].table + 1)]

    def xml(self, table: GoalTable, heading: Sequence[bytes], heading_texts: Sequence[str]) -> bytes:
        """Return a table under its heading: the pieces of the heading go around its texts, one more than these."""
        pieces, texts = list(heading), [*heading_texts, ""]
        current = -1
        for form, row_texts, _ in printed_rows(table, self._layout):
            if form.section.table != current:
                current = form.section.table
                pieces.append(self._openings[current])
                texts.append("")
            pieces += self._rows.get(form) or self._pieces(form)
            texts += row_texts
            texts.append("")
        # Pieces and texts take turns: two slice assignments and a join put the table together in C.
        parts = [b""] * (2 * len(pieces))
        parts[::2] = pieces
        parts[1::2] = xml_texts(texts, tab=TAB.encode())
        _part_lines(parts, len(heading))
        parts.append(_CLOSE.encode())
        return b"".join(parts)

    def _opening(self, number: int) -> str:
        """Return what begins a physical table, after closing the one before it."""
        edges = self._edges(number)
        columns = "".join(f'<w:gridCol w:w="{dxa(right) - dxa(left)}"/>' for left, right in pairwise(edges))
        return (
            f"{_CLOSE + _GAP if number else ''}<w:tbl><w:tblPr>"
            f'<w:tblW w:w="{dxa(edges[-1])}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_CELL_MARGINS}</w:tblCellMar></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>"
        )

    def _edges(self, number: int) -> tuple[int, ...]:
        """Return the column borders of a physical table: those that none of its sections uses are left out."""
        sections = (section for section in self._layout.sections if section.table == number)
        return tuple(sorted({edge for section in sections for edge in section.edges}))

    def _pieces(self, form: RowForm) -> tuple[bytes, ...]:
        section = form.section
        first = next(other for other in self._layout.sections if other.table == section.table)
        # Word repeats header rows only from the top of a table on.
        repeats = "<w:tblHeader/>" if section.is_header and first.is_header else ""
        height = dxa(section.row_height_mm * 100)
        edges = self._edges(section.table)
        xml = (
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>{repeats}'
            f'<w:jc w:val="center"/></w:trPr>{"".join(self._cell(cell, edges) for cell in form.cells)}</w:tr>'
        )
        self._rows[form] = tuple(piece.encode() for piece in xml.split(_HOLE))
        return self._rows[form]

    def _cell(self, cell: FormCell, edges: tuple[int, ...]) -> str:
        left, right = (self._layout.edges[column] for column in (cell.column, cell.column + cell.column_span))
        columns = edges.index(right) - edges.index(left)
        span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
        borders = "" if self._layout.styles[cell.style].border else _NO_BORDERS
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{dxa(right) - dxa(left)}" w:type="dxa"/>{span}{_MERGES.get(cell.merge, "")}'
            f'{borders}<w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{CELL_STYLE_PREFIX}{cell.style}"/></w:pPr>{_run(cell)}</w:p></w:tc>'
        )


def _part_lines(parts: list[bytes], heading_pieces: int) -> None:
    """Give each line of a cell a paragraph of its own, begun like the first one; a heading stays one paragraph."""
    for at in range(1, len(parts), 2):
        if b"\n" in parts[at]:
            opening = parts[at - 1]
            begin = _END_OF_PARAGRAPH + opening[opening.rfind(b"<w:p>") :]
            parts[at] = parts[at].replace(b"\n", _BREAK if at < 2 * heading_pieces else begin)


def _run(cell: FormCell) -> str:
    if cell.merge == FURTHER or not (cell.slot or cell.text):
        return ""
    text = f'<w:t xml:space="preserve">{_HOLE}</w:t>' if cell.slot else word_text(cell.text)
    return f"{RUN}{text}</w:r>"
