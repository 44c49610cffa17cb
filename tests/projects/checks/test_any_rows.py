"""Rules about rows meet anything: no rule raises, and a long cell costs no more than it should."""

from decimal import Decimal
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from documents.goal_table import IndicatorRow
from projects.checks.word_lists import word_lists
from tests.projects.checks.rows import found
from tests.projects.tables import any_table

LEVELS = (
    "产出指标",
    "效益指标",
    "满意度指标",
    "",
    "数量指标",
    "质量指标",
    "时效指标",
    "成本指标",
    "生态效益指标",
    "其他",
)
WORDS = sorted(
    {
        word
        for theme in ("directions", "indicators", "values", "bases")
        for words in word_lists(theme).values()
        for word in words
    }
)
SIGNS = (
    "≥",
    "≤",
    "=",
    "90",
    "%",
    "〔2021〕",
    "（",
    "）",
    "；",
    "\n",
    "\t",
    "号",
    "0",
    "万元",
    "是",
    "否",
    "/",
    "\x1f",
    "÷",
)
TEXTS = st.lists(st.sampled_from([*WORDS, *SIGNS]), max_size=6).map("".join) | st.text(max_size=20)
ROWS = st.builds(
    IndicatorRow, st.sampled_from(LEVELS), st.sampled_from(LEVELS), TEXTS, TEXTS, TEXTS, TEXTS, st.none()
)


@given(st.lists(ROWS, max_size=7))
def test_no_rule_raises(rows):
    found(*rows)


@given(any_table())
def test_no_rule_raises_at_tables_of_the_database(table):
    found(*table.indicators, budget=table.budget.total)


def test_cells_of_five_thousand_signs():
    started = perf_counter()
    for word in (
        "比率",
        "投诉",
        "9",
        "(",
        "；",
        " ",
        "增长率和",
        "冀财预〔2021〕",
        "≥90百分率",
        "对",
        "满意",
    ):
        found(*(IndicatorRow(level, level, *[word * 2500] * 4, Decimal(0)) for level in LEVELS))

    assert perf_counter() - started < 5
