"""Reads MHTML, the single-file web page that Word, Excel and web systems save as .doc or .xls."""

from email import message_from_bytes
from email.message import Message

from documents.blocks import Blocks
from documents.errors import UnreadableDocument
from documents.readers.charset import decode
from documents.readers.html import read_html
from documents.readers.limits import Limits

_NO_PAGE = "这个网页归档文件里没有网页内容；请用 Word 或 Excel 打开后另存为 .docx 或 .xlsx 再导入。"


def read_mhtml(content: bytes, limits: Limits) -> Blocks:
    """Return the blocks of all HTML parts in their order. Raises UnreadableDocument where there is none."""
    pages = [part for part in message_from_bytes(content).walk() if part.get_content_type() == "text/html"]
    if not pages:
        raise UnreadableDocument(_NO_PAGE)
    return (block for page in pages for block in read_html(decode(_content(page)), limits))


def _content(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
