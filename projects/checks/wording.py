"""Texts as rules compare them: without numbering, blanks, punctuation and full-width forms."""

import re
import unicodedata
from functools import lru_cache

# A text beyond this says the same at its beginning; what is kept of it stays small.
KEPT = 4096

_NUMBERING = re.compile(
    r"[(（]?(?:目标)?(?:\d{1,2}(?!\d)|[一二三四五六七八九十]{1,3})(?:[)）]\s*[.．、]?|\s*[.．、:：](?!\d))\s*"
    r"|[①-⑳]\s*|[·•●◆■▪*※\-—]+\s*"
)
_MARKS = re.compile(r"[\W_]+")


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """Return a text for comparisons: NFKC, no list number, no white space, no punctuation; signs of quantity go too.

    "1. 机关 正常运转。" and "机关正常运转" are the same, "2024年" and "2024年" stay what they are.
    """
    plain = unicodedata.normalize("NFKC", text[:KEPT]).strip().lower()
    return _MARKS.sub("", _NUMBERING.sub("", plain, count=1) if _NUMBERING.match(plain) else plain)


def says_nothing(text: str) -> bool:
    """Tell whether a text has neither a letter nor a digit: blank, or only dashes and slashes."""
    return not normalise(text)
