from dataclasses import replace

import pytest

from documents.goal_table import Budget, Goal, GoalTable
from projects.completeness import MissingPart, missing_parts
from tests.projects.tables import ROWS, a_table

NAME, TOTAL = MissingPart("项目名称", "project.name"), MissingPart("预算数", "budget.total")
GOALS, INDICATORS = MissingPart("绩效目标", "goals"), MissingPart("绩效指标", "indicators")


def test_full_table_misses_nothing():
    assert missing_parts(a_table()) == []


def test_empty_table_misses_everything():
    assert missing_parts(GoalTable()) == [NAME, TOTAL, GOALS, INDICATORS]


def test_nought_is_an_amount():
    assert missing_parts(a_table(budget=Budget(total=0))) == []


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"project_name": " "}, NAME),
        ({"budget": Budget(fiscal=1, other=1)}, TOTAL),
        ({"goals": (Goal(" \u3000"), Goal(""))}, GOALS),
        ({"indicators": tuple(replace(row, name="\n") for row in ROWS)}, INDICATORS),
    ],
)
def test_what_is_blank_is_missing(changes, missing):
    assert missing_parts(a_table(**changes)) == [missing]


def test_one_goal_and_one_indicator_are_enough():
    table = a_table(goals=(Goal(""), Goal("一")), indicators=(replace(ROWS[0], name=""), ROWS[1]))

    assert missing_parts(table) == []
