from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis.extra.django import TestCase

from documents.goal_table import Budget, Goal, GoalTable, IndicatorRow
from indicators.models import IndicatorCategory, IndicatorScheme
from projects.mapping import TablesMoved, as_stored, goal_table_of, goal_tables, replace_table, replace_tables
from projects.models import FiscalYear, Indicator, Project
from projects.models import Goal as GoalModel
from tests.projects.tables import a_table, any_table
from units.models import BudgetUnit, FiscalRegion


class AnyTable(TestCase):
    @classmethod
    def setUpTestData(cls):
        region = FiscalRegion.objects.create(code="130209", name="某区")
        unit = BudgetUnit.objects.create(region=region, code="304001", name="区商务局本级")
        year = FiscalYear.objects.create(year=2026)
        cls.project = Project.objects.create(unit=unit, fiscal_year=year, name="任意项目")

    @settings(deadline=None)
    @given(any_table())
    def test_any_table_comes_back_as_it_was_stored(self, table):
        replace_table(self.project, table)

        assert goal_table_of(self.project) == as_stored(table, self.project.unit)

    @settings(deadline=None, max_examples=30)
    @given(any_table(), any_table())
    def test_any_table_leaves_nothing_of_the_one_before(self, earlier, table):
        replace_table(self.project, earlier)
        replace_table(self.project, table)

        assert goal_table_of(self.project) == as_stored(table, self.project.unit)


def test_table_carries_unit_and_rows_with_uids(project):
    table = goal_table_of(project)

    assert (table.unit_code, table.unit_name) == ("304001", "区商务局本级")
    assert table.project_code == "13020926P000664100018"
    assert table.title == "招商引资经费绩效目标表"
    assert [goal.uid for goal in table.goals] == list(project.goals.values_list("uid", flat=True))
    assert [row.uid for row in table.indicators] == list(project.indicators.values_list("uid", flat=True))


def test_blank_fields_are_none_on_paper(make_project, region):
    unit = BudgetUnit.objects.create(region=region, name="无代码单位")
    project = make_project(unit=unit, total_amount=None, fiscal_amount=Decimal(0))

    table = goal_table_of(project)

    assert (table.unit_code, table.project_code) == (None, None)
    assert table.budget == Budget(None, Decimal(0), None)


def test_title_is_kept_only_where_it_differs(project):
    replace_table(project, a_table("招商经费", title="招商经费绩效目标表"))
    assert Project.objects.get().title == ""

    replace_table(project, a_table("招商经费", title="招商经费绩效目标"))
    assert Project.objects.get().title == "招商经费绩效目标"
    assert goal_table_of(project).title == "招商经费绩效目标"


def test_texts_are_cleaned_before_they_are_stored(project):
    dirty = a_table("招商\x07经费", purpose="一\x0b二\u200b", code=" \x00 ")

    replace_table(project, dirty)

    stored = goal_table_of(project)
    assert (stored.project_name, stored.purpose, stored.project_code) == ("招商经费", "一\n二", None)


def test_value_is_read_by_its_grammar_and_kept_as_typed(project):
    replace_table(project, a_table())

    stored = project.indicators.values_list("operator", "target_value", "measure_unit", "value_text").first()

    assert stored == ("≥", Decimal(10), "个", "≥10个")


# Categories


@pytest.fixture
def scheme(db):
    scheme = IndicatorScheme.objects.create(
        code="some", name="某方案", layout="hebei_integrated", first_year=2020
    )
    benefit = IndicatorCategory.objects.create(
        scheme=scheme, level=1, name="效益指标", aliases=["效果指标"], order=1
    )
    IndicatorCategory.objects.create(
        scheme=scheme, level=2, parent=benefit, name="可持续影响指标", aliases=["可持续性影响"], order=2
    )
    return scheme


@pytest.mark.parametrize(
    ("level1", "level2", "category"),
    [
        ("效益指标", "可持续影响指标", "可持续影响指标"),
        ("效果\n指标", "可持续 性影响", "可持续影响指标"),
        ("效益指标", "没有的指标", "效益指标"),
        ("没有的指标", "可持续影响指标", None),
    ],
)
def test_category_follows_names_and_aliases(scheme, project, level1, level2, category):
    replace_table(project, a_table(indicators=(IndicatorRow(level1, level2, "名称"),)))

    row = project.indicators.get()
    assert (row.level1_name, row.level2_name) == (level1, level2)
    assert (row.category and row.category.name) == category


