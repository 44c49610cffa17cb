"""Reads an Excel workbook (.xlsx): every sheet's cells with the text that the sheet shows."""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from documents.blocks import Blocks
from documents.errors import UnreadableDocument
from documents.readers.number_format import BUILT_IN, shown_number
from documents.readers.package import DAMAGED, Package
from documents.readers.sheet import Area, Sheet, sheet_blocks
from documents.text import clean_text

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ROW, _CELL, _VALUE, _FORMULA, _TEXT, _RUN = (f"{_S}{name}" for name in ("row", "c", "v", "f", "t", "r"))
_INLINE, _SHARED, _MERGE = f"{_S}is", f"{_S}si", f"{_S}mergeCell"
_TOO_MANY_SHEETS = "工作簿有{count}张工作表，超过{limit}张，无法读取；请拆成几份再导入。"
_TAB, _PROPERTIES = f"{_S}sheet", f"{_S}workbookPr"
_FORMAT, _STYLE, _STYLES, _BORDER, _BORDERS = (
    f"{_S}{name}" for name in ("numFmt", "xf", "cellXfs", "border", "borders")
)
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_TOO_FULL = "工作表“{name}”有超过{limit}个单元格，不像绩效目标表；请删去无关的内容，保存后再导入。"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(slots=True)
class _Shared:
    """What all sheets share: texts, number format and lines of each cell style, the calendar."""

    texts: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    is_ruled: list[bool] = field(default_factory=list)
    dates_from_1904: bool = False


def read_xlsx(package: Package) -> Blocks:
    """Yield each worksheet of a workbook as a SheetStart and its blocks (see sheet_blocks), in the order of the tabs.

    Numbers come as their formats show them, formulas as their last result, or as formulas where none was stored.
    Hidden sheets, rows and columns are read too, charts never. Raises UnreadableDocument.
    """
    main = package.main_part()
    shared = _read_shared(package, main)
    relations = package.relations(main)
    tabs = [(tab.get("name", ""), tab.get(_R_ID, "")) for tab in package.elements(main, _TAB)]
    if len(tabs) > package.limits.sheets:
        raise UnreadableDocument(_TOO_MANY_SHEETS.format(count=len(tabs), limit=package.limits.sheets))
    for name, relation in tabs:
        kind, part = relations.get(relation, ("", ""))
        if kind == "worksheet":
            yield from sheet_blocks(_read_sheet(package, part, name, shared), package.limits)


def _read_shared(package: Package, main: str) -> _Shared:
    shared = _Shared()
    for properties in package.elements(main, _PROPERTIES):
        shared.dates_from_1904 = properties.get("date1904", "0") in {"1", "true"}
    shared.texts = [
        _string(text) for text in package.elements(package.related(main, "sharedStrings"), _SHARED)
    ]
    codes = dict(BUILT_IN)
    lines: list[bool] = []
    for found in package.elements(package.related(main, "styles"), _FORMAT, _BORDER, _STYLE):
        parent = found.getparent()
        if found.tag == _FORMAT:
            codes[int(found.get("numFmtId", "0"))] = found.get("formatCode", "")
        elif found.tag == _BORDER and parent is not None and parent.tag == _BORDERS:
            lines.append(any(side.get("style", "none") != "none" for side in found))
        elif found.tag == _STYLE and parent is not None and parent.tag == _STYLES:
            shared.formats.append(codes.get(int(found.get("numFmtId", "0")), ""))
            border = int(found.get("borderId", "0"))
            shared.is_ruled.append(border < len(lines) and lines[border])
    return shared


def _read_sheet(package: Package, part: str, name: str, shared: _Shared) -> Sheet:
    sheet = Sheet(name)
    number = -1
    for element in package.elements(part, _ROW, _MERGE):
        if element.tag == _MERGE:
            sheet.merges.append(_area(element.get("ref", "")))
            continue
        number = int(element.get("r", number + 2)) - 1
        _read_row(element, number, sheet, shared)
        if len(sheet.texts) > package.limits.cells:
            raise UnreadableDocument(_TOO_FULL.format(name=name, limit=package.limits.cells))
    return sheet


def _read_row(element: _Element, row: int, sheet: Sheet, shared: _Shared) -> None:
    column = -1
    for cell in element.iterchildren(_CELL):
        reference = cell.get("r")
        column = column + 1 if reference is None else _position(reference)[1]
        style = int(cell.get("s", "0"))
        if style < len(shared.is_ruled) and shared.is_ruled[style]:
            sheet.ruled_rows.add(row)
        if len(cell):
            text = _shown(cell, shared, shared.formats[style] if style < len(shared.formats) else "")
            if text.strip():
                sheet.texts[row, column] = text


def _shown(cell: _Element, shared: _Shared, code: str) -> str:
    """Return the text that a cell shows, by its type (ECMA-376 part 1, 18.18.11)."""
    kind = cell.get("t", "n")
    value = _child_text(cell, _VALUE)
    if kind == "inlineStr":
        inline = cell.find(_INLINE)
        return "" if inline is None else _string(inline)
    if not value:
        formula = _child_text(cell, _FORMULA)
        return clean_text(f"={formula}") if formula else ""
    if kind == "s":
        return shared.texts[int(value)]
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    if kind == "n":
        return shown_number(float(value), code, dates_from_1904=shared.dates_from_1904)
    return clean_text(_unescape(value))


def _child_text(cell: _Element, name: str) -> str:
    child = next(cell.iterchildren(name), None)
    return "" if child is None else child.text or ""


def _string(element: _Element) -> str:
    """Return the text of a string item; runs are joined, phonetic hints are not read."""
    texts = [
        *element.iterchildren(_TEXT),
        *(text for run in element.iterchildren(_RUN) for text in run.iterchildren(_TEXT)),
    ]
    return clean_text(_unescape("".join(text.text or "" for text in texts)))


def _unescape(text: str) -> str:
    """Excel writes characters that XML cannot hold as _x000B_."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _position(reference: str) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise UnreadableDocument(DAMAGED)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1


def _area(reference: str) -> Area:
    first, _, last = reference.partition(":")
    (top, left), (bottom, right) = _position(first), _position(last or first)
    return Area(top, left, max(top, bottom), max(left, right))
