"""Takes the oddities out of a paragraph or table of Word, so that what is left can be read straight through.

Deleted and moved-away text, the second telling of alternate content, hidden runs, field codes and placeholders
go; text boxes become paragraphs behind the one they hang on; odd characters become text.
"""

from collections.abc import Callable

from lxml import etree
from lxml.etree import _Element

from documents.readers import word_names as w
from documents.readers.symbol_fonts import spell_sign

_OFF = {"0", "false", "off"}


def tidy(element: _Element) -> None:
    """Edit a w:p or w:tbl in place until it holds only text that is seen, paragraphs, rows, cells and merges."""
    if next(element.iterdescendants(*ODDITIES), None) is None:
        return
    for name, repair in ODDITIES.items():
        for odd in reversed(list(element.iterdescendants(name))):
            repair(odd)


def is_joined_to_next(properties: dict[str, _Element]) -> bool:
    """Tell whether the mark that ends a paragraph was deleted, so that the next paragraph goes on in it."""
    mark = properties.get(w.R_PR)
    return mark is not None and next(mark.iterchildren(w.DEL, w.MOVE_FROM), None) is not None


def remove(element: _Element) -> None:
    """Take an element out of its tree, tail and all."""
    _parent(element).remove(element)


def _remove_deleted(deleted: _Element) -> None:
    """A w:del or w:moveFrom is a stretch of runs, the mark of a paragraph's end, or the mark of a whole row."""
    parent = _parent(deleted)
    if parent.tag == w.R_PR:
        _join_next_paragraph(parent)
    elif parent.tag == w.TR_PR:
        remove(_ancestor(parent, w.TR))
    else:
        parent.remove(deleted)


def _join_next_paragraph(mark: _Element) -> None:
    """Join paragraphs in a cell; in the body the next one may still be on its way through the parser."""
    paragraph = next(mark.iterancestors(w.P), None)
    following = None if paragraph is None else paragraph.getnext()
    if paragraph is None or following is None or following.tag != w.P or _parent_tag(paragraph) != w.TC:
        return
    paragraph.extend([child for child in following if child.tag != w.P_PR])
    remove(following)


def _parent_tag(element: _Element) -> str:
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)


def _parent(element: _Element) -> _Element:
    return next(element.iterancestors())


def _ancestor(element: _Element, name: str) -> _Element:
    return next(element.iterancestors(name))


def _remove_deleted_cell(mark: _Element) -> None:
    remove(_ancestor(mark, w.TC))


def _choose(alternate: _Element) -> None:
    """Keep the first choice; a text box stands both in the choice (drawing) and in the fallback (VML)."""
    for other in list(alternate)[1:]:
        alternate.remove(other)


def _lift_box(box: _Element) -> None:
    anchor = next(box.iterancestors(w.P), None)
    if anchor is not None:
        remove(box)
        for block in reversed(list(box)):
            anchor.addnext(block)


def _remove_hidden(vanish: _Element) -> None:
    properties = vanish.getparent()
    run = None if properties is None else properties.getparent()
    if run is not None and run.tag == w.R and vanish.get(w.VAL, "1") not in _OFF:
        remove(run)


def _remove_placeholder(shown: _Element) -> None:
    content = next(_ancestor(shown, w.SDT).iterchildren(w.SDT_CONTENT), None)
    if content is not None and shown.get(w.VAL, "1") not in _OFF:
        for text in list(content.iter(w.T)):
            remove(text)


def _spell_symbol(symbol: _Element) -> None:
    code = symbol.get(w.CHAR, "")
    is_code = 0 < len(code) <= 4 and not code.strip("0123456789abcdefABCDEF")
    _replace_by_text(symbol, spell_sign(symbol.get(w.FONT, ""), int(code, 16)) if is_code else "")


def _spell_hyphen(hyphen: _Element) -> None:
    _replace_by_text(hyphen, "-")


def _replace_by_text(element: _Element, text: str) -> None:
    spelt = etree.Element(w.T)
    spelt.text = text
    _parent(element).replace(element, spelt)


ODDITIES: dict[str, Callable[[_Element], None]] = {
    w.DEL: _remove_deleted,
    w.MOVE_FROM: _remove_deleted,
    w.CELL_DEL: _remove_deleted_cell,
    w.ALTERNATE: _choose,
    w.BOX: _lift_box,
    w.VANISH: _remove_hidden,
    w.PLACEHOLDER_SHOWN: _remove_placeholder,
    w.RUBY_TEXT: remove,
    w.SYM: _spell_symbol,
    w.NO_BREAK_HYPHEN: _spell_hyphen,
}
