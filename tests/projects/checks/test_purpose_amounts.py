"""The amounts that 资金用途 lists, beside the budget."""

import csv
from pathlib import Path

import pytest

from projects.checks.purpose_amounts import MOST_AMOUNTS
from tests.projects.checks.samples import check_example, said

with (Path(__file__).parent / "purposes.csv").open(encoding="utf-8") as file:
    PURPOSES = list(csv.DictReader(file))


def severities(budget, purpose):
    report = check_example(f"预算数：{budget}\n财政资金：{budget}\n资金用途：{purpose}")
    return [finding.severity.value for finding in report.findings if finding.rule == "AM09"]


@pytest.mark.parametrize("judged", PURPOSES, ids=lambda judged: judged["purpose"])
def test_amounts_as_a_reviewer_judges_them(judged):
    assert severities(judged["budget"], judged["purpose"]) == judged["verdict"].split()


@pytest.mark.parametrize(
    ("purpose", "total"),
    [
        ("购车80万元、购桶30万元", "110.00"),
        ("1.购车80万元；2.购桶1,030.5万元", "1110.50"),
        ("共120万元：购车80万元，购桶30万元", "110.00"),
        ("购车120万元，购桶30万元", "150.00"),
        ("购车80万元，购桶300000元", "110.00"),
    ],
)
def test_sum_is_said(purpose, total):
    assert said("AM09", f"预算数：120\n财政资金：120\n资金用途：{purpose}") == [
        f"资金用途中列明的金额合计{total}万元，预算数120.00万元，请核对。"
    ]


def test_amounts_of_the_purpose_without_a_budget():
    assert said("AM09", "预算数：\n财政资金：1\n资金用途：购车80万元，购桶30万元") == []


def test_more_amounts_than_are_added_up():
    listed = "、".join(["购桶2万元"] * (MOST_AMOUNTS + 10))

    assert severities("120", listed) == []