def test_category_is_of_the_scheme_of_layout_and_year(scheme, project):
    IndicatorScheme.objects.update(last_year=2025)

    replace_table(project, a_table(indicators=(IndicatorRow("效益指标", "可持续影响指标", "名称"),)))

    assert project.indicators.get().category is None


# Rows keep their uids


def test_rows_with_uids_keep_them_wherever_they_stand(project):
    table = goal_table_of(project)
    first, second, third = table.indicators
    changed = replace(first, name="改名")

    replace_table(project, replace(table, indicators=(third, IndicatorRow("", "", "新增"), changed)))

    uids = [row.uid for row in goal_table_of(project).indicators]
    assert (uids[0], uids[2]) == (third.uid, first.uid)
    assert uids[1] not in {first.uid, second.uid, third.uid}


def test_rows_from_paper_find_their_uids_by_what_they_say_then_by_place(project):
    replace_table(project, a_table())
    old = [row.uid for row in goal_table_of(project).indicators]
    first, second, third = a_table().indicators
    renamed = replace(second, name="新增税收额")

    replace_table(project, a_table(indicators=(third, renamed, first, replace(first, name="新的"))))

    uids = [row.uid for row in goal_table_of(project).indicators]
    assert uids[:3] == [old[2], old[1], old[0]]
    assert uids[3] not in old


def test_goals_from_paper_find_their_uids(project):
    old = [goal.uid for goal in goal_table_of(project).goals]

    replace_table(project, a_table(goals=(Goal("按时完成招商活动。"), Goal("另一条。"))))

    uids = [goal.uid for goal in goal_table_of(project).goals]
    assert uids[0] == old[1]
    assert uids[1] not in old


@pytest.mark.parametrize("uid", ["x" * 33, "有字", "a b"])
def test_uid_that_is_none_is_replaced(project, uid):
    replace_table(project, a_table(goals=(Goal("一"), Goal("二", uid=uid))))

    assert uid not in [goal.uid for goal in goal_table_of(project).goals]


def test_uid_given_twice_is_given_once(project):
    replace_table(project, a_table(goals=(Goal("一", uid="abc"), Goal("二", uid="abc"))))

    uids = [goal.uid for goal in goal_table_of(project).goals]
    assert uids[0] == "abc"
    assert uids[1] != "abc"


# Many tables


@pytest.mark.parametrize("count", [1, 3])
def test_reading_tables_takes_four_queries(make_project, django_assert_num_queries, count):
    for number in range(count):
        make_project(f"项目{number}")

    with django_assert_num_queries(4):
        assert len(list(goal_tables(Project.objects.all()))) == count


@pytest.mark.parametrize("count", [1, 3])
def test_writing_tables_takes_as_many_queries_as_one(make_project, django_assert_num_queries, count):
    pairs = [(make_project(f"项目{number}"), a_table(f"项目{number}")) for number in range(count)]

    with django_assert_num_queries(5):
        replace_tables(pairs)


def test_tables_come_in_print_order_each_with_its_own_rows(make_project, unit, child_unit):
    names = ["三", "二", "一", "四"]
    for order, name in enumerate(names):
        project = make_project(name, unit=child_unit if name == "四" else unit, order=9 - order)
        replace_table(project, a_table(name, goals=(Goal(name),)))
    GoalModel.objects.filter(project__name="二").delete()

    tables = list(goal_tables(Project.objects.all()))

    assert [table.project_name for table in tables] == ["一", "二", "三", "四"]
    assert [[goal.text for goal in table.goals] for table in tables] == [["一"], [], ["三"], ["四"]]


def test_no_projects_give_no_tables(db):
    assert list(goal_tables(Project.objects.all())) == []


def test_table_that_comes_while_others_are_read_is_noticed(make_project):
    """Its rows stand between those of the others, but its head was not read."""
    make_project("甲", order=1)
    make_project("丙", order=3)
    came = []

    def add_after_heads(execute, *query):
        result = execute(*query)
        if not came:
            came.append(True)
            make_project("乙", order=2)
        return result

    with connection.execute_wrapper(add_after_heads), pytest.raises(TablesMoved, match="请再试一次"):
        list(goal_tables(Project.objects.all()))


def test_table_without_anything(project):
    replace_table(project, GoalTable(project_name="空表"))

    assert goal_table_of(project) == as_stored(GoalTable(project_name="空表"), project.unit)
    assert Indicator.objects.count() == 0
