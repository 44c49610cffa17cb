"""Readers: a file of any known format becomes a stream of blocks."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from documents.blocks import Blocks, Paragraph
from documents.errors import UnreadableDocument
from documents.grid import Grid
from documents.readers.intake import sniff
from documents.readers.limits import MEGABYTE, TRUSTED, UPLOAD, Limits
from documents.readers.opening import open_blocks
from documents.readers.package import DAMAGED

__all__ = ["TRUSTED", "UPLOAD", "Limits", "read_blocks", "sniff"]

_LOG = logging.getLogger(__name__)
_MISSING = "找不到这个文件，或没有读取它的权限；请检查文件的位置和名称。"
_TOO_LARGE = "文件超过{limit}MB，无法导入；请删去其中的图片，或拆成几份再导入。"
_TOO_MUCH = "文件里的文字或单元格太多，无法导入；请拆成几份，或删去无关内容后再导入。"


def read_blocks(source: Path | BinaryIO | bytes, name: str = "", *, limits: Limits = UPLOAD) -> Blocks:
    """Return the paragraphs, tables and sheets of a file in reading order, as a stream.

    Reads .docx, .xlsx, .xls, HTML and MHTML, whatever the file is called, and through an installed LibreOffice .doc,
    RTF, ODT, ODS and the XML formats of Office 2003. `name` is only for the log. `limits` is UPLOAD for files from
    anyone, TRUSTED for large ones from the command line. Raises UnreadableDocument and nothing else: at once where
    the fault shows from outside, else when the stream reaches it.
    """
    with _refusing(name):
        return _checked(open_blocks(_content(source, limits), limits), name, limits)


def _content(source: Path | BinaryIO | bytes, limits: Limits) -> bytes:
    if isinstance(source, Path):
        try:
            with source.open("rb") as file:
                return _content(file, limits)
        except OSError as error:
            raise UnreadableDocument(_MISSING) from error
    content = source if isinstance(source, bytes) else source.read(limits.file_bytes + 1)
    if len(content) > limits.file_bytes:
        raise UnreadableDocument(_TOO_LARGE.format(limit=limits.file_bytes // MEGABYTE))
    return content


def _checked(blocks: Blocks, name: str, limits: Limits) -> Blocks:
    """Pass on blocks up to the limits on cells and characters, and turn all that goes wrong into a refusal."""
    cells = characters = 0
    with _refusing(name):
        for block in blocks:
            if isinstance(block, Grid):
                cells += len(block.cells)
                characters += sum(len(cell.text) for cell in block.cells)
            elif isinstance(block, Paragraph):
                characters += len(block.text)
            if cells > limits.cells or characters > limits.characters:
                raise UnreadableDocument(_TOO_MUCH)
            yield block


@contextmanager
def _refusing(name: str) -> Iterator[None]:
    """The one boundary: libraries have a dozen ways to fail on damaged files, users get one sentence."""
    try:
        yield
    except UnreadableDocument:
        raise
    except Exception as error:
        _LOG.warning("cannot read %r", name, exc_info=True)
        raise UnreadableDocument(DAMAGED) from error
