"""Files that cannot be read, or that attack: each gets one sentence, in little time and memory."""

import io
import re
import struct
import zipfile
from pathlib import Path

import pytest

from documents.errors import UnreadableDocument
from documents.readers import TRUSTED, UPLOAD, Limits, read_blocks, sniff
from documents.readers.compound import CompoundFile
from tests.documents.paper import (
    SENTENCE,
    cell,
    compound,
    document,
    docx,
    docx_parts,
    outline,
    paragraph,
    relations,
    row,
    table,
    zipped,
)

PLAIN = docx(paragraph("甲"))


def refusal(content: bytes, limits: Limits = UPLOAD) -> str:
    with pytest.raises(UnreadableDocument) as raised:
        list(read_blocks(content, limits=limits))
    sentence = str(raised.value)
    assert SENTENCE.fullmatch(sentence), sentence
    return sentence


# ---- what it is


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        *((b"", "empty"), (b" \r\n", "empty"), (PLAIN, "zip"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "compound")),
        *((b"%PDF-1.7", "pdf"), (b"{\\rtf1\\ansi", "rtf"), (b"Rar!\x1a", "archive"), (b"\x1f\x8b\x08", "archive")),
        *((b"\x89PNG\r\n", "picture"), (b"\xff\xd8\xff\xe0", "picture"), (b"GIF89a", "picture"), (b"II*\0", "picture")),
        *((b"<html>", "html"), (b"\xef\xbb\xbf\r\n<!DOCTYPE html>", "html"), (b"<?xml version='1.0'?><html >", "html")),
        *(("<div>甲".encode("gb18030"), "html"), ("<table >".encode("utf-16"), "html"), (b"<x><TABLE>", "html")),
        *((b"MIME-Version: 1.0\r\n", "mhtml"), (b"From: <Saved by WPS>", "mhtml"), (b' {"fiscal_year": 1}', "json")),
        *((b"[]", "json"), ("绩效目标\t300万元".encode("gb18030"), "text"), (b"a,b\r\n1,2", "text"), (bytes(range(256)), "unknown")),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', "word_xml"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "excel_xml"),
        (b'<?xml version="1.0"?><p xmlns:p="http://schemas.microsoft.com/office/2006/xmlPackage"/>', "word_xml"),
    ],
)  # fmt: skip
def test_sniff(content: bytes, kind: str) -> None:
    assert sniff(content) == kind


def test_sources_of_all_kinds_are_read(tmp_path: Path) -> None:
    path = tmp_path / "表.xls"
    path.write_bytes(PLAIN)

    for source in (path, PLAIN, io.BytesIO(PLAIN)):
        assert outline(read_blocks(source, "表.xls")) == ["甲"]
    with pytest.raises(UnreadableDocument, match=r"^找不到这个文件"):
        read_blocks(tmp_path / "无.docx")


# ---- what is wrong, seen from outside


MACRO = zipped(
    {
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": document(""),
        "word/vbaProject.bin": b"x",
    }
)


def encrypted_zip() -> bytes:
    content = bytearray(PLAIN)
    at = content.index(b"PK\1\2")
    content[at + 8] |= 1
    return bytes(content)


