"""Makes odd paper from code: Word packages, workbooks and zips of every kind that people and attackers send."""

import io
import re
import struct
import zipfile
from collections.abc import Iterable, Mapping

from documents.blocks import Block, Paragraph, SheetStart
from documents.grid import Grid

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)

# What every refusal looks like: Chinese, one sentence, with what to do.
SENTENCE = re.compile(
    r"[^A-Za-z]*(?:(?:Word|Excel|WPS|PDF|OFD|JSON|LibreOffice|MB|A1|XFD\d*|\.?(?:docx|xlsx|xlsb|doc|rtf|odt|ods)|RTF|ODT|ODS|XML)[^A-Za-z]*)*。"
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def relations(targets: Mapping[str, str]) -> str:
    """Relations by kind ("styles") to their targets, with the ids r1, r2, …"""
    rows = (
        f'<Relationship Id="r{at}" Type="{R}/{kind.rstrip("0123456789")}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{"".join(rows)}</Relationships>'


def docx(
    body: str, *, styles: str = "", numbering: str = "", extra: Mapping[str, str | bytes] | None = None
) -> bytes:
    """A Word package with this body, these w:style elements and these numbering definitions."""
    return docx_parts(
        {
            "word/document.xml": document(body),
            "word/styles.xml": f"<w:styles {NAMESPACES}>{styles}</w:styles>",
            "word/numbering.xml": f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>",
            **(extra or {}),
        }
    )


def document(body: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>'


def docx_parts(parts: Mapping[str, str | bytes]) -> bytes:
    return zipped(
        {
            "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
            "word/_rels/document.xml.rels": relations({"styles": "styles.xml", "numbering": "numbering.xml"}),
            **parts,
        }
    )


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str = "", properties: str = "") -> str:
    """A w:p; content without a tag is its text."""
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def cell(content: str = "", properties: str = "") -> str:
    """A w:tc; content without a tag is its text."""
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A w:tr; cells without a tag are texts."""
    inner = "".join(
        one if one.startswith("<w:") and not one.startswith("<w:p>") else cell(one) for one in cells
    )
    return f"<w:tr>{properties}{inner}</w:tr>"


def table(*rows: str, grid: str = "") -> str:
    return f"<w:tbl><w:tblPr/>{grid}{''.join(rows)}</w:tbl>"


def xlsx(
    sheets: Mapping[str, str],
    *,
    styles: str = "",
    strings: Iterable[str] = (),
    properties: str = "",
    extra: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook; each sheet is the XML inside of its worksheet element, each string the XML inside of its si."""
    tabs = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>' for at, name in enumerate(sheets, 1))
    targets = {f"worksheet{at}": f"worksheets/sheet{at}.xml" for at in range(1, len(sheets) + 1)}
    shared = "".join(f"<si>{text}</si>" for text in strings)
    return zipped(
        {
            "_rels/.rels": relations({"officeDocument": "xl/workbook.xml"}),
            "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}">{properties}<sheets>{tabs}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(
                {**targets, "styles": "styles.xml", "sharedStrings": "sharedStrings.xml"}
            ),
            "xl/styles.xml": f'<styleSheet xmlns="{S}">{styles}</styleSheet>',
            "xl/sharedStrings.xml": f'<sst xmlns="{S}">{shared}</sst>',
            **{
                f"xl/worksheets/sheet{at}.xml": f'<worksheet xmlns="{S}">{sheet}</worksheet>'
                for at, sheet in enumerate(sheets.values(), 1)
            },
            **(extra or {}),
        }
    )


def sheet(rows: Iterable[Iterable[str]], merges: Iterable[str] = ()) -> str:
    """The XML of a sheet with these texts from A1 on and these merged ranges."""
    shown = '<c t="inlineStr"><is><t>{}</t></is></c>'.format
    lines = "".join(f"<row>{''.join(map(shown, texts))}</row>" for texts in rows)
    ranges = "".join(f'<mergeCell ref="{one}"/>' for one in merges)
    return f"<sheetData>{lines}</sheetData>{f'<mergeCells>{ranges}</mergeCells>' if ranges else ''}"


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file (OLE2) with these streams at its root, each filled up to the size at which none is "mini"."""
    sector = 512
    contents = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    table, body, starts = [0xFFFFFFFE], b"", {}
    for name, content in contents.items():
        count = -(-len(content) // sector)
        starts[name] = len(table)
        table += [*range(len(table) + 1, len(table) + count), 0xFFFFFFFE]
        body += content.ljust(count * sector, b"\0")
    entries = [_entry("Root Entry", 5, 1 if contents else 0xFFFFFFFF, 0xFFFFFFFE, 0)]
    for at, (name, content) in enumerate(contents.items(), 1):
        right = at + 1 if at < len(contents) else 0xFFFFFFFF
        entries.append(_entry(name, 2, 0xFFFFFFFF, starts[name], len(content), right=right))
    directory = b"".join(entries)
    directory += bytes(-len(directory) % sector)
    first = len(table)
    table += [*range(first + 1, first + len(directory) // sector), 0xFFFFFFFE]
    table[0] = 0xFFFFFFFD  # the sector of this table itself
    assert len(table) <= sector // 4
    table += [0xFFFFFFFF] * (sector // 4 - len(table))
    header = struct.pack(
        "<8s16x5H6x9I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, first, 0, 4096, 0xFFFFFFFE, 0,
        0xFFFFFFFE, 0,
    )  # fmt: skip
    sectors = struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return header + sectors + struct.pack("<128I", *table) + body + directory


def _entry(name: str, kind: int, child: int, start: int, size: int, right: int = 0xFFFFFFFF) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII36xIQ", encoded, len(encoded), kind, 1, 0xFFFFFFFF, right, child, start, size
    )


def outline(blocks: Iterable[Block]) -> list[object]:
    """Blocks in short: a paragraph as its text, a sheet as (name,), a grid as rows of (text, rows, columns)."""
    short: list[object] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            short.append(block.text)
        elif isinstance(block, SheetStart):
            short.append((block.name,))
        else:
            short.append(rows_of(block))
    return short


def rows_of(grid: Grid) -> list[list[object]]:
    """The texts of a grid by row; a cell that spans more than one row or column as (text, rows, columns)."""
    rows: list[list[object]] = [[] for _ in range(grid.row_count)]
    for one in grid.cells:
        spans = one.row_span > 1 or one.column_span > 1
        rows[one.row].append((one.text, one.row_span, one.column_span) if spans else one.text)
    return rows
