"""Kinds of categories: what a level-1 or level-2 name means, whatever the form calls it."""

import re
import unicodedata
from enum import Enum
from functools import lru_cache

from documents.text import squeeze
from projects.checks.word_lists import word_lists

LONGEST_NAME = 60


class Kind1(Enum):
    """Level-1 categories (一级指标); the form of 2021 has costs on this level."""

    COST = "cost"
    OUTPUT = "output"
    BENEFIT = "benefit"
    SATISFACTION = "satisfaction"


class Kind2(Enum):
    """Level-2 categories (二级指标); all sorts of cost are one kind."""

    QUANTITY = "quantity"
    QUALITY = "quality"
    TIMELINESS = "timeliness"
    COST = "cost"
    ECONOMIC = "economic"
    SOCIAL = "social"
    ECOLOGICAL = "ecological"
    SUSTAINED = "sustained"
    SATISFACTION = "satisfaction"


Kinds = tuple[Kind1 | None, Kind2 | None]


@lru_cache(maxsize=4096)
def kinds_of(level1: str, level2: str) -> Kinds:
    """Return what the two names of a row mean, None where a name is not known.

    A blank or unknown level 1 follows from level 2. Forms with two levels only have level 2 in the place of level 1:
    数量指标 there is an output. All sorts of cost below a level 1 of costs are costs.
    """
    key1, key2 = _key(level1), _key(level2)
    kind1, kind2 = _LEVEL1.get(key1), _LEVEL2.get(key2)
    if kind1 is None and kind2 is None:
        kind2 = _LEVEL2.get(key1)
    if kind2 is None and kind1 in _SAME_BELOW:
        kind2 = _SAME_BELOW[kind1]
    return kind1 or (_PARENTS[kind2] if kind2 else None), kind2


def kinds_below(kind1: Kind1 | None) -> list[Kind2]:
    """Return the level-2 kinds of a level 1 in the order of the form, all of them where it is not known."""
    return _BELOW[kind1] if kind1 else list(Kind2)


_NUMBERING = re.compile(r"(?:[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[).、．]+)")


def _key(name: str) -> str:
    """Return a name without blanks, brackets around it, a list number and its ending 指标."""
    plain = squeeze(unicodedata.normalize("NFKC", name[:LONGEST_NAME]))
    plain = _NUMBERING.sub("", plain, count=1) if _NUMBERING.match(plain) else plain
    return plain.removesuffix("指标").strip("【】[]“”\"'、,.;:·*★▲")


_WORDS = word_lists("categories")
_LEVEL1 = {_key(name): Kind1(kind) for kind, names in _WORDS["level1"].items() for name in names}
_LEVEL2 = {_key(name): Kind2(kind) for kind, names in _WORDS["level2"].items() for name in names}
_BELOW = {Kind1(parent): [Kind2(kind) for kind in kinds] for parent, kinds in _WORDS["below"].items()}
# Costs stand below output as well; they are of the level 1 that comes last.
_PARENTS = {kind: parent for parent, kinds in _BELOW.items() for kind in kinds}
_SAME_BELOW = {Kind1.COST: Kind2.COST, Kind1.SATISFACTION: Kind2.SATISFACTION}
