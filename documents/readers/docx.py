"""Reads a Word document (.docx) as a stream of blocks, holding no more than one of its tables at a time."""

from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

from documents.blocks import Blocks, Paragraph
from documents.errors import UnreadableDocument
from documents.grid import Grid
from documents.readers import word_names as w
from documents.readers.package import DAMAGED, TOO_LARGE_BLOCK, Package, pull_parser, read_elements
from documents.readers.word_fields import Fields
from documents.readers.word_frames import framed_blocks, is_frame, nested_tables
from documents.readers.word_numbering import Numbering
from documents.readers.word_plain import PlainTables
from documents.readers.word_styles import (
    Styles,
    numbering_of,
    outline_level,
    properties_of,
    read_styles,
    style_of,
)
from documents.readers.word_table import read_grid
from documents.readers.word_tidy import ODDITIES, is_joined_to_next, remove, tidy
from documents.text import clean_text

_WRAPPERS = {w.SDT, w.SDT_CONTENT, w.CUSTOM_XML, w.SMART_TAG, w.INS, w.MOVE_TO}
_TEXT = (w.T, w.TAB, w.BR, w.CR, w.MATH_TEXT)
_DEEPEST_NESTING = 6
_TOO_DEEP = (
    "文件中的表格一层套一层，超过{limit}层，无法读取；请在 Word 中把里层的表格移到外面，保存后再导入。"
)
_TOO_LONG = "文件的段落和表格超过{limit}个，无法读取；请拆成几份再导入。"


def read_docx(package: Package) -> Blocks:
    """Return the paragraphs and tables of a Word package in reading order, as a stream.

    Blank paragraphs, contents lines, headers, footers, notes and comments are left out. Numbers that Word makes
    itself stand before the text. A table nested in a cell comes as a Grid of its own behind its outer table; where
    the outer one is only a frame, its other text comes as paragraphs. Raises UnreadableDocument.
    """
    main = package.main_part()
    styles = read_styles(package.elements(package.related(main, "styles"), w.STYLE))
    numbering = Numbering(package.elements(package.related(main, "numbering"), w.ABSTRACT_NUM, w.NUM))
    return _Story(package, styles, numbering).read(package.chunks(main))


