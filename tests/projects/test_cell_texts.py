"""A goal table as texts by address."""

from decimal import Decimal

import pytest

from documents.build import build
from documents.goal_table import Budget, Goal, GoalTable, IndicatorRow, ScheduleMark
from documents.layout import layout_names, load_layout
from projects import cell_texts

TABLE = GoalTable(
    title="招商经费绩效目标表",
    project_code="A1",
    project_name="招商经费",
    budget=Budget(Decimal("350000"), Decimal("350000"), None),
    purpose="外出招商。",
    schedule=(
        ScheduleMark(3, Decimal("25")),
        ScheduleMark(6, None),
        ScheduleMark(10, Decimal("75")),
        ScheduleMark(12, Decimal("100")),
    ),
    goals=(Goal("引进企业。", "g1"), Goal("按时完成。", "g2")),
    indicators=(
        IndicatorRow("产出指标", "数量指标", "企业数", "引进企业", "≥10个", "计划", Decimal("10"), "r1"),
        IndicatorRow("产出指标", "数量指标", "活动数", uid="r2"),
        IndicatorRow("产出指标", "质量指标", "完成率", uid="r3"),
        IndicatorRow("效益指标", "质量指标", "新增税收", uid="r4"),
    ),
)


def test_texts_are_what_a_form_shows():
    texts = cell_texts.texts_of(TABLE, "万元")

    assert list(texts)[:12] == [
        *("project.code", "project.name", "budget.total", "budget.fiscal", "budget.other", "purpose"),
        *("schedule.3", "schedule.6", "schedule.10", "schedule.12", "goals.g1", "goals.g2"),
    ]
    assert [texts[at] for at in list(texts)[:12]] == [
        *("A1", "招商经费", "35.00", "35.00", "", "外出招商。"),
        *("25", "", "75", "100", "引进企业。", "按时完成。"),
    ]
    assert [texts[f"indicators.r1.{part}"] for part in cell_texts.INDICATOR_PARTS] == [
        *("产出指标", "数量指标", "企业数", "引进企业", "≥10个", "计划", "10")
    ]


def test_an_empty_table_has_a_goal_and_a_row_to_type_in():
    texts = cell_texts.texts_of(GoalTable(), "元")

    assert len(cell_texts.goal_uids(texts)) == 1
    assert len(cell_texts.indicator_uids(texts)) == 1


def test_posted_fields_that_are_no_cells_are_left_out():
    posted = {"csrfmiddlewaretoken": "x", "goals.g1": "甲", "status": "approved", "indicators.r1.uid": "x"}
    posted |= {"project.name": "乙", "goals.../etc": "x", "indicators.r1.value": "丙", "unit": "3"}

    assert cell_texts.posted_texts(posted) == {
        "goals.g1": "甲",
        "project.name": "乙",
        "indicators.r1.value": "丙",
    }


@pytest.mark.parametrize(("after", "place"), [("", 2), ("b", 2), ("a", 1), ("gone", 2)])
def test_a_goal_is_added_after_another_or_at_the_end(after, place):
    texts, address = cell_texts.with_goal({"goals.a": "甲", "goals.b": "乙"}, after)

    expected = ["goals.a", "goals.b"]
    expected.insert(place, address)
    assert list(texts) == expected
    assert texts[address] == ""


def test_a_row_is_added_below_another_with_its_categories():
    texts, address = cell_texts.with_indicator(cell_texts.texts_of(TABLE, "元"), "r2")

    added = address.split(".")[1]
    assert cell_texts.indicator_uids(texts) == ["r1", "r2", added, "r3", "r4"]
    assert texts[f"indicators.{added}.level1"] == "产出指标"
    assert texts[f"indicators.{added}.level2"] == "数量指标"
    assert texts[address] == ""


@pytest.mark.parametrize("after", ["", "gone"])
def test_a_row_below_no_row_goes_to_the_end(after):
    texts, address = cell_texts.with_indicator(cell_texts.texts_of(TABLE, "元"), after)

    assert cell_texts.indicator_uids(texts) == ["r1", "r2", "r3", "r4", address.split(".")[1]]


def test_a_row_is_taken_out():
    texts, address = cell_texts.without_row(cell_texts.texts_of(TABLE, "元"), "indicators.r2")

    assert cell_texts.indicator_uids(texts) == ["r1", "r3", "r4"]
    assert address == "indicators.r3.name"


@pytest.mark.parametrize(
    ("row", "address"),
    [
        ("goals.g1", "goals.g2"),
        ("goals.g2", "goals.g1"),
        ("indicators.r4", "indicators.r3.name"),
        ("indicators.r9", ""),
        ("nothing", ""),
    ],
)
def test_the_row_in_the_place_of_the_one_taken_out_is_named(row, address):
    assert cell_texts.without_row(cell_texts.texts_of(TABLE, "元"), row)[1] == address


def test_an_empty_row_follows_the_last_one():
    texts = {"goals.a": "甲", "indicators.b.name": "乙"}

    texts, goal = cell_texts.without_row(texts, "goals.a")
    texts, name = cell_texts.without_row(texts, "indicators.b")

    assert {goal, name} <= set(texts)
    assert len(cell_texts.goal_uids(texts)) == len(cell_texts.indicator_uids(texts)) == 1
    assert set(texts.values()) == {""}


def test_cells_are_named_in_words():
    labels = cell_texts.labels_of(cell_texts.texts_of(TABLE, "元"))

    assert labels["schedule.3"] == "3月底"
    assert labels["goals.g2"] == "第2条绩效目标"
    assert labels["indicators.r3.value"] == "第3行“指标值”"


def test_categories_that_paper_would_merge_are_found():
    assert cell_texts.repeated_categories(cell_texts.texts_of(TABLE, "元")) == {
        "indicators.r2.level1",
        "indicators.r2.level2",
        "indicators.r3.level1",
    }


def test_blank_categories_do_not_repeat():
    texts = {"indicators.a.level1": "", "indicators.a.level2": "", "indicators.b.level1": ""}

    assert cell_texts.repeated_categories(texts) == set()


@pytest.mark.parametrize("name", layout_names())
def test_every_text_has_its_cell_in_every_layout(name):
    texts = cell_texts.texts_of(GoalTable(), "元")
    grid = build(cell_texts.shape_of(GoalTable(), texts), load_layout(name))

    cells = {
        cell.address for cell in grid.cells if cell.address not in ("", "unit", "unit.code", "unit.name")
    }
    if "goals" in cells:
        cells = cells - {"goals"} | {f"goals.{uid}" for uid in cell_texts.goal_uids(texts)}
    assert {at for at in texts if not at.endswith(".weight")} - cells == set()
    assert cells - set(texts) == set()
