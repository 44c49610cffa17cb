"""Files that are not what they seem, through the command: one sentence, exit code 1, nothing changed."""

import io
import json
import struct
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command
from openpyxl import Workbook

from projects.models import ImportBatch, Project
from units.console import CommandRefused

FILES = Path(__file__).parents[1] / "documents" / "files"
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def empty():
    return b""


def truncated():
    return word_bytes()[:3000]


def picture():
    return b"\x89PNG\r\n\x1a\n" + bytes(500)


def macros():
    types = ("document.main+xml", "document.macroEnabled.main+xml")
    return changed(word_bytes(), "[Content_Types].xml", *types, extra={"word/vbaProject.bin": b"\xd0\xcf"})


def endless_span():
    return changed(word_bytes(), "word/document.xml", 'w:gridSpan w:val="8"', 'w:gridSpan w:val="2147483647"')


def full_sheet_merge():
    book = Workbook()
    book.active["A1"] = "招商经费绩效目标表"
    target = io.BytesIO()
    book.save(target)
    merge = '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return changed(target.getvalue(), "xl/worksheets/sheet1.xml", "</sheetData>", merge)


def bomb():
    return changed(word_bytes(), "word/document.xml", "<w:body>", "<w:body>" + "<w:p/>" * 1_000_000)


def encrypted():
    """A compound file with the two streams of a Word document under a password, both empty."""
    header = struct.pack(
        "<8s16sHHHHH6xIII4xIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        62,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        1,
        4096,
        END,
        0,
        END,
        0,
    )
    fat = struct.pack("<128I", FAT, END, *[FREE] * 126)
    names = (("Root Entry", 5, 1), ("EncryptionInfo", 2, FREE), ("EncryptedPackage", 2, FREE), ("", 0, FREE))
    right = (FREE, 2, FREE, FREE)
    entries = b"".join(
        struct.pack(
            "<64sHBBIII36xIQ",
            name.encode("utf-16-le"),
            2 * len(name) + 2 if name else 0,
            kind,
            1,
            FREE,
            sibling,
            child,
            END,
            0,
        )
        for (name, kind, child), sibling in zip(names, right, strict=True)
    )
    return header + struct.pack("<109I", 0, *[FREE] * 108) + fat + entries


def word_bytes():
    return (FILES / "docx" / "000.docx").read_bytes()


def changed(content, part, old, new, *, extra=None):
    """Return the package with one replacement in one part, and more parts."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in source.namelist():
            text = source.read(name)
            made.writestr(name, text.replace(old.encode(), new.encode(), 1) if name == part else text)
        for name, text in (extra or {}).items():
            made.writestr(name, text)
    return target.getvalue()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (empty, "空"),
        (truncated, "损坏"),
        (encrypted, "密码"),
        (picture, "图片"),
        (macros, "宏"),
        (full_sheet_merge, "合并"),
        (endless_span, "列"),
        (bomb, "超过"),
    ],
)
def test_bad_file_gets_one_sentence_and_changes_nothing(db, tmp_path, make, words):
    path = tmp_path / "文件.docx"
    path.write_bytes(make())
    out = io.StringIO()

    with pytest.raises(CommandRefused) as refused:
        call_command("import_tables", path, "--format", "json", stdout=out)

    (problem,) = json.loads(out.getvalue())[0]["problems"]
    assert words in problem["message"]
    assert problem["message"].endswith("。")
    assert refused.value.returncode == 1
    assert not ImportBatch.objects.exists()
    assert not Project.objects.exists()
