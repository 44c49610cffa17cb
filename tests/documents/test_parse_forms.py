"""Forms of many regions, drawn as pictures: the labels tell what is what, however cells are merged."""

from decimal import Decimal

import pytest

from documents.blocks import Block, Paragraph, SheetStart
from documents.goal_table import Budget, Goal, GoalTable, IndicatorRow, ScheduleMark
from documents.parse import Reading, parse, parse_blocks
from tests.documents.drawing import MERGES, draw

HEAD = """
项目编码           | A1     | <      | 项目名称       | 设备购置 | <
预算规模及资金用途 | 预算数 | 100.00 | 其中：财政资金 | 90       | 其他资金
^                  | 买水泵 | <      | <              | <        | <
资金支出计划（%）  | 3月底  | 6月底  | 10月底         | 12月底   | <
^                  | ~      | 50%    | ~              | 100%     | <
绩效目标           | 目标1  | 买好   | <              | <        | <
^                  | 目标2  | 用好   | <              | <        | <
"""
BODY = """
一级指标   | 二级指标           | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据
产出指标   | 数量指标           | 水泵     | 台数         | ≥2台   | 计划
^          | ^                  | 水管     | 米数         | ≥9米   | 计划
^          | 质量指标           | 合格率   | 比例         | 100%   | 合同
满意度指标 | 服务对象满意度指标 | 满意度   | 比例         | ≥90%   | 问卷
"""
ROWS = (
    IndicatorRow("产出指标", "数量指标", "水泵", "台数", "≥2台", "计划"),
    IndicatorRow("产出指标", "数量指标", "水管", "米数", "≥9米", "计划"),
    IndicatorRow("产出指标", "质量指标", "合格率", "比例", "100%", "合同"),
    IndicatorRow("满意度指标", "服务对象满意度指标", "满意度", "比例", "≥90%", "问卷"),
)
SCHEDULE = tuple(map(ScheduleMark, (3, 6, 10, 12), (None, Decimal(50), None, Decimal(100))))
TABLE = GoalTable(
    title="设备购置绩效目标表",
    unit_code="304001",
    unit_name="某某县水利局",
    project_code="A1",
    project_name="设备购置",
    budget=Budget(Decimal(100), Decimal(90)),
    purpose="买水泵",
    schedule=SCHEDULE,
    goals=(Goal("买好"), Goal("用好")),
    indicators=ROWS,
)
TITLE = Paragraph("（1）设备购置绩效目标表")
UNIT = Paragraph("304001某某县水利局    单位：元")


def read(*blocks: Block | str, merges: str = "spans") -> Reading:
    """Read paragraphs, grids and pictures of grids."""
    return parse_blocks(draw(block, merges=merges) if isinstance(block, str) else block for block in blocks)


def tables(*blocks: Block | str, merges: str = "spans") -> list[GoalTable]:
    return list(read(*blocks, merges=merges).booklet.tables)


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


def test_columns_may_stand_in_any_order_and_unknown_ones_are_reported():
    picture = """
    序号 | 指标值 | 三级指标 | 一级指标 | 二级指标 | 数据来源
    1    | 2台    | 水泵     | 产出指标 | 数量指标 | 台账
    2    | 100%   | 合格率   | ^        | 质量指标 | ~
    """

    reading = read(UNIT, HEAD, picture)

    assert reading.booklet.tables[0].indicators == (
        IndicatorRow("产出指标", "数量指标", "水泵", value="2台"),
        IndicatorRow("产出指标", "质量指标", "合格率", value="100%"),
    )
    assert [(problem.table, problem.message) for problem in reading.problems] == [
        (1, "“数据来源”在绩效目标表里没有对应的栏目，没有读入，请确认是否需要：第2行第6列“台账”。")
    ]


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


def test_field_printed_twice_is_reported():
    picture = HEAD.replace("其他资金", "其他资金 | 7") + "资金用途 | 买水管 | < | < | < | < | <"

    assert [problem.message for problem in read(UNIT, picture).problems] == [
        "“资金用途”在绩效目标表里没有对应的栏目，没有读入，请确认是否需要：第8行第2列“买水管”。"
    ]


def test_indicators_go_on_after_a_note_between_them():
    body = BODY.strip().splitlines()

    reading = read(UNIT, HEAD, "\n".join([*body[:4], "以下为满意度 | < | < | < | < | <", body[4]]))

    assert reading.booklet.tables[0].indicators == ROWS
    assert [problem.is_doubt for problem in reading.problems] == [True]


