"""Workbooks as blocks: .xlsx and .xls show what their sheets show."""

import struct
from pathlib import Path

import pytest

from documents.blocks import Paragraph, SheetStart
from documents.errors import UnreadableDocument
from documents.grid import Cell, Grid
from documents.readers import Limits, read_blocks
from documents.readers.biff_text import Segments, read_text
from documents.readers.number_format import shown_number
from documents.readers.sheet import cell_name
from tests.documents.paper import compound, outline, sheet, xlsx

FILES = Path(__file__).parent / "files"
STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="0.00&quot;万元&quot;"/></numFmts>'
    '<borders><border><left/></border><border><left style="thin"/></border></borders>'
    '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    '<cellXfs><xf/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="14"/><xf borderId="1"/><xf borderId="7"/></cellXfs>'
    '<dxfs><dxf><border><left style="thin"/></border></dxf></dxfs>'
)


def read(*cells: str, **parts: str) -> list[object]:
    """The one row that these cells make, next to a text so that it is a grid."""
    rows = f'<sheetData><row r="1">{"".join(cells)}<c r="Z1" t="str"><v>末</v></c></row></sheetData>'
    name, grid = outline(read_blocks(xlsx({"表": rows}, styles=STYLES, **parts)))
    assert name == ("表",)
    assert isinstance(grid, list)
    return [one for one in grid[0] if one not in ("", "末")]


# ---- what cells show


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="A1"><v>35</v></c>', "35"),
        ('<c r="A1"><v>0.28999999999999998</v></c>', "0.29"),
        ('<c r="A1" s="1"><v>0.25</v></c>', "25.00%"),
        ('<c r="A1" s="2"><v>300</v></c>', "300.00万元"),
        ('<c r="A1" s="3"><v>44260</v></c>', "2021/3/5"),
        ('<c r="A1" s="99"><v>1.5</v></c>', "1.5"),
        ('<c r="A1" t="b"><v>1</v></c>', "TRUE"),
        ('<c r="A1" t="b"><v>0</v></c>', "FALSE"),
        ('<c r="A1" t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c r="A1" t="str"><f>A2</f><v>招商_x000D_经费</v></c>', "招商\n经费"),
        ('<c r="A1" t="d"><v>2021-03-05</v></c>', "2021-03-05"),
        ('<c r="A1"><f>B1*2</f><v>8</v></c>', "8"),
        ('<c r="A1"><f>SUM(B1:B9)</f></c>', "=SUM(B1:B9)"),
        ('<c r="A1" t="inlineStr"><is><t>=100%</t></is></c>', "=100%"),
        (
            '<c r="A1" t="inlineStr"><is><r><t>产出</t></r><r><t>指标</t></r><rPh><t>x</t></rPh></is></c>',
            "产出指标",
        ),
        ('<c r="A1" t="s"><v>1</v></c>', "共享"),
    ],
)
def test_cells_show_what_the_sheet_shows(cell: str, text: str) -> None:
    assert read(cell, strings=["<t>无</t>", "<r><t>共</t></r><r><t>享</t></r><phoneticPr/>"]) == [text]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" s="1"/>',
        '<c r="A1" t="n"></c>',
        '<c r="A1" t="inlineStr"/>',
        '<c r="A1" t="inlineStr"><f>x</f></c>',
    ],
)
def test_cells_without_a_value_are_blank(cell: str) -> None:
    assert read(cell, '<c r="B1"><v>1</v></c>') == ["1"]


