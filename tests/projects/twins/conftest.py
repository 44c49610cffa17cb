"""Tables in the database that say what a test wants."""

import pytest

from documents.goal_table import Goal, IndicatorRow
from projects.mapping import replace_table
from tests.projects.tables import a_table

LONG_GOAL = "瞄准重点区域和重点客商，加强园区对接，引进一批战略支撑项目。"
NEAR_GOAL = "瞄准重点区域和重点客商，加强园区对接，引进一批龙头支撑项目。"
OTHER_GOAL = "丰富职工业余文化生活，保障职工合法权益，办好年度运动会。"
ROW = IndicatorRow("产出指标", "数量指标", "招商拓展范围", "赴外地开展招商引资地区数量", "≥10个")


@pytest.fixture
def make_table(make_project):
    """Return a function that makes a project whose table has these goals and indicators, and no others."""

    def make(name, *, goals=(), rows=(), **fields):
        project = make_project(name, **fields)
        say(project, goals=goals, rows=rows)
        return project

    return make


def say(project, *, goals=(), rows=()):
    """Let a table say something else, as a save does."""
    project.lock_version += 1
    project.save()
    table = a_table(project.name, code=project.code, goals=tuple(map(Goal, goals)), indicators=tuple(rows))
    replace_table(project, table)


def rows_called(*names):
    """Indicators with these names and a description that says something of its own."""
    return [IndicatorRow("产出指标", "数量指标", name, f"全年{name}的实际数") for name in names]
