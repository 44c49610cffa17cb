from dataclasses import replace
from decimal import Decimal

import pytest

from documents.goal_table import Booklet, PartOne
from projects.enums import Status
from projects.import_plan import Outcome, plan_booklet
from projects.mapping import goal_table_of, replace_table
from projects.models import DepartmentGoals, FiscalYear
from projects.part_one import replace_part_one
from tests.projects.tables import a_table
from units.models import BudgetUnit

PART1 = PartOne("总体目标", "（一）招商\n绩效目标：引进企业。\n（二）维护", "保障措施")


def plan(*tables, unit=None, fiscal_year=None, actor=None, **head):
    booklet = Booklet(**{"fiscal_year": 2026} | head, tables=tables)
    return plan_booklet(booklet, unit=unit, fiscal_year=fiscal_year, actor=actor)


def of_unit(unit, *names, **changes):
    return [a_table(name, unit_code=unit.code, unit_name=unit.name, **changes) for name in names]


def outcomes(planned):
    return [(table.outcome, table.project) for table in planned.tables]


# Whose table it is


def test_table_belongs_to_the_unit_it_names(unit, sibling_unit, fiscal_year):
    planned = plan(*of_unit(unit, "甲"), *of_unit(sibling_unit, "乙"))

    assert [table.unit for table in planned.tables] == [unit, sibling_unit]
    assert [table.remark for table in planned.tables] == ["", ""]
    assert planned.fiscal_year == fiscal_year


def test_table_that_names_no_unit_belongs_to_the_given_one_before_the_booklets(unit, sibling_unit):
    (table,) = plan(a_table(), unit=sibling_unit, unit_code=unit.code).tables

    assert (table.unit, table.table.unit_name) == (sibling_unit, "市场服务中心")
    assert table.remark == "文件里的单位是“304001”，将导入到“304002市场服务中心”，请确认。"


@pytest.mark.parametrize("cover", [{}, {"unit_code": "304001"}, {"unit_name": "区商务局本级"}])
def test_the_given_unit_is_sure_where_the_cover_names_no_other(unit, cover):
    (table,) = plan(a_table(), unit=unit, **cover).tables

    assert (table.unit, table.remark) == (unit, "")


def test_table_that_names_no_unit_belongs_to_the_booklets(unit):
    (table,) = plan(a_table(), unit_name=unit.name).tables

    assert table.unit == unit


def test_unit_is_found_by_name_where_its_code_is_new(unit):
    (table,) = plan(a_table(unit_code="999", unit_name=unit.name)).tables

    assert (table.unit, table.remark) == (unit, "")


def test_unit_of_the_same_code_and_another_name_is_to_be_confirmed(unit):
    (table,) = plan(a_table(unit_code=unit.code, unit_name="旧名")).tables

    assert table.unit == unit
    assert table.remark == "文件里的单位是“304001旧名”，将导入到“304001区商务局本级”，请确认。"


def test_unknown_unit_gives_way_to_the_given_one_to_be_confirmed(unit):
    (table,) = plan(a_table(unit_name="某处"), unit=unit).tables

    assert (table.unit, table.outcome) == (unit, Outcome.NEW)
    assert table.remark == "文件里的单位是“某处”，将导入到“304001区商务局本级”，请确认。"


def test_unknown_unit_is_refused(db):
    planned = plan(a_table(unit_code="9", unit_name="某处"))

    assert planned.reasons == ["第1个表：系统中没有单位“9某处”，请先建立该单位，或者在导入时选定单位。"]
    assert outcomes(planned) == [(Outcome.REFUSED, None)]


def test_no_unit_at_all_is_refused(db):
    assert plan(a_table()).reasons == ["第1个表：文件里看不出预算单位，请在导入时选定单位。"]


def test_code_of_two_regions_is_told_by_name_or_by_the_given_unit(unit, foreign_unit, department):
    by_name = plan(*of_unit(foreign_unit, "甲"))
    by_given = plan(a_table(unit_code="304001"), unit=department)
    by_nothing = plan(a_table(unit_code="304001"))

    assert by_name.tables[0].unit == foreign_unit
    assert by_given.tables[0].unit == unit
    assert by_nothing.reasons == ["第1个表：有2个单位叫“304001”，分不清是哪一个，请在导入时选定单位。"]


def test_same_name_in_one_region_is_told_by_the_given_unit(region, unit, department):
    BudgetUnit.objects.create(region=region, name=unit.name)

    assert plan(a_table(unit_name=unit.name), unit=unit).tables[0].unit == unit
    assert plan(a_table(unit_name=unit.name), unit=department).tables[0].unit is None


