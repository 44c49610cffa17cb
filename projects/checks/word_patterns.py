"""Patterns made of word lists, and texts as these patterns read them."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from documents.text import squeeze
from projects.checks.word_lists import word_lists

# A cell longer than this says what it is about at its beginning.
KEPT = 300


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return the beginning of a text in half width and without white space, as all patterns here read it."""
    return squeeze(unicodedata.normalize("NFKC", text[:KEPT]))


def choice(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first."""
    return "|".join(re.escape(plain(word)) for word in sorted(words, key=len, reverse=True))


def anywhere(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(choice(words))


def at_end(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"(?:{choice(words)})$")


_NOT_APPLICABLE = re.compile("|".join(word_lists("structure")["not_applicable"]))


@lru_cache(maxsize=8192)
def is_not_applicable(text: str) -> bool:
    """Tell whether a cell only says that there is nothing to say: 无, 不涉及."""
    return bool(_NOT_APPLICABLE.fullmatch(squeeze(text[:KEPT]).strip("。.（）()")))
