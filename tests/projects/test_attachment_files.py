"""Files that may be attached: their type by content, their name made harmless."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.attachment_files import ENDINGS, FileRefused, clean_name, media_type_of, shown_name
from tests.projects.attached import JPG, PDF, PNG, compound, package

FILES = Path(__file__).parents[1] / "documents" / "files"
ARCHIVE = "是压缩包，不能作附件；请解压后逐个上传其中的文件。"
OTHER = "不是可以上传的文件类型；可以上传 PDF、Word、Excel、WPS、OFD、JPG、PNG 文件。"
MACROS = "里带有宏，不能作附件；请另存为不带宏的 .docx、.xlsx 或 PDF 再传。"
DAMAGED = "已损坏或设有密码，打不开；请取消密码，另存一份再传。"
SLIDES = package("ppt/presentation.xml", main="ppt/presentation.xml")
PAGE = "其实是网页文件，不能作附件；请用浏览器或 Word 另存为 PDF 再传。"


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (PDF, "pdf"),
        (JPG, "jpg"),
        (PNG, "png"),
        ((FILES / "docx" / "000.docx").read_bytes(), "docx"),
        ((FILES / "xlsx" / "001.xlsx").read_bytes(), "xlsx"),
        ((FILES / "xls" / "004.xls").read_bytes(), "xls"),
        (compound("WordDocument"), "doc"),
        (package("OFD.xml", "Doc_0/Document.xml"), "ofd"),
    ],
)
def test_type_is_told_by_the_content(content, ending):
    assert ENDINGS[media_type_of(content)][0] == ending


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "是空文件，没有上传；请换一份再传。"),
        (b"<!DOCTYPE html><html><script>alert(1)</script>", PAGE),
        (b"MIME-Version: 1.0\nContent-Type: text/html", PAGE),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', OTHER),
        (b"MZ\x90\0\x03\0\0\0", OTHER),
        (b"\x7fELF\2\1\1", OTHER),
        (b"#!/bin/sh\necho", OTHER),
        (b'{"a": 1}', OTHER),
        (b"{\\rtf1", "是 RTF 文件，不能作附件；请用 Word 另存为 .docx 或 PDF 再传。"),
        (b"GIF89a", "是不能上传的图片格式；请另存为 JPG 或 PNG 再传。"),
        (b"Rar!\x1a", ARCHIVE),
        (package("a.txt"), ARCHIVE),
        (package("setup.exe", "OFD.txt"), ARCHIVE),
        (SLIDES, OTHER),
        (package("word/document.xml", "word/vbaProject.bin"), MACROS),
        (package("xl/workbook.xml", "xl/vbaProject.bin"), MACROS),
        (b"PK\3\4 and no more", DAMAGED),
        (compound("WordDocument", more="_VBA_PROJECT".encode("utf-16-le")), MACROS),
        (compound("EncryptedPackage", "EncryptionInfo"), DAMAGED),
        (compound("PowerPoint Document"), OTHER),
        (compound("WordDocument")[:600], DAMAGED),
    ],
)
def test_what_may_not_be_attached(content, sentence):
    with pytest.raises(FileRefused) as refused:
        media_type_of(content)

    assert str(refused.value) == sentence


@given(
    st.binary(max_size=200)
    | st.sampled_from([b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<"]).flatmap(
        lambda start: st.binary(max_size=700).map(lambda rest: start + rest)
    )
)
def test_any_bytes_are_a_type_or_a_sentence(content):
    try:
        said = media_type_of(content)
    except FileRefused as refused:
        said = str(refused)

    assert said in ENDINGS or said.endswith("。")


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("立项依据.pdf", "立项依据.pdf"),
        ("立项依据.PDF", "立项依据.pdf"),
        ("立项依据", "立项依据.pdf"),
        ("立项依据.exe", "立项依据.pdf"),
        ("立项.依据2025.最终稿", "立项.依据2025.最终稿.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\资料\\合同.pdf", "合同.pdf"),
        ("合同\u202efdp.exe", "合同fdp.pdf"),
        ("合\0同\r\n.pdf", "合同.pdf"),
        (".pdf", "附件.pdf"),
        ("", "附件.pdf"),
        (" . . ", "附件.pdf"),
        ("长" * 500 + ".pdf", "长" * 100 + ".pdf"),
        ('a<b>:"c".pdf', "a_b_c.pdf"),
    ],
)
def test_name_is_made_harmless(name, cleaned):
    assert clean_name(name, "application/pdf") == cleaned


def test_second_ending_of_a_type_stays():
    assert clean_name("照片.JPEG", "image/jpeg") == "照片.jpeg"
    assert clean_name("合同.wps", "application/msword") == "合同.wps"


@given(st.text())
def test_no_name_leads_out_of_its_folder(name):
    cleaned = clean_name(name, "application/pdf")

    assert cleaned.endswith(".pdf")
    assert not set(cleaned) & set("/\\\0\r\n")
    assert len(cleaned) <= 104


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("C:\\文件\\x.svg", "x.svg"),
        ("../ 方案\x00.pdf ", "方案.pdf"),
        ("长" * 101, "长" * 100 + "…"),
    ],
)
def test_refusals_say_the_name_with_its_own_ending(name, shown):
    assert shown_name(name) == shown
