"""What a Word file's styles say about headings, tables of contents and numbering."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from lxml.etree import _Element

from documents.readers import word_names as w

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|目录)\s*(?:[1-9]|heading|标题)", re.IGNORECASE)
_BODY_TEXT_LEVEL = 9
_LONGEST_CHAIN = 20  # styles may be based on each other in a circle

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Styles:
    """By style id: heading levels 1 to 9, numbering as (numId, ilvl); and the styles of contents lines."""

    heading_levels: dict[str, int] = field(default_factory=dict)
    numbering: dict[str, tuple[str, int]] = field(default_factory=dict)
    contents: frozenset[str] = frozenset()


def read_styles(root: _Element) -> Styles:
    """Return the Styles of a w:styles element; what a style leaves out, the style it is based on says."""
    elements = {style.get(w.STYLE_ID, ""): style for style in root.iterchildren(w.STYLE)}
    levels = {key: _inherited(style, elements, _heading_level) for key, style in elements.items()}
    numbering = {key: _inherited(style, elements, numbering_of) for key, style in elements.items()}
    return Styles(
        {key: level for key, level in levels.items() if level},
        {key: numbered for key, numbered in numbering.items() if numbered},
        frozenset(key for key, style in elements.items() if _CONTENTS_NAME.fullmatch(_value(style, w.NAME))),
    )


def outline_level(properties: _Element | None) -> int | None:
    """Return the heading level (1 to 9) that a w:pPr sets, 0 where it says body text, None where it is silent."""
    text = "" if properties is None else _value(properties, w.OUTLINE_LEVEL)
    if not text:
        return None
    return int(text) + 1 if 0 <= int(text) < _BODY_TEXT_LEVEL else 0


def numbering_of(element: _Element) -> tuple[str, int] | None:
    """Return (numId, ilvl) of a paragraph's or style's w:numPr; numId "0" means that numbering is switched off."""
    num_pr = element.find(f"{w.P_PR}/{w.NUM_PR}")
    if num_pr is None:
        return None
    return _value(num_pr, w.NUM_ID), int(_value(num_pr, w.I_LVL) or 0)


def _heading_level(style: _Element) -> int | None:
    level = outline_level(style.find(w.P_PR))
    if level is not None:
        return level
    named = _HEADING_NAME.fullmatch(_value(style, w.NAME))
    return int(named[1]) if named else None


def _inherited(
    style: _Element | None, elements: dict[str, _Element], read: Callable[[_Element], Found | None]
) -> Found | None:
    for _ in range(_LONGEST_CHAIN):
        if style is None:
            return None
        found = read(style)
        if found is not None:
            return found
        style = elements.get(_value(style, w.BASED_ON))
    return None


def _value(parent: _Element, name: str) -> str:
    child = parent.find(name)
    return "" if child is None else child.get(w.VAL, "")
