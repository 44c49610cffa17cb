"""Tables with their contexts: out of the database by a constant number of queries, out of files."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection

from documents.goal_table import GoalTable, IndicatorRow, PartOne
from documents.layout import load_layout
from documents.reading import read_booklet
from indicators.models import IndicatorCategory, IndicatorScheme
from projects.check_context import BATCH, checkable, checkables, contexts_of_file, layout_of
from projects.checks import Level1, Level2, RuleChange, standard_rules
from projects.mapping import goal_table_of
from projects.models import DepartmentGoals, FiscalYear, Project, RuleSetting, SubGoal
from projects.rules_in_force import rule_changes, ruling_for, ruling_without_database, shipped_levels

LAYOUTS = ("hebei_integrated", "mof_2021", "tangshan_gaoxin")


@pytest.fixture
def schemes(db):
    call_command("loaddata", "schemes", verbosity=0)
    return {scheme.code: scheme for scheme in IndicatorScheme.objects.all()}


# Out of the database


def test_one_project_with_all_that_is_known(schemes, make_project, unit, fiscal_year):
    last_year = FiscalYear.objects.create(year=2025)
    before = make_project("去年的招商", fiscal_year=last_year)
    make_project("园区维护", order=1)
    project = make_project("招商", order=2, predecessor=before)
    goals = DepartmentGoals.objects.create(
        unit=unit, fiscal_year=fiscal_year, overall="总目标", safeguards="保障"
    )
    for order, text in enumerate(("（一）招商", "（二）服务"), 1):
        SubGoal.objects.create(department_goals=goals, order=order, text=text)

    found = checkable(project)

    context = found.context
    assert (found.project, found.table) == (project.pk, goal_table_of(project))
    assert (context.layout, context.money_unit) == (load_layout("hebei_integrated"), "万元")
    assert (context.fiscal_year, context.region_code) == (2026, "130209")
    assert context.scheme == shipped_levels("hebei_integrated")
    assert (len(context.sisters), context.place) == (2, 1)
    assert context.part1 == PartOne("总目标", "（一）招商\n（二）服务", "保障")
    assert context.previous == goal_table_of(before)
    assert found.check().failures == ()


def test_unit_that_writes_yuan(make_project, unit):
    unit.money_unit = "元"
    unit.save()

    context = checkable(make_project()).context

    assert (context.layout.money_unit, context.money_unit) == ("元", "元")


def test_project_without_scheme_part_one_or_predecessor(project):
    context = checkable(project).context

    assert (context.scheme, context.rules) == ((), standard_rules())
    assert (context.part1, context.previous) == (None, None)


def test_sisters_are_of_the_same_unit_and_year(make_project, child_unit, fiscal_year):
    wanted = make_project("招商")
    make_project("别的单位", unit=child_unit)
    make_project("别的年度", fiscal_year=FiscalYear.objects.create(year=2025))
    make_project("姊妹", order=3)

    assert len(checkable(wanted).context.sisters) == 2


def test_tables_come_year_by_year_in_print_order(make_project, unit, child_unit):
    next_year = FiscalYear.objects.create(year=2027)
    for name, fields in (
        ("丁", {"fiscal_year": next_year}),
        ("丙", {"unit": child_unit}),
        ("乙", {"order": 2}),
        ("甲", {"order": 1}),
    ):
        make_project(name, **fields)

    found = list(checkables(Project.objects.all()))

    assert [one.table.project_name for one in found] == ["甲", "乙", "丙", "丁"]
    assert [one.context.place for one in found] == [0, 1, 0, 0]


def test_no_projects_give_no_tables(db):
    assert list(checkables(Project.objects.all())) == []


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_does_not_grow(schemes, make_project, unit, count, django_assert_num_queries):
    last_year = FiscalYear.objects.create(year=2025)
    for number in range(count):
        before = make_project(f"去年的{number}", fiscal_year=last_year)
        make_project(f"今年的{number}", order=number, predecessor=before)
    goals = DepartmentGoals.objects.create(unit=unit, fiscal_year=FiscalYear.objects.get(year=2026))
    SubGoal.objects.create(department_goals=goals, order=1, text="招商")

    with django_assert_num_queries(14):
        found = list(checkables(Project.objects.filter(fiscal_year__year=2026)))

    assert len(found) == count


def test_many_projects_are_read_in_batches(make_project, child_unit, sibling_unit, monkeypatch):
    monkeypatch.setattr("projects.check_context.BATCH", 2)
    for number in range(3):
        make_project(f"甲{number}")
        make_project(f"乙{number}", unit=child_unit)
        make_project(f"丙{number}", unit=sibling_unit)

    found = list(checkables(Project.objects.all()))

    assert len(found) == 9
    assert {len(one.context.sisters) for one in found} == {3}
    assert BATCH == 200


# Rules in force


def test_shipped_levels_are_those_of_the_fixture(schemes):
    for layout in LAYOUTS:
        assert shipped_levels(layout) == ruling_for(layout, 2026).scheme


def test_levels_of_a_scheme(db):
    scheme = IndicatorScheme.objects.create(code="own", name="自定", layout="own", first_year=2020)
    output = IndicatorCategory.objects.create(
        scheme=scheme, level=1, name="产出指标", order=1, is_required=True
    )
    IndicatorCategory.objects.create(scheme=scheme, level=1, name="效益指标", order=2)
    IndicatorCategory.objects.create(
        scheme=scheme, parent=output, level=2, name="数量指标", aliases=["数量"], order=3
    )

    assert ruling_for("own", 2026).scheme == (
        Level1("产出指标", (), True, (Level2("数量指标", ("数量",), False),)),
        Level1("效益指标", (), False, ()),
    )


def test_newest_setting_of_a_rule_holds(schemes):
    scheme = schemes["hebei_integrated"]
    for year, fields in (
        (2024, {"rule": "AM08", "thresholds": {"percent": 60}}),
        (2026, {"rule": "AM08", "severity": "hint", "thresholds": {"percent": 66.5}}),
        (2027, {"rule": "AM08", "is_on": False}),
        (2025, {"rule": "ID09", "is_on": False}),
    ):
        RuleSetting.objects.create(scheme=scheme, first_year=year, **fields)
    RuleSetting.objects.create(scheme=schemes["mof_2021"], first_year=2020, rule="ID01", is_on=False)

    assert rule_changes(scheme, 2026) == [
        RuleChange("AM08", severity="hint", thresholds={"percent": Decimal("66.5")}),
        RuleChange("ID09", is_on=False),
    ]
    rules = ruling_for("hebei_integrated", 2026).rules
    assert rules.threshold("AM08", "percent") == Decimal("66.5")
    assert not rules.rules["ID09"].is_on
    assert rules.rules["ID01"].is_on


def test_layout_that_has_no_scheme_at_all(db):
    assert ruling_without_database("nowhere", 2026).scheme == ()


def test_shipped_scheme_stands_in_for_the_database(db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE indicators_indicatorscheme RENAME TO elsewhere")

    assert ruling_without_database("mof_2021", 2026).scheme == shipped_levels("mof_2021")
    with pytest.raises(DatabaseError):
        ruling_for("mof_2021", 2026)


# Out of files


def a_table(*rows: IndicatorRow) -> GoalTable:
    return GoalTable(indicators=rows)


def row(level1, level2, **more):
    return IndicatorRow(level1, level2, "名称", **more)


@pytest.mark.parametrize(
    ("rows", "layout"),
    [
        ((), "hebei_integrated"),
        ((row("产出指标", "数量指标"), row("效益指标", "社会效益指标")), "hebei_integrated"),
        ((row("产出指标", "成本指标"), row("效果指标", "社会效益指标")), "tangshan_gaoxin"),
        ((row("成本指标", "经济成本指标"), row("产出指标", "数量指标")), "mof_2021"),
        ((row("产出指标", "数量指标", weight=Decimal(50)),), "mof_2021"),
        ((row("产出指标", "成本指标", weight=Decimal(50)), row("产出指标", "数量指标")), "hebei_integrated"),
    ],
)
def test_layout_is_the_one_whose_words_are_used(rows, layout):
    assert layout_of([a_table(*rows)]).name == layout


def test_file_gives_its_tables_as_sisters(db, file_of):
    table = replace(a_table(row("产出指标", "数量指标")), project_name="")
    contexts = contexts_of_file(read_booklet(file_of(table, table)))

    assert [context.place for context in contexts] == [0, 1]
    assert contexts[0].sisters is contexts[1].sisters
    found = contexts[0].sisters.most_alike(table, 0, at_least=Decimal(1))
    assert found.sister.name == "第2个表"
