"""Any file as a booklet: paper (Word, Excel, HTML) or canonical JSON."""

import json
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from documents.canonical import booklet_from_json
from documents.errors import UnreadableDocument
from documents.parse import Reading, parse_blocks
from documents.readers import read_blocks
from documents.readers.limits import UPLOAD, Limits

__all__ = ["Reading", "read_booklet"]

HEAD_BYTES = 256
RTF_START = b"{\\"  # no JSON object begins so
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_booklet(
    source: Path | BinaryIO | bytes, name: str = "", *, year: int | None = None, limits: Limits = UPLOAD
) -> Reading:
    """Return what a file says as a booklet, with the problems met in reading it and notes.

    The format is told by content. `year` is the fiscal year where the file names none. Canonical JSON may be one
    booklet or a list of one. Raises UnreadableDocument, in Chinese, for a file that cannot be read at all.
    """
    if _begins_as_json(source):
        return _read_json(_content(source, limits), year)
    return parse_blocks(read_blocks(source, name, limits=limits), year=year)


def _begins_as_json(source: Path | BinaryIO | bytes) -> bool:
    if isinstance(source, Path):
        with source.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
    elif isinstance(source, bytes):
        head = source[:HEAD_BYTES]
    else:
        head = source.read(HEAD_BYTES)
        source.seek(0)
    start = head.removeprefix(BYTE_ORDER_MARK).lstrip()
    return start.startswith((b"{", b"[")) and not start.startswith(RTF_START)


def _content(source: Path | BinaryIO | bytes, limits: Limits) -> bytes:
    if isinstance(source, Path):
        content = source.read_bytes()
    else:
        content = source if isinstance(source, bytes) else source.read()
    if len(content) > limits.file_bytes:
        raise UnreadableDocument("这个数据文件太大，无法读取，请分成几个文件后再试。")
    return content


def _read_json(content: bytes, year: int | None) -> Reading:
    try:
        value = json.loads(content.removeprefix(BYTE_ORDER_MARK))
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument(
            "这个文件像是数据文件（JSON），但内容残缺，无法读取，请重新导出后再试。"
        ) from error
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    booklet = booklet_from_json(value)
    return Reading(replace(booklet, fiscal_year=booklet.fiscal_year or year))