def test_author_imports_only_for_the_units_they_fill_in(author, unit, sibling_unit):
    planned = plan(*of_unit(unit, "甲"), *of_unit(sibling_unit, "乙"), actor=author)

    assert planned.reasons == ["第2个表：您不是“市场服务中心”的填报人，不能为它导入。"]


# Which year


def test_year_of_the_file_goes_before_the_given_one(unit, fiscal_year):
    given = FiscalYear.objects.create(year=2020)

    assert plan(*of_unit(unit, "甲"), fiscal_year=given).fiscal_year == fiscal_year


def test_given_year_counts_where_the_file_names_none(unit, fiscal_year):
    booklet = Booklet(tables=tuple(of_unit(unit, "甲")))

    assert plan_booklet(booklet, unit=None, fiscal_year=fiscal_year, actor=None).fiscal_year == fiscal_year
    nothing = plan_booklet(booklet, unit=None, fiscal_year=None, actor=None)
    assert nothing.reasons == ["第1个表：文件里看不出预算年度，请在导入时选定年度。"]


def test_new_year_is_made_only_on_accepting(unit):
    year = plan(*of_unit(unit, "甲")).fiscal_year

    assert (year.year, year.pk) == (2026, None)
    assert not FiscalYear.objects.exists()


@pytest.mark.parametrize(
    ("year", "reason"),
    [
        (1999, "第1个表：预算年度“1999”不在2000到2100之间，请核对。"),
        (2025, "第1个表：2025年度已关闭，不能导入。"),
    ],
)
def test_year_that_takes_no_tables(unit, year, reason):
    FiscalYear.objects.create(year=2025, is_closed=True)
    booklet = Booklet(fiscal_year=year, tables=tuple(of_unit(unit, "甲")))

    assert plan_booklet(booklet, unit=None, fiscal_year=None, actor=None).reasons == [reason]


# Which project


def test_project_is_found_by_code(unit, project):
    planned = plan(*of_unit(unit, "改了名", code=project.code))

    assert outcomes(planned) == [(Outcome.REPLACES, project)]
    assert planned.tables[0].before == goal_table_of(project)


def test_project_is_found_by_name_where_neither_has_a_code(unit, make_project):
    project = make_project("园区维护")

    assert outcomes(plan(*of_unit(unit, "园区维护"))) == [(Outcome.REPLACES, project)]


def test_project_without_code_gets_the_one_on_paper(unit, make_project):
    project = make_project("园区维护")

    assert outcomes(plan(*of_unit(unit, "园区维护", code="A1"))) == [(Outcome.REPLACES, project)]


def test_blank_code_on_paper_does_not_take_the_code_away(unit, project):
    (table,) = plan(*of_unit(unit, project.name)).tables

    assert (table.project, table.table.project_code) == (project, project.code)


def test_form_without_weights_does_not_take_them_away(unit, project):
    replace_table(project, a_table(code=project.code))
    rows = [replace(row, weight=None) for row in a_table().indicators]
    first, second, third = rows

    same = plan(*of_unit(unit, project.name, code=project.code, indicators=tuple(rows)))
    weighed = plan(
        *of_unit(unit, project.name, indicators=(replace(first, weight=Decimal(5)), second, third))
    )

    assert outcomes(same) == [(Outcome.IDENTICAL, project)]
    assert [row.weight for row in weighed.tables[0].table.indicators] == [5, None, None]


def test_same_name_under_another_code_is_another_project(unit, project):
    assert outcomes(plan(*of_unit(unit, project.name, code="A1"))) == [(Outcome.NEW, None)]


def test_project_without_code_goes_before_those_of_the_same_name(unit, project, make_project):
    uncoded = make_project(project.name)

    assert outcomes(plan(*of_unit(unit, project.name))) == [(Outcome.REPLACES, uncoded)]


def test_name_of_several_projects_is_refused(unit, make_project):
    make_project("园区维护", code="A1")
    make_project("园区维护", code="A2")

    assert plan(*of_unit(unit, "园区维护")).reasons == [
        "第1个表：本单位同年度有2个名为“园区维护”的项目，分不清是哪一个，请填写项目编码。"
    ]


def test_project_of_another_unit_or_year_is_another_project(unit, make_project, sibling_unit):
    make_project("园区维护", unit=sibling_unit)
    make_project("园区维护", fiscal_year=FiscalYear.objects.create(year=2025))

    assert outcomes(plan(*of_unit(unit, "园区维护"))) == [(Outcome.NEW, None)]


