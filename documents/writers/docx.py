"""Word: a booklet or a single table as a .docx, streamed table by table."""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import BinaryIO

from documents.goal_table import Booklet, GoalTable
from documents.layout import Layout
from documents.writers.docx_contents import (
    Entry,
    contents,
    heading_pieces,
    listed_heading_pieces,
    listed_paragraph,
    lone_heading_pieces,
    paragraph,
)
from documents.writers.docx_parts import fixed_parts, section_properties
from documents.writers.docx_rows import WordTables
from documents.writers.docx_styles import LONE, NAMESPACES, STYLE_IDS
from documents.writers.front_matter import (
    HEADING,
    PART_TITLE,
    FrontLine,
    Outline,
    cover_lines,
    outline,
    part_one_lines,
    part_two_lines,
)
from documents.writers.package import Package

_LEVELS = {PART_TITLE: 1, HEADING: 2}


def write_docx(
    booklet: Booklet, layout: Layout, target: BinaryIO, tables: Iterable[GoalTable] | None = None
) -> None:
    """Write a booklet as a Word document in a layout: cover, contents, part 1, and a page for each table.

    One table without part 1 stands alone on the first page, without a number. `tables`, a stream, stands in for
    booklet.tables, so that 10,000 tables never stand in memory together. The same tables give the same bytes.
    Form after GB/T 9704-2012.
    """
    outlined = outline(booklet, tables)
    titles = [line.text for line in cover_lines(booklet)[:1]] + [
        table.title for table in outlined.first_tables[:1]
    ]
    with Package(target) as package:
        package.add_parts(fixed_parts(layout, titles[0] if titles else "", booklet.unit_name or ""))
        package.add_pieces("word/document.xml", _document(booklet, layout, outlined))


def _document(booklet: Booklet, layout: Layout, outlined: Outline) -> Iterator[bytes]:
    yield f"<w:document {NAMESPACES}><w:body>".encode()
    if outlined.is_lone:
        yield "".join(paragraph(LONE, line.text) for line in cover_lines(booklet)).encode()
        yield WordTables(layout).xml(
            outlined.first_tables[0], lone_heading_pieces(layout), [outlined.first_tables[0].title]
        )
    else:
        yield from _booklet(booklet, layout, outlined)
    yield f"{section_properties(layout)}</w:body></w:document>".encode()


def _booklet(booklet: Booklet, layout: Layout, outlined: Outline) -> Iterator[bytes]:
    front = [*part_one_lines(booklet.part1), *part_two_lines()]
    numbers = count(1)
    headings = {
        line: Entry(next(numbers), _LEVELS[line.kind], line.text) for line in front if line.kind in _LEVELS
    }
    listed = [
        Entry(next(numbers), layout.heading_level, layout.format_title(table.title, at))
        for at, table in enumerate(outlined.first_tables, 1)
    ]
    lines = [paragraph(STYLE_IDS[line.kind], line.text) for line in cover_lines(booklet)]
    lines += contents([*headings.values(), *listed] if listed else [], layout)
    lines += [_front_paragraph(line, headings.get(line)) for line in front]
    yield "".join(lines).encode()
    yield from _tables(layout, outlined, len(headings))


def _front_paragraph(line: FrontLine, entry: Entry | None) -> str:
    style = STYLE_IDS[line.kind]
    return listed_paragraph(style, entry) if entry else paragraph(style, line.text)


def _tables(layout: Layout, outlined: Outline, first_bookmark: int) -> Iterator[bytes]:
    tables = WordTables(layout)
    plain, listed = heading_pieces(layout), listed_heading_pieces(layout)
    for number, table in outlined.tables:
        title = layout.format_title(table.title, number)
        if outlined.first_tables:
            bookmark = str(first_bookmark + (number or 0))
            yield tables.xml(table, listed, [bookmark, bookmark, title, bookmark])
        else:
            yield tables.xml(table, plain, [title])
