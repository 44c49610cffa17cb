"""Forms of many regions, drawn as pictures: the labels tell what is what, however cells are merged."""

from decimal import Decimal

import pytest

from documents.blocks import Paragraph, SheetStart
from documents.goal_table import Budget, Goal, GoalTable, IndicatorRow, ScheduleMark
from tests.documents.drawing import MERGES
from tests.documents.pictures import BODY, HEAD, ROWS, SCHEDULE, TABLE, TITLE, UNIT, read, tables


@pytest.mark.parametrize("merges", MERGES)
def test_merges_may_be_spans_empty_cells_repeated_texts_or_missing(merges):
    reading = read(TITLE, UNIT, HEAD.strip() + BODY, merges=merges)

    assert list(reading.booklet.tables) == [TABLE]
    assert reading.problems == []


@pytest.mark.parametrize("merges", ["spans", "empty", "repeated"])
def test_unit_and_title_may_stand_in_the_grid(merges):
    first = "（1）设备购置绩效目标表 | < | < | < | < | <\n304001某某县水利局 | < | < | < | 单位：元 | <"

    assert tables(first + HEAD.rstrip() + BODY, merges=merges) == [TABLE]


@pytest.mark.parametrize("merges", ["spans", "empty", "repeated"])
def test_project_may_go_over_several_grids(merges):
    head, goals = HEAD[: HEAD.index("绩效目标")], HEAD[HEAD.index("绩效目标") :]
    body = BODY.strip().splitlines()
    rest = "~ | 质量指标 | 合格率 | 比例 | 100% | 合同\n" + body[4]

    reading = read(TITLE, UNIT, head, goals, "\n".join(body[:4]), Paragraph("续表"), rest, merges=merges)

    rows = (*ROWS[:2], ROWS[2], ROWS[2], ROWS[3])
    assert [table.indicators for table in reading.booklet.tables] == [rows]
    assert reading.problems == []


def test_header_and_head_copied_on_a_new_page_are_no_content():
    body = BODY.strip().splitlines()
    copied = [
        HEAD.strip().splitlines()[0],
        "\n".join([body[0], "~ | 质量指标 | 合格率 | 比例 | 100% | 合同", body[4]]),
    ]

    assert tables(TITLE, UNIT, HEAD, "\n".join([*body[:3], body[0], body[2].replace("^", "~")]), *copied) == [
        GoalTable(
            **{name: getattr(TABLE, name) for name in TABLE.__dataclass_fields__ if name != "indicators"},
            indicators=(ROWS[0], ROWS[1], ROWS[1], ROWS[2], ROWS[3]),
        )
    ]


@pytest.mark.parametrize("merges", ["spans", "empty", "repeated"])
def test_one_grid_may_hold_several_projects(merges):
    title = "（二）人员培训绩效目标表 | < | < | < | < | <\n304002某某县水利所 | < | < | < | 单位：万元 | <"
    second = HEAD.replace("A1", "A2").replace("设备购置", "人员培训")

    reading = read(TITLE, UNIT, HEAD.strip() + BODY + title + second.rstrip() + BODY, merges=merges)

    assert [
        (t.title, t.unit_code, t.unit_name, t.project_code, t.project_name, t.budget.total)
        for t in reading.booklet.tables
    ] == [
        ("设备购置绩效目标表", "304001", "某某县水利局", "A1", "设备购置", 100),
        ("人员培训绩效目标表", "304002", "某某县水利所", "A2", "人员培训", 1_000_000),
    ]
    assert (reading.booklet.unit_code, reading.booklet.unit_name) == (None, None)
    assert [table.indicators for table in reading.booklet.tables] == [ROWS, ROWS]


def test_heads_may_follow_one_another_in_one_grid():
    second = HEAD.replace("A1", "A2").replace("设备购置", "人员培训")

    names = [table.project_name for table in tables(UNIT, HEAD.strip() + second)]

    assert names == ["设备购置", "人员培训"]


def test_tables_never_go_on_over_a_sheet():
    reading = read(SheetStart("1"), UNIT, HEAD, SheetStart("2"), BODY)

    assert [table.indicators for table in reading.booklet.tables] == [()]
    assert [problem.message for problem in reading.problems if not problem.is_doubt] == [
        "有一个表格没有项目名称，不是项目绩效目标表，没有读入。表中文字：“水泵”、“水管”、“合格率”、“满意度”。"
    ]


