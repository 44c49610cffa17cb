"""Suggestions: from the library and from approved tables in sight, ranked, with sources and counts."""

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from documents.layout import load_layout
from indicators.models import IndicatorCategory, LibraryIndicator
from projects.enums import Status
from projects.help import suggestions
from projects.help.categories import FormWords
from projects.help.likeness import Weights, name_likeness, pairs_of
from projects.help.pane import library_results, pane_for
from projects.help.suggestions import suggestions_for, use_counts
from projects.mapping import goal_table_of
from projects.models import FiscalYear, Project
from units.models import BudgetUnit

TEXTS = st.text("招商引资环境监测，A1 ", max_size=12)


def test_pairs():
    assert pairs_of("招商引资，A1", "商") == {"招商", "商引", "引资", "a1"}


@given(TEXTS, TEXTS)
def test_likeness_is_even_and_between_0_and_1(one, other):
    first, second = pairs_of(one), pairs_of(other)
    weights = Weights([first, second])

    for like in (name_likeness, weights.likeness):
        assert like(first, second) == like(second, first)
        assert 0 <= like(first, second) <= 1.000001
        assert like(first, first) == pytest.approx(1 if first else 0)


def test_rare_pairs_weigh_more():
    weights = Weights([pairs_of("项目招商"), pairs_of("项目监测"), pairs_of("项目租赁")])

    own = pairs_of("项目招商")
    assert weights.likeness(own, pairs_of("招商")) > weights.likeness(own, pairs_of("项目"))


@pytest.fixture
def library(db):
    call_command("loaddata", "library", verbosity=0)


@pytest.fixture
def approved(make_project):
    """Return a function that makes an approved table of last year with indicators of these names."""
    last_year = FiscalYear.objects.create(year=2025)

    def make(name, *names, **fields):
        project = make_project(name, status=Status.APPROVED, fiscal_year=last_year, **fields)
        project.indicators.all().delete()
        for order, indicator in enumerate(names):
            project.indicators.create(
                order=order,
                level1_name="产出指标",
                level2_name="数量指标",
                name=indicator,
                value_text="≥4场",
            )
        return project

    return make


def names(user, project, level1="", level2=""):
    table = goal_table_of(project)
    return [one.texts["name"] for one in suggestions_for(user, project, table, level1, level2)]


def test_the_library_suggests_what_fits_the_project(library, author, project):
    (first, *_) = suggestions_for(author, project, goal_table_of(project), "产出指标", "数量指标")

    assert first.texts["name"] == "外出招商活动场次"
    assert first.sources == ("指标库·招商引资",)
    assert (first.texts["value"], first.value_hint, first.use_count) == ("", "≥……场次", 0)


def test_the_rows_category_comes_first(library, author, project):
    found = suggestions_for(author, project, goal_table_of(project), "效果指标", "经济效益")

    fits = [one.texts["level2"] == "经济效益指标" for one in found]
    assert fits == sorted(fits, reverse=True)
    assert (fits[0], fits[-1]) == (True, False)


def test_categories_are_in_the_words_of_the_units_form(library, author, project):
    BudgetUnit.objects.update(layout="tangshan_gaoxin")
    project = Project.objects.get(pk=project.pk)

    found = suggestions_for(author, project, goal_table_of(project), "效果指标", "经济效益指标")

    assert found[0].texts["level1"] == "效果指标"


def test_approved_tables_of_like_projects_suggest(author, project, approved):
    approved("招商引资专项经费", "推介会场次", "客商批次")
    approved("招商经费", "推介会场次")
    approved("环境监测", "采样次数")

    found = suggestions_for(author, project, goal_table_of(project))

    shown = [(one.texts["name"], one.sources, one.use_count) for one in found]
    assert shown == [
        (
            "推介会场次",
            ("区商务局本级·招商引资专项经费·2025年度", "区商务局本级·招商经费·2025年度"),
            2,
        ),
        ("客商批次", ("区商务局本级·招商引资专项经费·2025年度",), 1),
    ]


def test_tables_out_of_sight_suggest_nothing(author, project, approved, foreign_unit, department):
    approved("招商引资经费", "邻县的指标", unit=foreign_unit)
    approved("招商引资经费", "上级的指标", unit=department)

    assert names(author, project) == []
    assert use_counts(author, ["邻县的指标", "上级的指标"]) == {}


