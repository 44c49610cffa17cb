"""Pinyin initials (拼音首字母), as people type them to find something: 两会 is lh."""


def initials_of(*texts: str) -> str:
    """Return the initials of each text in lower case, a space between texts; Latin letters and digits stay."""
    # 58 MB that every worker would carry, for a column that is written when the library is loaded.
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    spelt = ("".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower() for text in texts)
    return " ".join("".join(mark for mark in text if mark.isascii() and mark.isalnum()) for text in spelt)
