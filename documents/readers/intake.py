"""Tells what a file really is, by its content; its name may say anything."""

import re

from documents.readers.charset import decode
from documents.readers.compound import SIGNATURE as _COMPOUND

_HEAD = 4096
_MAGIC = (
    *(
        (b"PK\3\4", "zip"),
        (_COMPOUND, "compound"),
        (b"%PDF", "pdf"),
        (b"{\\rtf", "rtf"),
        (b"Rar!", "archive"),
    ),
    *(
        (b"7z\xbc\xaf\x27\x1c", "archive"),
        (b"\x1f\x8b", "archive"),
        (b"PK\5\6", "archive"),
        (b"\xff\xd8\xff", "picture"),
    ),
    *(
        (b"\x89PNG", "picture"),
        (b"GIF8", "picture"),
        (b"BM", "picture"),
        (b"II*\0", "picture"),
        (b"MM\0*", "picture"),
    ),
    *((b"RIFF", "picture"), (b"\0\0\0\x18ftypheic", "picture"), (b"\0\0\0\x1cftypheic", "picture")),
)
_TWO_BYTE_STARTS = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|table|div|p|h[1-6]|style|span)[\s>]", re.IGNORECASE
)
_MAIL_HEADER = re.compile(r"(?:mime-version|from|subject|date|content-type):", re.IGNORECASE)
_PROGRAM = re.compile(r"<\?mso-application\s+progid=.(\w+)\.")
_TEXTUAL = re.compile(r"[^\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]*")
_LEAST_TEXT = 0.9

REFUSALS = {
    "empty": "文件是空的（没有任何内容），请重新导出或换一份文件再导入。",
    "pdf": "这是 PDF 文件，不能从中读取表格；请导入制作它的 Word 或 Excel 文件。",
    "picture": "这是一张图片，不是 Word 或 Excel 文件；请导入原来的 Word 或 Excel 文件。",
    "archive": "这是压缩包；请先解压，再导入其中的 Word 或 Excel 文件。",
    "text": "这是纯文本文件，里面没有表格；请导入 Word（.docx）或 Excel（.xlsx）文件。",
    "unknown": "认不出这是什么文件（可能已损坏）；请导入 Word（.docx）或 Excel（.xlsx）文件。",
}


def sniff(content: bytes) -> str:
    """Return what a file is by its first bytes.

    One of: empty zip compound pdf rtf picture archive html mhtml json word_xml excel_xml text unknown.
    """
    if not content:
        return "empty"
    head = content[:_HEAD]
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if b"\0" in head and not head.startswith(_TWO_BYTE_STARTS):
        return "unknown"
    return _sniff_text(decode(head).lstrip("\ufeff \t\r\n"))


def _sniff_text(text: str) -> str:
    program = _PROGRAM.search(text)
    if program is not None:
        return "excel_xml" if program[1] == "Excel" else "word_xml"
    if "http://schemas.microsoft.com/office/2006/xmlPackage" in text:
        return "word_xml"
    if text.startswith("<") and _MARKUP.search(text):
        return "html"
    if _MAIL_HEADER.match(text):
        return "mhtml"
    if text.startswith(("{", "[")):
        return "json"
    if not text.strip():
        return "empty"
    readable = sum(len(run) for run in _TEXTUAL.findall(text))
    return "text" if readable >= _LEAST_TEXT * len(text) else "unknown"
