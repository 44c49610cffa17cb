"""Canonical JSON: written in the published form, read back the same, and malformed places named."""

import copy
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.canonical import booklet_from_json, booklet_to_json, table_from_json, table_to_json
from documents.errors import UnreadableDocument
from documents.goal_table import Booklet, Budget, Goal, GoalTable, IndicatorRow, PartOne, ScheduleMark

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "truth"
TABLE = GoalTable(
    title="招商经费绩效目标表",
    unit_code="631001",
    unit_name="发展中心",
    project_code=None,
    project_name="招商经费",
    budget=Budget(Decimal("3000000"), Decimal("2999999.995"), None),
    purpose="招商",
    schedule=(
        ScheduleMark(3, None),
        ScheduleMark(6, Decimal("33.3")),
        ScheduleMark(10, Decimal("0.12345678901234567890")),
        ScheduleMark(12, Decimal("100.00")),
    ),
    goals=(Goal("第一"), Goal("第二")),
    indicators=(
        IndicatorRow("产出指标", "数量指标", "次数", "说明", "≥10次", "计划", weight=Decimal(20)),
        IndicatorRow("产出指标", "质量指标", "合格率"),
    ),
)
BOOKLET = Booklet(2026, "631001", "发展中心", PartOne("总体", "分项\n二", "措施"), (TABLE,))


def test_table_to_json_prints_money_as_text_and_shares_as_numbers() -> None:
    written = table_to_json(TABLE)

    assert written["budget"] == {"total": "3000000.00", "fiscal": "2999999.995", "other": None}
    assert [mark["percent"] for mark in written["schedule"]] == [None, 33.3, "0.12345678901234567890", 100]
    assert [row.get("weight", "absent") for row in written["indicators"]] == [20, "absent"]


def test_booklet_survives_json() -> None:
    text = json.dumps(booklet_to_json(BOOKLET))

    assert booklet_from_json(json.loads(text)) == BOOKLET


def test_table_survives_json_without_its_uids() -> None:
    assert table_from_json(table_to_json(TABLE.with_row_uids())) == TABLE


def test_empty_booklet_survives_json() -> None:
    assert booklet_from_json(booklet_to_json(Booklet())) == Booklet()
    assert booklet_from_json({}) == Booklet()


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real filings lies beside the project")
@pytest.mark.parametrize("name", ["000", "001", "004"])
def test_published_truth_is_written_as_it_was_read(name: str) -> None:
    truth = json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8"))

    assert booklet_to_json(booklet_from_json(truth)) == truth


def test_texts_are_cleaned() -> None:
    table = table_from_json({"project_name": "招\x07商\r\n经费", "goals": ["一\x0b二"]})

    assert (table.project_name, table.goals) == ("招商\n经费", (Goal("一\n二"),))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ([], "文件的内容不是一个 JSON 对象，请检查文件是否由本系统导出。"),
        ({"fiscal_year": "2026"}, "文件的“fiscal_year”应是年度，如 2026，或者 null，请改正后再试。"),
        ({"fiscal_year": True}, "文件的“fiscal_year”应是年度，如 2026，或者 null，请改正后再试。"),
        ({"fiscal_year": 26}, "文件的“fiscal_year”应是年度，如 2026，或者 null，请改正后再试。"),
        ({"unit_name": 5}, "文件的“unit_name”应是文字，请改正后再试。"),
        ({"part1": "总体"}, "第一部分的内容不是一个 JSON 对象，请检查文件是否由本系统导出。"),
        ({"part1": {"overall": 1}}, "第一部分的“overall”应是文字，请改正后再试。"),
        ({"tables": {}}, "文件的“tables”应是一个列表，请改正后再试。"),
        ({"tables": [{}, 3]}, "第2个表的内容不是一个 JSON 对象，请检查文件是否由本系统导出。"),
        (
            {"tables": [{"budget": {"total": "三百万"}}]},
            "第1个表的预算的“total”应是一个数，如 25，或者 null，请改正后再试。",
        ),
        (
            {"tables": [{"budget": {"total": "1e9999999"}}]},
            "第1个表的预算的“total”应是一个数，如 25，或者 null，请改正后再试。",
        ),
        (
            {"tables": [{"schedule": [{"month": 4}]}]},
            "第1个表的支出计划的“month”应是 3、6、10 或 12，请改正后再试。",
        ),
        (
            {"tables": [{"schedule": [{"month": []}]}]},
            "第1个表的支出计划的“month”应是 3、6、10 或 12，请改正后再试。",
        ),
        ({"tables": [{"goals": ["一", 2]}]}, "第1个表的目标2的“goals”应是文字，请改正后再试。"),
        (
            {"tables": [{"indicators": [{"weight": True}]}]},
            "第1个表的指标第1行的“weight”应是一个数，如 25，或者 null，请改正后再试。",
        ),
    ],
)
def test_malformed_json_is_refused_naming_the_place(content: object, message: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        booklet_from_json(content)

    assert str(refused.value) == message


def places(content: object) -> Iterator[tuple[str | int, ...]]:
    """Every place of a JSON value, as the keys that lead to it."""
    yield ()
    inner = (
        content.items()
        if isinstance(content, dict)
        else enumerate(content)
        if isinstance(content, list)
        else ()
    )
    for key, value in inner:
        yield from ((key, *rest) for rest in places(value))


def with_value_at(content: object, place: tuple[str | int, ...], value: object) -> object:
    changed = {"": copy.deepcopy(content)}
    holder: object = changed
    for key in (keys := ("", *place))[:-1]:
        holder = holder[key]  # type: ignore[index]
    holder[keys[-1]] = value  # type: ignore[index]
    return changed[""]


def any_json() -> st.SearchStrategy[object]:
    scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
    return st.recursive(
        scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
    )


@given(st.sampled_from(list(places(booklet_to_json(BOOKLET)))), any_json())
def test_any_value_at_any_place_is_read_or_refused_in_chinese(
    place: tuple[str | int, ...], value: object
) -> None:
    outcome = booklet_or_refusal(with_value_at(booklet_to_json(BOOKLET), place, value))

    if isinstance(outcome, Booklet):
        assert booklet_from_json(json.loads(json.dumps(booklet_to_json(outcome)))) == outcome
    else:
        assert outcome.endswith(("请改正后再试。", "请检查文件是否由本系统导出。"))


def booklet_or_refusal(content: object) -> Booklet | str:
    try:
        return booklet_from_json(content)
    except UnreadableDocument as refused:
        return str(refused)
