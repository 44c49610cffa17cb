"""What keeps a table from being handed in, and that only that does."""

import pytest
from django.urls import reverse

from documents.goal_table import GoalTable
from indicators.models import IndicatorScheme
from projects.actions import create_project, excuse_finding
from projects.checks import catalogue, registry
from projects.enums import CarryDecision
from projects.findings import findings_of
from projects.mapping import goal_table_of
from projects.models import CarriedRow, FiscalYear, RuleSetting
from reviews.actions import perform
from reviews.obstacles import obstacles_of
from reviews.transitions import Verb


def obstacles(project):
    return [
        (one.kind, one.place, one.cell, one.is_error) for one in obstacles_of(project, goal_table_of(project))
    ]


def value_of_row(project, order, **texts):
    rows = project.indicators.filter(order=order)
    rows.update(**texts)
    return f"indicators.{rows.get().uid}.value"


def test_clean_table(project):
    assert obstacles(project) == []


def test_error_and_warning_stop_and_a_hint_does_not(project):
    error, warning = value_of_row(project, 1, value_text=""), value_of_row(project, 3, value_text="≥130%")
    basis = value_of_row(project, 5, value_basis="年度工作计划").replace(".value", ".basis")

    assert obstacles(project) == [
        ("错误", "第1行“指标值”", error, True),
        ("警告", "第3行“指标值”", warning, False),
    ]
    assert {one.finding.address: one.finding.severity for one in findings_of(project).remarks}[
        basis
    ] == "hint"


def test_excused_warning_does_not_stop_until_its_cell_changes(project, author):
    address = value_of_row(project, 3, value_text="≥130%")
    excuse_finding(project.pk, "VA16", address, reason="含追加采购的设备。", actor=author)
    assert obstacles(project) == []

    value_of_row(project, 3, value_text="≥140%")

    assert [kind for kind, *_ in obstacles(project)] == ["警告"]


def test_empty_parts_are_asked_for_also_where_no_rule_is_in_force(unit, fiscal_year, author):
    scheme = IndicatorScheme.objects.create(code="h", name="河北", layout="hebei_integrated", first_year=2020)
    for rule in catalogue.standard_rules().rules:
        RuleSetting.objects.create(scheme=scheme, first_year=2020, rule=rule, is_on=False)
    project = create_project(unit, fiscal_year, GoalTable(project_name="新项目"), actor=author)

    assert obstacles(project) == [
        ("未填", "预算数", "budget.total", True),
        ("未填", "绩效目标", "goals.first", True),
        ("未填", "绩效指标", "indicators.first.name", True),
    ]


def test_carried_rows_must_be_settled(project, make_project):
    last = FiscalYear.objects.create(year=2025)
    project.predecessor = make_project("去年的", fiscal_year=last)
    project.save()
    goal = project.goals.first()
    carried = CarriedRow.objects.create(project=project, row=f"goals.{goal.uid}", source={"text": goal.text})
    kinds = [(kind, cell) for kind, _, cell, _ in obstacles(project)]
    assert ("结转", f"goals.{goal.uid}") in kinds

    carried.decision = CarryDecision.KEPT
    carried.save()

    assert "结转" not in [kind for kind, *_ in obstacles(project)]


def test_rule_that_fails_stops_nobody(project, author, monkeypatch):
    def fail(view):
        raise ZeroDivisionError

    monkeypatch.setitem(registry.TABLE_CHECKS, "GO01", fail)

    assert perform(project.pk, Verb.SUBMIT, author, lock_version=0).status == "submitted"


def test_refusal_lists_every_place_with_a_link_to_its_cell(client, author, project):
    error, warning = value_of_row(project, 1, value_text=""), value_of_row(project, 3, value_text="≥130%")
    client.force_login(author)

    answer = client.post(reverse("reviews:decide", args=[project.pk, "submit"]), {"lock_version": 0})

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "还有2处需要处理，改好或者写明理由后再提交审核。" in html
    edit = reverse("projects:edit", args=[project.pk])
    assert html.count(f'href="{edit}#{error}"') == 2
    assert html.count(f'href="{edit}#{warning}"') == 1
    project.refresh_from_db()
    assert project.status == "draft"


@pytest.mark.parametrize("count", [1, 3])
def test_sisters_do_not_add_questions(make_project, django_assert_num_queries, count):
    project, *_ = [make_project(f"经费{number}") for number in range(count)]
    table = goal_table_of(project)

    with django_assert_num_queries(8):
        obstacles_of(project, table)
