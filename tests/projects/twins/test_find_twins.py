"""manage.py find_twins."""

import json

import pytest

from projects.actions.twins import stale_tables
from projects.models import FiscalYear, TwinPhrase
from tests.projects.commands import run
from tests.projects.twins.conftest import LONG_GOAL, NEAR_GOAL, OTHER_GOAL, rows_called

pytestmark = pytest.mark.django_db


@pytest.fixture
def tables(make_table, sibling_unit):
    last_year = FiscalYear.objects.create(year=2025)
    for name in ("老甲", "老乙"):
        make_table(name, goals=[OTHER_GOAL], fiscal_year=last_year)
    make_table("甲", goals=[LONG_GOAL], code="A1")
    make_table("乙", goals=[NEAR_GOAL], unit=sibling_unit)


def test_groups_of_the_latest_year_are_listed(tables):
    printed, refusal = run("find_twins")

    assert refusal == ""
    assert printed.splitlines() == [
        "绩效目标“瞄准重点区域和重点客商，加强园区对接，引进一批战略支撑项目。”：用在2张表，2个单位",
        "  304001区商务局本级 A1 甲",
        "  304002市场服务中心  乙",
        "共1组雷同。",
    ]
    assert not stale_tables().exists()


def test_groups_of_another_year_as_json(tables):
    (group,) = json.loads(run("find_twins", "--year", 2025, "--format", "json")[0])

    assert (group["kind"], group["wordings"], group["units"]) == ("goal", 1, 1)
    assert group["text"] == OTHER_GOAL
    assert group["tables"][0] == {
        "year": 2025,
        "unit_code": "304001",
        "unit_name": "区商务局本级",
        "project_code": "",
        "project_name": "老甲",
    }


def test_groups_of_one_unit(tables, make_table, sibling_unit):
    assert run("find_twins", "--unit", "304002") == ("共0组雷同。\n", "")
    assert run("find_twins", "--unit", "999")[1] == "没有代码或名称为“999”的单位。"


def test_whole_sets_are_listed(make_table):
    for name in ("甲", "乙"):
        make_table(name, rows=rows_called("里程", "长度", "面积"))

    assert "整套指标：用在2张表，1个单位" in run("find_twins")[0]


def test_a_rebuild_forgets_what_was(tables):
    run("find_twins")
    TwinPhrase.objects.update(text="a wrong text")

    run("find_twins", "--rebuild")

    assert not TwinPhrase.objects.filter(text="a wrong text").exists()


def test_without_years_there_is_nothing():
    assert run("find_twins") == ("共0组雷同。\n", "")
