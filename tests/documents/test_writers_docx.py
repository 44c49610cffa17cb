"""Word: what python-docx and the XML say of a written booklet."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from documents.build import build
from documents.goal_table import Booklet
from documents.layout import layout_names, load_layout
from documents.text import squeeze
from documents.writers.docx import write_docx
from documents.writers.front_matter import CONTENTS_LIMIT
from tests.documents.sample_tables import BOOKLET, DIRTY_TEXTS, EMPTY, HOSTILE_TEXTS, ORDINARY, with_texts

LONE = Booklet(2026, "304001", "青石镇综合服务中心本级", None, (ORDINARY,))
# The order of the schema, which Word insists on (ECMA-376 part 1, 17.3.1.26, 17.4.59, 17.4.69, 17.7.4.17).
ORDERS = {
    "tcPr": ["tcW", "gridSpan", "vMerge", "tcBorders", "vAlign"],
    "tblPr": ["tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar"],
    "pPr": [
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "tabs",
        "autoSpaceDE",
        "autoSpaceDN",
        "spacing",
        "ind",
        "jc",
        "outlineLvl",
    ],
    "rPr": ["rFonts", "b", "bCs", "sz", "szCs", "lang"],
    "sectPr": ["footerReference", "pgSz", "pgMar"],
    "style": ["name", "basedOn", "qFormat", "pPr", "rPr", "tblPr"],
    "settings": ["evenAndOddHeaders", "characterSpacingControl", "compat", "themeFontLang"],
}


def written(booklet, layout, tables=None):
    target = io.BytesIO()
    write_docx(booklet, layout, target, tables)
    return target.getvalue()


def opened(booklet, layout_name="hebei_integrated", tables=None):
    return docx.Document(io.BytesIO(written(booklet, load_layout(layout_name), tables)))


def paragraphs_of(document):
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.text]


def cell_text(cell):
    """Return a cell's text as Word shows it: paragraphs, and w:br and w:tab in their runs."""
    marks = {qn("w:br"): "\n", qn("w:tab"): "\t", qn("w:p"): "\n"}
    text = "".join(
        marks.get(node.tag) or node.text or ""
        for node in cell.iter(qn("w:p"), qn("w:t"), qn("w:br"), qn("w:tab"))
    )
    return text.removeprefix("\n")


def cells_of(table):
    """Return (row, left in dxa, width in dxa, rows, text) of a physical table's cells, from its spans and widths."""
    cells = []
    for row, line in enumerate(table._tbl.findall(qn("w:tr"))):
        left = 0
        for cell in line.findall(qn("w:tc")):
            properties = cell.find(qn("w:tcPr"))
            width = int(properties.find(qn("w:tcW")).get(qn("w:w")))
            merge = properties.find(qn("w:vMerge"))
            if merge is not None and merge.get(qn("w:val")) is None:
                above = next(
                    at for at, other in enumerate(cells) if other[1] == left and other[0] + other[3] == row
                )
                cells[above] = (*cells[above][:3], cells[above][3] + 1, cells[above][4])
            else:
                cells.append((row, left, width, 1, cell_text(cell)))
            left += width
    return cells


@pytest.mark.parametrize("name", layout_names())
def test_geometry_read_back_is_that_of_the_layout(name):
    layout = load_layout(name)
    grid = build(ORDINARY, layout)
    edges = [round(edge * 1440 / 2540) for edge in layout.edges]
    starts = (0, *grid.breaks, grid.row_count)

    document = opened(LONE, name)

    assert [cell for table in document.tables for cell in cells_of(table)] == [
        (
            cell.row - max(start for start in starts if start <= cell.row),
            edges[cell.column],
            edges[cell.column + cell.column_span] - edges[cell.column],
            cell.row_span,
            cell.text,
        )
        for cell in grid.cells
    ]


@pytest.mark.parametrize("name", layout_names())
def test_grid_columns_are_those_that_the_table_uses(name):
    for table in opened(LONE, name).tables:
        columns = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.findall(qn("w:gridCol"))]
        edges = {sum(columns[:at]) for at in range(len(columns) + 1)}

        assert edges == {edge for _, left, width, _, _ in cells_of(table) for edge in (left, left + width)}
        assert sum(columns) == round(15600 * 1440 / 2540)


