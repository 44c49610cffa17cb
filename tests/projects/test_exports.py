import io
import zipfile
from dataclasses import replace

import pytest
from django.db import connection

from documents.goal_table import Goal, IndicatorRow, PartOne
from documents.grid import Grid
from documents.layout import layout_names
from documents.readers import read_blocks
from documents.reading import read_booklet
from documents.text import LINE_BREAK
from projects.exports import CONTENT_TYPES, ExportRefused, export_booklet, export_tables
from projects.mapping import goal_table_of, replace_table
from projects.models import DepartmentGoals, FiscalYear, Project
from projects.paper import grid_of, layout_for
from projects.part_one import replace_part_one
from tests.projects.tables import a_table
from units.models import BudgetUnit

PART1 = PartOne("总体目标", "（一）招商\n（二）维护", "保障措施")


def exported(format="json", *, layout_name=None, projects=None, export=export_booklet, **options):
    target = io.BytesIO()
    projects = Project.objects.all() if projects is None else projects
    export(projects, target, format, layout_name, **options)
    return target.getvalue()


def read(*arguments, **options):
    return read_booklet(exported(*arguments, **options)).booklet


@pytest.fixture
def part_one(unit, fiscal_year):
    goals = DepartmentGoals.objects.create(unit=unit, fiscal_year=fiscal_year)
    replace_part_one(goals, PART1)
    return goals


@pytest.mark.parametrize("format", ["docx", "xlsx", "html", "json"])
def test_booklet_has_head_part_one_and_tables_in_print_order(make_project, part_one, format):
    make_project("乙", order=2)
    make_project("甲", order=1)

    booklet = read(format)

    assert (booklet.fiscal_year, booklet.unit_code, booklet.unit_name) == (2026, "304001", "区商务局本级")
    assert booklet.part1 == PART1
    assert [table.project_name for table in booklet.tables] == ["甲", "乙"]
    assert booklet.tables[0] == goal_table_of(Project.objects.get(name="甲"))


def test_tables_alone_come_without_part_one(project, part_one):
    booklet = read(export=export_tables)

    assert booklet.part1 is None
    assert booklet.unit_name == "区商务局本级"
    assert booklet.tables == (goal_table_of(project),)


def test_tables_of_several_units_have_a_head_of_nobody(project, make_project, child_unit, part_one):
    make_project("乙", unit=child_unit)

    booklet = read()

    assert (booklet.fiscal_year, booklet.unit_code, booklet.unit_name) == (2026, None, None)
    assert booklet.part1 is None
    assert [table.unit_name for table in booklet.tables] == ["区商务局本级", "招商服务站"]


def test_booklet_of_a_unit_holds_the_tables_below_it(project, make_project, child_unit, unit, part_one):
    make_project("乙", unit=child_unit)

    booklet = read(unit=unit)

    assert (booklet.unit_name, booklet.part1) == ("区商务局本级", PART1)
    assert [table.unit_name for table in booklet.tables] == ["区商务局本级", "招商服务站"]


def test_tables_of_several_years_have_no_year(project, make_project):
    make_project("乙", fiscal_year=FiscalYear.objects.create(year=2025))

    assert read().fiscal_year is None


def test_unit_that_a_form_can_do_without_stands_in_the_head(project, unit, make_project, child_unit):
    BudgetUnit.objects.update(layout="tangshan_gaoxin")
    unit.refresh_from_db()
    assert [(t.unit_code, t.unit_name) for t in read().tables] == [(None, None)]

    make_project("乙", unit=child_unit)
    assert [t.unit_code for t in read().tables] == ["304001", "304001001"]
    assert [t.unit_code for t in read(unit=unit).tables] == [None, "304001001"]


# Layouts


def test_own_layout_prints_what_the_table_says(project):
    table = a_table(indicators=(IndicatorRow("效果指标", "经济效益指标", "新增税收"),))
    replace_table(project, table)

    (printed,) = read().tables

    assert printed.indicators == table.indicators


