"""build(): the grid of a table in every layout, cell by cell."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.build import build
from documents.goal_table import Goal, GoalTable, IndicatorRow
from documents.layout import FOLDER, layout_names, load_layout, read_layout
from tests.documents.sample_tables import EMPTY, HOSTILE_TEXTS, ORDINARY, with_texts


def rows_of(grid):
    """Return the grid as lists of (text, rows, columns) by row."""
    rows = [[] for _ in range(grid.row_count)]
    for cell in grid.cells:
        rows[cell.row].append((cell.text, cell.row_span, cell.column_span))
    return rows


def texts_of(grid):
    return [[text for text, _, _ in row] for row in rows_of(grid)]


def addresses_of(grid):
    return [cell.address for cell in grid.cells if cell.address]


def test_build_prints_the_hebei_form():
    grid = build(ORDINARY, load_layout("hebei_integrated"), 1)

    assert grid.title == "1.道路养护经费绩效目标表"
    assert texts_of(grid) == [
        ["304001青石镇综合服务中心本级", "单位：万元"],
        ["项目编码", "13020222P00893710001L", "项目名称", "道路养护经费"],
        ["预算规模及资金用途", "预算数", "35.00", "其中：财政资金", "30.00", "其他资金", "5.00"],
        ["用于镇区道路养护。"],
        ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底"],
        ["", "50%", "85.5%", "100%"],
        ["绩效目标", "1.道路完好\n2.群众满意"],
        ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"],
        ["产出指标", "数量指标", "养护里程", "养护道路长度", "≥20公里", "年度工作计划"],
        ["养护次数", "全年养护次数", "=4次", "年度工作计划"],
        ["成本指标", "每公里费用", "", "≤1.5万元", "上年完成情况"],
        ["效益指标", "社会效益指标", "出行条件", "群众出行条件", "改善", "工作总结"],
        ["满意度指标", "服务对象满意度指标", "群众满意度", "抽样调查", "≥90%", "调查问卷"],
    ]


def test_build_prints_the_gaoxin_form():
    grid = build(replace(ORDINARY, unit_code=None, unit_name=None), load_layout("tangshan_gaoxin"), 1)

    assert grid.title == "道路养护经费绩效目标表"
    assert texts_of(grid) == [
        ["项目\n编码", "13020222P00893710001L", "项目名称", "道路养护经费"],
        ["预算规模及资金用途", "预算数", "35万元", "其中：财政资金", "30万元", "其他资金", "5万元"],
        ["用于镇区道路养护。"],
        ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底"],
        ["", "50", "85.5", "100"],
        ["绩效\n目标", "目标1", "道路完好"],
        ["目标2", "群众满意"],
        ["一级\n指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"],
        [],
        ["产出\n指标", "数量指标", "养护里程", "养护道路长度", "≥20公里", "年度工作计划"],
        ["养护次数", "全年养护次数", "=4次", "年度工作计划"],
        ["成本指标", "每公里费用", "", "≤1.5万元", "上年完成情况"],
        ["效益\n指标", "社会效益指标", "出行条件", "群众出行条件", "改善", "工作总结"],
        ["满意度\n指标", "服务对象满意度指标", "群众满意度", "抽样调查", "≥90%", "调查问卷"],
    ]
    assert (grid.breaks, grid.header_rows) == ((), (7, 8))


def test_build_prints_the_central_form():
    weighted = replace(ORDINARY, indicators=(replace(ORDINARY.indicators[0], weight=20),))
    grid = build(weighted, load_layout("mof_2021"))

    assert texts_of(grid) == [
        ["项目名称", "道路养护经费", "项目编码", "13020222P00893710001L"],
        ["单位名称", "青石镇综合服务中心本级", "单位编码", "304001"],
        ["项目资金\n（万元）", "年度资金总额", "35.00"],
        ["其中：财政资金", "30.00"],
        ["其他资金", "5.00"],
        ["资金用途", "用于镇区道路养护。"],
        ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底"],
        ["", "50%", "85.5%", "100%"],
        ["年度绩效目标", "1.道路完好\n2.群众满意"],
        ["一级指标", "二级指标", "三级指标", "指标解释", "指标值", "指标值设定依据", "分值\n权重"],
        ["产出指标", "数量指标", "养护里程", "养护道路长度", "≥20公里", "年度工作计划", "20"],
    ]
    assert (grid.breaks, grid.header_rows) == ((9,), (9,))


def test_optional_line_is_printed_when_it_has_something_to_say():
    grid = build(ORDINARY, load_layout("tangshan_gaoxin").in_money_unit("元"))

    assert texts_of(grid)[0] == ["304001青石镇综合服务中心本级", "单位：元"]
    assert texts_of(grid)[2] == [
        *("预算规模及资金用途", "预算数", "350000元", "其中：财政资金", "300000元"),
        *("其他资金", "50000元"),
    ]


def test_equal_categories_are_merged_over_their_runs():
    rows = [
        ("甲", "子"),
        ("甲", "子"),
        ("甲", "丑"),
        ("乙", "丑"),
        ("乙", "丑"),
        ("甲", "子"),
        ("", "子"),
        ("", "子"),
    ]
    table = GoalTable(indicators=tuple(IndicatorRow(level1, level2, "名称") for level1, level2 in rows))
    grid = build(table, load_layout("hebei_integrated"))

    merged = [(cell.row - 8, cell.text, cell.row_span) for cell in grid.cells if cell.style == "category"]

    assert merged == [
        *((0, "甲", 3), (0, "子", 2), (2, "丑", 1)),
        *((3, "乙", 2), (3, "丑", 2)),
        *((5, "甲", 1), (5, "子", 1)),
        *((6, "", 1), (6, "子", 1), (7, "", 1), (7, "子", 1)),
    ]


def test_every_filled_cell_has_its_address():
    table = replace(
        ORDINARY,
        goals=(Goal("一", uid="g7"), Goal("二")),
        indicators=(replace(ORDINARY.indicators[0], uid="i9"), ORDINARY.indicators[1]),
    )

    assert addresses_of(build(table, load_layout("tangshan_gaoxin"))) == [
        *("unit", "project.code", "project.name", "budget.total", "budget.fiscal", "budget.other", "purpose"),
        *("schedule.3", "schedule.6", "schedule.10", "schedule.12", "goals.g7", "goals.2"),
        *("indicators.i9.level1", "indicators.i9.level2", "indicators.i9.name", "indicators.i9.description"),
        *("indicators.i9.value", "indicators.i9.basis"),
        *("indicators.2.name", "indicators.2.description", "indicators.2.value", "indicators.2.basis"),
    ]


def test_goals_in_one_cell_have_one_address():
    assert "goals" in addresses_of(build(ORDINARY, load_layout("hebei_integrated")))


@pytest.mark.parametrize("name", layout_names())
def test_empty_table_prints_blank_rows_without_addresses(name):
    grid = build(EMPTY, load_layout(name), 1)

    assert grid.title == ""
    assert [address for address in addresses_of(grid) if address.startswith(("goals.", "indicators."))] == []
    assert sum(1 for cell in grid.cells if cell.row == grid.row_count - 1) == {"mof_2021": 7}.get(name, 6)


@pytest.mark.parametrize("name", layout_names())
@settings(max_examples=40)
@given(
    pairs=st.lists(
        st.tuples(st.sampled_from(["甲", "乙", ""]), st.sampled_from(["子", "丑", ""])), max_size=8
    ),
    goals=st.integers(0, 4),
)
def test_cells_cover_the_grid_exactly_once(name, pairs, goals):
    table = GoalTable(
        goals=tuple(Goal("目标") for _ in range(goals)),
        indicators=tuple(IndicatorRow(level1, level2, "名称") for level1, level2 in pairs),
    )
    grid = build(table, load_layout(name))

    covered = [
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]

    assert sorted(covered) == [
        (row, column) for row in range(grid.row_count) for column in range(len(grid.widths_mm))
    ]
    assert [(cell.row, cell.column) for cell in grid.cells] == sorted(
        (cell.row, cell.column) for cell in grid.cells
    )


@pytest.mark.parametrize("name", layout_names())
@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_texts_are_printed_as_they_are(name, text):
    grid = build(with_texts(text), load_layout(name))

    printed = {cell.address: cell.text for cell in grid.cells}
    assert [printed[f"indicators.1.{field}"] for field in ("name", "description", "value", "basis")] == [
        text
    ] * 4
    assert (printed["purpose"], printed["project.name"]) == (text, text)


def test_repeated_line_merges_its_labels_over_all_copies(tmp_path):
    text = (FOLDER / "hebei_integrated.toml").read_text(encoding="utf-8")
    text = text.replace(
        "[21, 28, 26, 31, 22, 28]\nrow_height_mm = 8.5\nrows = '''\n{",
        "[10, 11, 28, 26, 31, 22, 28]\nrow_height_mm = 8.5\nrows = '''\n绩效 | {",
    )
    text = text.replace("一级指标 | 二级", "一级指标 | 二级")
    path = tmp_path / "左标.toml"
    path.write_text(text, encoding="utf-8")

    grid = build(ORDINARY, read_layout(path))

    assert [(cell.row, cell.row_span) for cell in grid.cells if cell.text == "绩效"] == [(8, 5)]


def test_layout_with_one_indicator_column_prints_it(tmp_path):
    text = (FOLDER / "hebei_integrated.toml").read_text(encoding="utf-8")
    section = text.rindex("[[section]]")
    path = tmp_path / "单列.toml"
    path.write_text(
        text[:section]
        + "[[section]]\nwidths_mm = [21, 135]\nrow_height_mm = 8\nrows = '''\n指标 | {indicator.name}\n'''\n"
        + "[[section]]\nwidths_mm = [21, 135]\nrow_height_mm = 8\nrows = '''\n目标 | {goal.text}\n'''\n",
        encoding="utf-8",
    )

    grid = build(ORDINARY, read_layout(path))

    assert texts_of(grid)[8:] == [
        ["指标", "养护里程"],
        ["养护次数"],
        ["每公里费用"],
        ["出行条件"],
        ["群众满意度"],
        ["目标", "道路完好"],
        ["群众满意"],
    ]
