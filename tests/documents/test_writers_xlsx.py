"""Excel: what openpyxl and calamine say of a written workbook."""

import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
import python_calamine

from documents.build import build
from documents.errors import UnwritableDocument
from documents.goal_table import Booklet, Budget
from documents.layout import layout_names, load_layout
from documents.writers.xlsx import write_indicator_list, write_xlsx
from documents.writers.xlsx_parts import SheetNames
from documents.writers.xlsx_text import column_name, row_points, text_lines
from tests.documents.sample_tables import BOOKLET, DIRTY_TEXTS, EMPTY, HOSTILE_TEXTS, ORDINARY, with_texts

LONE = Booklet(tables=(ORDINARY,))


def written(booklet, layout_name="hebei_integrated", tables=None, write=write_xlsx):
    target = io.BytesIO()
    write(booklet, load_layout(layout_name), target, tables)
    return target.getvalue()


def opened(booklet, layout_name="hebei_integrated", tables=None, write=write_xlsx):
    return openpyxl.load_workbook(io.BytesIO(written(booklet, layout_name, tables, write)))


def values_of(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("name", layout_names())
def test_form_read_back_is_the_grid_of_the_layout(name):
    grid = build(ORDINARY, load_layout(name))
    sheet = opened(LONE, name).worksheets[0]
    merged = {
        (area.min_row, area.min_col): (area.size["rows"], area.size["columns"]) for area in sheet.merged_cells
    }

    assert [sheet.cell(cell.row + 2, cell.column + 1).value or "" for cell in grid.cells] == [
        cell.text for cell in grid.cells
    ]
    assert merged == {(1, 1): (1, len(grid.widths_mm))} | {
        (cell.row + 2, cell.column + 1): (cell.row_span, cell.column_span)
        for cell in grid.cells
        if (cell.row_span, cell.column_span) != (1, 1)
    }
    assert sheet.cell(1, 1).value == "道路养护经费绩效目标表"


def test_calamine_reads_the_same_texts():
    sheet = python_calamine.load_workbook(io.BytesIO(written(LONE))).get_sheet_by_index(0).to_python()

    assert [[text for text in row if text] for row in sheet[1:4]] == [
        ["304001青石镇综合服务中心本级", "单位：万元"],
        ["项目编码", "13020222P00893710001L", "项目名称", "道路养护经费"],
        ["预算规模及资金用途", "预算数", "35.00", "其中：财政资金", "30.00", "其他资金", "5.00"],
    ]


def test_workbook_has_part_one_the_forms_and_the_list():
    assert opened(BOOKLET).sheetnames == ["部门整体绩效目标", "1.道路养护经费", "2.图书采购", "指标明细"]
    assert opened(BOOKLET, "tangshan_gaoxin").sheetnames[1:3] == ["道路养护经费", "图书采购"]
    assert opened(replace(BOOKLET, part1=None)).sheetnames[0] == "封面"
    assert opened(LONE).sheetnames == ["道路养护经费", "指标明细"]


def test_front_sheet_is_a_line_per_row():
    assert values_of(opened(BOOKLET).worksheets[0]) == [
        ["2026年部门预算绩效文本"],
        ["304001青石镇综合服务中心本级"],
        ["第一部分"],
        ["部门整体绩效目标"],
        ["一、总体绩效目标"],
        ["建设宜居城镇。"],
        ["二、分项绩效目标"],
        ["一、道路养护"],
        ["完好率达到90%以上。"],
        ["三、工作保障措施"],
        ["加强领导。"],
    ]


def test_list_has_a_row_per_indicator_with_real_numbers():
    booklet = replace(BOOKLET, tables=(replace(ORDINARY, indicators=ORDINARY.indicators[:2]),))
    sheet = opened(booklet, write=write_indicator_list)["指标明细"]

    head = [2026, "304001", "青石镇综合服务中心本级", "13020222P00893710001L", "道路养护经费", 35, 30, 5]
    assert values_of(sheet) == [
        [
            "预算年度",
            "单位编码",
            "单位名称",
            "项目编码",
            "项目名称",
            "预算数（万元）",
            "财政资金（万元）",
            "其他资金（万元）",
            "序号",
            "一级指标",
            "二级指标",
            "三级指标",
            "绩效指标描述",
            "指标值",
            "指标值确定依据",
            "分值权重",
        ],
        [*head, 1, "产出指标", "数量指标", "养护里程", "养护道路长度", "≥20公里", "年度工作计划", None],
        [*head, 2, "产出指标", "数量指标", "养护次数", "全年养护次数", "=4次", "年度工作计划", None],
    ]
    assert {cell.data_type for cell in sheet["N"]} == {"s"}
    assert [cell.number_format for cell in sheet[2]][5:8] == ["#,##0.00"] * 3
    assert sheet.freeze_panes == "A2"


def test_list_takes_the_unit_of_the_booklet_where_the_table_has_none():
    table = replace(ORDINARY, unit_code=None, unit_name=None, indicators=ORDINARY.indicators[:1])

    rows = values_of(opened(replace(BOOKLET, tables=(table,)), write=write_indicator_list).worksheets[0])

    assert rows[1][1:3] == ["304001", "青石镇综合服务中心本级"]


def test_list_keeps_all_digits_of_amounts_and_weights():
    budget = Budget(Decimal("1234567890123456789.01"), Decimal("0.01"), None)
    rows = (replace(ORDINARY.indicators[0], weight=Decimal("12.5")), ORDINARY.indicators[1])
    booklet = Booklet(tables=(replace(ORDINARY, budget=budget, indicators=rows),))

    read = values_of(opened(booklet, write=write_indicator_list).worksheets[0])

    assert read[1][0] is None
    assert read[1][5:8] == ["123456789012345.678901", 0.000001, None]
    assert [row[15] for row in read[1:]] == [12.5, None]


def test_list_of_a_table_without_indicators_has_no_row():
    assert len(values_of(opened(Booklet(tables=(EMPTY,)))["指标明细"])) == 1


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_texts_are_kept_whole_and_are_never_formulas(text):
    workbook = opened(Booklet(tables=(with_texts(text),)))
    cells = [workbook.worksheets[0].cell(10, column) for column in (5, 8, 13, 16)]

    assert [openpyxl.utils.escape.unescape(cell.value) for cell in cells] == [text] * 4
    assert {cell.data_type for cell in cells} == {"s"}
    assert [openpyxl.utils.escape.unescape(cell.value) for cell in workbook["指标明细"][2][11:15]] == [
        text
    ] * 4


@pytest.mark.parametrize("text", DIRTY_TEXTS)
def test_dirty_texts_never_break_an_export(text):
    booklet = Booklet(unit_name=text, part1=BOOKLET.part1, tables=(replace(with_texts(text), title=text),))

    assert len(opened(booklet).worksheets) == 3


def test_text_that_no_cell_holds_is_refused_by_name():
    table = replace(with_texts("短"), project_name="长文项目", purpose="长" * 32_768)

    with pytest.raises(UnwritableDocument) as refused:
        written(Booklet(tables=(table,)))

    assert str(refused.value) == (
        "“长文项目”的绩效目标表有一格文字长32768个字，Excel 的一格最多放32767个字，请改为导出 Word，或者缩短这一格。"
    )


def test_text_as_long_as_a_cell_holds_is_kept():
    table = replace(ORDINARY, purpose="长" * 32_767)

    assert opened(Booklet(tables=(table,))).worksheets[0]["C5"].value == "长" * 32_767


def test_length_is_counted_as_excel_does():
    with pytest.raises(UnwritableDocument):
        written(Booklet(tables=(with_texts("😀" * 16_384),)))


def test_sheets_are_set_up_to_print_on_a4():
    workbook = opened(BOOKLET)
    form, listed = workbook["1.道路养护经费"], workbook["指标明细"]

    assert (form.page_setup.paperSize, form.page_setup.orientation, form.page_setup.fitToHeight) == (
        9,
        "portrait",
        0,
    )
    assert form.sheet_properties.pageSetUpPr.fitToPage is True
    assert form.print_area == "'1.道路养护经费'!$A$1:$Q$14"
    assert form.print_title_rows == "$9:$9"
    assert (listed.page_setup.orientation, listed.print_area) == ("landscape", "")


def test_cells_of_a_form_have_borders_fonts_and_wrap():
    sheet = opened(LONE)["道路养护经费"]
    unit, label, value = (sheet[name] for name in ("A2", "A3", "C3"))

    borders = [getattr(cell.border.left, "style", None) for cell in (unit, label, value)]
    assert borders == [None, "thin", "thin"]
    assert [cell.alignment.horizontal for cell in (unit, label, value)] == ["left", "center", "left"]
    assert (value.font.name, value.font.size, value.alignment.wrap_text) == ("宋体", 10.5, True)
    assert value.number_format == "@"


def test_rows_are_as_high_as_their_wrapped_texts():
    sheet = opened(Booklet(tables=(replace(ORDINARY, purpose="道路养护" * 40),)))["道路养护经费"]

    assert [sheet.row_dimensions[row].height for row in (4, 5)] == [24.1, 78.0]


def test_columns_are_as_wide_as_on_paper():
    layout = load_layout("hebei_integrated")
    sheet = opened(LONE).worksheets[0]
    widths = [sheet.column_dimensions[column_name(at)].width for at in range(len(layout.widths_mm))]

    assert widths == [round(max(width / 25.4 * 96 - 5, 1) / 7, 2) for width in layout.widths_mm]


def test_many_tables_reuse_or_forget_their_rows(monkeypatch):
    monkeypatch.setattr("documents.writers.xlsx_sheets._MOST_PIECES", 5)

    assert opened(BOOKLET).sheetnames[1:3] == ["1.道路养护经费", "2.图书采购"]


def test_stream_stands_in_for_the_tables_of_the_booklet():
    assert opened(BOOKLET, tables=iter([EMPTY])).sheetnames == ["部门整体绩效目标", "1.空表", "指标明细"]


def test_same_tables_give_the_same_bytes():
    assert written(BOOKLET) == written(replace(BOOKLET))


def test_sheet_names_are_legal_and_unique():
    names = SheetNames()
    wanted = ["a/b:c", "AB'C", "ABC'", "", "[]", "x" * 40, "x" * 40, "History", "😀" * 20, "路\n灯"]

    assert [names.name(name) for name in wanted] == [
        *("abc", "AB'C", "ABC(2)", "绩效目标表", "绩效目标表(2)", "x" * 31, "x" * 28 + "(2)", "History(2)"),
        *("😀" * 15, "路灯"),
    ]


def test_names_with_signs_survive_the_workbook():
    name = "a'b&c<d>"

    workbook = opened(Booklet(tables=(replace(ORDINARY, project_name=name),)))

    assert workbook.sheetnames[0] == name
    assert workbook.worksheets[0].print_area == "'a''b&c<d>'!$A$1:$Q$14"


@pytest.mark.parametrize(("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_column_name_counts_like_excel(number, letters):
    assert column_name(number) == letters


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1),
        ("一二三四五", 1),
        ("一二三四五六", 2),
        ("abcdefghij", 1),
        ("abcdefghijk", 2),
        ("一\n二\n\n三", 4),
    ],
)
def test_text_lines_counts_chinese_double(text, lines):
    assert text_lines(text, 20.6, 10.5) == lines


def test_row_points_stays_within_excel():
    assert [row_points([], 24.0), row_points([3, 1], 24.0), row_points([99], 24.0)] == [
        "24.0",
        "48.0",
        "409.0",
    ]