def test_same_project_twice_in_one_file_is_refused(unit, fiscal_year):
    planned = plan(*of_unit(unit, "甲", "乙", "甲"))

    assert planned.reasons == ["第3个表：与第1个表是同一个项目，请改项目名称，或者填写不同的项目编码。"]


def test_same_name_with_different_codes_in_one_file(unit, project):
    tables = [*of_unit(unit, "甲"), *of_unit(unit, "甲", code="A1"), *of_unit(unit, "甲", code="A2")]

    assert plan(*tables).counts == {Outcome.NEW: 3}


def test_project_found_by_code_and_by_name_is_refused_the_second_time(unit, project):
    planned = plan(*of_unit(unit, "改名", code=project.code), *of_unit(unit, project.name))

    assert [table.outcome for table in planned.tables] == [Outcome.REPLACES, Outcome.REFUSED]


# What becomes of it


def test_table_that_says_the_same_is_identical(unit, project):
    replace_table(project, a_table(code=project.code))

    assert outcomes(plan(*of_unit(unit, project.name, code=project.code))) == [(Outcome.IDENTICAL, project)]


def test_table_in_review_is_not_changed(unit, submitted_project):
    planned = plan(*of_unit(unit, submitted_project.name))

    assert outcomes(planned) == [(Outcome.REFUSED, submitted_project)]
    assert planned.reasons == ["第1个表：“园区维护经费”当前为“待审核”，不能由导入更改；退回后再导入。"]


def test_table_in_review_that_says_the_same_is_identical(unit, make_project):
    project = make_project("园区维护", status=Status.APPROVED)

    planned = plan(replace(goal_table_of(project)))

    assert outcomes(planned) == [(Outcome.IDENTICAL, project)]


def test_table_beyond_limits_is_refused(unit):
    assert plan(*of_unit(unit, "甲", code="1" * 41)).reasons == [
        "第1个表：项目编码有41个字，最多40个，请缩短。"
    ]


# Part 1


@pytest.mark.parametrize("part1", [None, PartOne()])
def test_file_without_part_one(unit, part1):
    assert plan(*of_unit(unit, "甲"), part1=part1).part1 is None


def test_part_one_belongs_to_the_booklets_unit(unit):
    part1 = plan(part1=PART1, unit_code=unit.code).part1

    assert (part1.unit, part1.outcome, part1.goals) == (unit, Outcome.NEW, None)


def test_part_one_belongs_to_the_only_unit_of_the_tables(unit, sibling_unit, fiscal_year):
    assert plan(*of_unit(unit, "甲", "乙"), part1=PART1).part1.unit == unit
    refused = plan(*of_unit(unit, "甲"), *of_unit(sibling_unit, "乙"), part1=PART1)
    assert refused.reasons == ["第一部分：文件里看不出预算单位，请在导入时选定单位。"]


def test_part_one_of_a_unit_that_is_not_known_is_to_be_confirmed(unit):
    planned = plan(unit=unit, unit_name="某处", part1=PART1)

    assert (planned.part1.unit, planned.part1.outcome) == (unit, Outcome.NEW)
    assert planned.part1.remark == "文件里的单位是“某处”，将导入到“304001区商务局本级”，请确认。"


def test_part_one_is_for_authors_of_its_unit(author, unit, sibling_unit):
    planned = plan(*of_unit(unit, "甲"), part1=PART1, unit_name=sibling_unit.name, actor=author)

    assert planned.reasons == ["第一部分：您不是“市场服务中心”的填报人，不能为它导入。"]


def test_part_one_that_was_there_before(unit, fiscal_year):
    goals = DepartmentGoals.objects.create(unit=unit, fiscal_year=fiscal_year)
    replace_part_one(goals, PART1)
    other = replace(PART1, overall="另一个")

    same, changed = (plan(part1=part1, unit_code=unit.code).part1 for part1 in (PART1, other))

    assert (same.outcome, same.goals) == (Outcome.IDENTICAL, goals)
    assert (changed.outcome, changed.before) == (Outcome.REPLACES, PART1)


@pytest.mark.parametrize("count", [1, 3])
def test_plan_takes_as_many_queries_however_many_tables(
    author, unit, make_project, django_assert_num_queries, count
):
    names = [f"项目{number}" for number in range(count)]
    for name in names:
        make_project(name)

    with django_assert_num_queries(9):
        plan(*of_unit(unit, *names), part1=PART1, actor=author)