@pytest.mark.parametrize("name", layout_names())
def test_elements_stand_in_the_order_of_the_schema(name):
    package = zipfile.ZipFile(io.BytesIO(written(BOOKLET, load_layout(name))))
    for part in ("word/document.xml", "word/styles.xml", "word/settings.xml", "word/footer1.xml"):
        for element in etree.fromstring(package.read(part)).iter():
            order = ORDERS.get(etree.QName(element).localname, [])
            places = [order.index(etree.QName(child).localname) for child in element] if order else []
            assert places == sorted(places)


def test_rows_repeat_from_the_top_of_a_table_only():
    headers = {
        name: [
            [
                row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
                for row in table._tbl.findall(qn("w:tr"))
            ]
            for table in opened(LONE, name).tables
        ]
        for name in layout_names()
    }

    assert headers["hebei_integrated"] == [[False] * 7, [True] + [False] * 5]
    assert headers["mof_2021"] == [[False] * 9, [True] + [False] * 5]
    assert headers["tangshan_gaoxin"] == [[False] * 15]


def test_no_row_is_split_over_pages():
    rows = [row for table in opened(BOOKLET).tables for row in table._tbl.findall(qn("w:tr"))]

    assert [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None for row in rows] == [False] * len(rows)


def test_booklet_has_cover_contents_parts_and_numbered_tables():
    assert paragraphs_of(opened(BOOKLET)) == [
        ("Title", "2026年部门预算绩效文本"),
        ("Subtitle", "304001青石镇综合服务中心本级"),
        ("目录标题", "目　录"),
        ("toc 1", "部门整体绩效目标"),
        ("toc 2", "一、总体绩效目标"),
        ("toc 2", "二、分项绩效目标"),
        ("toc 2", "三、工作保障措施"),
        ("toc 1", "预算项目绩效目标"),
        ("toc 2", "1.道路养护经费绩效目标表"),
        ("toc 2", "2.图书采购绩效目标表"),
        ("部分", "第一部分"),
        ("Heading 1", "部门整体绩效目标"),
        ("部分标题", "一、总体绩效目标"),
        ("部分正文", "建设宜居城镇。"),
        ("部分标题", "二、分项绩效目标"),
        ("部分正文", "一、道路养护"),
        ("部分正文", "完好率达到90%以上。"),
        ("部分标题", "三、工作保障措施"),
        ("部分正文", "加强领导。"),
        ("部分", "第二部分"),
        ("Heading 1", "预算项目绩效目标"),
        ("Heading 2", "1.道路养护经费绩效目标表"),
        ("Heading 2", "2.图书采购绩效目标表"),
    ]


def test_contents_point_to_their_headings():
    body = opened(BOOKLET).element.body
    anchors = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    bookmarks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]

    assert anchors == bookmarks == [f"_Toc{number}" for number in range(1, 8)]
    assert [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkEnd"))] == [
        str(at) for at in range(1, 8)
    ]
    assert [code.text for code in body.iter(qn("w:instrText"))] == [r' TOC \o "1-2" \h \z \u ']


def test_lone_table_stands_on_the_first_page_without_number():
    document = opened(LONE)

    assert paragraphs_of(document) == [
        ("单表标题", "2026年部门预算绩效文本"),
        ("单表标题", "304001青石镇综合服务中心本级"),
        ("Heading 2", "道路养护经费绩效目标表"),
    ]
    assert list(document.element.body.iter(qn("w:pageBreakBefore"))) == []


def test_lone_table_of_an_unknown_unit_has_no_lines_above():
    assert paragraphs_of(opened(Booklet(tables=(ORDINARY,)))) == [("Heading 2", "道路养护经费绩效目标表")]


def test_unit_without_code_is_known_by_its_word():
    document = opened(Booklet(unit_name="高新区办公室", tables=(ORDINARY,)))

    assert paragraphs_of(document)[:2] == [("单表标题", "部门预算绩效文本"), ("单表标题", "高新区办公室编制")]


def test_cover_without_unit_is_the_title_alone():
    assert paragraphs_of(opened(Booklet(2026, tables=(ORDINARY,))))[0] == (
        "单表标题",
        "2026年部门预算绩效文本",
    )


def test_booklet_without_tables_has_part_one_only():
    assert paragraphs_of(opened(replace(BOOKLET, tables=())))[2] == ("部分", "第一部分")


