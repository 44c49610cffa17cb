"""Operations on a table: each kind of cell, each kind of refusal, rows added, moved and deleted."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.goal_table import Goal, GoalTable, IndicatorRow
from projects.cell_operations import (
    DeleteRow,
    InsertRow,
    MoveRow,
    OperationRefused,
    SetCell,
    UnknownRow,
    apply,
)
from projects.cell_texts import texts_of
from projects.cell_values import with_first_rows, without_first_rows
from projects.limits import ROW_COUNT
from tests.projects.tables import any_table
from tests.projects.test_cell_texts import TABLE

DAMAGED = "\ud800"


def after_typing(address, text, table=TABLE, money_unit="万元"):
    return apply(table, SetCell(address, text), money_unit)


def said(table, address):
    return texts_of(table, "万元")[address]


def uids(table, kind="indicators"):
    return [row.uid for row in getattr(table, kind)]


@pytest.mark.parametrize(
    ("address", "text", "shown"),
    [
        ("budget.total", "１２３", "123.00"),
        ("project.code", "１３０２Ｐ－0１", "1302P-01"),
        ("budget.total", "1,234.56", "1234.56"),
        ("budget.total", "２，０００元", "0.20"),
        ("budget.other", "0", "0.00"),
        ("budget.total", " ", ""),
        ("schedule.6", "５０％", "50"),
        ("schedule.3", "", ""),
        ("indicators.r1.weight", "12.5", "12.5"),
        ("purpose", "外出\x07招商\x0b办会" + DAMAGED, "外出招商\n办会"),
        ("purpose", "  前后  ", "前后"),
        ("purpose", "e\u0301", "é"),
        ("project.name", "招商\n经费", "招商经费"),
        ("project.code", " B2 ", "B2"),
        ("project.code", "", ""),
        ("goals.g2", "按期完成。", "按期完成。"),
        ("indicators.r4.value", "≥90%", "≥90%"),
        ("indicators.r1.level1", "效益\n指标", "效益指标"),
    ],
)
def test_a_cell_takes_what_a_person_would_expect(address, text, shown):
    assert said(after_typing(address, text), address) == shown


@pytest.mark.parametrize(
    ("address", "text", "message"),
    [
        ("budget.total", "约三十五", "预算数里的“约三十五”不是金额，请填数字，例如 35.00（单位：万元）。"),
        ("budget.total", "1e309", "预算数里的“1e309”不是金额，请填数字，例如 35.00（单位：万元）。"),
        ("budget.fiscal", "NaN", "财政资金里的“NaN”不是金额，请填数字，例如 35.00（单位：万元）。"),
        ("budget.other", "-1", "其他资金里的“-1”是负数，请填写0或者大于0的金额。"),
        ("budget.total", "0.0000001", "预算数里的“0.0000001”精确到了分以下，请改为精确到分的金额。"),
        ("budget.total", "9999999999", "预算数里的“9999999999”超出范围，应小于10万亿元，请核对。"),
        ("budget.total", "9" * 61, f"预算数里的“{'9' * 60}…”不是金额，请填数字，例如 35.00（单位：万元）。"),
        ("budget.total", "5²", "预算数里的“5²”不是金额，请填数字，例如 35.00（单位：万元）。"),
        ("schedule.6", "33.333", "6月底里的“33.333”小数超过两位，请改为最多两位。"),
        ("schedule.6", "101", "6月底里的“101”不在0到100之间，请核对。"),
        ("schedule.6", "inf", "6月底里的“inf”不是数字，请填数字，例如 25。"),
        ("indicators.r3.weight", "101", "第3行“权重”里的“101”不在0到100之间，请核对。"),
        ("indicators.r3.level2", "长" * 51, "第3行“二级指标”有51个字，最多50个，请缩短。"),
        ("indicators.r3.basis", "长" * 32_768, "第3行“指标值确定依据”有32768个字，最多32767个，请缩短。"),
        ("goals.g2", "长" * 32_768, "第2条绩效目标有32768个字，最多32767个，请缩短。"),
        ("project.name", " ", "项目名称为空，请填写。"),
        ("project.name", "长" * 201, "项目名称有201个字，最多200个，请缩短。"),
        ("project.code", "1" * 41, "项目编码有41个字，最多40个，请缩短。"),
        ("status", "approved", "表里没有这个位置，这处改动没有写入；请刷新页面。"),
        ("indicators.r1.uid", "x", "表里没有这个位置，这处改动没有写入；请刷新页面。"),
        ("title", "x", "表里没有这个位置，这处改动没有写入；请刷新页面。"),
    ],
)
def test_a_cell_refuses_with_what_where_and_what_to_do(address, text, message):
    with pytest.raises(OperationRefused) as refused:
        after_typing(address, text)

    assert (str(refused.value), refused.value.address) == (message, address)


def test_a_name_too_long_for_the_title_that_follows_it():
    table = replace(TABLE, title="招商经费" + "长" * 30)

    with pytest.raises(OperationRefused, match="表名有221个字"):
        after_typing("project.name", "名" * 191, table)


@pytest.mark.parametrize("address", ["indicators.r9.value", "goals.r1", "indicators.g1.name"])
def test_a_cell_of_no_row_of_the_table(address):
    with pytest.raises(UnknownRow, match="这一行不在这张表里"):
        after_typing(address, "x")


def test_money_is_typed_in_the_unit_of_the_form():
    assert after_typing("budget.total", "35", money_unit="元").budget.total == Decimal(35)
    assert after_typing("budget.total", "35", money_unit="万元").budget.total == Decimal(350_000)


@pytest.mark.parametrize(("stored", "text"), [("办会 ", "办会"), ("\u3000办会\n", "办会"), ("  ", "")])
def test_white_space_around_a_text_is_taken_off(stored, text):
    table = replace(TABLE, purpose=stored)

    assert after_typing("purpose", text, table).purpose == text
    assert after_typing("purpose", stored, table) == table


def test_a_title_follows_the_name():
    assert after_typing("project.name", "园区维护").title == "园区维护绩效目标表"


@given(any_table().filter(lambda table: table.project_name.strip()), st.sampled_from(["元", "万元"]))
def test_every_cell_set_to_what_it_says_changes_nothing(table, money_unit):
    table = with_first_rows(table.with_row_uids())

    again = table
    for address, text in texts_of(table, money_unit).items():
        again = apply(again, SetCell(address, text), money_unit)

    assert (again, uids(again), uids(again, "goals")) == (table, uids(table), uids(table, "goals"))


@given(st.sampled_from([*texts_of(TABLE, "万元"), "status", "goals.x"]), st.text() | st.text("0123.,％-+e"))
def test_whatever_is_typed_is_taken_or_refused_with_a_sentence(address, text):
    table, sentence = TABLE, "。"
    try:
        table = after_typing(address, text)
        table = after_typing(address, said(table, address), before := table)
    except OperationRefused as refused:
        before, sentence = table, str(refused)

    assert table == before
    assert sentence.endswith("。")


# Rows


def test_rows_are_inserted_below_another_and_at_the_top():
    table = apply(TABLE, InsertRow("indicators.n1", "r1", {"level1": "产出指标", "weight": "5%"}), "万元")
    table = apply(table, InsertRow("goals.n2", "", {"text": "新目标。"}), "万元")

    assert uids(table) == ["r1", "n1", "r2", "r3", "r4"]
    assert table.indicators[1] == IndicatorRow("产出指标", "", "", weight=Decimal(5))
    assert (uids(table, "goals"), table.goals[0].text) == (["n2", "g1", "g2"], "新目标。")


@pytest.mark.parametrize(
    ("level1", "expected"),
    [("产出指标", ["r1", "r2", "r3", "n", "r4"]), ("成本指标", ["r1", "r2", "r3", "r4", "n"])],
)
def test_a_row_whose_place_is_gone_stands_at_the_end_of_its_category(level1, expected):
    table = apply(TABLE, InsertRow("indicators.n", "gone", {"level1": level1}), "万元")

    assert uids(table) == expected


def test_a_goal_whose_place_is_gone_stands_last():
    assert uids(apply(TABLE, InsertRow("goals.n", "gone"), "元"), "goals") == ["g1", "g2", "n"]


@pytest.mark.parametrize(
    ("operation", "message"),
    [
        (InsertRow("indicators.r1", ""), "这一行已经在表里，没有再加一次；请刷新页面。"),
        (InsertRow("budget.x", ""), "表里没有这样的行，这处改动没有写入；请刷新页面。"),
        (
            InsertRow("indicators.n", "r1", {"weight": "重"}),
            "第2行“权重”里的“重”不是数字，请填数字，例如 25。",
        ),
        (InsertRow("indicators.n", "r1", {"uid": "x"}), "表里没有这个位置，这处改动没有写入；请刷新页面。"),
        (DeleteRow("indicators.r9"), "这一行不在这张表里，这处改动没有写入；请看过新内容后再填。"),
        (DeleteRow("purpose"), "表里没有这样的行，这处改动没有写入；请刷新页面。"),
        (MoveRow("goals.r1", ""), "这一行不在这张表里，这处改动没有写入；请看过新内容后再填。"),
        (
            MoveRow("indicators.r2", "r9"),
            "第2行：要移到的位置上面那一行已不在表里，没有移动；请看过新内容后再移。",
        ),
        (
            MoveRow("goals.g2", "r9"),
            "第2条绩效目标：要移到的位置上面那一行已不在表里，没有移动；请看过新内容后再移。",
        ),
    ],
)
def test_a_row_is_refused(operation, message):
    with pytest.raises(OperationRefused) as refused:
        apply(TABLE, operation, "万元")

    assert str(refused.value) == message
    assert refused.value.address.startswith(operation.row)


def test_a_full_table_takes_no_more_rows():
    table = replace(TABLE, goals=tuple(Goal("", str(at)) for at in range(ROW_COUNT)))

    with pytest.raises(OperationRefused, match="一张表最多2000行"):
        apply(table, InsertRow("goals.n", ""), "元")


@pytest.mark.parametrize(
    ("row", "after", "expected"),
    [
        ("r1", "r3", ["r2", "r3", "r1", "r4"]),
        ("r4", "", ["r4", "r1", "r2", "r3"]),
        ("r2", "r1", ["r1", "r2", "r3", "r4"]),
        ("r2", "r2", ["r1", "r2", "r3", "r4"]),
    ],
)
def test_rows_are_moved(row, after, expected):
    assert uids(apply(TABLE, MoveRow(f"indicators.{row}", after), "元")) == expected


def test_a_row_over_to_another_category():
    table = apply(TABLE, MoveRow("indicators.r1", "r4"), "元")
    table = apply(table, SetCell("indicators.r1.level1", "效益指标"), "元")

    assert [(row.uid, row.level1) for row in table.indicators[-2:]] == [
        ("r4", "效益指标"),
        ("r1", "效益指标"),
    ]


# The row that a form shows where there is none


def test_an_empty_table_shows_rows_that_can_be_typed_in_and_keeps_none_that_were_not():
    shown = apply(GoalTable(project_name="空"), SetCell("goals.first", "目标。"), "元")

    assert uids(shown, "goals") == uids(shown) == ["first"]
    assert without_first_rows(shown) == GoalTable(project_name="空", goals=(Goal("目标。"),))


def test_the_last_row_deleted_leaves_an_empty_one_that_the_next_one_replaces():
    table = apply(GoalTable(goals=(Goal("一", "g"),)), DeleteRow("goals.g"), "元")
    assert (uids(table, "goals"), table.goals[0].text) == (["first"], "")

    assert uids(apply(table, InsertRow("goals.n", ""), "元"), "goals") == ["n"]
    assert uids(apply(table, InsertRow("goals.n", "first"), "元"), "goals") == ["first", "n"]
    assert uids(apply(table, InsertRow("goals.first", "", {"text": "又"}), "元"), "goals") == ["first"]