def test_other_layout_prints_its_own_words(project):
    replace_table(project, a_table(indicators=(IndicatorRow("效益指标", "经济效益指标", "新增税收"),)))

    (printed,) = read(layout_name="tangshan_gaoxin").tables

    assert printed.indicators == (IndicatorRow("效果指标", "经济效益指标", "新增税收"),)


def test_money_is_in_the_units_money_unit(project):
    BudgetUnit.objects.update(money_unit="元")
    assert "350000.00" in exported("html").decode()

    BudgetUnit.objects.update(money_unit="万元")
    assert "350000.00" not in exported("html").decode()


def test_unknown_layout_is_refused(project):
    with pytest.raises(ExportRefused, match=r"^没有名为“another”的版式"):
        exported(layout_name="another")


def test_nothing_to_export_is_refused(db):
    with pytest.raises(ExportRefused, match=r"^没有符合条件的绩效目标表，"):
        exported()


# Zip


def test_zip_has_a_word_document_for_each_table(make_project, child_unit):
    for order, name in enumerate(("甲/乙", "甲/乙", "长" * 200)):
        make_project(name, order=order, code=str(order))
    make_project("丙", unit=child_unit)

    with zipfile.ZipFile(io.BytesIO(exported("zip"))) as package:
        documents = {name: package.read(name) for name in package.namelist()}

    assert list(documents) == [
        "001_甲_乙.docx",
        "002_甲_乙.docx",
        f"003_{'长' * 60}.docx",
        "004_丙.docx",
    ]
    booklet = read_booklet(documents["004_丙.docx"]).booklet
    assert (booklet.fiscal_year, booklet.unit_name) == (2026, "招商服务站")
    assert booklet.tables == (goal_table_of(Project.objects.get(name="丙")),)


# Queries


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("format", list(CONTENT_TYPES))
def test_booklet_takes_eight_queries(make_project, part_one, django_assert_num_queries, format, count):
    for number in range(count):
        make_project(f"项目{number}")

    with django_assert_num_queries(8):
        exported(format)


@pytest.mark.parametrize("count", [1, 3])
def test_tables_take_six_queries(make_project, django_assert_num_queries, count):
    for number in range(count):
        make_project(f"项目{number}")

    with django_assert_num_queries(6):
        exported("docx", export=export_tables)


def test_table_that_comes_during_the_export_is_noticed(make_project):
    make_project("甲", order=1)
    make_project("丙", order=3)

    def add_after_heads(execute, sql, *query):
        result = execute(sql, *query)
        if '"purpose"' in sql and "LIMIT" not in sql and not Project.objects.filter(name="乙").exists():
            make_project("乙", order=2)
        return result

    with connection.execute_wrapper(add_after_heads), pytest.raises(ExportRefused, match="请再试一次"):
        exported()


def test_text_that_looks_like_a_formula_stays_text(project):
    table = replace(a_table(), goals=(Goal("=1+1"),), purpose="@SUM(A1)")
    replace_table(project, table)

    (printed,) = read("xlsx").tables

    assert (printed.goals, printed.purpose) == (table.goals, table.purpose)


@pytest.mark.parametrize("own_layout", layout_names())
@pytest.mark.parametrize("layout_name", layout_names())
def test_screen_shows_what_is_filed(unit, project, own_layout, layout_name):
    BudgetUnit.objects.update(layout=own_layout)
    unit.refresh_from_db()

    filed = read_blocks(exported("docx", layout_name=layout_name, export=export_tables))

    shown = grid_of(goal_table_of(project), unit, layout_for(unit, layout_name))
    grids = [block for block in filed if isinstance(block, Grid)]
    filed_texts = [cell.text.replace(LINE_BREAK, "\n") for grid in grids for cell in grid.cells]
    assert filed_texts == [cell.text for cell in shown.cells]