class _Story:
    """The body of one document on its way through: where we are and what earlier paragraphs left open."""

    def __init__(self, package: Package, styles: Styles, numbering: Numbering) -> None:
        self._limits = package.limits
        self._styles = styles
        self._numbering = numbering
        self._fields = Fields()
        self._paragraphs = 0
        self._children = 0
        self._joined = ""
        numbered = (w.NUM_PR, w.P_STYLE) if styles.numbering else (w.NUM_PR,)
        self._odd = (*ODDITIES, *numbered, w.FIELD_CHAR, w.TBL)
        self._plain = PlainTables(self._limits, self._odd)

    def read(self, chunks: Iterator[bytes]) -> Blocks:
        """Feed the parser and yield what has become complete; what was read leaves the tree at once."""
        parser = pull_parser("start", (w.BODY,))
        body: _Element | None = None
        waiting = 0
        for chunk in self._plain.cut(chunks):
            parser.feed(chunk)
            if body is None:
                body = next(read_elements(parser), None)
            if body is None:
                continue
            waiting += len(chunk)
            seen = self._children
            yield from self._complete(body)
            waiting = waiting if seen == self._children else 0
            if waiting > self._limits.block_bytes:
                raise UnreadableDocument(TOO_LARGE_BLOCK)
        parser.close()
        if body is None:
            raise UnreadableDocument(DAMAGED)
        for child in _children(body):
            yield from self._blocks(child)

    def _complete(self, container: _Element) -> Blocks:
        """Yield the blocks of all children but the last, which is still being parsed, and drop those children.

        A child is emptied before it is removed, because lxml walks through everything in an element it removes.
        """
        child = next(_children(container), None)
        while child is not None:
            if child.getnext() is None:
                if child.tag in _WRAPPERS and not _is_contents(child):
                    yield from self._complete(child)
                return
            yield from self._blocks(child)
            following = child.getnext()
            child.clear()
            container.remove(child)
            child = following

    def _blocks(self, element: _Element) -> Blocks:
        self._children += 1
        if self._children > self._limits.elements:
            raise UnreadableDocument(_TOO_LONG.format(limit=self._limits.elements))
        if element.tag == w.P:
            yield from self._paragraph(element)
        elif element.tag == w.TBL:
            yield from self._table(element)
        elif element.tag in _WRAPPERS and not _is_contents(element):
            for child in _children(element):
                yield from self._blocks(child)

    def _paragraph(self, paragraph: _Element) -> Blocks:
        self._paragraphs += 1
        properties = properties_of(paragraph)
        if self._heading_level(properties) is not None:
            self._fields.reset()
        is_joined = is_joined_to_next(properties)
        tidy(paragraph)
        self._fields.remove_unseen(paragraph)
        self._spell_number(paragraph, properties)
        if is_joined:
            self._joined += _text(paragraph)
        else:
            yield from self._lines(paragraph, properties)

    def _lines(self, paragraph: _Element, properties: dict[str, _Element]) -> Iterator[Paragraph]:
        text = clean_text(self._joined + _text(paragraph))
        self._joined = ""
        if text.strip() and style_of(properties) not in self._styles.contents:
            yield Paragraph(text, self._heading_level(properties), f"第{self._paragraphs}段")

    def _heading_level(self, properties: dict[str, _Element]) -> int | None:
        level = outline_level(properties)
        if level is None:
            level = self._styles.heading_levels.get(style_of(properties))
        return level or None

    def _spell_number(self, paragraph: _Element, properties: dict[str, _Element]) -> None:
        """Put the number that Word makes for a paragraph of a list in front of its text."""
        numbered = numbering_of(properties) or self._styles.numbering.get(style_of(properties))
        label = self._numbering.label(*numbered) if numbered else ""
        if label:
            spelt = etree.Element(w.T)
            spelt.text = label
            paragraph.insert(0, spelt)

    def _table(self, table: _Element) -> Blocks:
        self._fields.reset()
        if next(table.iterdescendants(*self._odd), None) is None:
            yield self._grid(table)
            return
        tidy(table)
        self._fields.remove_unseen(table)
        self._fields.reset()
        for paragraph in table.iter(w.P):
            self._spell_number(paragraph, properties_of(paragraph))
        yield from self._grids(table, 1)

    def _grids(self, table: _Element, depth: int) -> Blocks:
        """Yield a tidied table and those nested in it, or what a frame holds."""
        if depth > _DEEPEST_NESTING:
            raise UnreadableDocument(_TOO_DEEP.format(limit=_DEEPEST_NESTING))
        if is_frame(table):
            for block in framed_blocks(table):
                yield from (
                    self._grids(block, depth + 1)
                    if block.tag == w.TBL
                    else self._lines(block, properties_of(block))
                )
            return
        nested = nested_tables(table)
        for inner in nested:
            remove(inner)
        yield self._grid(table)
        for inner in nested:
            yield from self._grids(inner, depth + 1)

    def _grid(self, table: _Element) -> Grid:
        return self._plain.take(table.get(w.WIDTH, "")) or read_grid(table, self._limits)


def _children(container: _Element) -> Iterator[_Element]:
    """Yield the children, those too that are put behind a child while it is looked at (text boxes)."""
    child = container[0] if len(container) else None
    while child is not None:
        yield child
        child = child.getnext()


def _text(paragraph: _Element) -> str:
    pieces: list[str] = []
    for element in paragraph.iter(*_TEXT):
        if element.tag == w.T or element.tag == w.MATH_TEXT:
            pieces.append(element.text or "")
        elif element.tag != w.TAB:
            pieces.append("\n")
        elif w.POS not in element.attrib:  # a w:tab with a position is a tab stop, not a character
            pieces.append("\t")
    return "".join(pieces)


def _is_contents(wrapper: _Element) -> bool:
    """Tell whether a content control holds the table of contents that Word made."""
    gallery = wrapper.find(f"{w.SDT_PR}//{w.DOC_PART_GALLERY}")
    return gallery is not None and gallery.get(w.VAL) == "Table of Contents"
