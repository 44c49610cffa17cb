"""A zip package (.docx, .xlsx) opened with mistrust: parts are streamed and never grow beyond the limits."""

import re
import struct
import zipfile
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import BinaryIO, Literal

from lxml import etree
from lxml.etree import _Element

from documents.errors import UnreadableDocument
from documents.readers.limits import MEGABYTE, Limits

_CHUNK = 1 << 16
_LOCAL_HEADER = 30
_END = struct.Struct("<4s4H2LH")
_LOCATOR = struct.Struct("<4sLQL")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LONGEST_COMMENT = 1 << 16
_USUAL_MAIN_PARTS = ("word/document.xml", "xl/workbook.xml")
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# ISO 29500 strict files say the same under other names
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"

DAMAGED = "文件已损坏（可能没有下载或复制完整），请重新获取原文件，或用 Word、Excel 打开后另存一份再导入。"
_ENCRYPTED = "文件里有加密的内容，请先取消密码，另存一份再导入。"
_CROWDED = (
    "文件里的部件太多（超过{limit}个），不像 Word 或 Excel 文件；请用 Word、Excel 打开后另存一份再导入。"
)
_TOO_LONG = "文件内容展开后超过{limit}MB，无法读取；请拆成几份，或删去无关内容后再导入。"
TOO_LARGE_BLOCK = (
    "文件中有一张表格（或一段文字）的内容异常庞大，无法读取；请检查原文件，删去多余内容后再导入。"
)


class Package:
    """The parts of a zip package by name. Raises UnreadableDocument where the zip contradicts itself or the limits."""

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self.limits = limits
        _check_directory(file, limits)
        self._zip = zipfile.ZipFile(file)
        self._parts = _checked_parts(self._zip, limits)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._parts)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part's bytes, 64 KB at a time; zipfile never gives more than the size it declares."""
        part = self._parts[name]
        if part.file_size > self.limits.part_bytes:
            raise UnreadableDocument(_TOO_LONG.format(limit=self.limits.part_bytes // MEGABYTE))
        with self._zip.open(part) as stream:
            yield _STRICT.sub(_TRANSITIONAL, stream.read(_CHUNK))
            while chunk := stream.read(_CHUNK):
                yield chunk

    def elements(self, name: str, *tags: str) -> Iterator[_Element]:
        """Yield each element of these names when it is complete, then forget it: no tree is built.

        Raises UnreadableDocument where there are more than limits.elements, or where more than limits.block_bytes
        pass without one, since all of that would be held in memory.
        """
        if name not in self._parts:
            return
        parser = pull_parser("end", tags)
        waiting = count = 0
        for chunk in self.chunks(name):
            parser.feed(chunk)
            waiting += len(chunk)
            for found in read_elements(parser):
                waiting, count = 0, count + 1
                yield found
                _forget(found)
            if waiting > self.limits.block_bytes or count > self.limits.elements:
                raise UnreadableDocument(TOO_LARGE_BLOCK)
        parser.close()

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Return the relations of a part ("" for the package): id to (last word of the type, name of the target)."""
        folder = dirname(name)
        part = join(folder, "_rels", f"{name.removeprefix(folder).strip('/')}.rels")
        return {
            relation.get("Id", ""): (relation.get("Type", "").rpartition("/")[2], _resolve(folder, relation))
            for relation in self.elements(part, _RELATION)
        }

    def main_part(self) -> str:
        """Return the name of the part that the package is about, "" where there is none."""
        targets = (target for kind, target in self.relations("").values() if kind == "officeDocument")
        return next((target for target in (*targets, *_USUAL_MAIN_PARTS) if target in self._parts), "")

    def head(self, name: str) -> str:
        """Return the first 100 bytes of a part as text, "" where there is no such part."""
        if name not in self._parts:
            return ""
        with self._zip.open(self._parts[name]) as part:
            return part.read(100).decode("ascii", "replace")

    def related(self, name: str, kind: str) -> str:
        """Return the name of the first part of a kind ("styles") that a part relates to, "" where there is none."""
        return next((target for found, target in self.relations(name).values() if found == kind), "")


def pull_parser(event: Literal["start", "end"], tags: tuple[str, ...]) -> etree.XMLPullParser:
    """Return a parser that expands no entity, fetches nothing and tells of one kind of event for some elements."""
    return etree.XMLPullParser(
        events=(event,),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def read_elements(parser: etree.XMLPullParser) -> Iterator[_Element]:
    """Yield the elements that a pull_parser has found so far.

    Raises UnreadableDocument where the document declares a type: Office never does, attackers do.
    """
    for _, element in parser.read_events():
        if not isinstance(element, _Element) or element.getroottree().docinfo.internalDTD is not None:
            raise UnreadableDocument(DAMAGED)
        yield element


def _forget(element: _Element) -> None:
    """Empty an element that was read, and drop the one before it; the parser may still stand on this one."""
    parent, previous = element.getparent(), element.getprevious()
    element.clear()
    if parent is not None and previous is not None:
        parent.remove(previous)


def _check_directory(file: BinaryIO, limits: Limits) -> None:
    """Refuse a zip whose end is missing or whose directory is too large to be taken into memory."""
    size = file.seek(0, 2)
    start = max(size - _END.size - _LONGEST_COMMENT, 0)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) - at < _END.size:
        raise UnreadableDocument(DAMAGED)
    entries, directory_size = _END.unpack_from(tail, at)[4:6]
    if at >= _LOCATOR.size and tail.startswith(b"PK\6\7", at - _LOCATOR.size):
        file.seek(min(_LOCATOR.unpack_from(tail, at - _LOCATOR.size)[2], size))
        record = file.read(_END_64.size)
        if len(record) < _END_64.size:
            raise UnreadableDocument(DAMAGED)
        entries, directory_size = _END_64.unpack(record)[7:9]
    if entries > limits.members or directory_size > limits.members * 1024:
        raise UnreadableDocument(_CROWDED.format(limit=limits.members))


def _checked_parts(package: zipfile.ZipFile, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """Return the parts by name; no name twice, none encrypted, none overlapping another (overlaps are bombs)."""
    parts: dict[str, zipfile.ZipInfo] = {}
    end = 0
    for part in sorted(package.infolist(), key=lambda part: part.header_offset):
        if part.flag_bits & 0x1:
            raise UnreadableDocument(_ENCRYPTED)
        is_known_method = part.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        if part.filename in parts or part.header_offset < end or not is_known_method:
            raise UnreadableDocument(DAMAGED)
        end = part.header_offset + _LOCAL_HEADER + part.compress_size
        parts[part.filename] = part
    if len(parts) > limits.members:
        raise UnreadableDocument(_CROWDED.format(limit=limits.members))
    return parts


def _resolve(folder: str, relation: _Element) -> str:
    """Return the name of the part that a relation targets; what leads outside the package names no part."""
    return normpath(join("/", folder, relation.get("Target", ""))).lstrip("/")
