"""What a cell says in plain words, and its place beside the form."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from documents.goal_table import CHECKPOINT_MONTHS, Budget, GoalTable, IndicatorRow, ScheduleMark
from projects.models import Indicator
from projects.readings import proper_value, reading
from tests.projects.tables import a_table


def read(address, *, unit="万元", **changes):
    return reading(address, replace(a_table(), **changes), money_unit=unit)


def money(total, fiscal, other):
    return Budget(*(None if amount is None else Decimal(amount) for amount in (total, fiscal, other)))


def marks(*percents):
    return tuple(map(ScheduleMark, CHECKPOINT_MONTHS, percents))


@pytest.mark.parametrize(
    ("budget", "said"),
    [
        (money(350000, 350000, 0), "35.00 万元，即 350,000.00 元。财政资金＋其他资金＝预算数，相符。"),
        (money(350000, 350000, None), "35.00 万元，即 350,000.00 元。财政资金＝预算数，相符。"),
        (
            money(350000, None, 300000),
            "35.00 万元，即 350,000.00 元。其他资金＝30.00 万元，比预算数少 5.00 万元，请核对。",
        ),
        (
            money("12345678.9", 12340000, 6000),
            "1,234.56789 万元，即 12,345,678.90 元。财政资金＋其他资金＝1,234.60 万元，比预算数多 0.03211 万元，请核对。",
        ),
        (money(350000, None, None), "35.00 万元，即 350,000.00 元。"),
        (money(None, 350000, 0), ""),
        (money(0, 0, 0), "0.00 万元，即 0.00 元。财政资金＋其他资金＝预算数，相符。"),
    ],
)
def test_budget(budget, said):
    assert read("budget.total", budget=budget) == said


def test_budget_in_yuan():
    assert read("budget.fiscal", unit="元") == "350,000.00 元，即 35.00 万元。财政资金＝预算数，相符。"


@pytest.mark.parametrize(
    ("month", "percents", "said"),
    [
        (3, (25, 50, 75, 100), "累计支出 25% ＝ 8.75 万元。"),
        (6, (25, 50, 75, 100), "累计支出 50% ＝ 17.50 万元。比3月底多 25%，即 8.75 万元。"),
        (10, (25, None, 75, 100), "累计支出 75% ＝ 26.25 万元。比3月底多 50%，即 17.50 万元。"),
        (6, (25, None, 75, 100), "空白不等于 0：还没有填写计划。"),
        (6, (25, 0, 75, 100), "累计支出 0% ＝ 0.00 万元。比3月底少 25 个百分点，累计数不应减少，请核对。"),
        (6, (None, 50, 75, 100), "累计支出 50% ＝ 17.50 万元。"),
    ],
)
def test_schedule(month, percents, said):
    shares = [None if percent is None else Decimal(percent) for percent in percents]

    assert read(f"schedule.{month}", schedule=marks(*shares)) == said


def test_schedule_says_where_the_amount_is_rounded():
    said = read("schedule.6", budget=Budget(total=Decimal("0.05")))

    assert said == "累计支出 50% ≈ 0.000003 万元。比3月底多 25%，约 0.000001 万元。"


def test_schedule_of_no_budget_is_told_in_shares_alone():
    assert read("schedule.6", budget=Budget()) == "累计支出 50%。比3月底多 25%。"


@pytest.mark.parametrize(
    "address",
    ["", "purpose", "schedule.4", "schedule.x", "schedule", "budget.none", "indicators.a.name", "goals.1"],
)
def test_other_cells_say_no_more_than_they_do(address):
    assert read(address, budget=Budget()) == ""


def test_value():
    table = GoalTable(indicators=(IndicatorRow("", "", "", value="≥90百分率", uid="a"),))

    assert reading("indicators.a.value", table, money_unit="元") == "至少 90 %"
    assert proper_value("indicators.a.value", table) == "≥90%"
    assert proper_value("indicators.b.value", table) is None


def ask(client, project, address):
    return client.get(reverse("projects:reading", args=[project.pk]), {"address": address})


def test_pane_offers_the_proper_writing(client, author, project):
    indicator = project.indicators.first()
    Indicator.objects.filter(pk=indicator.pk).update(value_text="≥ 10 个")
    client.force_login(author)

    response = ask(client, project, f"indicators.{indicator.uid}.value")

    assert response.context["sentence"] == "至少 10 个"
    change = f'[{{"kind": "set", "address": "indicators.{indicator.uid}.value", "after": "≥10个"}}]'
    assert response.context["operations"] == change
    assert response.text.count('data-source="repair"') == 1
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_pane_offers_nothing_to_readers(client, unit_reviewer, project):
    Indicator.objects.filter(project=project).update(value_text="≥ 10 个")
    client.force_login(unit_reviewer)

    response = ask(client, project, f"indicators.{project.indicators.first().uid}.value")

    assert (response.context["sentence"], response.context["proper"]) == ("至少 10 个", None)
    assert "data-operations" not in response.text


def test_pane_is_empty_where_there_is_nothing_to_say(client, author, project):
    client.force_login(author)

    assert ask(client, project, "indicators.forged.value").text.strip() == ""


@pytest.mark.parametrize("rows", [1, 3])
def test_queries(client, author, project, rows, django_assert_num_queries):
    kept = project.indicators.values_list("pk", flat=True)[:rows]
    project.indicators.exclude(pk__in=list(kept)).delete()
    client.force_login(author)

    with django_assert_num_queries(11):
        ask(client, project, "budget.total")
