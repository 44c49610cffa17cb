"""What an offer does to the table: fill a free row, insert where it is not."""

import json
from dataclasses import replace

import pytest

from documents.goal_table import Goal, GoalTable, IndicatorRow
from projects.help.copying import chosen_offer, rows_to_copy
from projects.help.offers import fill_offer, last_of_category

TEXTS = {
    "level1": "产出指标",
    "level2": "质量指标",
    "name": "验收合格率",
    "description": "合格的占比",
    "value": "=100%",
    "basis": "",
}
QUANTITY = IndicatorRow("产出指标", "数量指标", "设备数", uid="a")
QUALITY = IndicatorRow("产出指标", "质量指标", "", uid="b")
SATISFACTION = IndicatorRow("满意度指标", "服务对象满意度指标", "", uid="c")
TABLE = GoalTable(indicators=(QUANTITY, QUALITY, SATISFACTION))


def with_row(**changes):
    return replace(TABLE, indicators=(QUANTITY, replace(QUALITY, **changes), SATISFACTION))


def test_a_free_row_is_filled():
    offer = fill_offer(TABLE, "b", TEXTS)

    assert (offer.label, offer.note) == ("填入本行", "")
    assert json.loads(offer.operations_json) == [
        {"kind": "set", "address": "indicators.b.name", "after": "验收合格率"},
        {"kind": "set", "address": "indicators.b.description", "after": "合格的占比"},
        {"kind": "set", "address": "indicators.b.value", "after": "=100%"},
    ]


def test_a_row_that_says_the_same_is_filled_up():
    offer = fill_offer(with_row(name="验收合格率", basis="合同"), "b", TEXTS)

    assert [operation["address"] for operation in offer.operations] == [
        "indicators.b.description",
        "indicators.b.value",
    ]


def test_a_row_without_category_takes_it():
    offer = fill_offer(with_row(level1="", level2=""), "b", TEXTS)

    assert [operation["after"] for operation in offer.operations][:2] == ["产出指标", "质量指标"]


def test_a_row_in_other_words_for_the_category_keeps_them():
    offer = fill_offer(with_row(level1="产出", level2="质量"), "b", TEXTS)

    assert offer.operations[0]["address"] == "indicators.b.name"


@pytest.mark.parametrize(
    ("uid", "changes", "note", "after"),
    [
        ("b", {"name": "别的指标"}, "本行已有内容", "b"),
        ("b", {"value": "≥1台"}, "本行已有内容", "b"),
        ("a", {}, "本行不是质量指标", "b"),
        ("c", {}, "本行不是质量指标", "b"),
        ("没有", {}, "", "b"),
    ],
)
def test_elsewhere_a_row_is_inserted(uid, changes, note, after):
    offer = fill_offer(with_row(**changes), uid, TEXTS)

    assert (offer.label, offer.note) == ("插入为新行", note)
    assert offer.is_of_other_category == note.startswith("本行不是")
    assert list(offer.operations) == [
        {"kind": "insert", "row": "indicators.new", "after": after, "texts": TEXTS}
    ]


@pytest.mark.parametrize(
    ("category", "after"),
    [
        (("产出指标", "数量指标"), "a"),
        (("产出指标", "成本指标"), "b"),
        (("满意度指标", "服务对象满意度指标"), "c"),
        (("没有", "没有"), "c"),
    ],
)
def test_where_a_row_of_a_category_belongs(category, after):
    assert last_of_category(TABLE, *category) == after


def test_the_first_row_belongs_at_the_top():
    only_last = GoalTable(indicators=(SATISFACTION,))

    assert last_of_category(only_last, "产出指标", "数量指标") == ""


OTHER = GoalTable(
    goals=(Goal("引进企业。", "g1"), Goal("  ", "g2"), Goal("办好活动。", "g3")),
    indicators=(
        IndicatorRow("产出指标", "质量指标", "合格率", value="=100%", uid="x"),
        IndicatorRow("产出指标", "质量指标", "完好率", uid="y"),
        IndicatorRow("产出指标", "数量指标", "", uid="z"),
    ),
)


def test_rows_to_copy_say_something():
    assert [(row.address, row.category, row.text) for row in rows_to_copy(OTHER)] == [
        ("goals.g1", "绩效目标", "引进企业。"),
        ("goals.g3", "绩效目标", "办好活动。"),
        ("indicators.x", "质量指标", "合格率"),
        ("indicators.y", "质量指标", "完好率"),
    ]


def test_copied_rows_keep_their_order_in_their_category():
    own = replace(TABLE, goals=(Goal("已有。", "own"),))

    offer = chosen_offer(
        own, OTHER, {"goals.g1", "goals.g3", "indicators.x", "indicators.y", "indicators.no"}
    )

    assert offer.label == "插入4行"
    assert list(offer.operations) == [
        {"kind": "insert", "row": "goals.newgoal0", "after": "own", "texts": {"text": "引进企业。"}},
        {"kind": "insert", "row": "goals.newgoal1", "after": "newgoal0", "texts": {"text": "办好活动。"}},
        {
            "kind": "insert",
            "row": "indicators.new0",
            "after": "b",
            "texts": {"level1": "产出指标", "level2": "质量指标", "name": "合格率", "value": "=100%"},
        },
        {
            "kind": "insert",
            "row": "indicators.new1",
            "after": "new0",
            "texts": {"level1": "产出指标", "level2": "质量指标", "name": "完好率"},
        },
    ]


def test_copied_goals_of_a_table_without_goals_begin_at_the_top():
    offer = chosen_offer(GoalTable(), OTHER, {"goals.g1"})

    assert [operation["after"] for operation in offer.operations] == [""]
