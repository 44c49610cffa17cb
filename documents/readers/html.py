"""Reads HTML, above all the kind that Word, Excel and web systems save as .doc or .xls."""

import re
from typing import Any

from lxml import etree

from documents.blocks import Block, Blocks, Paragraph
from documents.errors import UnreadableDocument
from documents.readers.html_table import HtmlCell, HtmlTable
from documents.readers.html_text import LINE_BREAK, keeps_space, lay_out, space_kept_in_cells
from documents.readers.limits import Limits
from documents.readers.symbol_fonts import font_of, is_symbol_font, spell_signs
from documents.readers.word_numbering import written_number

_UNREAD = {"script", "style", "title", "template", "noscript", "xml", "del", "select", "textarea"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_TEXT_BLOCKS = {"p", "li", "dt", "dd", *_HEADINGS}
_GROUPS = {
    "div",
    "ul",
    "ol",
    "dl",
    "center",
    "blockquote",
    "pre",
    "section",
    "article",
    "header",
    "footer",
    "main",
}
_BLOCKS = (
    _TEXT_BLOCKS | _GROUPS | {"form", "fieldset", "address", "caption", "table", "tr", "td", "th", "body"}
)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
_LIST_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_TAGS_PER_ELEMENT = 3
_TOO_LONG = "网页里的内容太多，无法读取；请用 Word 或 Excel 打开后另存为 .docx 或 .xlsx，或拆成几份再导入。"
_DEEPEST_NESTING = 12  # pages of old web systems nest frames in frames
_TOO_DEEP = "网页中的表格一层套一层，超过{limit}层，无法读取；请用 Word 打开后另存为 .docx 再导入。"
_CHUNK = 1 << 16


def read_html(text: str, limits: Limits) -> Blocks:
    """Yield the paragraphs and tables of an HTML text in reading order.

    Left out: scripts, comments (Word's conditional ones too), deleted and hidden text. Numbered lists keep their
    numbers. Tables in tables come as with read_docx. No tree is built. Raises UnreadableDocument.
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
        self._lists: list[tuple[int | None, str]] = []
        self._unread: list[str] = []
        self._spaces = [False]  # for each open element, whether its white space is kept
        self._fonts = [""]  # for each open element, the symbol font its text is set in
        self._cells_keep_space = False
        self._paragraphs = 0
        self._tags = 0

    def take_blocks(self) -> list[Block]:
        """Return the blocks that became complete since the last call."""
        blocks, self._blocks = self._blocks, []
        return blocks

    def close(self) -> None:
        """The document ends; the parser has closed whatever the source left open."""
        self._end_paragraph("")

    def comment(self, text: Any) -> None:
        """Comments say nothing, those of Word neither."""

    def start(self, tag: Any, attrib: Any) -> None:
        """An element begins; whatever does not belong into a paragraph ends the one before."""
        self._tags += 1
        if self._tags > self._limits.elements * _TAGS_PER_ELEMENT:
            raise UnreadableDocument(_TOO_LONG)
        is_kept = self._spaces[-1] or (self._cells_keep_space and tag in {"td", "th"})
        style = attrib.get("style", "")
        self._spaces.append(keeps_space(tag, style, is_kept))
        self._fonts.append(_symbol_font(attrib.get("face") or font_of(style), self._fonts[-1]))
        if self._unread or _is_unread(tag, attrib):
            self._unread.append(tag)
        elif tag == "br":
            self._pieces.append(LINE_BREAK)
        elif tag in _BLOCKS:
            self._end_paragraph("")
            self._open(tag, attrib)

    def end(self, tag: Any) -> None:
        """An element ends, in the parser's order: what the source leaves open, the parser closes."""
        if self._unread:
            self._unread.pop()
        elif tag in _BLOCKS:
            self._end_paragraph(tag)
            if tag == "table" and self._tables:
                self._end_table()
            elif tag in {"ol", "ul"} and self._lists:
                self._lists.pop()
        if len(self._spaces) > 1:
            self._spaces.pop()
            self._fonts.pop()

    def data(self, data: Any) -> None:
        """Text; that of a style sheet only tells whether cells keep their white space."""
        if not self._unread:
            font = self._fonts[-1]
            self._pieces.append(spell_signs(font, str(data)) if font else str(data))
        elif self._unread == ["style"] and space_kept_in_cells(str(data)):
            self._cells_keep_space = True

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table":
            self._tables.append(HtmlTable())
            if len(self._tables) > _DEEPEST_NESTING:
                raise UnreadableDocument(_TOO_DEEP.format(limit=_DEEPEST_NESTING))
        elif tag in {"tr", "td", "th"} and self._tables:
            self._tables[-1].open(tag, attributes)
        elif tag in {"ol", "ul"}:
            start = re.fullmatch(r"\d{1,5}", attributes.get("start", "1"))
            count = int(start[0]) if start else 1
            self._lists.append(
                (count if tag == "ol" else None, _LIST_STYLES.get(attributes.get("type", ""), "decimal"))
            )
        elif tag == "li" and self._lists:
            self._begin_list_item(*self._lists.pop())

    def _begin_list_item(self, count: int | None, style: str) -> None:
        """Spell an item's number, as a browser shows it; a list with bullets counts None."""
        if count is not None:
            self._pieces.append(f"{written_number(count, style)}.")
            count += 1
        self._lists.append((count, style))

    def _end_paragraph(self, tag: str) -> None:
        """Close the paragraph; one that only white space between tags would make is none."""
        text = lay_out("".join(self._pieces), keeps=self._spaces[-1])
        self._pieces.clear()
        if not text.strip(" \t\n") and tag not in _TEXT_BLOCKS and not (text and self._spaces[-1] and tag):
            return
        cell = self._tables[-1].last_cell() if self._tables else None
        if cell is not None:
            cell.contents.append(text)
        elif not self._tables:
            self._add_paragraph(text, _HEADINGS.get(tag))

    def _add_paragraph(self, text: str, level: int | None) -> None:
        self._paragraphs += 1
        if text.strip():
            self._blocks.append(Paragraph(text, level, f"第{self._paragraphs}段"))

    def _end_table(self) -> None:
        table = self._tables.pop()
        cell: HtmlCell | None = self._tables[-1].last_cell() if self._tables else None
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


def _symbol_font(font: str | None, inherited: str) -> str:
    if font is None:
        return inherited
    return font if is_symbol_font(font) else ""


def _is_unread(tag: str, attributes: dict[str, str]) -> bool:
    """Tell whether an element is not seen; Word ends uneven tables with a row of no height that only holds widths."""
    is_flat_row = tag == "tr" and attributes.get("height") == "0"
    return tag in _UNREAD or is_flat_row or bool(_HIDDEN.search(attributes.get("style", "")))
