"""What a Word file's styles say about headings, tables of contents and numbering."""

import re
from collections.abc import Iterable
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


def read_styles(elements: Iterable[_Element]) -> Styles:
    """Return the Styles that w:style elements define; what a style leaves out, the style it is based on says."""
    parents: dict[str, str] = {}
    levels: dict[str, int] = {}
    numbering: dict[str, tuple[str, int]] = {}
    contents: set[str] = set()
    for style in elements:
        key = style.get(w.STYLE_ID, "")
        parents[key] = value_of(style, w.BASED_ON)
        level, numbered = _heading_level(style), numbering_of(properties_of(style))
        if level is not None:
            levels[key] = level
        if numbered is not None:
            numbering[key] = numbered
        if _CONTENTS_NAME.fullmatch(value_of(style, w.NAME)):
            contents.add(key)
    return Styles(_inherited(levels, parents), _inherited(numbering, parents), frozenset(contents))


def properties_of(element: _Element) -> dict[str, _Element]:
    """Return the w:pPr of a paragraph or style as its children by name."""
    properties = next(element.iterchildren(w.P_PR), None)
    return {} if properties is None else {str(child.tag): child for child in properties}


def outline_level(properties: dict[str, _Element]) -> int | None:
    """Return the heading level (1 to 9) that properties_of() an element set, 0 for body text, None if silent."""
    level = properties.get(w.OUTLINE_LEVEL)
    if level is None:
        return None
    number = int(level.get(w.VAL, "9"))
    return number + 1 if 0 <= number < _BODY_TEXT_LEVEL else 0


def style_of(properties: dict[str, _Element]) -> str:
    """Return the id of a paragraph's style, "" for the default one."""
    style = properties.get(w.P_STYLE)
    return "" if style is None else style.get(w.VAL, "")


def numbering_of(properties: dict[str, _Element]) -> tuple[str, int] | None:
    """Return (numId, ilvl) that properties_of() an element set; numId "0" switches numbering off."""
    numbering = properties.get(w.NUM_PR)
    if numbering is None:
        return None
    return value_of(numbering, w.NUM_ID), int(value_of(numbering, w.I_LVL) or 0)


def value_of(parent: _Element, name: str) -> str:
    """Return w:val of a child, "" where there is none."""
    child = parent.find(name)
    return "" if child is None else child.get(w.VAL, "")


def _heading_level(style: _Element) -> int | None:
    level = outline_level(properties_of(style))
    if level is None:
        named = _HEADING_NAME.fullmatch(value_of(style, w.NAME))
        return int(named[1]) if named else None
    return level


def _inherited(own: dict[str, Found], parents: dict[str, str]) -> dict[str, Found]:
    found: dict[str, Found] = {}
    for style in parents:
        ancestor = style
        for _ in range(_LONGEST_CHAIN):
            if ancestor in own or ancestor not in parents:
                break
            ancestor = parents[ancestor]
        if ancestor in own:
            found[style] = own[ancestor]
    return found