@pytest.mark.parametrize("merges", MERGES)
def test_central_form_has_a_label_down_the_side_and_weights(merges):
    picture = """
    项目名称             | 设备购置                                   | <        | 项目编码 | ————   | <
    项目资金\\n（万元）   | 年度资金总额：                             | <        | 35       | <      | <
    ^                    | 其中：财政拨款                             | <        | 30       | <      | <
    ^                    | 其他资金                                   | <        | 5        | <      | <
    总体目标             | 目标1：买好水泵；\\n目标2：用好水泵。       | <        | <        | <      | <
    绩\\n效\\n指\\n标       | 一级指标                                   | 二级指标 | 三级指标 | 指标值 | 权重
    ^                    | 成本指标                                   | 经济成本指标 | 单价 | ≤10万元 | 20
    ^                    | 产出指标                                   | 数量指标 | 水泵     | ≥2台   | 20分
    ^                    | ^                                          | 质量指标 | 合格率   | 100%   | ~
    ^                    | 合计                                       | <        | <        | <      | 40
    """

    reading = read(Paragraph("项目支出绩效目标申报表"), Paragraph("（2024年度）"), picture, merges=merges)

    assert reading.booklet.fiscal_year == 2024
    assert reading.booklet.tables == (
        GoalTable(
            title="项目支出绩效目标申报表",
            project_name="设备购置",
            budget=Budget(Decimal(350_000), Decimal(300_000), Decimal(50_000)),
            goals=(Goal("买好水泵；"), Goal("用好水泵。")),
            indicators=(
                IndicatorRow("成本指标", "经济成本指标", "单价", value="≤10万元", weight=Decimal(20)),
                IndicatorRow("产出指标", "数量指标", "水泵", value="≥2台", weight=Decimal(20)),
                IndicatorRow("产出指标", "质量指标", "合格率", value="100%"),
            ),
        ),
    )
    assert reading.problems == []


@pytest.mark.parametrize("merges", MERGES)
def test_value_in_three_columns_is_joined(merges):
    picture = """
    一级指标 | 二级指标 | 三级指标 | 指标值 | <    | <
    ^        | ^        | ^        | 符号   | 数值 | 单位
    产出指标 | 数量指标 | 水泵     | ≥      | 2    | 台
    ^        | 质量指标 | 质量     | 定性   | 合格 | /
    """

    values = [row.value for row in tables(UNIT, HEAD, picture, merges=merges)[0].indicators]

    assert values == ["≥2台", "合格"]


def test_form_of_two_levels_has_its_names_in_the_second():
    picture = """
    项目名称     | 设备购置  | <        | <
    预算数（万元）| 35       | <        | <
    绩效目标     | 买好水泵。| <        | <
    一级指标     | 二级指标  | 绩效标准 | 当年预期实现值
    数量指标     | 水泵      | 计划标准 | 2台
    ^            | 水管      | 计划标准 | 9米
    """

    assert tables(picture)[0].indicators == (
        IndicatorRow("数量指标", "", "水泵", "", "2台", "计划标准"),
        IndicatorRow("数量指标", "", "水管", "", "9米", "计划标准"),
    )


def test_form_of_three_levels_may_name_the_third_by_its_content():
    picture = "一级指标 | 二级指标 | 指标内容 | 指标值\n产出指标 | 数量指标 | 水泵 | 2台"

    assert tables(UNIT, HEAD, picture)[0].indicators == (
        IndicatorRow("产出指标", "数量指标", "水泵", value="2台"),
    )


def test_merged_level_names_both_levels_and_merged_basis_holds_for_every_row():
    picture = """
    一级指标   | 二级指标 | 绩效指标 | 指标值 | 依据
    满意度指标 | <        | 满意度   | 90%    | 问卷
    ^          | <        | 投诉率   | 1%     | ^
    """

    assert tables(UNIT, HEAD, picture)[0].indicators == (
        IndicatorRow("满意度指标", "满意度指标", "满意度", "", "90%", "问卷"),
        IndicatorRow("满意度指标", "满意度指标", "投诉率", "", "1%", "问卷"),
    )


