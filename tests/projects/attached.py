"""Files for attachments, made small."""

import errno
import io
import struct
import zipfile
from pathlib import Path

from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile

PDF = b"%PDF-1.7\n1 0 obj"
JPG = b"\xff\xd8\xff\xe0picture"
PNG = b"\x89PNG\r\n\x1a\npicture"


RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="{}"/></Relationships>'
)


def package(*names, main=""):
    """A zip with parts of these names, one of which it may call its main part."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name in names:
            made.writestr(name, "<x/>")
        if main:
            made.writestr("_rels/.rels", RELATIONS.format(main))
    return file.getvalue()


class FullDisk(FileSystemStorage):
    """A disk on which there is no room for more than two bytes."""

    def _save(self, name, content):
        path = Path(self.path(name))
        path.parent.mkdir(parents=True)
        path.write_bytes(content.read(2))
        raise OSError(errno.ENOSPC, "No space left on device")


def compound(*names, more=b""):
    """An OLE file with empty streams of these names at its root, side by side."""
    entries = [_entry("Root Entry", 5, child=1)]
    entries += [_entry(name, 2, right=at + 2 if at + 1 < len(names) else -1) for at, name in enumerate(names)]
    directory = b"".join(entries).ljust(512, b"\0")
    table = struct.pack("<2i", -3, -2).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<5H6x9i", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, -2, 0, -2, 0)
    return header.ljust(76, b"\0") + struct.pack("<i", 0).ljust(436, b"\xff") + table + directory + more


def _entry(name, kind, *, right=-1, child=-1):
    coded = name.encode("utf-16-le")
    links = struct.pack("<64sHBBiii36xiQ", coded, len(coded) + 2, kind, 1, -1, right, child, 0, 0)
    return links


def upload(content=PDF, name="立项依据.pdf"):
    return SimpleUploadedFile(name, content)
