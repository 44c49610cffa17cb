"""HTML and MHTML as blocks: encodings, layout, hidden text, tables in tables."""

from base64 import b64encode
from pathlib import Path

import pytest

from documents.blocks import Paragraph
from documents.errors import UnreadableDocument
from documents.grid import Grid
from documents.readers import Limits, read_blocks
from documents.readers.html_text import space_kept_in_cells
from tests.documents.paper import outline

FILES = Path(__file__).parent / "files"
TABLE = "<table><tr><td>项目编码</td><td>甲乙</td></tr></table>"
SHORT = [[["项目编码", "甲乙"]]]


def read(body: str) -> list[object]:
    return outline(read_blocks(f"<html><body>{body}</body></html>".encode()))


# ---- encodings


def page(charset: str, extra: str = "") -> str:
    return f'<html><head><meta http-equiv=Content-Type content="text/html; charset={charset}">{extra}</head><body>{TABLE}</body></html>'


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        *(
            ("gb2312", "gb2312"),
            ("gb2312", "gb18030"),
            ("GBK", "gbk"),
            ("gb2312", "utf-8"),
            ("utf-8", "gb18030"),
        ),
        *(("utf-8", "utf-8-sig"), ("unicode", "utf-16"), ("big5", "big5"), ("windows-1252", "gb18030")),
        *(("utf-16", "utf-16-le"), ("utf-16", "utf-16-be"), ("none-such", "gb18030")),
    ],
)
def test_encoding_is_found_whatever_is_declared(declared: str, encoding: str) -> None:
    content = page(declared)
    if encoding == "big5":
        content = content.replace("项目编码", "項目編碼")

    (grid,) = outline(read_blocks(content.encode(encoding)))

    assert grid == ([["項目編碼", "甲乙"]] if encoding == "big5" else SHORT[0])


def test_encoding_without_declaration_and_with_broken_bytes() -> None:
    assert outline(read_blocks(f"<html>{TABLE}".encode("gb18030"))) == SHORT
    assert outline(read_blocks(b"<html><p>" + "甲".encode("gb18030") + b"\xff\xff</p>")) == ["甲\ufffd\ufffd"]


# ---- text


def test_headings_and_paragraphs() -> None:
    body = "<h2>一、总体</h2><p>甲<br>乙</p><p>&nbsp;</p><div>丙<h4>题</h4>丁</div>戊"

    assert list(read_blocks(f"<html><body>{body}".encode())) == [
        Paragraph("一、总体", 2, "第1段"),
        Paragraph("甲\n乙", None, "第2段"),
        Paragraph("丙", None, "第4段"),
        Paragraph("题", 4, "第5段"),
        Paragraph("丁", None, "第6段"),
        Paragraph("戊", None, "第7段"),
    ]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("财政\n    资金", "财政资金"),
        ("GDP\n growth", "GDP growth"),
        ("总 计", "总 计"),
        ("财政&nbsp;&nbsp;资金", "财政\xa0\xa0资金"),
        ("甲 <br> 乙", "甲\n乙"),
        ("<span>≥</span><span>90%</span>", "≥90%"),
        ("&lt;30天", "<30天"),
        ("a&#11;b&#8203;c", "a\nbc"),
    ],
)
def test_white_space_shows_as_in_a_browser(source: str, text: str) -> None:
    assert read(f"<p>{source}</p>") == [text]
    assert read(f"<table><tr><td>\n <p>{source}</p>\n</td><td>x</td></tr></table>") == [[[text, "x"]]]


@pytest.mark.parametrize(
    "unread",
    [
        *("<del>x</del>", "<span style='display: none'>x</span>", "<script>x</script>", "<!-- x -->"),
        *("<!--[if gte mso 9]><xml><p>x</p></xml><![endif]-->", "<style>x{}</style>"),
        *("<span style='mso-hide:all'><b>x</b><br></span>", "<select><option>x</option></select>"),
    ],
)
def test_what_is_not_seen_is_not_read(unread: str) -> None:
    assert read(f"<p>甲{unread}乙</p>{TABLE}") == ["甲乙", *SHORT]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<span style='font-family:Symbol'>&sup3;<b>&pound;</b></span>90", "≥≤90"),
        ("<font face=Wingdings>\uf0fe<span style='font-family: 宋体'>³</span></font>", "☑³"),
        ("<span style='font-family:\"Symbol\",serif'>是</span>³", "是³"),
    ],
)
def test_signs_of_symbol_fonts_show_as_they_look(source: str, text: str) -> None:
    assert read(f"<p>{source}</p>") == [text]


def test_title_of_the_window_is_not_read() -> None:
    assert outline(read_blocks(f"<html><head><title>x</title></head>{TABLE}".encode())) == SHORT


def test_lists_show_their_numbers() -> None:
    body = (
        "<ol><li>甲<li>乙<ul><li>点</ul></ol><ol start=3 type=a><li>丙</ol><li>散</li></ol><ol start=x><li>丁</ol>"
        "<p><![if !supportLists]><span>1.<span>&nbsp;</span></span><![endif]>戊</p><ins>己</ins>"
    )

    assert read(body) == ["1.甲", "2.乙", "点", "c.丙", "散", "1.丁", "1.\xa0戊", "己"]