def test_dates_count_from_1904_where_the_workbook_says_so() -> None:
    assert read('<c r="A1" s="3"><v>42798</v></c>', properties='<workbookPr date1904="1"/>') == ["2021/3/5"]


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        *((0.25, "0.00%", "25.00%"), (0.855, "0%", "86%"), (-0.5, "0%", "-50%"), (1234567.891, "#,##0.00", "1,234,567.89")),
        *((0, "0.00", "0.00"), (0.5, "#,##0.00", "0.50"), (5, "#.##", "5."), (2.5, "0.0#", "2.5"), (2.25, "0.0?", "2.25")),
        *((1234, "000,000", "001,234"), (20210305, "0000-00-00", "2021-03-05"), (7, "0000", "0007"), (0, "#", "")),
        *((12345, "0!.0,", "1.2"), (12345, "#,##0,", "12"), (123456, '0!.0,"万"', "12.3万"), (3, '"第"0"项', "第3项")),
        *((-5, "0.00;(0.00)", "(5.00)"), (-5, "0.00", "-5.00"), (-0.001, "0.00", "0.00"), (0, "0;-0;;@", "")),
        *((1, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1.00"), (0, '0;0;"-"??', "-")),
        *((35, "General", "35"), (35.5, 'General"万元"', "35.5万元"), (-2, "General", "-2"), (12, "@", "12"), (0.1 + 0.2, "", "0.3")),
        *((1303032113000000, "General", "1303032113000000"), (1e20, "0", "100000000000000000000"), (1e300, "0", "1e+300")),
        *((float("inf"), "0", "inf"), (12.3, "0.00E+00", "12.3"), (0.5, "# ?/?", "0.5"), (1, "0." + "0" * 70, "1")),
        *((12, '[>=10000]0!.0,"万";0', "12"), (50000, '[>=10000]0!.0,"万";0', "5.0万"), (5, "[<1]0;[>9]0.0", "5")),
        *((3, "[$¥-804]#,##0.00", "¥3.00"), (3, "[红色]0", "3"), (3, "\\a0", "a3"), (8, '"', ""), (5, ".00", "5.00")),
        *((44260, "yyyy/m/d", "2021/3/5"), (44260, "yy-mm-dd", "21-03-05"), (44260, 'yyyy"年"m"月"d"日"', "2021年3月5日")),
        *((44260.524, "yyyy-m-d h:mm:ss", "2021-3-5 12:34:34"), (44260.5, "h:mm AM/PM", "12:00 下午"), (0.25, "上午/下午h", "上午6")),
        *((1.5, "[h]:mm", "36:00"), (0.5, "[mm]", "720"), (44260, "[$-804]aaaa", "星期五"), (44260, "aaa", "五")),
        *((44260, "dddd", "星期五"), (44260, "mm:ss", "00:00"), (59, "m/d", "2/28"), (61, "m\\/d;@", "3/1")),
        *((-1, "yyyy", "-1"), (9999999, "yyyy", "9999999"), (44260, "_-d*x", "5"), (44260, "d\"日", "5日")),
    ],
)  # fmt: skip
def test_numbers_show_as_their_format_says(number: float, code: str, shown: str) -> None:
    assert shown_number(number, code) == shown


# ---- sheets


def test_cell_names() -> None:
    assert [cell_name(*at) for at in [(0, 0), (4, 25), (0, 26), (9, 701), (1048575, 16383)]] == [
        *("A1", "Z5", "AA1", "ZZ10", "XFD1048576")
    ]


def test_sheet_becomes_paragraphs_and_grids() -> None:
    rows = [
        ["一、总体目标"],
        ["", "做好工作"],
        [],
        ["题"],
        ["", "甲", "乙"],
        ["", "", "丙"],
        [],
        ["", "", "", "丁", "戊"],
    ]

    assert list(read_blocks(xlsx({"一": sheet(rows, ["A4:C4", "B5:B6"]), "空": sheet([])}))) == [
        SheetStart("一"),
        Paragraph("一、总体目标", None, "工作表“一”A1"),
        Paragraph("做好工作", None, "工作表“一”B2"),
        Grid(
            3,
            (0.0,) * 3,
            (
                Cell(0, 0, "题", 1, 3, place="A4"),
                Cell(1, 0, "", place="A5"),
                Cell(1, 1, "甲", 2, 1, place="B5"),
                Cell(1, 2, "乙", place="C5"),
                Cell(2, 0, "", place="A6"),
                Cell(2, 2, "丙", place="C6"),
            ),
        ),
        Grid(1, (0.0,) * 2, (Cell(0, 0, "丁", place="D8"), Cell(0, 1, "戊", place="E8"))),
        SheetStart("空"),
    ]


def test_blank_rows_with_lines_or_merges_hold_a_form_together() -> None:
    line = '<row r="{}"><c r="A{}" s="{}"/></row>'.format
    text = '<row r="{}"><c r="A{}" t="str"><v>甲</v></c><c r="B{}" t="str"><v>乙</v></c></row>'.format
    body = text(1, 1, 1) + line(2, 2, 4) + text(3, 3, 3) + line(4, 4, 5) + text(5, 5, 5) + text(7, 7, 7)
    merges = '<mergeCells><mergeCell ref="A5:A6"/><mergeCell ref="C9"/></mergeCells>'

    blocks = outline(read_blocks(xlsx({"表": f"<sheetData>{body}</sheetData>{merges}"}, styles=STYLES)))

    assert blocks == [
        ("表",),
        [["甲", "乙"], ["", ""], ["甲", "乙"]],
        [[("甲", 2, 1), "乙"], [""], ["甲", "乙"]],
    ]


def test_merges_are_cut_to_the_sheet_and_never_overlap() -> None:
    rows = [["甲", "乙"], ["丙", "丁"]]

    overlapping = ["A2:A9", "A1:A2", "B1:B1", "G1:H2"]

    assert outline(read_blocks(xlsx({"表": sheet(rows, overlapping)}))) == [
        ("表",),
        [[("甲", 2, 1), "乙"], ["丁"], *[["", ""]] * 7],
    ]


