"""Telling what comes out of the indicator library from what was copied."""

from collections.abc import Iterable, Mapping

from projects.twins.bigrams import near_texts
from projects.twins.phrases import bare, row_text
from projects.twins.thresholds import thresholds


def library_phrases(rows: Iterable[tuple[str, str, str]]) -> list[str]:
    """Return the ways in which people write down an indicator of the library: name, explanation and formula of each."""
    texts = set[str]()
    for name, explanation, formula in rows:
        texts |= {bare(name), bare(explanation), row_text(name, explanation), row_text(name, formula)}
    return sorted(texts - {""})


def out_of_library(texts: Mapping[int, str], library: Iterable[str]) -> set[int]:
    """Return the keys of the texts that are the same as a text of the library, or nearly."""
    known = {-number: text for number, text in enumerate(library, 1)}
    words = set(known.values())
    same = {key for key, text in texts.items() if text in words}
    return same | {key for key, _, _ in _near(known, texts)}


def _near(known: Mapping[int, str], texts: Mapping[int, str]) -> Iterable[tuple[int, int, float]]:
    found = near_texts(known, texts, thresholds().library_alike)
    return (pair for pair in found if pair[1] < 0)
