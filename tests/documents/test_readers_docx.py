"""Word documents as blocks: every oddity of the field, and the corpus both ways."""

import pytest

from documents.blocks import Paragraph
from documents.grid import Cell, Grid
from documents.readers import read_blocks
from documents.readers.word_numbering import written_number
from documents.text import LINE_BREAK
from tests.documents.paper import (
    cell,
    document,
    docx,
    docx_parts,
    outline,
    paragraph,
    relations,
    row,
    run,
    table,
    zipped,
)

HEADINGS = (
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="表题"/><w:basedOn w:val="2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="t4"><w:name w:val="题"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="标题 5"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC2"><w:name w:val="toc 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="c1"><w:name w:val="圈"/><w:basedOn w:val="c2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="c2"><w:name w:val="圈2"/><w:basedOn w:val="c1"/></w:style>'
)


def read(body: str, **parts: str) -> list[object]:
    return outline(read_blocks(docx(body, **parts)))


def styled(style: str, text: str) -> str:
    return paragraph(text, f'<w:pStyle w:val="{style}"/>')


# ---- paragraphs


def test_paragraphs_and_tables_in_reading_order() -> None:
    body = paragraph("前") + table(row("甲", "乙")) + paragraph("") + paragraph("  ") + paragraph("后")

    assert list(read_blocks(docx(body))) == [
        Paragraph("前", None, "第1段"),
        Grid(1, (0.0, 0.0), (Cell(0, 0, "甲", place="第1行第1列"), Cell(0, 1, "乙", place="第1行第2列"))),
        Paragraph("后", None, "第4段"),
    ]


@pytest.mark.parametrize(
    ("style", "level"), [("2", 2), ("a3", 2), ("t4", 4), ("b", None), ("c1", None), ("unknown", None)]
)
def test_heading_level_comes_from_the_style(style: str, level: int | None) -> None:
    assert list(read_blocks(docx(styled(style, "一、总体绩效目标"), styles=HEADINGS))) == [
        Paragraph("一、总体绩效目标", level, "第1段")
    ]


def test_heading_level_of_the_paragraph_goes_before_its_style() -> None:
    body = paragraph("甲", '<w:pStyle w:val="2"/><w:outlineLvl w:val="4"/>') + paragraph(
        "乙", '<w:pStyle w:val="2"/><w:outlineLvl w:val="9"/>'
    )

    assert [block.heading_level for block in read_blocks(docx(body, styles=HEADINGS))] == [5, None]


def test_runs_are_joined_with_breaks_tabs_and_signs() -> None:
    content = (
        f"{run('财政')}{run('资金')}<w:r><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>13</w:t>"
        '<w:noBreakHyphen/><w:t>14</w:t><w:softHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/>'
        '<w:sym w:font="Symbol" w:char="F001"/><w:sym w:char="x"/></w:r><m:oMath><m:r><m:t>≥90%</m:t></m:r></m:oMath>'
    )
    expected = "财政资金\t甲\n乙\n13-14☑\ufffd≥90%"
    in_cell = expected.replace("\n", LINE_BREAK)  # where it may be a mere wrap

    assert read(paragraph(content, '<w:tabs><w:tab w:val="left" w:pos="99"/></w:tabs>')) == [expected]
    assert read(
        table(row(cell(paragraph(content, '<w:tabs><w:tab w:val="left" w:pos="99"/></w:tabs>'))))
    ) == [[[in_cell]]]