def test_stray_far_away_text_is_a_block_of_its_own() -> None:
    body = sheet([["甲", "乙"]]).replace(
        "</sheetData>", '<row r="1048576"><c r="XFD1048576" t="str"><v>远</v></c></row></sheetData>'
    )

    assert outline(read_blocks(xlsx({"表": body}))) == [("表",), [["甲", "乙"]], "远"]


def test_large_areas_are_not_filled_with_empty_cells() -> None:
    cells = "".join(
        f'<row r="{at}"><c r="A{at}" t="str"><v>a</v></c><c r="AAA{at}" t="str"><v>b</v></c></row>'
        for at in range(1, 400)
    )

    _, grid = read_blocks(xlsx({"表": f"<sheetData>{cells}</sheetData>"}))

    assert isinstance(grid, Grid)
    assert len(grid.cells) == 798


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (sheet([["甲", "乙"]], ["A1:XFD1048576"]), "工作表“表”中从 A1 起的合并单元格几乎占满整张表"),
        (
            '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row></sheetData>',
            "工作表“表”的内容一直排到 XFD1，超过1024列",
        ),
        (sheet([["x"] * 20] * 60), "工作表“表”有超过1000个单元格"),
        (sheet([["甲"]], ["A1:?"]), "文件已损坏"),
        ('<sheetData><row><c t="s"><v>5</v></c></row></sheetData>', "文件已损坏"),
        ('<sheetData><row r="x"/></sheetData>', "文件已损坏"),
    ],
)
def test_sheets_that_no_form_has_are_refused(body: str, sentence: str) -> None:
    with pytest.raises(UnreadableDocument, match=f"^{sentence}"):
        list(read_blocks(xlsx({"表": body}), limits=Limits(cells=1000)))


def test_charts_are_no_sheets() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>'
    )

    assert list(read_blocks(xlsx({"图": ""}, extra={"xl/_rels/workbook.xml.rels": relations}))) == []


# ---- .xls


@pytest.mark.parametrize("name", ["001_numeric", "004"])
def test_old_workbooks_read_as_new_ones(name: str) -> None:
    old = list(read_blocks(FILES / "xls" / f"{name}.xls"))

    assert old == list(read_blocks(FILES / "xlsx" / f"{name}.xlsx"))
    assert sum(isinstance(block, Grid) for block in old) > 4


def test_numeric_workbook_shows_the_same_as_the_one_of_texts() -> None:
    numeric, texts = (
        [
            one.text
            for block in read_blocks(FILES / "xlsx" / f"{name}.xlsx")
            if isinstance(block, Grid)
            for one in block.cells
        ]
        for name in ("001_numeric", "001")
    )

    assert [
        (a, b)
        for a, b in zip(numeric, texts, strict=True)
        if a != b and float(a.replace(",", "")) != float(b)
    ] == []


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def text(value: str, flags: int = 1) -> bytes:
    encoded = value.encode("utf-16-le" if flags & 1 else "latin-1")
    return struct.pack("<HB", len(value), flags) + encoded


def at(row: int, column: int, style: int = 0) -> bytes:
    return struct.pack("<HHH", row, column, style)


BEGIN = record(0x809, struct.pack("<HH", 0x600, 5) + bytes(12))
END = record(0x0A)


def xls(*records: bytes, shared: bytes = b"") -> bytes:
    """A workbook of one worksheet and one chart with these records."""
    styles = record(0x41E, struct.pack("<H", 164) + text("0.0%")) + b"".join(
        record(0xE0, struct.pack("<HH", 0, code) + bytes(6) + lines + bytes(8))
        for code, lines in [(0, b"\0\0"), (164, b"\1\0")]
    )
    names = "表", "图"
    tabs = sum(len(record(0x85, bytes(6) + text(name)[:1] + text(name)[2:])) for name in names)
    start = len(BEGIN) + len(styles) + len(shared) + tabs + len(END)
    sheets = b"".join(
        record(0x85, struct.pack("<IBB", start, 0, kind) + text(name)[:1] + text(name)[2:])
        for name, kind in zip(names, (0, 2), strict=True)
    )
    stream = BEGIN + styles + shared + sheets + END + BEGIN + b"".join(records) + END
    return compound({"Workbook": stream})