def test_lines_between_the_grids_of_a_table_are_its_unit_or_reported():
    reading = read(HEAD, Paragraph("单位：元"), Paragraph("绩效指标如下"), BODY)

    assert reading.booklet.tables[0].budget == TABLE.budget
    assert [problem.message for problem in reading.problems] == [
        "文字“绩效指标如下”不在任何一张绩效目标表里，没有读入，请确认是否需要。"
    ]


def test_header_may_begin_with_an_empty_cell():
    picture = "~ | 一级指标 | 二级指标 | 三级指标 | ~ | 指标值\n~ | 产出指标 | 数量指标 | 水泵 | ~ | 2台"

    assert tables(UNIT, HEAD, picture)[0].indicators == (
        IndicatorRow("产出指标", "数量指标", "水泵", value="2台"),
    )


def test_list_without_rows_is_no_table():
    reading = read(
        TITLE,
        UNIT,
        HEAD,
        BODY,
        SheetStart("明细"),
        "项目名称 | 一级指标 | 二级指标 | 三级指标\n合计 | ~ | ~ | ~",
    )

    assert (list(reading.booklet.tables), reading.problems) == ([TABLE], [])


def test_second_part_of_a_head_adds_only_what_is_new():
    more = "资金用途 | 买水管 | < | < | <\n资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底\n^ | 10% | ~ | ~ | ~"

    reading = read(UNIT, HEAD, more)

    assert [mark.percent for mark in reading.booklet.tables[0].schedule] == [10, 50, None, 100]
    assert [problem.message for problem in reading.problems] == [
        "“资金用途”在绩效目标表里没有对应的栏目，没有读入，请确认是否需要：第1行第2列“买水管”。"
    ]


def test_checkpoint_without_a_place_is_not_reported_when_it_is_blank():
    assert read(UNIT, HEAD.replace("10月底", "9月底")).problems == []


def test_cells_beside_the_columns_of_the_header_are_reported():
    picture = (
        "一级指标 | 二级指标 | 三级指标 | 备注\n产出指标 | 数量指标 | 水泵 | ~ | 另注\n~ | ~ | ~ | 合计三台"
    )

    reading = read(UNIT, HEAD, picture)

    assert reading.booklet.tables[0].indicators == (IndicatorRow("产出指标", "数量指标", "水泵"),)
    assert [problem.message for problem in reading.problems] == [
        "有文字不知道属于哪一栏，没有读入，请确认是否需要：第2行第5列“另注”。",
        "“备注”在绩效目标表里没有对应的栏目，没有读入，请确认是否需要：第3行第4列“合计三台”。",
    ]


LIST = """
项目支出绩效目标表 | < | < | < | < | < | < | < | <
304001某某县水利局 | < | < | < | < | < | < | < | 单位：万元
序号 | 单位名称 | 项目名称 | 预算金额 | 年度绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标值
1    | ~ | 设备购置 | 35 | 买好水泵。 | 产出指标 | 数量指标 | 水泵 | ≥2台
^    | ^ | ^        | ^  | ^          | ^ | 质量指标 | 合格率 | 100%
2    | 某某水利所 | 人员培训 | 5 | 培训好。 | 产出指标 | 数量指标 | 人数 | ≥9人
合计 | < | < | 40 | < | < | < | < | <
"""


@pytest.mark.parametrize("merges", ["spans", "empty", "repeated"])
def test_list_of_projects_is_read_row_by_row(merges):
    reading = read(LIST, merges=merges)

    assert reading.booklet.tables == (
        GoalTable(
            title="项目支出绩效目标表",
            unit_code="304001",
            unit_name="某某县水利局",
            project_name="设备购置",
            budget=Budget(Decimal(350_000)),
            goals=(Goal("买好水泵。"),),
            indicators=(
                IndicatorRow("产出指标", "数量指标", "水泵", value="≥2台"),
                IndicatorRow("产出指标", "质量指标", "合格率", value="100%"),
            ),
        ),
        GoalTable(
            title="项目支出绩效目标表",
            unit_name="某某水利所",
            project_name="人员培训",
            budget=Budget(Decimal(50_000)),
            goals=(Goal("培训好。"),),
            indicators=(IndicatorRow("产出指标", "数量指标", "人数", value="≥9人"),),
        ),
    )
    assert reading.problems == []