@pytest.mark.parametrize(
    ("font", "char", "sign"),
    [("Symbol", "F0B3", "≥"), ("Symbol", "00a3", "≤"), ("Wingdings", "F0A3", "□"), ("仿宋", "F0B1", "±")],
)
def test_signs_of_symbol_fonts_are_told_by_their_font(font: str, char: str, sign: str) -> None:
    assert read(paragraph(f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>')) == [sign]


WRAPPED = [
    "<w:hyperlink>{}</w:hyperlink>",
    "<w:smartTag>{}</w:smartTag>",
    "<w:customXml>{}</w:customXml>",
    "<w:ins>{}</w:ins>",
    "<w:moveTo>{}</w:moveTo>",
    "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    '<w:fldSimple w:instr="DATE">{}</w:fldSimple>',
]


@pytest.mark.parametrize("wrapper", WRAPPED)
def test_text_in_wrappers_is_read(wrapper: str) -> None:
    content = run("产出") + wrapper.format(run("指标"))

    assert read(paragraph(content) + table(row(cell(paragraph(content)), "乙"))) == [
        "产出指标",
        [["产出指标", "乙"]],
    ]


UNREAD = [
    "<w:del><w:r><w:delText>x</w:delText></w:r>{}</w:del>",
    "<w:moveFrom>{}</w:moveFrom>",
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>",
    "<w:ruby><w:rt>{}</w:rt></w:ruby>",
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>{}<w:r><w:instrText>IF 1=1 </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
]


@pytest.mark.parametrize("unread", UNREAD)
def test_text_that_is_not_seen_is_not_read(unread: str) -> None:
    content = run("产出") + unread.format(run("x")) + run("指标")

    assert read(paragraph(content) + table(row(cell(paragraph(content)), "乙"))) == [
        "产出指标",
        [["产出指标", "乙"]],
    ]


def test_marks_that_are_switched_off_hide_nothing() -> None:
    shown = run("甲", '<w:vanish w:val="0"/>')
    filled = (
        '<w:sdt><w:sdtPr><w:showingPlcHdr w:val="false"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    )
    mark = paragraph(run("丙"), "<w:rPr><w:vanish/></w:rPr>")

    assert read(paragraph(shown) + paragraph(filled.format(run("乙"))) + mark) == ["甲", "乙", "丙"]


def test_deleted_paragraph_marks_join_paragraphs() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    parts = [paragraph(run("一"), deleted), paragraph(run("二"), deleted), paragraph("三"), paragraph("四")]

    assert read("".join(parts)) == ["一二三", "四"]
    assert read(table(row(cell("".join(parts))))) == [[["一二三\n四"]]]
    assert read(table(row(cell(parts[0]), cell(parts[0] + table(row("内")))))) == [[["一", "一"]], [["内"]]]


def test_deleted_rows_and_cells_are_not_read() -> None:
    body = table(
        row("甲", "乙"),
        row("删", "除", properties="<w:trPr><w:del/></w:trPr>"),
        row("丙", cell("删", "<w:cellDel/>"), "丁"),
        row("增", "加", properties="<w:trPr><w:ins/></w:trPr>"),
    )

    assert read(body) == [[["甲", "乙"], ["丙", "丁"], ["增", "加"]]]


# ---- contents, fields


def field(code: str, result: str) -> str:
    turn = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return (
        f"{turn('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{turn('separate')}{result}{turn('end')}"
    )


def test_contents_lines_are_left_out() -> None:
    begin, _, end = field(" TOC \\o ", "|").partition("|")
    body = (
        paragraph(begin + run("1.招商经费绩效目标表") + "<w:r><w:tab/></w:r>" + field("PAGEREF _1", run("3")))
        + paragraph("2.租赁费绩效目标表")
        + paragraph(end + run("第一部分"))
        + styled("TOC2", "3.宣传费绩效目标表")
        + '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('4.培训费绩效目标表')}</w:sdtContent></w:sdt>"
        + paragraph(run("第") + field("PAGE", run("5")) + run("页"))
    )

    assert read(body, styles=HEADINGS) == ["第一部分", "第5页"]


@pytest.mark.parametrize("stop", [styled("2", "一、总体绩效目标"), table(row("甲", "乙"))])
def test_contents_that_never_end_stop_at_a_heading_or_table(stop: str) -> None:
    begin = field(" TOC \\o ", "|").partition("|")[0]
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'

    blocks = read(
        paragraph(begin + run("1.招商经费")) + stop + paragraph(broken) + paragraph("后"), styles=HEADINGS
    )

    assert len(blocks) == 2
    assert blocks[1] == "后"


def test_stray_ends_of_fields_do_no_harm() -> None:
    stray = '<w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/><w:instrText>x</w:instrText></w:r>'

    assert read(paragraph(stray + run("甲"))) == ["甲"]


# ---- text boxes


BOX = "<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>"
PICT = "<v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox>"


def test_text_boxes_are_read_once_behind_their_paragraph() -> None:
    inner = paragraph("框一") + table(row("甲", "乙")) + paragraph("框二")
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{BOX.format(inner)}</mc:Choice>"
        f"<mc:Fallback>{PICT.format(inner)}</mc:Fallback></mc:AlternateContent></w:r>"
    )

    assert read(paragraph(run("锚") + both) + paragraph("后")) == ["锚", "框一", [["甲", "乙"]], "框二", "后"]
    assert read(paragraph(run("锚") + both)) == ["锚", "框一", [["甲", "乙"]], "框二"]


def test_text_boxes_in_cells_belong_to_the_cell() -> None:
    inner = paragraph(f"<w:r>{BOX.format(paragraph('里'))}</w:r>")
    boxes = f"<w:r>{BOX.format(paragraph('一') + inner)}</w:r>"
    second = f"<w:r>{PICT.format(paragraph('二'))}</w:r>"

    assert read(table(row(cell(paragraph(run("锚") + boxes + second)), "乙"))) == [
        [["锚\n一\n\n里\n二", "乙"]]
    ]


def test_box_outside_a_paragraph_stays_where_it_is() -> None:
    assert read(table(row(f"<w:tc><w:txbxContent>{paragraph('框')}</w:txbxContent></w:tc>", "乙"))) == [
        [["框", "乙"]]
    ]


# ---- numbering

LISTS = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/><w:isLgl/>'
    '</w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    '<w:lvlOverride w:ilvl="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="99"/></w:num>'
)


def listed(text: str, number: int, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbers_that_word_makes_stand_before_the_text() -> None:
    body = (
        *(listed("甲", 1), listed("乙", 1), listed("丙", 1, 1), listed("丁", 1, 1), listed("戊", 1)),
        *(
            listed("己", 1, 1),
            listed("点", 1, 2),
            listed("续", 2),
            listed("又", 2),
            listed("无", 3),
            listed("零", 0),
        ),
    )
    expected = ["一、甲", "二、乙", "2.1丙", "2.2丁", "三、戊", "3.1己", "点", "五、续", "六、又", "无", "零"]

    assert read("".join(body), numbering=LISTS) == expected
    assert read(table(row(cell("".join(body)))), numbering=LISTS) == [[["\n".join(expected)]]]


@pytest.mark.parametrize(
    ("number", "style", "written"),
    [
        *((0, "chineseCounting", "0"), (10, "chineseCounting", "十"), (21, "chineseCounting", "二十一")),
        *((105, "chineseCounting", "一百〇五"), (110, "chineseCountingThousand", "一百一十")),
        *((1050, "japaneseCounting", "一千〇五十"), (20_003, "chineseCounting", "二万三")),
        *((12, "chineseLegalSimplified", "拾贰"), (27, "lowerLetter", "aa"), (3, "upperLetter", "C")),
        *((1994, "lowerRoman", "mcmxciv"), (4, "upperRoman", "IV"), (3, "decimalEnclosedCircle", "③")),
        *((21, "decimalEnclosedCircle", "21"), (12, "decimalFullWidth", "１２"), (7, "decimalZero", "07")),
        *(
            (7, "decimalEnclosedParen", "(7)"),
            (7, "decimalEnclosedFullstop", "7."),
            (10, "ideographDigital", "一〇"),
        ),
        *((11, "ideographTraditional", "甲"), (5, "hebrew1", "5")),
    ],
)
def test_numbers_in_word_s_formats(number: int, style: str, written: str) -> None:
    assert written_number(number, style) == written


def test_numbers_of_styles_stand_before_the_text() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="n"><w:name w:val="编号"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    off = paragraph("丙", '<w:pStyle w:val="n"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body = styled("n", "甲") + table(row(cell(styled("n", "乙")))) + off

    assert read(body, styles=style, numbering=LISTS) == ["一、甲", [["二、乙"]], "丙"]


# ---- packages


def test_strict_names_and_other_prefixes_are_read() -> None:
    body = paragraph("甲") + table(row("乙", "丙"))
    strict = document(body).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    renamed = document(body).replace("<w:", "<x:").replace("</w:", "</x:").replace("xmlns:w=", "xmlns:x=")

    for xml in (
        strict,
        renamed.replace("w:val", "x:val"),
        document(body).replace("UTF-8", "GB18030").encode("gb18030"),
    ):
        assert outline(read_blocks(docx_parts({"word/document.xml": xml}))) == ["甲", [["乙", "丙"]]]


def test_main_part_is_found_by_relation_or_by_its_usual_name() -> None:
    xml = document(paragraph("甲"))

    named = zipped(
        {"_rels/.rels": relations({"officeDocument": "/word/document2.xml"}), "word/document2.xml": xml}
    )

    assert outline(read_blocks(named)) == ["甲"]
    assert outline(read_blocks(zipped({"word/document.xml": xml}))) == ["甲"]


def test_long_documents_are_read_over_many_chunks() -> None:
    body = "".join(paragraph(f"第{at}段文字") + table(row("甲", str(at))) for at in range(3000))

    assert read(f"<w:sdt><w:sdtContent>{body}</w:sdtContent></w:sdt>") == [
        block for at in range(3000) for block in (f"第{at}段文字", [["甲", str(at)]])
    ]
