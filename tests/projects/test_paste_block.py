"""What a clipboard holds: tab-separated text as spreadsheets write it, and tables of HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.paste import PasteRefused, read_block
from tests.projects.pasted import as_copied

ROWS = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.text('ab"\n\t≥ ', max_size=5), min_size=width, max_size=width), min_size=1
    )
)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\r\nc\td\r\n", (("a", "b"), ("c", "d"))),
        ("a\tb\nc", (("a", "b"), ("c", ""))),
        ('"第一行\n第二行"\t"说""好"""\n', (("第一行\n第二行", '说"好"'),)),
        ('"好"\t"未完\n', (('"好"', '"未完'),)),
        ("a\t\nb\tc", (("a", ""), ("b", "c"))),
        ("a\tb\t", (("a", "b"),)),
        ("\ta", (("", "a"),)),
        ("a\n\n \t \n", (("a",),)),
        ("a\0b", (("ab",),)),
    ],
)
def test_text(text, rows):
    assert read_block(text).rows == rows


@given(ROWS)
def test_text_as_copied_reads_back(rows):
    expected = [[cell.replace("\0", "") for cell in row] for row in rows]
    if not any(cell.strip() for row in rows for cell in row):
        return

    found = read_block(as_copied(rows)).rows

    for row, expected_row in zip(found, expected, strict=False):
        assert list(row) == [cell if cell.strip() else "" for cell in expected_row][: len(row)]


def test_html_goes_before_text_and_knows_merged_cells():
    html = "<html><body><table><tr><td rowspan=2>产出指标</td><td>数量</td></tr><tr><td>质量</td></tr></table></body></html>"

    assert read_block("别的", html).rows == (("产出指标", "数量"), ("", "质量"))


def test_html_of_excel():
    html = (
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><style>td {mso-number-format:General}</style></head>"
        "<body><!--StartFragment--><table border=0><col width=72><tr height=18>"
        "<td height=18 class=xl65>合格率</td><td>第一行<br style='mso-data-placement:same-cell'>第二行</td><td>90%</td>"
        "<td style='display:none'>藏</td><td>&nbsp;</td></tr></table><!--EndFragment--></body></html>"
    )

    assert read_block("", html).rows == (("合格率", "第一行\n第二行", "90%"),)


@pytest.mark.parametrize("html", ["<p>没有表格</p>", "<table></table>", "<table>" * 100 + "a"])
def test_html_without_a_table_leaves_the_text(html):
    assert read_block("a\tb", html).rows == (("a", "b"),)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "剪贴板里没有表格内容，没有粘贴；请先在 Excel 里复制单元格。"),
        (" \t\n", "剪贴板里没有表格内容，没有粘贴；请先在 Excel 里复制单元格。"),
        ("a\n" * 501, "复制了501行，一次最多粘贴500行，请分几次复制。"),
        ("\n" * 50_001 + "a", "复制了50002行，一次最多粘贴500行，请分几次复制。"),
        ("a\t" * 64 + "a", "复制了65列，一次最多粘贴64列，请只复制表里的那几列。"),
        ("a" * 2_000_001, "复制的内容太多（超过200万字），没有粘贴；请分几次复制。"),
    ],
)
def test_block_that_is_refused(text, sentence):
    with pytest.raises(PasteRefused) as refused:
        read_block(text)

    assert str(refused.value) == sentence


@given(st.text(), st.text() | st.text("<>tabletrd/ \"'=rowspan0123456789"))
def test_nothing_raises_but_refusals(text, html):
    try:
        block = read_block(text, f"<table>{html}")
    except PasteRefused:
        return

    assert len({len(row) for row in block.rows}) == 1