def test_list_that_repeats_the_tables_is_not_read_again():
    rows = "项目编码 | 项目名称 | 一级指标 | 二级指标 | 三级指标\nA1 | 设备购置 | 产出指标 | 数量指标 | 水泵\n^ | ^ | ^ | ^ | 水管"
    rows = rows.replace("\nA1", "\n~ | ~ | 产出指标 | 数量指标 | 无名\nA1")

    reading = read(TITLE, UNIT, HEAD, BODY, SheetStart("指标明细"), rows)

    assert list(reading.booklet.tables) == [TABLE]
    assert reading.notes[1:] == ["文件中的指标清单与各张绩效目标表重复，没有再读。"]
    assert reading.problems == []


def test_rows_under_the_indicators_that_are_none_are_reported():
    reading = read(
        UNIT, HEAD, BODY + "财政部门审核意见 | 同意 | < | < | < | <\n填报说明请见附页 | < | < | < | < | <"
    )

    assert reading.booklet.tables[0].indicators == ROWS
    assert [(problem.message, problem.is_doubt) for problem in reading.problems] == [
        ("文字“填报说明请见附页”不在任何一张绩效目标表里，没有读入，请确认是否需要。", True),
        (
            "“财政部门审核意见”在绩效目标表里没有对应的栏目，没有读入，请确认是否需要：第6行第2列“同意”。",
            False,
        ),
    ]


def test_text_without_a_label_is_reported_with_its_place():
    picture = HEAD.replace("100%     | <", "100%     | 另有说明")

    messages = [problem.message for problem in read(UNIT, picture).problems]

    assert messages == ["有文字不知道属于哪一栏，没有读入，请确认是否需要：第5行第6列“另有说明”。"]


def test_blank_template_rows_are_read_where_they_name_a_category():
    body = BODY + "^ | ^ | ~ | ~ | ~ | ~\n效益指标 | 社会效益指标 | ~ | ~ | ~ | ~"

    assert tables(UNIT, HEAD, body)[0].indicators == (*ROWS, IndicatorRow("效益指标", "社会效益指标", ""))


@pytest.mark.parametrize(
    ("amount", "message", "address"),
    [
        (
            "约百万",
            "“预算数”（第2行第3列）写的是“约百万”，不是一个金额，没有读入，请改成数字。",
            "budget.total",
        ),
        (
            "3万元",
            "“预算数”（第2行第3列）写的是“3万元”，而表上的单位是元，已按万元读入，请核对。",
            "budget.total",
        ),
    ],
)
def test_amounts_that_want_a_look_are_reported(amount, message, address):
    problem = read(UNIT, HEAD.replace("100.00", amount)).problems[0]

    assert (problem.message, problem.address, problem.table) == (message, address, 1)


def test_amount_without_any_unit_is_left_blank_and_reported():
    reading = read(TITLE, HEAD)

    assert reading.booklet.tables[0].budget == Budget()
    assert reading.problems[0].message == (
        "“预算数”（第2行第3列）写的是“100.00”，表上没有写明单位是元还是万元，没有读入，请在表上注明单位后重新导入，或导入后填写。"
    )


def test_amount_takes_the_unit_of_the_other_amounts_or_of_the_document_with_a_doubt():
    by_others = read(HEAD.replace("100.00", "100万元"))
    by_document = read(Paragraph("单位：万元"), Paragraph("前言"), HEAD)

    assert [
        table.budget.fiscal for reading in (by_others, by_document) for table in reading.booklet.tables
    ] == [900_000] * 2
    assert [problem.message for problem in (*by_others.problems, *by_document.problems[:1])] == [
        "“其中：财政资金”（第2行第5列）写的是“90”，没有单位，已参照本表其他金额按万元读入，请核对。",
        "“预算数”（第2行第3列）写的是“100.00”，没有单位，已参照文件前面写的单位按万元读入，请核对。",
    ]


@pytest.mark.parametrize(
    ("percent", "message"),
    [
        ("过半", "“6月底”（第5行第3列）写的是“过半”，不是百分比，没有读入，请改成数字。"),
        ("0.5", "“6月底”（第5行第3列）写的是“0.5”，已读作0.5%，请核对是否漏了百分号。"),
    ],
)
def test_shares_that_want_a_look_are_reported(percent, message):
    problem = read(UNIT, HEAD.replace("50%", percent)).problems[0]

    assert (problem.message, problem.address) == (message, "schedule.6")


def test_weight_that_is_no_number_is_reported():
    picture = "一级指标 | 二级指标 | 三级指标 | 指标值 | 分值\n产出指标 | 数量指标 | 水泵 | 2台 | 若干"

    problem = read(UNIT, HEAD, picture).problems[0]

    assert (problem.message, problem.address) == (
        "第1条指标的权重（第2行第5列所在行）写的是“若干”，不是数字，没有读入，请改成数字。",
        "indicators.1.weight",
    )


