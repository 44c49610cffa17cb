"""Readers: a file of any known format becomes a stream of blocks."""

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from documents.blocks import Blocks
from documents.readers.charset import decode
from documents.readers.docx import read_docx
from documents.readers.html import read_html
from documents.readers.limits import UPLOAD, Limits
from documents.readers.package import Package
from documents.readers.xlsx import read_xlsx


def read_blocks(source: Path | BinaryIO | bytes, name: str = "", *, limits: Limits = UPLOAD) -> Blocks:
    content = source if isinstance(source, bytes) else source.read_bytes() if isinstance(source, Path) else source.read()
    if content[:2] != b"PK":
        return read_html(decode(content), limits)
    package = Package(BytesIO(content), limits)
    return read_xlsx(package) if package.main_part().startswith("xl/") else read_docx(package)
