"""What a table shares with others, told from legitimate text."""

import pytest

from indicators.models import LibraryIndicator
from projects.actions.twins import refresh_twins
from projects.models import FiscalYear, Goal, Indicator
from projects.twin_finder import COMMON, LIBRARY, SHOWN, TableTwins, twin_counts, twin_report
from projects.twins.thresholds import thresholds
from tests.projects.twins.conftest import LONG_GOAL, NEAR_GOAL, OTHER_GOAL, ROW, rows_called
from units.models import BudgetUnit

NAMES = ("道路养护里程", "河道清淤长度", "路灯改造盏数", "校舍维修面积", "图书采购册数")


def address_of(project):
    """The address of the table's only goal, or of its only indicator."""
    if goal := Goal.objects.filter(project=project).first():
        return f"goals.{goal.uid}"
    return f"indicators.{Indicator.objects.get(project=project).uid}"


@pytest.fixture
def in_library(db):
    LibraryIndicator.objects.create(
        domain="招商", level1="产出指标", level2="数量指标", name=ROW.name, explanation=ROW.description
    )


def test_a_goal_that_stands_elsewhere_is_counted(make_table, foreign_unit):
    project = make_table("甲", goals=[LONG_GOAL])
    make_table("乙", goals=[NEAR_GOAL, LONG_GOAL])
    make_table("丙", goals=[LONG_GOAL], unit=foreign_unit)
    make_table("丁", goals=[OTHER_GOAL])
    refresh_twins()

    assert twin_counts(project) == {address_of(project): 2}
    (text,) = TableTwins(project).texts
    assert (text.table_count, text.unit_count, text.source) == (3, 2, "")


def test_a_text_said_twice_in_one_table_is_no_twin(make_table):
    project = make_table("甲", goals=[LONG_GOAL, LONG_GOAL])
    refresh_twins()

    assert twin_counts(project) == {}


def test_text_of_the_library_is_no_copy(make_table, in_library):
    project = make_table("甲", rows=[ROW])
    make_table("乙", rows=[ROW])
    refresh_twins()

    assert twin_counts(project) == {}
    assert [text.source for text in TableTwins(project).texts] == [LIBRARY]


def test_without_the_library_the_same_text_is_a_copy(make_table):
    project = make_table("甲", rows=[ROW])
    make_table("乙", rows=[ROW])
    refresh_twins()

    assert twin_counts(project) == {address_of(project): 1}


def many_units(region, department, count):
    return [
        BudgetUnit.objects.create(region=region, parent=department, name=f"第{at}服务站")
        for at in range(count)
    ]


@pytest.mark.parametrize(("missing", "source"), [(0, COMMON), (1, "")])
def test_what_very_many_units_say_is_a_common_phrase(make_table, region, department, missing, source):
    project = make_table("甲", goals=[NEAR_GOAL])
    for unit in many_units(region, department, thresholds().common_units - missing):
        make_table("乙", goals=[LONG_GOAL], unit=unit)
    refresh_twins()

    assert [text.source for text in TableTwins(project).texts] == [source]
    assert bool(twin_counts(project)) is (source == "")


def test_the_same_project_of_another_year_is_no_other_table(make_table):
    last_year = FiscalYear.objects.create(year=2025)
    before = make_table("甲", goals=[LONG_GOAL], fiscal_year=last_year)
    make_table("甲", goals=[LONG_GOAL], code="A1", fiscal_year=last_year)
    project = make_table("甲", goals=[LONG_GOAL], code="A1", predecessor=before)
    refresh_twins()

    assert twin_counts(project) == {}
    assert set(twin_counts(before).values()) == {1}


def test_a_whole_set_is_found_though_each_indicator_is_short(make_table):
    project = make_table("甲", rows=rows_called(*NAMES))
    make_table("乙", rows=rows_called(*NAMES[:4]))
    make_table("丙", rows=rows_called(*NAMES[:2]))
    refresh_twins()

    found = TableTwins(project)
    assert list(found.sets.values()) == [(4, 4)]
    assert twin_counts(project)["indicators"] == 1


def test_a_set_out_of_the_library_is_no_copy(make_table):
    for row in rows_called(*NAMES):
        LibraryIndicator.objects.create(
            domain="城建", level1="产出", level2="数量", name=row.name, explanation=row.description
        )
    project = make_table("甲", rows=rows_called(*NAMES))
    make_table("乙", rows=rows_called(*NAMES))
    refresh_twins()

    assert twin_counts(project) == {}


def test_names_and_words_are_told_only_of_what_one_may_see(make_table, author, foreign_unit):
    project = make_table("甲", goals=[LONG_GOAL], rows=rows_called(*NAMES))
    make_table("看得见", goals=[NEAR_GOAL], rows=rows_called(*NAMES))
    make_table("看不见", goals=[LONG_GOAL], rows=rows_called(*NAMES), unit=foreign_unit)
    refresh_twins()

    report = twin_report(project, author)
    text = report.copied[0]

    assert [twin.project.name for twin in text.twins] == ["看得见"]
    assert "".join(fragment.text for fragment in text.twins[0].words) == NEAR_GOAL
    assert (text.table_count, text.hidden_count, text.more_count) == (3, 1, 0)
    assert [(found.project.name, found.shared, found.size) for found in report.sets] == [("看得见", 5, 5)]
    assert report.hidden_set_count == 1


def test_the_nearest_tables_are_shown_and_the_others_counted(make_table, author):
    project = make_table("甲", goals=[LONG_GOAL])
    make_table("相近", goals=[NEAR_GOAL])
    for at in range(SHOWN):
        make_table(f"一样{at}", goals=[LONG_GOAL])
    refresh_twins()

    (text,) = twin_report(project, author).copied

    assert [twin.project.name for twin in text.twins] == [f"一样{at}" for at in range(SHOWN)]
    assert [twin.percent for twin in text.twins] == [100] * SHOWN
    assert text.more_count == 1


def test_one_cell_is_asked_for(make_table, author):
    project = make_table("甲", goals=[LONG_GOAL, OTHER_GOAL], rows=rows_called(*NAMES))
    make_table("乙", goals=[LONG_GOAL, OTHER_GOAL], rows=rows_called(*NAMES))
    refresh_twins()
    row = Indicator.objects.filter(project=project).first()

    report = twin_report(project, author, f"indicators.{row.uid}.description")

    assert [text.address for text in report.copied] == [f"indicators.{row.uid}"]
    assert report.sets == []
    assert len(twin_report(project, author, "indicators").sets) == 1
    assert len(twin_report(project, author).copied) == 7


@pytest.mark.parametrize("count", [1, 3])
def test_a_report_takes_as_many_queries_for_one_twin_as_for_three(
    make_table, author, django_assert_num_queries, count
):
    project = make_table("甲", goals=[LONG_GOAL], rows=rows_called(*NAMES))
    for at in range(count):
        make_table(f"乙{at}", goals=[NEAR_GOAL], rows=rows_called(*NAMES))
    refresh_twins()

    with django_assert_num_queries(13):
        twin_report(project, author)
