"""A block pasted into a table: a verdict for each cell, and one step of operations."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from documents.goal_table import GoalTable, IndicatorRow
from projects.cell_operations import InsertRow, SetCell
from projects.paste import PasteRefused, plan_paste, read_block
from projects.paste.cells import Verdict
from tests.projects.pasted import (
    HEBEI,
    PARTS,
    WEIGHTED,
    applied,
    as_copied,
    indicators_as_copied,
    named,
    paste,
    verdicts,
)
from tests.projects.tables import a_table, any_table


@given(any_table(), st.sampled_from([HEBEI, WEIGHTED]))
def test_block_pasted_back_leaves_the_table_as_it_is(table, layout):
    table = named(table)
    parts = (*PARTS, "weight") if layout.prints_weights else PARTS
    text = indicators_as_copied(table, parts)
    assume(table.indicators and text.split())
    try:
        plan = paste(table, f"indicators.{table.indicators[0].uid}.level1", text, layout=layout)
    except PasteRefused:
        assume(False)

    assert plan.operations == ()


def test_block_pasted_into_an_empty_table_makes_the_rows():
    source = a_table()
    target = GoalTable(project_name="新项目")

    plan = paste(target, "indicators.first.level1", indicators_as_copied(source, PARTS))

    assert [replace(row, weight=None) for row in source.indicators] == list(applied(target, plan).indicators)
    assert {cell.verdict for cell in plan.cells} == {Verdict.TAKEN}


@given(
    st.lists(st.lists(st.text('产出指标数量 ≥90%12月底前是/否"\n\t', max_size=8), max_size=9), max_size=6),
    st.integers(),
)
def test_no_garbage_raises(rows, seed):
    table = named(a_table())
    addresses = ["project.code", "budget.other", "purpose", "schedule.6", "goals.2", "indicators.2.value"]
    try:
        plan = paste(table, addresses[seed % len(addresses)], as_copied(rows))
    except PasteRefused:
        return

    assert all(isinstance(operation, SetCell | InsertRow) for operation in plan.operations)


def test_rows_are_overwritten_from_the_cell_on_and_added_beyond_the_last():
    table = named(a_table())

    plan = paste(table, "indicators.3.name", "知晓率\t调查问卷\t≥80%\n投诉次数\t上级通报\t≤2次\n")

    assert plan.operations == (
        SetCell("indicators.3.name", "知晓率"),
        SetCell("indicators.3.description", "调查问卷"),
        SetCell("indicators.3.value", "≥80%"),
        InsertRow("indicators.new1", "3", {"name": "投诉次数", "description": "上级通报", "value": "≤2次"}),
    )
    assert [row.label for row in plan.indicators] == ["第3行", "第4行（新增）"]


def test_merged_categories_are_filled_down():
    text = "产出指标\t数量指标\t企业数\t\t≥1家\n\t\t活动数\t\t≥2次\n\t质量指标\t合格率\t\t≥95%\n效益指标\t\t税收\t\t≥1万元\n"

    plan = paste(GoalTable(), "indicators.first.level1", text)

    rows = applied(GoalTable(), plan).indicators
    assert [(row.level1, row.level2) for row in rows] == [
        ("产出指标", "数量指标"),
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("效益指标", ""),
    ]


def test_columns_are_told_by_headings_in_any_order():
    text = "序号\t指标名称\t计算符号\t目标值\t计量单位\t二级指标\t数据来源\n1\t企业数\t≥\t10\t个\t数量\t台账\n合计\t\t\t\t\t\t\n"

    plan = paste(GoalTable(), "purpose", text)

    assert verdicts(plan) == [
        ("level2", "数量指标", "changed"),
        ("name", "企业数", "taken"),
        ("value", "≥10个", "taken"),
        ("", "", "refused"),
    ]
    assert plan.notes == ("合计行没有采用。",)
    assert plan.parts == ("level2", "name", "value")


def test_second_row_of_headings_refines_the_first():
    text = "三级指标\t指标值\t\t\t依据\n\t符号\t数值\t单位\t\n企业数\t≥\t10\t个\t计划\n"

    plan = paste(GoalTable(), "indicators.first.name", text)

    assert [cell.text for cell in plan.cells] == ["企业数", "≥10个", "计划"]


def test_headed_rows_pasted_beside_a_filled_table_are_added():
    plan = paste(named(a_table()), "purpose", "三级指标\t指标值\n企业数\t≥10个\n")

    assert plan.operations == (InsertRow("indicators.new1", "3", {"name": "企业数", "value": "≥10个"}),)


@pytest.mark.parametrize(
    ("pasted", "text", "verdict", "reason"),
    [
        ("≥90%", "≥90%", "taken", ""),
        ("≥ 90％", "≥90%", "changed", ""),
        ("≥９０百分率", "≥90%", "changed", ""),
        ("≥1,000㎡", "≥1000平方米", "changed", ""),
        ("不少于 3 次", "不少于 3 次", "taken", ""),
        ("满意度达90%以上", "满意度达90%以上", "taken", ""),
        ("及时", "及时", "taken", ""),
        ("是/否", "是/否", "doubtful", "还没有选定是或否。"),
        ("平方米", "平方米", "doubtful", "只有单位，没有数字。"),
        ("46022", "46022", "doubtful", "像是 Excel 里丢了格式的日期，请核对。"),
        ("0.9", "0.9", "doubtful", "像是丢了百分号（90%），请核对。"),
        ("12", "12", "taken", ""),
        ("#DIV/0!", "", "refused", "这是 Excel 的出错标记，请在原表里改正。"),
        ("#######", "", "refused", "这是 Excel 的出错标记，请在原表里改正。"),
        ("字" * 40_000, "", "refused", "指标值有40000个字，最多32767个，请缩短。"),
    ],
)
def test_verdict_on_a_value(pasted, text, verdict, reason):
    table = GoalTable(indicators=(IndicatorRow("产出指标", "质量指标", "合格率", uid="a"),))

    (cell,) = paste(table, "indicators.a.value", pasted).cells

    assert (cell.text, cell.verdict.value, cell.reason) == (text, verdict, reason)


@pytest.mark.parametrize(
    ("part", "pasted", "text", "verdict"),
    [
        ("level1", " 产出 指标", "产出指标", "changed"),
        ("level1", "投入指标", "投入指标", "doubtful"),
        ("level2", "数量", "数量指标", "changed"),
        ("level2", "字" * 51, "", "refused"),
        ("name", "  企业数  ", "企业数", "taken"),
        ("description", "", "", "doubtful"),
    ],
)
def test_verdict_on_other_cells(part, pasted, text, verdict):
    table = GoalTable(indicators=(IndicatorRow("", "", "", "原来的描述", uid="a"),))

    plan = paste(table, f"indicators.a.{part}", f"{pasted}\t。" if part == "description" else pasted)

    assert verdicts(plan)[0] == (part, text, verdict)


def test_categories_are_not_doubted_where_no_scheme_is_in_force():
    plan = paste(GoalTable(), "indicators.first.level1", "投入指标", categories=[])

    assert verdicts(plan) == [("level1", "投入指标", "taken")]


def test_what_the_table_says_already_stays():
    table = named(a_table())

    plan = paste(table, "indicators.1.name", "引进企业数量\t新的描述")

    assert verdicts(plan) == [("name", "引进企业数量", "same"), ("description", "新的描述", "taken")]
    assert plan.operations == (SetCell("indicators.1.description", "新的描述"),)


def test_blank_rows_leave_the_rows_beneath_them_alone():
    table = named(a_table())

    plan = paste(table, "indicators.1.value", "≥11个\n\n≥91%\n\n≥1次")

    assert [operation.address for operation in plan.operations[:2]] == [
        "indicators.1.value",
        "indicators.3.value",
    ]
    assert plan.operations[2:] == (InsertRow("indicators.new1", "3", {"value": "≥1次"}),)


def test_columns_that_the_form_does_not_have_are_refused():
    plan = paste(named(a_table()), "indicators.1.basis", "合同\t10\t备注")

    assert [(cell.pasted, cell.verdict.value, cell.reason) for cell in plan.cells] == [
        ("合同", "taken", ""),
        ("10", "refused", "表里没有这一栏，没有采用。"),
        ("备注", "refused", "表里没有这一栏，没有采用。"),
    ]


def test_weights_have_a_place_where_the_form_prints_them():
    table = named(a_table())
    text = "三级指标\t权重\n企业数\t20\n"

    assert verdicts(paste(table, "indicators.1.name", text, layout=WEIGHTED))[1] == ("weight", "20", "taken")
    assert verdicts(paste(table, "indicators.1.name", text))[1] == ("", "", "refused")
    wrong = paste(table, "indicators.1.name", "三级指标\t权重\n企业数\t1000.001\n", layout=WEIGHTED)
    assert [cell.reason for cell in wrong.cells] == ["", "权重里的“1000.001”不在0到100之间，请核对。"]


@pytest.mark.parametrize(
    ("address", "text", "expected"),
    [
        (
            "schedule.3",
            "10\t20%\t３０\t100",
            [("3", "10", "taken"), ("6", "20", "taken"), ("10", "30", "changed"), ("12", "100", "same")],
        ),
        ("schedule.6", "20\n30\n", [("6", "20", "taken"), ("10", "30", "taken")]),
        ("schedule.3", "7万元", [("3", "20", "changed")]),
        ("schedule.3", "101", [("3", "", "refused")]),
        ("schedule.3", "一半", [("3", "", "refused")]),
        ("schedule.12", "\t1\n2", [("12", "", "doubtful"), ("", "", "refused"), ("", "", "refused")]),
        (
            "budget.total",
            "36\t35\t1",
            [("total", "36.00", "taken"), ("fiscal", "35.00", "same"), ("other", "1.00", "taken")],
        ),
        ("budget.total", "1,360.5万元", [("total", "1360.50", "changed")]),
        ("budget.total", "约三十五", [("total", "", "refused")]),
        ("budget.total", "-5", [("total", "", "refused")]),
        (
            "project.code",
            "13020926P000664100018\t新名称",
            [("code", "13020926P000664100018", "taken"), ("name", "新名称", "taken")],
        ),
        ("project.name", "名" * 201, [("name", "", "refused")]),
        ("purpose", "用于招商", [("purpose", "用于招商", "taken")]),
    ],
)
def test_head(address, text, expected):
    assert verdicts(paste(named(a_table()), address, text)) == expected


def test_goals():
    table = named(a_table())

    plan = paste(table, "goals.2", "\t第二条\n\n\t第三条\n备注\t第四条\n")

    assert plan.operations == (
        SetCell("goals.2", "第二条"),
        InsertRow("goals.new1", "2", {"text": "第三条"}),
        InsertRow("goals.new2", "new1", {"text": "第四条"}),
    )
    assert [row.label for row in plan.goals] == [
        "第2条绩效目标",
        "第3条绩效目标（新增）",
        "第4条绩效目标（新增）",
    ]
    assert [cell.verdict.value for cell in plan.head] == ["refused"]


def test_numbered_list_is_one_goal_for_each_number():
    plan = paste(named(a_table()), "goals.1", "1.第一条\n2.第二条\n并且如此\n3.第三条")

    assert plan.is_split
    assert [cell.text for row in plan.goals for cell in row.cells] == ["第一条", "第二条\n并且如此", "第三条"]


@pytest.mark.parametrize("address", ["goals.1", "indicators.1.value"])
def test_new_rows_are_added_beneath_the_cell_and_nothing_is_replaced(address):
    fresh = map("new{}".format, count(1))

    plan = plan_paste(
        named(a_table()),
        address,
        read_block("甲\n\n乙"),
        layout=HEBEI,
        new_uid=lambda: next(fresh),
        has_new_rows=True,
    )

    part = "text" if address == "goals.1" else "value"
    kind = address.split(".")[0]
    assert plan.operations == (
        InsertRow(f"{kind}.new1", "1", {part: "甲"}),
        InsertRow(f"{kind}.new2", "new1", {part: "乙"}),
    )
    assert plan.replaced_count == 0


def test_new_rows_of_headed_columns_go_below_the_last():
    fresh = map("new{}".format, count(1))

    plan = plan_paste(
        named(a_table()),
        "project.code",
        read_block("三级指标\t指标值\n企业数\t≥1户\n"),
        layout=HEBEI,
        new_uid=lambda: next(fresh),
        has_new_rows=True,
    )

    assert plan.operations == (InsertRow("indicators.new1", "3", {"name": "企业数", "value": "≥1户"}),)


def test_what_is_replaced_is_told():
    plan = paste(named(a_table()), "project.name", "新名")

    assert [cell.replaced for cell in plan.cells] == [a_table().project_name]
    assert plan.replaced_count == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "项目编码\t13020226P0000001\n项目名称\t新名\n预算数\t36\n联系人\t某人\n",
            [
                ("code", "13020226P0000001", "taken"),
                ("name", "新名", "taken"),
                ("total", "36.00", "taken"),
                ("", "", "refused"),
                ("", "", "refused"),
            ],
        ),
        ("项目编码\t项目名称\nB7\t新名\n", [("code", "B7", "taken"), ("name", "新名", "taken")]),
        ("预算数（元）\t360000\n", [("total", "36.00", "changed")]),
        ("3月底\t12\n", [("3", "12", "taken")]),
        ("项目名称", [("name", "", "refused")]),
    ],
)
def test_labels_of_the_head_are_no_content(text, expected):
    assert verdicts(paste(named(a_table()), "project.name", text)) == expected


def test_blank_goal_leaves_the_goal_alone():
    plan = paste(named(a_table()), "goals.1", "\nb")

    assert plan.operations == (SetCell("goals.2", "b"),)


def test_goal_that_is_the_same_stays():
    assert paste(named(a_table()), "goals.1", "引进企业落户。").operations == ()
