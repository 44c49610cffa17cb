"""Reads HTML, above all the kind that Word, Excel and web systems save as .doc or .xls."""

import re

from lxml import etree

from documents.blocks import Block, Blocks, Paragraph
from documents.readers.html_table import HtmlCell, HtmlTable
from documents.readers.limits import Limits
from documents.text import clean_text

_UNREAD = {"head", "script", "style", "template", "noscript", "xml", "del", "select", "textarea"}
_BLOCKS = {
    *(
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "center",
        "blockquote",
        "pre",
        "section",
        "article",
        "header",
    ),
    *("footer", "main", "caption", "form", "fieldset", "h1", "h2", "h3", "h4", "h5", "h6"),
}
_EXPLICIT = {"p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"}
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
# Editors wrap long lines of source; between Chinese characters that is no space
_WRAPPED = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n]*(?=[{_WIDE}])")
_LINE_BREAK = "\x0b"
_AROUND_BREAK = re.compile(f" *{_LINE_BREAK} *")
_CHUNK = 1 << 16


def read_html(text: str, limits: Limits) -> Blocks:
    """Yield the paragraphs and tables of an HTML text in reading order.

    Left out: head, scripts, comments (Word's conditional ones too), deleted and hidden text. Tables in tables come
    as with read_docx. No tree is built. Raises UnreadableDocument.
    """
    story = _Story(limits)
    parser = etree.HTMLParser(target=story, encoding="utf-8", remove_comments=True, remove_pis=True)
    content = text.encode("utf-8", "replace")
    for start in range(0, len(content), _CHUNK):
        parser.feed(content[start : start + _CHUNK])
        yield from story.take_blocks()
    parser.close()
    yield from story.take_blocks()


class _Story:
    """Parser target: told of tags and text, it gathers blocks."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._blocks: list[Block] = []
        self._tables: list[HtmlTable] = []
        self._pieces: list[str] = []
        self._counters: list[int | None] = []
        self._unread_depth = 0
        self._paragraphs = 0

    def take_blocks(self) -> list[Block]:
        """Return the blocks that became complete since the last call."""
        blocks, self._blocks = self._blocks, []
        return blocks

    def close(self) -> None:
        while self._tables:
            self._end_table()
        self._end_paragraph(None)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._unread_depth or _is_unread(tag, attributes):
            self._unread_depth += 1
        elif tag == "br":
            self._pieces.append(_LINE_BREAK)
        elif tag in _BLOCKS or tag in {"table", "tr", "td", "th"}:
            self._end_paragraph(None)
            self._open(tag, attributes)

    def end(self, tag: str) -> None:
        if self._unread_depth:
            self._unread_depth -= 1
        elif tag in _BLOCKS:
            self._end_paragraph(tag)
        elif tag in {"td", "th", "tr"}:
            self._end_paragraph(None)
        elif tag == "table" and self._tables:
            self._end_table()

    def data(self, text: str) -> None:
        if not self._unread_depth:
            self._pieces.append(text)

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        table = self._tables[-1] if self._tables else HtmlTable()
        if tag == "table":
            self._tables.append(HtmlTable())
        elif tag == "tr":
            table.rows.append([])
        elif tag in {"td", "th"}:
            if not table.rows:
                table.rows.append([])
            table.rows[-1].append(
                HtmlCell([], _span(attributes.get("rowspan"), 0), _span(attributes.get("colspan"), 1))
            )

    def _end_paragraph(self, tag: str | None) -> None:
        text = _lay_out("".join(self._pieces))
        self._pieces.clear()
        if not text and tag not in _EXPLICIT:
            return
        cell = self._cell()
        if cell is not None:
            cell.contents.append(text)
        elif not self._tables:
            self._add_paragraph(text, tag)

    def _cell(self) -> HtmlCell | None:
        rows = self._tables[-1].rows if self._tables else []
        return rows[-1][-1] if rows and rows[-1] else None

    def _add_paragraph(self, text: str, tag: str | None) -> None:
        self._paragraphs += 1
        level = int(tag[1]) if tag is not None and re.fullmatch("h[1-6]", tag) else None
        if text.strip():
            self._blocks.append(Paragraph(text, level, f"第{self._paragraphs}段"))

    def _end_table(self) -> None:
        self._end_paragraph(None)
        table = self._tables.pop()
        cell = self._cell()
        if cell is not None:
            cell.contents.append(table)
        else:
            self._add_table(table)

    def _add_table(self, table: HtmlTable) -> None:
        if not table.is_frame():
            self._blocks.append(table.to_grid(self._limits))
            for inner in table.nested():
                self._add_table(inner)
            return
        for part in (part for row in table.rows for cell in row for part in cell.contents):
            if isinstance(part, str):
                self._add_paragraph(part, None)
            else:
                self._add_table(part)


def _is_unread(tag: str, attributes: dict[str, str]) -> bool:
    """Tell whether an element is not seen; Word ends uneven tables with a row of no height that only holds widths."""
    is_flat_row = tag == "tr" and attributes.get("height") == "0"
    return tag in _UNREAD or is_flat_row or bool(_HIDDEN.search(attributes.get("style", "")))


def _span(text: str | None, least: int) -> int:
    """Return a span attribute as browsers read it: what is no number is 1."""
    digits = re.match(r"\s*(\d{1,9})", text or "1")
    return max(int(digits[1]), least) if digits else 1


def _lay_out(source: str) -> str:
    text = _SPACES.sub(" ", _WRAPPED.sub("", source))
    return clean_text(_AROUND_BREAK.sub(_LINE_BREAK, text).strip(" "))