def test_every_table_of_a_booklet_begins_a_page():
    body = opened(BOOKLET).element.body
    breaks = list(body.iter(qn("w:pageBreakBefore")))

    assert len(breaks) == len(BOOKLET.tables)


def test_stream_of_many_tables_has_no_contents():
    tables = (ORDINARY for _ in range(CONTENTS_LIMIT + 1))

    document = opened(BOOKLET, tables=tables)

    assert len(document.tables) == 2 * (CONTENTS_LIMIT + 1)
    assert [text for style, text in paragraphs_of(document) if style == "目录标题"] == []
    assert paragraphs_of(document)[-1] == ("Heading 2", f"{CONTENTS_LIMIT + 1}.道路养护经费绩效目标表")


def test_stream_stands_in_for_the_tables_of_the_booklet():
    document = opened(BOOKLET, tables=iter([EMPTY]))

    assert squeeze(cell_text(document.tables[0]._tbl)).startswith("单位：万元项目编码项目名称空表")


def test_page_is_a4_with_the_margins_of_official_documents():
    (section,) = opened(BOOKLET).sections
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)

    assert [round(length / Mm(1), 1) for length in (section.page_width, section.page_height)] == [
        210.0,
        297.0,
    ]
    assert [round(length / Mm(1), 1) for length in margins] == [37.0, 35.0, 28.0, 26.0]


def test_page_numbers_stand_on_the_outer_side():
    package = zipfile.ZipFile(io.BytesIO(written(BOOKLET, load_layout("mof_2021"))))
    footers = [etree.fromstring(package.read(f"word/footer{number}.xml")) for number in (1, 2)]

    assert [next(footer.iter(qn("w:jc"))).get(qn("w:val")) for footer in footers] == ["right", "left"]
    assert ["".join(text.text for text in footer.iter(qn("w:t"))) for footer in footers] == ["— 1 —"] * 2


def test_fonts_are_set_for_east_asian_and_latin_letters():
    styles = opened(BOOKLET).styles
    fonts = {
        name: styles[name].element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia"))
        for name in ("Title", "Heading 1", "Heading 2", "部分标题", "部分正文", "表格 text", "Footer")
    }
    default = styles.element.find(f"{qn('w:docDefaults')}//{qn('w:rFonts')}")

    assert fonts == {
        "Title": "方正小标宋简体",
        "Heading 1": "方正小标宋简体",
        "Heading 2": "方正小标宋简体",
        "部分标题": "黑体",
        "部分正文": "仿宋_GB2312",
        "表格 text": "宋体",
        "Footer": "宋体",
    }
    assert (default.get(qn("w:ascii")), default.get(qn("w:eastAsia"))) == ("Times New Roman", "宋体")


def test_core_properties_name_title_and_unit():
    booklet, lone = opened(BOOKLET).core_properties, opened(Booklet(tables=(ORDINARY,))).core_properties

    assert (booklet.title, booklet.author) == ("2026年部门预算绩效文本", "青石镇综合服务中心本级")
    assert (lone.title, lone.author) == ("道路养护经费绩效目标表", "")
    assert opened(Booklet()).core_properties.title == ""


def test_same_tables_give_the_same_bytes():
    layout = load_layout("tangshan_gaoxin")

    assert written(BOOKLET, layout) == written(replace(BOOKLET), layout)


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_texts_are_kept_whole(text):
    table = opened(Booklet(tables=(with_texts(text),))).tables[1]

    assert [cell[4] for cell in cells_of(table)][-4:] == [text] * 4


@pytest.mark.parametrize("text", DIRTY_TEXTS)
def test_dirty_texts_never_break_an_export(text):
    booklet = Booklet(unit_name=text, part1=BOOKLET.part1, tables=(replace(with_texts(text), title=text),))

    assert len(opened(booklet).tables) == 2


def test_control_characters_are_left_out():
    table = opened(Booklet(tables=(with_texts("响铃\x07\x0b换行\x1f"),))).tables[1]

    assert [cell[4] for cell in cells_of(table)][-4:] == ["响铃\n换行"] * 4


def test_unit_row_has_no_borders():
    (line, *_) = opened(LONE).tables[0]._tbl.findall(qn("w:tr"))

    assert [
        [side.get(qn("w:val")) for side in cell.find(f"{qn('w:tcPr')}/{qn('w:tcBorders')}")]
        for cell in line.findall(qn("w:tc"))
    ] == [["nil", "nil", "nil"]] * 2
