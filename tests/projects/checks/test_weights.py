"""Weights, where the form prints them."""

from decimal import Decimal

import pytest

from documents.goal_table import GoalTable, IndicatorRow
from documents.layout import load_layout
from projects.checks import Context, check_table

OUTPUT, BENEFIT, SATISFACTION, COST = "产出指标", "效益指标", "满意度指标", "成本指标"


def messages(*weights, layout="mof_2021"):
    rows = (IndicatorRow(level1, "", "名称", weight=weight and Decimal(weight)) for level1, weight in weights)
    report = check_table(GoalTable(indicators=tuple(rows)), Context(load_layout(layout)))
    return [finding.message for finding in report.findings if finding.rule == "WT01"]


@pytest.mark.parametrize(
    "weights",
    [
        ((OUTPUT, 30), (OUTPUT, 20), (BENEFIT, 30), (SATISFACTION, 10)),
        ((OUTPUT, 50), (BENEFIT, 40), (SATISFACTION, None)),
        ((COST, 20), (OUTPUT, 40), (BENEFIT, 20), (SATISFACTION, 10)),
        ((COST, 20), (OUTPUT, 40), (BENEFIT, "22.5"), (BENEFIT, "7.5")),
        ((OUTPUT, 60), (BENEFIT, 30), (SATISFACTION, 10)),
        ((OUTPUT, 50), (BENEFIT, 30), ("别的", 10)),
        (),
    ],
)
def test_weights_that_add_up(weights):
    assert messages(*weights) == []


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        (((OUTPUT, 50), (BENEFIT, 30)), "权重合计为80，应为90（预算执行率10分自评时加入）。"),
        (((OUTPUT, None),), "没有填权重，请逐条填写，合计90（预算执行率10分自评时加入）。"),
        (
            ((OUTPUT, 40), (BENEFIT, 40), (SATISFACTION, 10)),
            "各一级指标的权重是产出指标40、效益指标40、满意度指标10，"
            "一般为产出50、效益30、满意度10；设成本指标的，成本20、产出40、效益20、满意度10。",
        ),
    ],
)
def test_weights_that_do_not(weights, message):
    assert messages(*weights) == [message]


def test_form_without_weights():
    assert messages((OUTPUT, 3), layout="hebei_integrated") == []
