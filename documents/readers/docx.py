"""Reads a Word document (.docx) as a stream of blocks, holding no more than one of its tables at a time."""

from collections.abc import Iterable

from lxml.etree import _Element

from documents.blocks import Blocks, Paragraph
from documents.readers import word_names as w
from documents.readers.package import Package, pull_parser
from documents.readers.word_fields import Fields
from documents.readers.word_frames import framed_blocks, is_frame, nested_tables
from documents.readers.word_styles import Styles, outline_level, read_styles
from documents.readers.word_table import read_grid
from documents.readers.word_tidy import ODDITIES, remove, tidy
from documents.text import clean_text

_WRAPPERS = {w.SDT, w.SDT_CONTENT, w.CUSTOM_XML, w.SMART_TAG, w.INS, w.MOVE_TO}
_TEXT = (w.T, w.TAB, w.BR, w.CR, w.MATH_TEXT)
_ODD = (*ODDITIES, w.FIELD_CHAR, w.TBL)


def read_docx(package: Package) -> Blocks:
    """Return the paragraphs and tables of a Word package in reading order, as a stream.

    Blank paragraphs, contents lines, headers, footers, notes and comments are left out. A table nested in a cell
    comes as a Grid of its own after its outer table; where the outer one is only a frame, its other text comes as
    paragraphs. Raises UnreadableDocument.
    """
    main = package.main_part()
    styles = read_styles(package.elements(package.related(main, "styles"), w.STYLE))
    return _Story(package, styles).read(package.chunks(main))


class _Story:
    """The body of one document on its way through: where we are and what earlier paragraphs left open."""

    def __init__(self, package: Package, styles: Styles) -> None:
        self.limits = package.limits
        self.styles = styles
        self.fields = Fields()
        self.paragraphs = 0

    def read(self, chunks: Iterable[bytes]) -> Blocks:
        """Feed the parser and yield what has become complete; what was read leaves the tree at once."""
        parser = pull_parser("start", (w.BODY,))
        body: _Element | None = None
        for chunk in chunks:
            parser.feed(chunk)
            if body is None:
                body = next((element for _, element in parser.read_events()), None)
            if body is not None:
                yield from self._complete(body)
        parser.close()
        if body is not None:
            for child in body:
                yield from self._blocks(child)

    def _complete(self, container: _Element) -> Blocks:
        """Yield the blocks of all children but the last, which is still being parsed, and drop those children.

        A child is emptied before it is removed, because lxml walks through everything in an element it removes.
        """
        child = next(iter(container), None)
        while child is not None:
            following = child.getnext()
            if following is None:
                if child.tag in _WRAPPERS and not _is_contents(child):
                    yield from self._complete(child)
                return
            yield from self._blocks(child)
            following = child.getnext()
            child.clear()
            container.remove(child)
            child = following

    def _blocks(self, element: _Element) -> Blocks:
        if element.tag == w.P:
            yield from self._paragraph(element)
        elif element.tag == w.TBL:
            yield from self._table(element)
        elif element.tag in _WRAPPERS and not _is_contents(element):
            for child in element:
                yield from self._blocks(child)

    def _paragraph(self, paragraph: _Element) -> Blocks:
        self.paragraphs += 1
        level = self._heading_level(paragraph)
        if level:
            self.fields.reset()
        tidy(paragraph)
        self.fields.remove_unseen(paragraph)
        yield from self._lines(paragraph)

    def _lines(self, paragraph: _Element) -> Blocks:
        text = clean_text(_text(paragraph))
        if text.strip() and _style(paragraph) not in self.styles.contents:
            yield Paragraph(text, self._heading_level(paragraph), f"第{self.paragraphs}段")

    def _heading_level(self, paragraph: _Element) -> int | None:
        level = outline_level(paragraph.find(w.P_PR))
        if level is None:
            level = self.styles.heading_levels.get(_style(paragraph))
        return level or None

    def _table(self, table: _Element) -> Blocks:
        self.fields.reset()
        if next(table.iterdescendants(*_ODD), None) is not None:
            tidy(table)
            self.fields.remove_unseen(table)
            self.fields.reset()
            yield from self._grids(table)
        else:
            yield read_grid(table, self.limits)

    def _grids(self, table: _Element) -> Blocks:
        """Yield a tidied table and those nested in it, or what a frame holds."""
        if is_frame(table):
            for block in framed_blocks(table):
                yield from self._grids(block) if block.tag == w.TBL else self._lines(block)
            return
        nested = nested_tables(table)
        for inner in nested:
            remove(inner)
        yield read_grid(table, self.limits)
        for inner in nested:
            yield from self._grids(inner)


def _style(paragraph: _Element) -> str:
    style = paragraph.find(f"{w.P_PR}/{w.P_STYLE}")
    return "" if style is None else style.get(w.VAL, "")


def _text(paragraph: _Element) -> str:
    pieces: list[str] = []
    for element in paragraph.iter(*_TEXT):
        if element.tag == w.T or element.tag == w.MATH_TEXT:
            pieces.append(element.text or "")
        elif element.tag != w.TAB:
            pieces.append("\n")
        elif w.POS not in element.attrib:
            pieces.append("\t")
    return "".join(pieces)


def _is_contents(wrapper: _Element) -> bool:
    """Tell whether a content control holds the table of contents that Word made."""
    gallery = wrapper.find(f"{w.SDT_PR}//{w.DOC_PART_GALLERY}")
    return gallery is not None and gallery.get(w.VAL) == "Table of Contents"