REFUSED: list[tuple[bytes, str]] = [
    (b"", "文件是空的"),
    (PLAIN[:-30], "文件已损坏"),
    (PLAIN[: len(PLAIN) // 2], "文件已损坏"),
    (compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "文件设有打开密码"),
    (compound({"WordDocument": bytes(10) + b"\0\1"}), "文件设有打开密码"),
    (compound({"PowerPoint Document": b"x"}), "这是演示文稿"),
    (compound({"VisioDocument": b"x"}), "认不出这是什么文件"),
    (compound({}), "认不出这是什么文件"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "文件已损坏"),
    (b"\xff\xd8\xff\xe0" + bytes(99), "这是一张图片"),
    (b"%PDF-1.4", "这是 PDF 文件"),
    (b'{"tables": []}', "这是数据文件"),
    (b"hello", "这是纯文本文件"),
    (b"PK\5\6" + bytes(18), "这是压缩包"),
    (zipped({"表.docx": PLAIN}), "这是压缩包"),
    (zipped({"OFD.xml": "<x/>"}), "这是 OFD 版式文件"),
    (zipped({"_rels/.rels": relations({"officeDocument": "ppt/presentation.xml"}), "ppt/presentation.xml": "<x/>"}), "这是演示文稿"),
    (zipped({"_rels/.rels": relations({"officeDocument": "xl/workbook.bin"}), "xl/workbook.bin": "x"}), "这是二进制的 Excel 工作簿"),
    (MACRO, "文件里带有宏"),
    (encrypted_zip(), "文件里有加密的内容"),
    (docx_parts({"word/document.xml": "<x/>"}), "文件已损坏"),
    (docx_parts({"word/document.xml": "<w:document"}), "文件已损坏"),
    (docx_parts({"word/document.xml": b"\xff\xfe\x00"}), "文件已损坏"),
    (docx_parts({"word/document.xml": ""}), "文件已损坏"),
    (docx(paragraph("甲"), styles="<w:style>"), "文件已损坏"),
    (docx(table(row(cell("x", '<w:gridSpan w:val="two"/>')))), "文件已损坏"),
    (docx(table(row(cell("x", '<w:gridSpan w:val="2147483647"/>')))), "表格第1行占了2147483647列（最多64列）"),
    (docx(table(row("甲", properties='<w:trPr><w:gridBefore w:val="99"/></w:trPr>'))), "表格第1行占了100列"),
    (docx(table(row(*["x"] * 65))), "表格第1行占了65列"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "beginning"), REFUSED, ids=lambda value: value if isinstance(value, str) else ""
)
def test_each_fault_has_its_sentence(content: bytes, beginning: str) -> None:
    assert refusal(content).startswith(beginning)


def test_damage_within_the_stream_is_told_when_reached() -> None:
    broken = document("".join(map(paragraph, "甲乙丙")) * 3000)[:-60] + "<"

    blocks = read_blocks(docx_parts({"word/document.xml": broken}))

    assert next(blocks).text == "甲"  # type: ignore[union-attr]
    with pytest.raises(UnreadableDocument, match=r"^文件已损坏"):
        list(blocks)


# ---- zips that lie


def test_zips_that_contradict_themselves_are_refused() -> None:
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as package:
        package.writestr("word/document.xml", document(paragraph("甲")))
        with pytest.warns(UserWarning, match="Duplicate name"):
            package.writestr("word/document.xml", document(paragraph("乙")))
    odd_method = bytearray(PLAIN)
    odd_method[PLAIN.index(b"PK\1\2") + 10] = 97

    assert refusal(twice.getvalue()).startswith("文件已损坏")
    assert refusal(bytes(odd_method)).startswith("文件已损坏")


def test_overlapping_parts_are_refused() -> None:
    content = bytearray(docx_parts({"word/document.xml": document(paragraph("甲")), "word/x.xml": "y" * 100}))
    directory = [found.start() for found in re.finditer(b"PK\1\2", content)]
    first = content[directory[0] + 42 : directory[0] + 46]
    content[directory[1] + 42 : directory[1] + 46] = first

    assert refusal(bytes(content)).startswith("文件已损坏")


def test_a_part_that_is_larger_than_it_says_is_cut_and_refused() -> None:
    content = bytearray(docx_parts({"word/document.xml": document(paragraph("甲" * 100_000))}))
    at = next(
        found.start()
        for found in re.finditer(b"PK\1\2", content)
        if b"word/document.xml" in content[found.start() : found.start() + 63]
    )
    content[at + 24 : at + 28] = struct.pack("<I", 500)

    assert refusal(bytes(content)).startswith("文件已损坏")


def test_zips_with_too_many_parts_are_refused() -> None:
    many = zipped({f"{at}.xml": "" for at in range(1001)})

    assert refusal(many).startswith("文件里的部件太多（超过1000个）")


def zip64(content: bytes, entries: int, size: int) -> bytes:
    """The same zip with the large-file records that some programs always write."""
    at = content.rindex(b"PK\5\6")
    start = struct.unpack_from("<L", content, at + 16)[0]
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, entries, entries, size, start)
    return content[:at] + record + struct.pack("<4sLQL", b"PK\6\7", 0, at, 1) + content[at:]


def test_large_file_records_are_followed() -> None:
    at = PLAIN.rindex(b"PK\5\6")
    entries, size = struct.unpack_from("<HL", PLAIN, at + 10)

    assert outline(read_blocks(zip64(PLAIN, entries, size))) == ["甲"]
    assert refusal(zip64(PLAIN, 10**6, size)).startswith("文件里的部件太多")
    assert refusal(zip64(PLAIN, 4, 2**40)).startswith("文件里的部件太多")
    lost = bytearray(zip64(PLAIN, entries, size))
    lost[lost.index(b"PK\6\7") + 8 : lost.index(b"PK\6\7") + 16] = struct.pack("<Q", 2**60)
    assert refusal(bytes(lost)).startswith("文件已损坏")


def test_names_that_lead_out_of_the_package_lead_nowhere() -> None:
    outside = zipped(
        {"_rels/.rels": relations({"officeDocument": "../../etc/passwd"}), "../../etc/passwd": document("")}
    )

    assert refusal(outside).startswith("这是压缩包")


# ---- limits


@pytest.mark.parametrize(
    ("content", "limits", "beginning"),
    [
        (PLAIN, Limits(file_bytes=100), "文件超过0MB"),
        (PLAIN, Limits(part_bytes=100), "文件内容展开后超过0MB"),
        (PLAIN, Limits(characters=0), "文件里的文字或单元格太多"),
        (docx(table(row("甲", "乙"))), Limits(cells=1), "文件里的文字或单元格太多"),
        (docx(paragraph("甲") * 9), Limits(elements=8), "文件的段落和表格超过8个"),
        (
            docx(paragraph("x" * 300_000)),
            Limits(block_bytes=100_000),
            "文件中有一张表格（或一段文字）的内容异常庞大",
        ),
        (
            docx(table(row("x" * 300_000))),
            Limits(block_bytes=100_000),
            "文件中有一张表格（或一段文字）的内容异常庞大",
        ),
        (
            docx("", styles="<w:style/>" * 9),
            Limits(elements=8),
            "文件中有一张表格（或一段文字）的内容异常庞大",
        ),
        (
            docx("", styles=f"<w:style>{'<w:x/>' * 50_000}</w:style>"),
            Limits(block_bytes=100_000),
            "文件中有一张表格",
        ),
    ],
)
def test_limits_are_kept(content: bytes, limits: Limits, beginning: str) -> None:
    assert refusal(content, limits).startswith(beginning)


def test_files_beyond_the_limits_of_uploads_can_be_trusted() -> None:
    content = docx(table(row("x" * 7_000_000)) + paragraph("甲"))

    assert refusal(content).startswith("文件中有一张表格")
    assert outline(read_blocks(content, limits=TRUSTED)) == [[["x" * 7_000_000]], "甲"]


def test_count_of_parts_that_lies_is_found_out() -> None:
    many = bytearray(zipped({f"{at}.xml": "" for at in range(1001)}))
    at = many.rindex(b"PK\5\6")
    many[at + 8 : at + 12] = struct.pack("<HH", 1, 1)

    assert refusal(bytes(many)).startswith("文件里的部件太多")


# ---- entities


ENTITY = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "_rels/.rels"])
def test_document_types_are_refused(part: str) -> None:
    parts = {
        "word/document.xml": document(paragraph("&b;" if part == "word/document.xml" else "甲")),
        "word/styles.xml": '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style/></w:styles>',
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
    }
    start = parts[part].index("<w:document") if part == "word/document.xml" else 0
    parts[part] = parts[part][:start] + ENTITY + parts[part][start:]

    assert refusal(docx_parts(parts)).startswith("文件已损坏")


# ---- compound files that lead nowhere


def test_compound_files_with_broken_chains_are_refused() -> None:
    whole = compound({"Workbook": b"x" * 9000})
    loop = bytearray(whole)
    loop[512 + 4 : 512 + 8] = struct.pack("<I", 1)
    no_root = bytearray(whole)
    no_root[whole.index("Root Entry".encode("utf-16-le")) + 66] = 2

    assert CompoundFile(whole).read("Workbook") == b"x" * 9000
    for content in (bytes(loop), bytes(no_root), whole[:600]):
        assert refusal(content).startswith("文件已损坏")


def test_small_streams_and_extra_tables_of_compound_files() -> None:
    word = CompoundFile((Path(__file__).parent / "files" / "xls" / "004.xls").read_bytes())
    extra = bytearray(compound({"Workbook": b"x" * 5000}))
    extra[68:72] = struct.pack("<I", 0)  # an extra table list that is its own successor

    assert len(word.read("\x01CompObj")) < 4096
    assert CompoundFile(bytes(extra)).names == {"Workbook"}
