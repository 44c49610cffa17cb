from decimal import Decimal

import pytest
from hypothesis import given

from documents.goal_table import Budget, Goal, IndicatorRow, ScheduleMark
from projects.limits import check_limits
from tests.projects.tables import a_table, any_table


def schedule(percent):
    return (ScheduleMark(3, Decimal(percent)), ScheduleMark(6), ScheduleMark(10), ScheduleMark(12))


@given(any_table())
def test_table_that_fits_has_no_problem(table):
    assert check_limits(table) == []


@pytest.mark.parametrize(
    ("changes", "address", "message"),
    [
        ({"project_name": " \u200b\n"}, "project.name", "项目名称为空，请填写。"),
        ({"project_name": "长" * 201}, "project.name", "项目名称有201个字，最多200个，请缩短。"),
        ({"project_code": "1" * 41}, "project.code", "项目编码有41个字，最多40个，请缩短。"),
        ({"title": "长" * 221}, "title", "表名有221个字，最多220个，请缩短。"),
        (
            {"budget": Budget(total=Decimal(10) ** 13)},
            "budget.total",
            "预算数“10000000000000”超出范围，应小于10万亿元，请核对。",
        ),
        (
            {"budget": Budget(fiscal=Decimal("0.001"))},
            "budget.fiscal",
            "财政资金“0.001元”精确到了分以下，请改为最多两位小数的元。",
        ),
        (
            {"budget": Budget(other=Decimal("NaN"))},
            "budget.other",
            "其他资金“NaN”超出范围，应小于10万亿元，请核对。",
        ),
        (
            {"budget": Budget(fiscal=Decimal("-5"))},
            "budget.fiscal",
            "财政资金“-5元”是负数，请填写0或者大于0的金额。",
        ),
        ({"schedule": schedule("100.01")}, "schedule.3", "3月底支出比例“100.01”不在0到100之间，请核对。"),
        ({"schedule": schedule("-1")}, "schedule.3", "3月底支出比例“-1”不在0到100之间，请核对。"),
        (
            {"schedule": schedule("33.333")},
            "schedule.3",
            "3月底支出比例“33.333”的小数超过两位，请改为最多两位。",
        ),
        (
            {"indicators": (IndicatorRow("长" * 51, "", "", uid="u"),)},
            "indicators.u.level1",
            "第1行“一级指标”有51个字，最多50个，请缩短。",
        ),
        (
            {"indicators": (IndicatorRow("", "", ""), IndicatorRow("", "长" * 51, ""))},
            "indicators.2.level2",
            "第2行“二级指标”有51个字，最多50个，请缩短。",
        ),
        (
            {"indicators": (IndicatorRow("", "", "", weight=Decimal(1000)),)},
            "indicators.1.weight",
            "第1行“权重”“1000”不在0到100之间，请核对。",
        ),
        (
            {"goals": (Goal(""),) * 2001},
            "goals",
            "绩效目标有2001条，一张表最多2000条，请分表填报。",
        ),
    ],
)
def test_what_does_not_fit_is_named_by_its_cell(changes, address, message):
    (problem,) = check_limits(a_table(**changes))

    assert (problem.address, problem.message, problem.is_doubt) == (address, message, False)
