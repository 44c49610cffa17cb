"""Text of cells and lines: wrapped lines joined, list numbers and serial numbers told from words."""

import re
from functools import lru_cache

from documents.text import LINE_BREAK, squeeze

# What follows a real line break: a numbered or bulleted line.
_MARKER = re.compile(
    r"\s*(?:[(（]?[0-9０-９]{1,3}[)）]|[0-9０-９]{1,3}[.．、]|[(（]?[一二三四五六七八九十]{1,3}[)）、]|[①-⑳]|[·•●◆■▪*※-]"
    r"|[一二三四五六七八九十]是|第[一二三四五六七八九十0-9]{1,3}[，,、]|目标[0-9一二三四五六七八九十]{1,2}[:：])"
)
_SENTENCE_END = "。！？；：;:!?"
_LATIN_END = re.compile(r"[A-Za-z]$")
_LATIN_START = re.compile(r"[A-Za-z]")


def join_lines(text: str) -> str:
    """Return text without blank edges and without the line breaks that a narrow cell or a typist's Enter made.

    A break stays where a sentence ends before it (。；： …) or a numbered or bulleted line begins after it; any other
    break is a wrap and goes, leaving a space only between two Latin letters. Idempotent.
    """
    text = text.strip()
    if "\n" not in text:
        return text
    lines = [line.strip() for line in text.split("\n")]
    joined = ""
    for line in filter(None, lines):
        joined += _glue(joined, line) + line
    return joined


def keep_lines(text: str) -> str:
    """Return text as join_lines() does, but every paragraph on a line of its own: for texts that may be long.

    Only a break inside a paragraph (documents.text.LINE_BREAK) may be a wrap. Idempotent.
    """
    text = text.strip()
    if "\n" not in text:
        return text
    return "\n".join(filter(None, map(join_lines, _paragraphs(text))))


def _paragraphs(text: str) -> list[str]:
    """Part text at the ends of paragraphs; a list number alone in one belongs to the next."""
    paragraphs = [""]
    for line in text.split("\n"):
        if line.startswith(LINE_BREAK[1:]) or is_marker_only(paragraphs[-1].strip()):
            paragraphs[-1] += "\n" + line
        else:
            paragraphs.append(line)
    return paragraphs


def _glue(before: str, after: str) -> str:
    if not before:
        return ""
    if (before[-1] in _SENTENCE_END or _MARKER.match(after)) and not is_marker_only(before):
        return "\n"
    return " " if _LATIN_END.search(before) and _LATIN_START.match(after) else ""


def is_marker_only(text: str) -> bool:
    """Tell whether the last line so far is a list number that lost its words to the next line."""
    last = text.rpartition("\n")[2]
    return bool(_MARKER.fullmatch(last))


@lru_cache(maxsize=4096)
def category_name(text: str) -> str:
    """Return a category name as printed, without the white space and breaks that fit it into a narrow cell."""
    return squeeze(text)
