"""The parts of an Excel package around the worksheets: content types, relations, the workbook, properties."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.text import clean_text
from documents.writers.package import core_properties
from documents.writers.xlsx_styles import MAIN
from documents.writers.xml_text import xml_text

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_LONGEST_NAME = 31
_ILLEGAL_IN_NAME = re.compile(r"[\[\]:*?/\\\n\t]")


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A worksheet in the workbook; its ranges to print and to repeat are without the sheet's name, or ""."""

    name: str
    print_area: str = ""
    print_titles: str = ""


class SheetNames:
    """Makes legal, unique sheet names: 31 characters at most, none of []:*?/\\, no apostrophe at the ends."""

    def __init__(self) -> None:
        self._used = {"history"}  # Excel keeps this name for itself

    def name(self, wanted: str) -> str:
        """Return a name as near to the wanted one as may be."""
        legal = _ILLEGAL_IN_NAME.sub("", clean_text(wanted)).strip().strip("'") or "绩效目标表"
        name, number = _cut(legal, _LONGEST_NAME), 1
        while name.lower() in self._used:
            number += 1
            ending = f"({number})"
            name = _cut(legal, _LONGEST_NAME - len(ending)) + ending
        self._used.add(name.lower())
        return name


def _cut(name: str, units: int) -> str:
    # Excel counts UTF-16 units, of which characters beyond U+FFFF take two.
    cut = name.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")
    return cut.rstrip(" '")


def fixed_parts(
    sheets: Sequence[SheetEntry], styles: str, *, title: str, creator: str
) -> Iterator[tuple[str, str]]:
    """Yield name and XML of all parts but the worksheets, which are xl/worksheets/sheet1.xml and so on."""
    yield "[Content_Types].xml", _content_types(len(sheets))
    yield "_rels/.rels", _package_relations()
    yield "docProps/core.xml", core_properties(title, creator)
    yield "xl/styles.xml", styles
    yield "xl/workbook.xml", _workbook(sheets)
    yield "xl/_rels/workbook.xml.rels", _workbook_relations(len(sheets))


def _content_types(count: int) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for number in range(1, count + 1)
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{sheets}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _package_relations() -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>"
    )


def _workbook_relations(count: int) -> str:
    sheets = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, count + 1)
    )
    styles = f'<Relationship Id="rId{count + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{sheets}{styles}</Relationships>'


def _workbook(entries: Sequence[SheetEntry]) -> str:
    sheets = "".join(
        f'<sheet name="{xml_text(entry.name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, entry in enumerate(entries, 1)
    )
    names = "".join(_defined_names(entry, at) for at, entry in enumerate(entries))
    defined = f"<definedNames>{names}</definedNames>" if names else ""
    return f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets>{defined}</workbook>'


def _defined_names(entry: SheetEntry, at: int) -> str:
    quoted = xml_text("'" + entry.name.replace("'", "''") + "'")
    ranges = {"Print_Area": entry.print_area, "Print_Titles": entry.print_titles}
    return "".join(
        f'<definedName name="_xlnm.{name}" localSheetId="{at}">{quoted}!{cells}</definedName>'
        for name, cells in ranges.items()
        if cells
    )