def test_checkpoints_may_have_their_values_beside_them():
    picture = """
    项目名称     | 设备购置 | 预算数 | 1,234.50元
    资金支出进度 | 3月末    | ２５％ | <
    ^            | 6月末    | 50     | <
    ^            | 9月末    | 70     | <
    ^            | 12月末   | 100    | <
    资金用途     | 买水泵   | <      | <
    绩效目标     | 买好     | <      | <
    """

    reading = read(picture)

    assert reading.booklet.tables[0].schedule == tuple(
        map(ScheduleMark, (3, 6, 10, 12), (Decimal(25), Decimal(50), None, Decimal(100)))
    )
    assert [problem.message for problem in reading.problems] == [
        "“9月底”在绩效目标表里没有对应的栏目，没有读入，请确认是否需要：第4行第3列“70”。"
    ]


def test_values_may_stand_under_their_labels():
    picture = """
    项目名称   | 项目编码 | 预算数 | 其中：财政拨款
    设备购置   | A1       | 35万元 | 30万元
    绩效目标   | <        | <      | <
    买好水泵。 | <        | <      | <
    一级指标   | 二级指标 | 三级指标 | 指标值
    产出指标   | 数量指标 | 水泵   | 2台
    """

    assert tables(Paragraph("设备购置绩效目标表"), picture) == [
        GoalTable(
            title="设备购置绩效目标表",
            project_code="A1",
            project_name="设备购置",
            budget=Budget(Decimal(350_000), Decimal(300_000)),
            goals=(Goal("买好水泵。"),),
            indicators=(IndicatorRow("产出指标", "数量指标", "水泵", value="2台"),),
        )
    ]


def test_label_and_value_may_share_a_cell():
    picture = """
    项目名称：设备购置 | 项目编码：A1 | 预算数：35万元 | 主管部门：某某局
    绩效目标：买好水泵 | <            | <              | <
    一级指标           | 二级指标     | 三级指标       | 指标值
    """

    reading = read(picture)

    assert reading.booklet.tables == (
        GoalTable(
            project_code="A1",
            project_name="设备购置",
            budget=Budget(Decimal(350_000)),
            goals=(Goal("买好水泵"),),
        ),
    )
    assert [problem.message for problem in reading.problems] == [
        "“主管部门”在绩效目标表里没有对应的栏目，没有读入，请确认是否需要：第1行第4列“某某局”。"
    ]


def test_project_may_be_named_like_a_label():
    picture = HEAD.replace("设备购置", "其他资金")

    assert tables(UNIT, picture)[0].project_name == "其他资金"


def test_unit_may_stand_in_fields_of_the_form():
    picture = "单位名称 | 某某县水利局 | 单位编码 | 304001\n年度 | 2024 | 金额单位 | 万元\n项目名称 | 设备购置 | 预算数 | 35\n绩效目标 | 买好 | < | <"

    reading = read(picture)

    assert (reading.booklet.fiscal_year, reading.booklet.unit_code, reading.booklet.unit_name) == (
        2024,
        "304001",
        "某某县水利局",
    )
    assert reading.booklet.tables[0].budget == Budget(Decimal(350_000))
    assert reading.problems == []


def test_purpose_that_looks_like_a_label_and_its_value_is_kept_whole():
    picture = HEAD.replace("买水泵", "用途：买水泵")

    assert tables(UNIT, picture)[0].purpose == "用途：买水泵"


def test_amount_beside_the_section_label_is_the_total():
    picture = "项目名称 | 设备购置\n预算规模 | 300万元\n资金用途 | 买水泵\n绩效目标 | 买好"

    table = tables(picture)[0]

    assert (table.budget, table.purpose) == (Budget(Decimal(3_000_000)), "买水泵")


def test_checkpoints_without_a_section_label_are_a_schedule():
    picture = "项目名称 | 设备购置 | < | <\n3月底 | 6月底 | 10月底 | 12月底\n~ | 50% | ~ | 100%\n绩效目标 | 买好 | < | <"

    assert tables(picture)[0].schedule == SCHEDULE


def test_shares_are_matched_to_the_checkpoints_above_where_columns_differ():
    picture = "项目名称 | 设备购置 | < | < | < | <\n支出计划 | 3月底 | < | 6月底 | 10月底 | 12月底\n^ | ~ | < | 50% | < | 100%"

    schedule = tables(picture + "\n绩效目标 | 买好 | < | < | < | <")[0].schedule

    assert [mark.percent for mark in schedule] == [None, 50, 50, 100]


