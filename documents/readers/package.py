"""A zip package (.docx, .xlsx) opened with mistrust: its parts are streamed and never grow beyond the limits."""

import zipfile
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import BinaryIO

from lxml import etree
from lxml.etree import _Element

from documents.errors import UnreadableDocument
from documents.readers.limits import Limits

_CHUNK = 1 << 16


def secure_parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)


class Package:
    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self.limits = limits
        self.zip = zipfile.ZipFile(file)
        self.names = set(self.zip.namelist())

    def chunks(self, name: str) -> Iterator[bytes]:
        with self.zip.open(name) as part:
            while chunk := part.read(_CHUNK):
                yield chunk

    def parse(self, name: str) -> _Element | None:
        if name not in self.names:
            return None
        return etree.fromstring(self.zip.read(name), secure_parser())
