"""The contents field of a Word document, and the bookmarks it points to."""

from collections.abc import Iterator
from dataclasses import dataclass

from documents.layout import Layout
from documents.writers.docx_rows import RUN, word_text
from documents.writers.docx_styles import CONTENTS_TITLE, title_style

_BEGIN, _SEPARATE, _END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading that the contents list: `number` names its bookmark, counted from 1 over the document."""

    number: int
    level: int
    title: str


def paragraph(style: str, text: str) -> str:
    """Return a paragraph of one run."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{RUN}{word_text(text)}</w:r></w:p>'


def contents(entries: list[Entry], layout: Layout) -> Iterator[str]:
    """Yield the contents as a field that Word refreshes; nothing for no entries.

    The entries are links without page numbers: these only the program that breaks the pages knows, and Word adds
    them when the contents are refreshed.
    """
    if not entries:
        return
    yield paragraph(CONTENTS_TITLE, "目　录")
    code = rf" TOC \o &quot;1-{layout.heading_level}&quot; \h \z \u "
    field = f"{_BEGIN}{_instruction(code)}{_SEPARATE}"
    for at, entry in enumerate(entries):
        end = _END if at + 1 == len(entries) else ""
        yield _entry(entry, field if at == 0 else "", end)


def heading_pieces(layout: Layout) -> tuple[bytes, ...]:
    """Return the pieces of a table's heading on a new page: they go around the title."""
    return _pieces(title_style(layout), "<w:pageBreakBefore/>", "", "")


def lone_heading_pieces(layout: Layout) -> tuple[bytes, ...]:
    """Return the pieces of the heading of a table alone in its document."""
    return _pieces(title_style(layout), "", "", "")


def listed_heading_pieces(layout: Layout) -> tuple[bytes, ...]:
    """Return the pieces of a heading that contents list: around the bookmark's number twice, title, number."""
    start = '<w:bookmarkStart w:id="\x00" w:name="_Toc\x00"/>'
    return _pieces(title_style(layout), "<w:pageBreakBefore/>", start, '<w:bookmarkEnd w:id="\x00"/>')


def listed_paragraph(style: str, entry: Entry) -> str:
    """Return a heading outside the tables with its bookmark."""
    start = f'<w:bookmarkStart w:id="{entry.number}" w:name="_Toc{entry.number}"/>'
    end = f'<w:bookmarkEnd w:id="{entry.number}"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{start}{RUN}{word_text(entry.title)}</w:r>{end}</w:p>'


def _pieces(style: str, properties: str, start: str, end: str) -> tuple[bytes, ...]:
    xml = (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{start}'
        f'{RUN}<w:t xml:space="preserve">\x00</w:t></w:r>{end}</w:p>'
    )
    return tuple(piece.encode() for piece in xml.split("\x00"))


def _entry(entry: Entry, before: str, after: str) -> str:
    title = word_text(" ".join(entry.title.split("\n")))
    return (
        f'<w:p><w:pPr><w:pStyle w:val="TOC{entry.level}"/></w:pPr>{before}'
        f'<w:hyperlink w:anchor="_Toc{entry.number}" w:history="1">{RUN}{title}</w:r></w:hyperlink>{after}</w:p>'
    )


def _instruction(code: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
