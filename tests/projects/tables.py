"""Goal tables for the tests of this app: one that is written out, and any that the database can hold."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from documents.goal_table import (
    CHECKPOINT_MONTHS,
    Budget,
    Goal,
    GoalTable,
    IndicatorRow,
    ScheduleMark,
)
from documents.text import clean_text

ROWS = (
    IndicatorRow("产出指标", "数量指标", "引进企业数量", "引进的企业数", "≥10个", "年度工作计划"),
    IndicatorRow("效益指标", "经济效益指标", "新增税收", "新增税收额", "≥200万元", "年度工作计划"),
    IndicatorRow(
        "满意度指标", "服务对象满意度指标", "企业满意度", "问卷调查", "≥90%", "历史数据", Decimal(10)
    ),
)


def a_table(name="招商引资经费", *, code=None, **changes) -> GoalTable:
    table = GoalTable(
        title=f"{name}绩效目标表",
        project_code=code,
        project_name=name,
        budget=Budget(Decimal("350000.00"), Decimal("350000.00"), None),
        purpose="用于外出招商。",
        schedule=tuple(map(ScheduleMark, CHECKPOINT_MONTHS, map(Decimal, (25, 50, 75, 100)))),
        goals=(Goal("引进企业落户。"), Goal("按时完成招商活动。")),
        indicators=ROWS,
    )
    return replace(table, **changes)


def any_table() -> st.SearchStrategy[GoalTable]:
    """Any table within the limits of the database, with texts as readers and forms hand them on."""
    return st.builds(
        GoalTable,
        title=st.just("") | _texts(220),
        project_code=st.none() | _texts(40).map(_in_half_width).filter(bool),
        project_name=_texts(200).filter(str.strip),
        budget=st.builds(Budget, _amounts(), _amounts(), _amounts()),
        purpose=_texts(),
        schedule=st.tuples(
            *(st.builds(ScheduleMark, st.just(month), _shares()) for month in CHECKPOINT_MONTHS)
        ),
        goals=st.lists(st.builds(Goal, _texts()), max_size=4).map(tuple),
        indicators=st.lists(_rows(), max_size=5).map(tuple),
    )


def _in_half_width(code):
    """A project code as a form hands it on."""
    return code.strip().translate({number: number - 0xFEE0 for number in range(0xFF01, 0xFF5F)})


def _rows():
    return st.builds(IndicatorRow, _texts(50), _texts(50), _texts(), _texts(), _texts(), _texts(), _shares())


def _texts(size=300):
    characters = st.characters(codec="utf-8") | st.sampled_from("招商引资0123≥=%。\n\t 　")
    return st.text(characters, max_size=size).map(clean_text).filter(lambda text: len(text) <= size)


def _amounts():
    return st.none() | st.decimals(0, Decimal("9999999999999.99"), places=2)


def _shares():
    return st.none() | st.decimals(0, 100, places=2)
