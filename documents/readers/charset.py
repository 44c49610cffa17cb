"""Finds the encoding of a text file, whatever the file says of itself."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
# gb18030 reads all that the older Chinese sets can say
_CHINESE = {
    "gb2312",
    "gbk",
    "cp936",
    "ms936",
    "hz-gb-2312",
    "x-gbk",
    "gb18030",
    "iso-8859-1",
    "windows-1252",
    "us-ascii",
}


def decode(content: bytes) -> str:
    """Return the text of a file: by byte order mark, else as UTF-8, else as declared, else as GB 18030.

    UTF-8 goes before the declaration, since files are converted without it being changed, and Chinese text in
    another encoding never reads as UTF-8. Bytes that mean nothing become U+FFFD.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if b"\0" in content[:400]:
        little_endian = content[:400:2].count(b"\0") < content[1:400:2].count(b"\0")
        return content.decode("utf-16-le" if little_endian else "utf-16-be", "replace")
    for encoding in ("utf-8", _declared(content)):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("gb18030", "replace")


def _declared(content: bytes) -> str:
    found = _DECLARED.search(content[:4096])
    name = found[1].decode("ascii").lower() if found else ""
    return "gb18030" if name in _CHINESE or not name else name