def test_drafts_suggest_nothing(author, project, approved):
    approved("招商引资经费", "推介会场次")
    Project.objects.filter(status=Status.APPROVED).update(status=Status.SUBMITTED)

    assert names(author, project) == []


def test_what_the_table_has_is_not_suggested(author, project, approved):
    approved("招商引资经费", "引进 企业数量", "推介会场次", "")

    assert names(author, project) == ["推介会场次"]


def test_tables_of_another_form_are_put_in_own_words(author, project, approved, child_unit):
    BudgetUnit.objects.filter(pk=child_unit.pk).update(layout="mof_2021")
    old = approved("招商引资经费", "单场费用", unit=child_unit)
    old.indicators.update(level1_name="成本指标", level2_name="经济成本指标")

    (found,) = suggestions_for(author, project, goal_table_of(project))

    assert (found.texts["level1"], found.texts["level2"]) == ("产出指标", "成本指标")


def test_categories_are_those_of_the_scheme_in_force(library, author, project):
    call_command("loaddata", "schemes", verbosity=0)
    IndicatorCategory.objects.filter(name="可持续影响指标").update(name="可持续影响")

    found = suggestions_for(author, project, goal_table_of(project), "效益指标", "可持续影响")

    assert found[0].texts["level2"] == "可持续影响"


def test_a_category_that_nobody_knows_keeps_its_name():
    assert FormWords(load_layout("hebei_integrated"))("其他指标", "其他") == ("其他指标", "其他")


def test_what_is_used_more_comes_first_among_equals(author, project, approved):
    approved("招商引资经费", "少用的", "多用的")
    approved("别的项目", "多用的")

    assert names(author, project) == ["多用的", "少用的"]


@pytest.mark.parametrize("count", [1, 3])
def test_suggestions_ask_a_constant_number_of_questions(
    library, author, project, approved, count, django_assert_num_queries
):
    for at in range(count):
        approved(f"招商引资经费{at}", f"推介会{at}")
    table = goal_table_of(project)
    project = Project.objects.select_related("unit", "fiscal_year").get(pk=project.pk)
    names(author, project)

    with django_assert_num_queries(5):
        suggestions_for(author, project, table)


def test_as_many_as_are_shown(library, author, project, monkeypatch):
    monkeypatch.setattr(suggestions, "SHOWN", 3)

    assert len(names(author, project)) == 3


def test_search_puts_the_category_of_the_row_first(library, author, project):
    satisfaction = project.indicators.get(order=3)

    found = library_results(author, project, "满意度", f"indicators.{satisfaction.uid}.name")
    nowhere = library_results(author, project, "验收合格率", "purpose")

    assert {one.suggestion.texts["level2"] for one in found} == {"服务对象满意度指标"}
    assert [one.offer.label for one in nowhere][:1] == ["插入为新行"]


def test_search_counts_what_is_used(library, author, project, approved):
    approved("招商引资经费", "外出招商活动场次")

    (found, *_) = library_results(author, project, "外出招商活动场次", "")

    assert (found.suggestion.use_count, found.value) == (1, "≥……场次")


@pytest.mark.parametrize("count", [1, 3])
def test_search_asks_a_constant_number_of_questions(author, project, count, django_assert_num_queries):
    for at in range(count):
        LibraryIndicator.objects.create(
            name=f"人数{at}", domain="会议", level1="产出指标", level2="数量指标", direction="more"
        )
    project = Project.objects.select_related("unit", "fiscal_year").get(pk=project.pk)
    library_results(author, project, "人数", "")

    with django_assert_num_queries(7):
        library_results(author, project, "人数", "")


@pytest.mark.parametrize("count", [1, 3])
def test_the_pane_asks_a_constant_number_of_questions(
    library, author, project, approved, count, django_assert_num_queries
):
    for at in range(count):
        approved(f"招商引资经费{at}", f"推介会{at}")
        project.indicators.create(order=9 + at, level1_name="产出指标", level2_name="质量指标")
    project = Project.objects.select_related("unit", "fiscal_year").get(pk=project.pk)
    address = f"indicators.{project.indicators.first().uid}.name"
    pane_for(author, project, address)

    with django_assert_num_queries(9):
        pane_for(author, project, address)
