"""What is typed becomes a goal table, or is refused cell by cell."""

from decimal import Decimal

import pytest

from documents.goal_table import Budget, Goal, GoalTable, IndicatorRow, ScheduleMark
from projects.cell_texts import texts_of
from projects.table_form import TableForm
from tests.projects.test_cell_texts import TABLE


def typed(changes, table=TABLE, money_unit="万元"):
    return TableForm(texts_of(table, money_unit) | changes, table=table, money_unit=money_unit)


def test_an_untouched_form_says_what_the_table_said():
    form = typed({})

    assert form.is_valid()
    assert form.table() == TABLE
    assert [row.uid for row in form.table().indicators] == ["r1", "r2", "r3", "r4"]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,234.5", Decimal("12345000")),
        ("３５．００", Decimal("350000")),
        ("300万元", Decimal("3000000")),
        ("2000元", Decimal("2000")),
        ("", None),
        ("0", Decimal("0")),
    ],
)
def test_amounts_are_read_in_the_money_unit_of_the_layout(text, amount):
    form = typed({"budget.total": text})

    assert form.is_valid()
    assert form.table().budget == Budget(amount, Decimal("350000"), None)


@pytest.mark.parametrize(
    ("text", "percent"), [("50%", 50), ("５０", 50), ("33.33", Decimal("33.33")), ("", None)]
)
def test_shares_are_read_with_and_without_sign(text, percent):
    form = typed({"schedule.6": text})

    assert form.is_valid()
    assert form.table().schedule[1] == ScheduleMark(6, percent)


@pytest.mark.parametrize(
    ("address", "text", "message"),
    [
        ("budget.total", "约三十五", "预算数里的“约三十五”不是金额，请填数字，例如 35.00（单位：万元）。"),
        ("schedule.3", "四分之一", "3月底里的“四分之一”不是数字，请填数字，例如 25。"),
        ("indicators.r1.weight", "重", "第1行“权重”里的“重”不是数字，请填数字，例如 25。"),
        ("project.name", "  ", "项目名称为空，请填写。"),
        ("project.name", "长" * 201, "项目名称有201个字，最多200个，请缩短。"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_cell(address, text, message):
    form = typed({address: text})

    assert not form.is_valid()
    assert form.errors[address] == [message]


def test_a_problem_of_no_cell_concerns_the_whole_form():
    table = GoalTable(title="名" * 300, project_name="名")
    form = typed({}, table=table)

    assert not form.is_valid()
    assert form.non_field_errors() == ["表名有300个字，最多220个，请缩短。"]


def test_texts_are_cleaned():
    form = typed({"purpose": " 甲\x0b乙\u202e\r\n", "project.name": "招商\n经费\x00", "goals.g1": "\ta\x07"})

    assert form.is_valid()
    table = form.table()
    assert (table.purpose, table.project_name, table.goals[0]) == ("甲\n乙", "招商经费", Goal("a"))


def test_cells_that_were_not_posted_keep_their_value():
    texts = {"project.name": "招商经费", "indicators.r1.name": "企业数量", "goals.g1": "引进企业。"}
    form = TableForm(texts, table=TABLE, money_unit="万元")

    assert form.is_valid()
    table = form.table()
    assert (table.purpose, table.budget, table.schedule) == (TABLE.purpose, TABLE.budget, TABLE.schedule)
    assert table.goals == (Goal("引进企业。"),)
    assert table.indicators == (
        IndicatorRow("产出指标", "数量指标", "企业数量", "引进企业", "≥10个", "计划", Decimal("10")),
    )


def test_rows_without_a_word_are_left_out():
    form = typed({"goals.new": " ", "indicators.new.level1": "", "indicators.new.name": " ", "goals.g2": ""})

    assert form.is_valid()
    assert [goal.uid for goal in form.table().goals] == ["g1"]
    assert [row.uid for row in form.table().indicators] == ["r1", "r2", "r3", "r4"]


def test_a_row_with_nothing_but_categories_stays():
    form = typed({"indicators.new.level1": "产出指标", "indicators.new.level2": "成本指标"})

    assert form.is_valid()
    assert form.table().indicators[-1] == IndicatorRow("产出指标", "成本指标", "")


def test_a_cleared_weight_is_blank():
    form = typed({"indicators.r1.weight": ""})

    assert form.is_valid()
    assert form.table().indicators[0].weight is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [("招商经费绩效目标", "引资经费绩效目标"), ("绩效目标申报表", "绩效目标申报表")],
)
def test_the_printed_title_follows_the_name(title, expected):
    form = typed({"project.name": "引资经费"}, table=GoalTable(title=title, project_name="招商经费"))

    assert form.is_valid()
    assert form.table().title == expected