def test_schedule_in_words_is_reported():
    picture = HEAD.replace(
        "3月底  | 6月底  | 10月底         | 12月底   | <", "按进度支付 | < | < | < | <"
    ).replace("~      | 50%    | ~              | 100%     | <", "~ | < | < | < | <")

    assert [problem.message for problem in read(UNIT, picture).problems] == [
        "“资金支出计划（%）”在绩效目标表里没有对应的栏目，没有读入，请确认是否需要：第4行第2列“按进度支付”。"
    ]


SELF_EVALUATION = """
项目名称     | 设备购置   | <        | <          | <          | <
年度资金总额 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率   | 得分
~            | 10         | 10       | 10         | 100%       | 10
一级指标     | 二级指标   | 三级指标 | 年度指标值 | 实际完成值 | 得分
产出指标     | 数量指标   | 水泵     | 2          | 2          | 10
"""
BUDGET_FORM = "科目编码 | 科目名称 | 基本支出 | 项目支出\n201 | 一般公共服务 | 1 | 2"
DEPARTMENT_FORM = """
单位名称     | 某某局   | <        | <
年度总体目标 | 做好工作 | <        | <
一级指标     | 二级指标 | 三级指标 | 指标值
产出指标     | 数量指标 | 水泵     | 2
"""


@pytest.mark.parametrize(
    ("blocks", "messages"),
    [
        (
            [Paragraph("项目支出绩效自评表"), SELF_EVALUATION],
            [
                "第1个表格（“项目支出绩效自评表”）是绩效自评表，不是绩效目标表，没有读入。",
                "这个文件是绩效自评表，不是项目绩效目标表，没有可以读入的内容。",
            ],
        ),
        (
            [BUDGET_FORM],
            [
                "第1个表格（以“科目编码”开头）是部门预算公开表，不是绩效目标表，没有读入。",
                "这个文件是部门预算公开表，不是项目绩效目标表，没有可以读入的内容。",
            ],
        ),
        (
            [Paragraph("部门整体支出绩效目标申报表"), DEPARTMENT_FORM],
            [
                "有一个表格（“部门整体支出绩效目标申报表”）没有项目名称，不是项目绩效目标表，没有读入。"
                "表中文字：“某某局”、“做好工作”、“水泵”。",
                "这个文件里没有绩效目标表，请确认选对了文件。",
            ],
        ),
        (
            ["项目名称 | 设备购置\n项目内容 | 买水泵"],
            [
                "有一个表格没有绩效目标和绩效指标，不是项目绩效目标表，没有读入。表中文字：“设备购置”、“买水泵”。",
                "这个文件里没有绩效目标表，请确认选对了文件。",
            ],
        ),
        (["姓名 | 职务\n甲 | 乙"], ["这个文件里没有绩效目标表，请确认选对了文件。"]),
        ([Paragraph("只有文字")], ["这个文件里没有表格，找不到绩效目标表；如果表格是图片，请先录成文字。"]),
        ([], ["这个文件里没有表格，找不到绩效目标表；如果表格是图片，请先录成文字。"]),
    ],
)
def test_another_form_is_named_as_such(blocks, messages):
    reading = read(*blocks)

    assert reading.booklet.tables == ()
    assert [problem.message for problem in reading.problems if not problem.is_doubt] == messages


def test_indicators_named_like_another_form_are_indicators():
    body = BODY.replace("水泵", "公用经费").replace("水管", "得分").replace("合格率", "实际完成值")

    names = [row.name for row in tables(UNIT, HEAD, body)[0].indicators]

    assert names == ["公用经费", "得分", "实际完成值", "满意度"]


def test_parse_reads_one_grid():
    assert (
        parse(draw(HEAD.strip() + BODY, title="设备购置绩效目标表"), money_unit="元")[0].budget
        == TABLE.budget
    )


def test_parse_of_several_tables_says_what_it_leaves_out():
    grid = draw(HEAD.strip() + BODY + HEAD.replace("A1", "A2").replace("设备购置", "人员培训").strip())

    table, problems = parse(grid, money_unit="元")

    assert table.project_name == "设备购置"
    assert problems[-1].message == "同一个表格里还有另外的绩效目标表，没有读入：“人员培训”。"


def test_parse_of_no_table_says_so():
    table, problems = parse(draw("姓名 | 职务\n甲 | 乙"))

    assert table == GoalTable()
    assert [problem.message for problem in problems if not problem.is_doubt] == [
        "这个文件里没有绩效目标表，请确认选对了文件。"
    ]
