"""Telling what comes out of the indicator library from what was copied."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from projects.twins.bigrams import Block
from projects.twins.phrases import bare, grams, row_text
from projects.twins.thresholds import thresholds


def library_phrases(rows: Iterable[tuple[str, str, str]]) -> list[str]:
    """Return the ways in which people write down an indicator of the library: name, explanation and formula of each."""
    texts = set[str]()
    for name, explanation, formula in rows:
        texts |= {bare(name), bare(explanation), row_text(name, explanation), row_text(name, formula)}
    return sorted(texts - {""})


@lru_cache(maxsize=2)
def library_of(rows: tuple[tuple[str, str, str], ...]) -> "Library":
    """Return the library ready to compare with; the same rows are made ready once."""
    return Library(library_phrases(rows))


class Library:
    """The texts of the indicator library, ready to compare with."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = frozenset(texts)
        sets = sorted((tuple(sorted(pairs)) for text in self._texts if (pairs := grams(text))), key=len)
        self._block = Block([(pairs, at) for at, pairs in enumerate(sets)]) if sets else None

    def keys_of(self, texts: Mapping[int, str]) -> set[int]:
        """Return the keys of the texts that are the same as a text of the library, or nearly."""
        return {key for key, text in texts.items() if text in self._texts or self._has_near(text)}

    def _has_near(self, text: str) -> bool:
        pairs = tuple(grams(text))
        if not self._block or not pairs:
            return False
        return next(self._block.near(pairs, thresholds().library_alike), None) is not None
