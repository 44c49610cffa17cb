"""Texts as rules compare them: without numbering, blanks, punctuation and full-width forms."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# A text beyond this says the same at its beginning; what is kept of it stays small.
KEPT = 4096

_NUMBERING = re.compile(
    r"[(（]?(?:目标)?(?:\d{1,2}(?!\d)|[一二三四五六七八九十]{1,3})(?:[)）]\s*[.．、]?|\s*[.．、:：](?!\d))\s*"
    r"|[·•●◆■▪*※\-—]+\s*"
)
_CIRCLED = re.compile(r"\s*[①-⑳]\s*")
_NOTHING = re.compile(r"[\s\-—–－‐─━_/／\\、.。…~·*]*")
_MARKS = re.compile(r"[\W_]+")


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """Return a text for comparisons: NFKC, no list number, no white space, no punctuation; signs of quantity go too.

    "1. 机关 正常运转。" and "机关正常运转" are the same, "2024年" and "2024年" stay what they are.
    """
    # NFKC makes ① a 1 like any other.
    text = _CIRCLED.sub("", text[:KEPT], count=1) if _CIRCLED.match(text) else text[:KEPT]
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    return _MARKS.sub("", _NUMBERING.sub("", plain, count=1) if _NUMBERING.match(plain) else plain)


def is_empty(text: str | None) -> bool:
    """Tell whether a cell is as good as empty: blank, or only dashes, slashes and dots as printed for "nothing"."""
    return not text or bool(_NOTHING.fullmatch(text))


def quoted(names: Iterable[str]) -> str:
    """Return names as a sentence lists them: “数量指标”“质量指标”."""
    return "".join(f"“{name}”" for name in names)


def shortened(text: str, length: int = 40) -> str:
    """Return a text for a message, without line breaks and cut where it is long."""
    line = " ".join(text[: length * 4].split())
    return line if len(line) <= length else f"{line[:length]}…"
