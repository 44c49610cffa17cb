"""Readers: a file of any known format becomes a stream of blocks."""

from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from documents.blocks import Blocks
from documents.readers.docx import read_docx
from documents.readers.limits import UPLOAD, Limits
from documents.readers.package import Package


def read_blocks(source: Path | BinaryIO | bytes, name: str = "", *, limits: Limits = UPLOAD) -> Blocks:
    file: BinaryIO = BytesIO(source) if isinstance(source, bytes) else BytesIO(Path(source).read_bytes())
    return read_docx(Package(file, limits))