def test_header_may_begin_with_an_empty_cell():
    picture = "~ | 一级指标 | 二级指标 | 三级指标 | ~ | 指标值\n~ | 产出指标 | 数量指标 | 水泵 | ~ | 2台"

    assert tables(UNIT, HEAD, picture)[0].indicators == (
        IndicatorRow("产出指标", "数量指标", "水泵", value="2台"),
    )


def test_template_rows_left_empty_are_no_indicators():
    body = (
        BODY
        + "^ | ^ | ~ | ~ | ~ | ~\n效益指标 | 社会效益指标 | ~ | ~ | ~ | ~\n^ | 公众评价指标 | ~ | ~ | ~ | ~"
    )
    body += "\n…… | ~ | ~ | ~ | ~ | ~\n…… | …… | …… | ~ | ~ | ~"

    reading = read(UNIT, HEAD, body)

    assert reading.booklet.tables[0].indicators == ROWS
    assert reading.problems == []


def test_template_rows_lend_their_categories_to_the_rows_beneath():
    body = BODY + "效益指标 | 社会效益指标 | ~ | ~ | ~ | ~\n~ | ~ | 受益 | 户数 | ≥9户 | 计划"

    rows = tables(UNIT, HEAD, body)[0].indicators

    assert rows == (*ROWS, IndicatorRow("效益指标", "社会效益指标", "受益", "户数", "≥9户", "计划"))


def test_categories_of_no_known_form_are_kept_without_an_indicator():
    body = BODY + "另请说明 | 社会效益指标 | ~ | ~ | ~ | ~\n效益指标 | 见附页 | ~ | ~ | ~ | ~"

    assert tables(UNIT, HEAD, body)[0].indicators[4:] == (
        IndicatorRow("另请说明", "社会效益指标", ""),
        IndicatorRow("效益指标", "见附页", ""),
    )


def test_text_repeated_in_every_cell_of_a_wide_column_is_read_once():
    picture = """
一级指标 | 一级指标 | 二级指标 | 二级指标 | 三级指标 | 三级指标 | 指标值 | 指标值
产出指标 | 产出指标 | 数量指标 | 数量指标 | 水泵     | 水泵     | 指标值 | 指标值
产出指标 | 产出指标 | 数量指标 | 数量指标 | 水管     | 水管     | ≥9米   | 另9米
"""
    reading = read(UNIT, HEAD, picture)

    assert reading.booklet.tables[0].indicators == (
        IndicatorRow("产出指标", "数量指标", "水泵", value="指标值"),
        IndicatorRow("产出指标", "数量指标", "水管", value="≥9米"),
    )
    assert [problem.message for problem in reading.problems] == [
        "有文字不知道属于哪一栏，没有读入，请确认是否需要：第3行第8列“另9米”。"
    ]


def test_label_of_indicators_under_the_goals_is_no_goal():
    picture = HEAD + "绩效指标 | 见下表 | < | < | < | <\n"

    reading = read(TITLE, UNIT, picture.replace("见下表", "~"), BODY)
    noted = read(TITLE, UNIT, picture, BODY)

    assert (list(reading.booklet.tables), reading.problems) == ([TABLE], [])
    assert (list(noted.booklet.tables), [problem.message for problem in noted.problems]) == (
        [TABLE],
        ["“绩效指标”在绩效目标表里没有对应的栏目，没有读入，请确认是否需要：第8行第2列“见下表”。"],
    )


def test_purpose_may_be_a_label_of_the_form():
    assert tables(UNIT, HEAD.replace("买水泵", "其他资金"))[0].purpose == "其他资金"


@pytest.mark.parametrize("merges", MERGES)
def test_unit_of_money_may_stand_beside_the_project(merges):
    picture = (
        "主管部门 | ~ | （单位：人民币万元）\n项目名称 | 设备购置 | ~\n预算数 | 35 | <\n绩效目标 | 买好 | <"
    )

    reading = read(picture, merges=merges)

    assert [(table.project_name, table.budget.total) for table in reading.booklet.tables] == [
        ("设备购置", 350_000)
    ]
    assert reading.problems == []