def test_kept_white_space_is_kept() -> None:
    sheet = "<style>.goal-table th, .goal-table td { white-space: pre-wrap; }</style>"
    cells = "<table><tr><td> a  b\n</td><th style='white-space:normal'> c  d </th><td> </td></tr></table>"

    assert outline(read_blocks(f"<html><head>{sheet}</head>{cells}<pre> x\n y</pre>".encode())) == [
        [[" a  b\n", "c d", " "]],
        " x\n y",
    ]


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        ("td {white-space:nowrap}", False),
        ("table td{color:red} p {white-space:pre}", False),
        ("td, p {white-space : PRE}", True),
        (".x>th{white-space:pre-line}", True),
        ("tdx {white-space:pre}", False),
    ],
)
def test_style_sheets_say_whether_cells_keep_white_space(sheet: str, kept: bool) -> None:
    assert space_kept_in_cells(sheet) == kept


# ---- tables


def test_spans_as_in_a_browser() -> None:
    body = (
        "<table><tr><td rowspan=2>a<td colspan=2>b<td rowspan=0>c</tr><tr><td>d<td rowspan=9 colspan=x>e</tr>"
        "<tr><td colspan=0>f<td rowspan='-1'>g</table>"
    )

    assert read(body) == [
        [[("a", 2, 1), ("b", 1, 2), ("c", 3, 1)], ["d", ("e", 2, 1)], ["f", "g"]],
    ]
    (grid,) = read_blocks(f"<html>{body}".encode())
    assert isinstance(grid, Grid)
    assert [one.place for one in grid.cells if one.row == 1] == ["第2行第2列", "第2行第3列"]


def test_cells_hold_paragraphs_as_lines() -> None:
    body = "<table><tr><td>\n<p>甲</p>\n<p></p><div>乙</div>丙</td><td> </td></tr></table>"

    assert read(body) == [[["甲\n\n乙\n丙", ""]]]


def test_rows_that_only_hold_widths_are_not_read() -> None:
    assert read("<table><tr><td>甲<td>乙</tr><tr height=0><td width=9></td><td></td></tr></table>") == [
        [["甲", "乙"]]
    ]


def test_broken_tables_are_read() -> None:
    assert read("<table><td>甲<td>乙") == [[["甲", "乙"]]]
    assert read("<td>甲</td></table>乙") == ["甲", "乙"]
    assert read("<table>标题<caption>题</caption><tr></tr><tr><td>甲<td>乙</table>")[-1] == [[], ["甲", "乙"]]


def test_tables_in_tables() -> None:
    frame = f"<table><tr><td><h4>题</h4>{TABLE}注</td></tr></table>"
    form = f"<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁{TABLE}</td></tr></table>"

    assert read(frame) == ["题", *SHORT, "注"]
    assert read(form) == [[["甲", "乙"], ["丙", "丁"]], *SHORT]


def test_tables_left_open_are_read() -> None:
    assert read("<table><tr><td>甲<td>乙<table><tr><td>丙<td>丁") == [[["甲", "乙"]], [["丙", "丁"]]]


@pytest.mark.parametrize("name", ["000", "004"])
def test_files_of_the_field_read_as_their_word_documents(name: str) -> None:
    html = outline(read_blocks(FILES / "html" / f"{name}.doc"))
    word = outline(read_blocks(FILES / "docx" / f"{name}.docx"))

    assert [squeezed(block) for block in html] == [
        squeezed(block) for block in word if not str(block).startswith("目")
    ]


def squeezed(block: object) -> str:
    return "".join(str(block).replace("\\xa0", "").replace("\\n", "").split())


# ---- limits, MHTML


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("<table><tr><td colspan=2000>x</td></tr></table>", "表格第1行超过1024列"),
        ("<table><tr><td>" * 13, "网页中的表格一层套一层，超过12层"),
        ("<b></b>" * 601, "网页里的内容太多"),
        ("<p>" + "x" * 30_000, "网页格式的文件超过0MB"),
    ],
)
def test_pages_beyond_the_limits_are_refused(body: str, sentence: str) -> None:
    limits = Limits(elements=200, block_bytes=20_000)

    with pytest.raises(UnreadableDocument, match=f"^{sentence}"):
        list(read_blocks(f"<html>{body}".encode(), limits=limits))


def mhtml(*parts: tuple[str, str, bytes]) -> bytes:
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n'
    return head + b"".join(
        f"--B\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n".encode()
        + content
        + b"\r\n"
        for kind, coding, content in parts
    )


def test_mhtml_pages_are_read_in_their_order() -> None:
    second = b64encode(f"<html><p>乙</p>{TABLE}".encode("gb18030"))
    content = mhtml(
        ('text/html; charset="utf-8"', "quoted-printable", b"<html><p>=E7=94=B2</p>"),
        ("image/png", "base64", b"iVBORw0KGgo="),
        ('text/html; charset="gb2312"', "base64", second),
    )

    assert outline(read_blocks(content)) == ["甲", "乙", *SHORT]


def test_mhtml_without_a_page_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"^这个网页归档文件里没有网页内容"):
        read_blocks(mhtml(("image/png", "base64", b"iVBORw0KGgo=")))
    with pytest.raises(UnreadableDocument, match=r"^这个网页归档文件里没有网页内容"):
        read_blocks(
            b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\na"
        )
