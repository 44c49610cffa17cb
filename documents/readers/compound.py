"""Compound files (OLE2), the container of .doc, .xls and of encrypted Office files ([MS-CFB])."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from documents.errors import UnreadableDocument
from documents.readers.package import DAMAGED

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = struct.Struct("<8s16x5H6x9I")
_ENTRY = struct.Struct("<64sHBBIII36xIQ")
_LAST_SECTOR = 0xFFFFFFFA  # this number and above mark ends and holes
_STREAM, _ROOT = 2, 5


@dataclass(frozen=True, slots=True)
class _Entry:
    """A directory entry: its name, whether stream or storage, its siblings and first child, where its bytes begin."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class CompoundFile:
    """The streams at the root of a compound file. Raises UnreadableDocument where its tables lead nowhere."""

    def __init__(self, content: bytes) -> None:
        if len(content) < 512:
            raise UnreadableDocument(DAMAGED)
        self._content = content
        header = _HEADER.unpack_from(content)
        self._sector_size = 1 << min(header[4], 12)
        self._mini_size = 1 << min(header[5], 9)
        self._cutoff = header[10]
        self._table = self._read_table(first_extra=header[13])
        directory = self._chain(header[8])
        self._entries = [_entry(directory, at) for at in range(0, len(directory) - 127, 128)]
        if not self._entries or self._entries[0].kind != _ROOT:
            raise UnreadableDocument(DAMAGED)
        self._mini_table = _numbers(self._chain(header[11]))
        self._streams = {entry.name: entry for entry in self._at_root() if entry.kind == _STREAM}

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._streams)

    def read(self, name: str) -> bytes:
        """Return the bytes of a stream at the root."""
        entry = self._streams[name]
        if entry.size >= self._cutoff:
            return self._chain(entry.start)[: entry.size]
        store = self._chain(self._entries[0].start)
        sectors = _follow(self._mini_table, entry.start)
        parts = (store[at * self._mini_size : (at + 1) * self._mini_size] for at in sectors)
        return b"".join(parts)[: entry.size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._sector_size
        return self._content[start : start + self._sector_size]

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _follow(self._table, start))

    def _read_table(self, first_extra: int) -> tuple[int, ...]:
        """Return the allocation table; the header lists its first 109 sectors, a chain of sectors the others."""
        listed = list(struct.unpack_from("<109I", self._content, 76))
        extra, seen = first_extra, set[int]()
        while extra < _LAST_SECTOR and extra not in seen:
            seen.add(extra)
            *more, extra = _numbers(self._sector(extra)) or (_LAST_SECTOR,)
            listed.extend(more)
        return _numbers(b"".join(self._sector(number) for number in listed if number < _LAST_SECTOR))

    def _at_root(self) -> Iterator[_Entry]:
        waiting, seen = [self._entries[0].child], set[int]()
        while waiting:
            number = waiting.pop()
            if number < len(self._entries) and number not in seen:
                seen.add(number)
                entry = self._entries[number]
                yield entry
                waiting += [entry.left, entry.right]


def _entry(directory: bytes, at: int) -> _Entry:
    name, length, kind, _, left, right, child, start, size = _ENTRY.unpack_from(directory, at)
    text = name[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
    return _Entry(text, kind, left, right, child, start, size & 0xFFFFFFFF)


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _follow(table: tuple[int, ...], start: int) -> list[int]:
    """Return the chain of sectors from a start; one that comes back to itself is damaged."""
    chain: list[int] = []
    number = start
    while number < len(table):
        chain.append(number)
        if len(chain) > len(table):
            raise UnreadableDocument(DAMAGED)
        number = table[number]
    return chain
