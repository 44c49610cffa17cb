"""Counts of findings for lists: counted once, anew where the table or the rules changed."""

import pytest
from django.db import OperationalError

from indicators.models import IndicatorScheme
from projects.actions import check_counts
from projects.actions.check_counts import counts_of
from projects.models import Project, RuleSetting, TableCheck


def numbers(check):
    return check.errors, check.warnings, check.hints, check.score


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(make_project, django_assert_num_queries, count):
    projects = [make_project(f"经费{number}") for number in range(count)]

    with django_assert_num_queries(13):
        first = counts_of(projects)
    with django_assert_num_queries(2):
        second = counts_of(projects)

    assert {pk: numbers(check) for pk, check in first.items()} == {
        pk: numbers(check) for pk, check in second.items()
    }
    assert len(first) == count


def test_counted_anew_when_the_table_changes(make_clean_project):
    project = make_clean_project()
    assert numbers(counts_of([project])[project.pk]) == (0, 0, 0, 100)
    project.indicators.filter(order=3).update(value_text="")
    assert numbers(counts_of([project])[project.pk]) == (0, 0, 0, 100)

    Project.objects.update(lock_version=1)
    project.refresh_from_db()

    assert numbers(counts_of([project])[project.pk]) == (1, 0, 0, 90)
    assert str(TableCheck.objects.get()) == f"{project.pk}：1 0 0"


def test_counted_anew_when_a_rule_changes(project, db):
    scheme = IndicatorScheme.objects.create(code="h", name="河北", layout="hebei_integrated", first_year=2020)
    before = counts_of([project])[project.pk]

    RuleSetting.objects.create(scheme=scheme, first_year=2020, rule="GO01", is_on=False)

    assert counts_of([project])[project.pk].warnings == before.warnings - 1


def test_what_was_counted_stands_while_the_database_is_busy(project, monkeypatch):
    before = counts_of([project])[project.pk]
    Project.objects.update(lock_version=1)
    project.refresh_from_db()

    def busy(*args):
        raise OperationalError

    monkeypatch.setattr(check_counts, "checkables", busy)

    assert numbers(counts_of([project])[project.pk]) == numbers(before)
