"""Text as it may stand in a goal table: one cleaning for files and for forms."""

import re
import unicodedata

# In the text of a cell: a line break inside a paragraph, often made to fit a narrow cell; "\n" alone ends a paragraph.
LINE_BREAK = "\n\u2028"
# Line ends of every program (Word's soft return is U+000B, its page break U+000C) become one newline.
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Nobody sees these, and XML, openpyxl or PostgreSQL refuse many of them: C0 and C1 controls, soft hyphen, zero-width
# characters, marks and overrides of the writing direction, byte order mark, surrogates, noncharacters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\ufffe\uffff"
    "\ud800-\udfff]"
)
# One class of characters: a choice of patterns is searched at a third of the speed.
_ODD_IN_CELL = re.compile(_UNSEEN.pattern.replace("[", "[\r\x0b\x0c\x85\u2029", 1))
_ODD = re.compile(f"{_LINE_END.pattern}|{_UNSEEN.pattern}")


def clean_text(text: str) -> str:
    """Return text without what cannot be seen or stored: tab and newline stay, other controls go, NFC.

    Line ends of all kinds become newline. Spaces are neither stripped nor collapsed. Idempotent.
    """
    if _ODD.search(text):
        text = _UNSEEN.sub("", _LINE_END.sub("\n", text))
    # is_normalized() is a quick check that leaves nearly every text alone
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """Return a label without any white space (U+3000 and U+00A0 included): 财政　资金 is 财政资金."""
    return "".join(text.split())


def clean_texts(texts: list[str]) -> list[str]:
    """Return texts cleaned each by clean_text(); joined, the clean ones are told in one go, many times faster.

    LINE_BREAK stays, and a line separator of the text's own becomes one.
    """
    joined = "\n".join(texts)
    are_breaks = joined.count("\u2028") == joined.count(LINE_BREAK)
    if are_breaks and not _ODD_IN_CELL.search(joined) and unicodedata.is_normalized("NFC", joined):
        return texts
    return [_clean_cell(text) for text in texts]


def _clean_cell(text: str) -> str:
    return LINE_BREAK.join(map(clean_text, text.replace("\n\u2028", "\u2028").split("\u2028")))
