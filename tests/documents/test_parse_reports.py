"""What cannot be read, wants confirming or is another form is reported, never dropped."""

import pytest

from documents.blocks import Paragraph
from documents.goal_table import Budget, GoalTable, IndicatorRow
from documents.parse import parse
from tests.documents.drawing import draw
from tests.documents.pictures import BODY, HEAD, ROWS, TABLE, TITLE, UNIT, read, tables


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


YUAN = "项目名称 | 设备购置\n预算数 | 35\n绩效目标 | 买好"


@pytest.mark.parametrize(
    ("blocks", "unit"),
    [
        ([UNIT, HEAD], "元"),
        ([Paragraph("单位：万元"), YUAN], "万元"),
        ([YUAN.replace("35", "35万元")], "万元"),
        ([YUAN.replace("预算数", "预算数（元）")], "元"),
        ([Paragraph("单位：元"), YUAN.replace("预算数 | 35", "目标1 | 做好")], "元"),
        ([Paragraph("单位：元"), YUAN, YUAN.replace("设备", "车辆")], "元"),
        ([Paragraph("单位：元"), YUAN, Paragraph("单位：万元"), YUAN.replace("设备", "车辆")], None),
        ([Paragraph("单位：千元"), YUAN], None),
        ([YUAN], None),
        ([], None),
    ],
)
def test_unit_of_money_is_what_all_tables_are_written_in(blocks, unit):
    assert read(*blocks).money_unit == unit


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
