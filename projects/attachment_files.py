"""Files that may be attached: told by what they hold, never by their name; under a name that does no harm."""

import re
from io import BytesIO

from documents.readers import UPLOAD, sniff
from documents.readers.compound import CompoundFile
from documents.readers.package import Package
from documents.text import clean_text
from projects.file_names import file_name

PDF, JPEG, PNG, OFD = "application/pdf", "image/jpeg", "image/png", "application/ofd"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OLD_WORD, OLD_EXCEL = "application/msword", "application/vnd.ms-excel"
# The endings that a file of each type may have; the first is given where its name has another.
ENDINGS = {
    PDF: ("pdf",),
    WORD: ("docx",),
    EXCEL: ("xlsx",),
    OLD_WORD: ("doc", "wps"),
    OLD_EXCEL: ("xls", "et"),
    OFD: ("ofd",),
    JPEG: ("jpg", "jpeg"),
    PNG: ("png",),
}
LONGEST_NAME = 100
OFFERED = "PDF、Word、Excel、WPS、OFD、JPG、PNG"
_STARTS = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
_MACRO_STORAGE = "_VBA_PROJECT".encode("utf-16-le")
_ENDING = re.compile(r"\.([0-9A-Za-z]{1,5})$")
_REFUSALS = {
    "empty": "是空文件，没有上传；请换一份再传。",
    "html": "其实是网页文件，不能作附件；请用浏览器或 Word 另存为 PDF 再传。",
    "mhtml": "其实是网页文件，不能作附件；请用浏览器或 Word 另存为 PDF 再传。",
    "archive": "是压缩包，不能作附件；请解压后逐个上传其中的文件。",
    "picture": "是不能上传的图片格式；请另存为 JPG 或 PNG 再传。",
    "rtf": "是 RTF 文件，不能作附件；请用 Word 另存为 .docx 或 PDF 再传。",
}
_OTHER = f"不是可以上传的文件类型；可以上传 {OFFERED} 文件。"
_MACROS = "里带有宏，不能作附件；请另存为不带宏的 .docx、.xlsx 或 PDF 再传。"
_DAMAGED = "已损坏或设有密码，打不开；请取消密码，另存一份再传。"


class FileRefused(ValueError):
    """A file that may not be attached; str() is a Chinese sentence that goes on from the file's name."""


def media_type_of(content: bytes) -> str:
    """Return the type of a file by its content. Raises FileRefused for one that may not be attached."""
    for start, media_type in _STARTS:
        if content.startswith(start):
            return media_type
    kind = sniff(content)
    try:
        if kind == "zip":
            return _type_of_package(content)
        if kind == "compound":
            return _type_of_compound(content)
    except FileRefused:
        raise
    except Exception as error:  # the readers' many ways to fail on a damaged file
        raise FileRefused(_DAMAGED) from error
    raise FileRefused(_REFUSALS.get(kind, _OTHER))


def _type_of_package(content: bytes) -> str:
    package = Package(BytesIO(content), UPLOAD)
    if any(name.lower().endswith("vbaproject.bin") for name in package.names):
        raise FileRefused(_MACROS)
    main = package.main_part()
    if main.startswith(("word/", "xl/")) and not main.endswith(".bin"):
        return WORD if main.startswith("word/") else EXCEL
    if "OFD.xml" in package.names:
        return OFD
    raise FileRefused(_REFUSALS["archive"] if not main else _OTHER)


def _type_of_compound(content: bytes) -> str:
    if _MACRO_STORAGE in content:
        raise FileRefused(_MACROS)
    names = CompoundFile(content).names
    if "EncryptedPackage" in names:
        raise FileRefused(_DAMAGED)
    if "WordDocument" in names:
        return OLD_WORD
    if names & {"Workbook", "Book"}:
        return OLD_EXCEL
    raise FileRefused(_OTHER)


def shown_name(name: str) -> str:
    """Return the name of a file as people know it, with its own ending, without path and controls."""
    name = clean_text(name).replace("\\", "/").rpartition("/")[2].strip()
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


def clean_name(name: str, media_type: str) -> str:
    """Return a file's name without path, controls and marks of writing direction, with an ending of its type."""
    name = clean_text(name).replace("\\", "/").rpartition("/")[2].strip().rstrip(" .")
    found = _ENDING.search(name)
    stem, ending = (name[: found.start()], found[1].lower()) if found else (name, "")
    endings = ENDINGS[media_type]
    return file_name(stem.strip(" ._") or "附件", ending if ending in endings else endings[0])