def test_records_of_an_old_sheet() -> None:
    long_text = "甲" * 10
    shared = (
        record(
            0xFC,
            struct.pack("<II", 2, 2) + struct.pack("<HBHI", 10, 13, 1, 2) + long_text[:4].encode("utf-16-le"),
        )
        + record(0x3C, b"\1" + long_text[4:].encode("utf-16-le") + b"\0\0")
        + record(0x3C, b"\0\0\0\0" + text("abc", 0))
    )
    content = xls(
        record(0x201, at(7, 0)),
        record(0xFD, at(0, 0) + struct.pack("<I", 0)),
        record(0xFD, at(0, 1) + struct.pack("<I", 1)),
        record(0x203, at(0, 2, 1) + struct.pack("<d", 0.25)),
        record(0x27E, at(0, 3) + struct.pack("<I", (12345 << 2) | 3)),
        record(0x27E, at(0, 4) + struct.pack("<I", ((-7 << 2) | 2) & 0xFFFFFFFF)),
        record(0x27E, at(0, 5) + struct.pack("<d", 2.5)[4:]),
        record(
            0xBD,
            struct.pack("<HH", 1, 0)
            + struct.pack("<HI", 0, 6)
            + struct.pack("<HI", 1, 10)
            + struct.pack("<H", 1),
        ),
        record(0x06, at(1, 2) + struct.pack("<d", 9.5) + bytes(8)),
        record(0x06, at(1, 3) + b"\0\0\0\0\0\0\xff\xff" + bytes(8)) + record(0x207, text("结果")),
        record(0x06, at(1, 4) + b"\1\0\1\0\0\0\xff\xff" + bytes(8)),
        record(0x06, at(1, 5) + b"\2\0\7\0\0\0\xff\xff" + bytes(8)),
        record(0x205, at(2, 0) + b"\1\0")
        + record(0x205, at(2, 1) + b"\0\0")
        + record(0x205, at(2, 2) + b"\x2a\1"),
        record(0x204, at(2, 3) + text("旧文")),
        record(0xBE, struct.pack("<HHHH", 3, 0, 1, 1)),
        record(0x203, at(4, 0, 9) + struct.pack("<d", 3)),
        record(0xE5, struct.pack("<H4H", 1, 2, 2, 3, 4)),
        shared=shared,
    )

    assert outline(read_blocks(content)) == [
        ("表",),
        [
            [long_text, "abc", "25.0%", "123.45", "-7", "2.5"],
            ["1", "200.0%", "9.5", "结果", "TRUE", "#DIV/0!"],
            ["TRUE", "FALSE", "#N/A", ("旧文", 1, 2), ""],
            [""] * 6,
            ["3", *[""] * 5],
        ],
    ]


def test_records_cut_off_are_read_as_far_as_they_go() -> None:
    whole = compound({"Workbook": b""})
    assert outline(read_blocks(whole)) == []
    stream = BEGIN + record(0x85, struct.pack("<IBB", 4080, 0, 0) + b"\1\0a") + END
    cut = stream.ljust(4080, b"\0") + record(0x204, at(0, 0) + text("甲"))[:15]

    assert outline(read_blocks(compound({"Workbook": cut}))) == [("a",), "甲"]


def test_calendar_of_an_old_workbook() -> None:
    calendar = record(0x22, b"\1\0")
    dates = record(0xE0, struct.pack("<HH", 0, 14) + bytes(16))

    content = xls(record(0x203, at(0, 0, 2) + struct.pack("<d", 42798)), shared=calendar)

    assert outline(read_blocks(content)) == [("表",), "42798"]
    assert dates


def test_texts_over_several_records_change_their_width() -> None:
    segments = Segments([text("ab甲", 1)[:5], b"", b"\0bc", b"\1\x32\x75"], 0)

    assert (
        read_text(Segments([struct.pack("<HB", 5, 0) + b"ab", b"\0c", b"\1" + "甲乙".encode("utf-16-le")], 0))
        == "abc甲乙"
    )
    assert read_text(segments) == "abc"
    assert read_text(Segments([struct.pack("<HB", 9, 0) + b"ab"], 0)) == "ab"


@pytest.mark.parametrize(
    ("streams", "sentence"),
    [
        ({"Workbook": record(0x809, struct.pack("<HH", 0x500, 5)) + END}, "这是 Excel 95 或更早的工作簿"),
        ({"Book": BEGIN + END}, "这是 Excel 95 或更早的工作簿"),
        ({"Workbook": BEGIN + record(0x2F, bytes(54)) + END}, "文件设有打开密码"),
    ],
)
def test_old_workbooks_that_cannot_be_read(streams: dict[str, bytes], sentence: str) -> None:
    with pytest.raises(UnreadableDocument, match=f"^{sentence}"):
        list(read_blocks(compound(streams)))


def test_too_many_sheets_are_refused() -> None:
    workbook = xlsx({f"表{at}": sheet([["甲"]]) for at in range(3)})

    with pytest.raises(UnreadableDocument) as refusal:
        list(read_blocks(workbook, limits=Limits(sheets=2)))

    assert str(refusal.value) == "工作簿有3张工作表，超过2张，无法读取；请拆成几份再导入。"
