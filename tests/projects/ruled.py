"""Changes of rules for tests, and what the gate makes of tables."""

from contextlib import contextmanager
from decimal import Decimal

from django.db import connection

from projects.actions.rules import draft_rule, put_rules_in_force
from projects.mapping import goal_table_of
from projects.models import Project, RuleDraft
from projects.rule_changes import read_change
from reviews.obstacles import obstacles_of


def prepare(scheme, actor, *changes, year=2026, reason="试行"):
    """Let the actor prepare changes, each ("AM08", {"severity": "error"})."""
    for code, words in changes:
        draft_rule(scheme, year, read_change(code, **words), actor=actor, reason=reason)
    return drafts_of(scheme, actor, year)


def drafts_of(scheme, actor, year=2026):
    return list(RuleDraft.objects.filter(author=actor, scheme=scheme, first_year=year))


def put_in_force(scheme, actor, *changes, year=2026, reason="试行"):
    drafts = prepare(scheme, actor, *changes, year=year, reason=reason)
    return put_rules_in_force(scheme, year, actor=actor, drafts=[draft.pk for draft in drafts])


def stopped_by_the_gate():
    """The names of the tables that submission would refuse as they stand."""
    projects = Project.objects.select_related("unit", "fiscal_year")
    return {project.name for project in projects if obstacles_of(project, goal_table_of(project))}


def with_slow_money(project):
    """Let 60 % be spent by the end of October, where AM08 asks for 75 %."""
    project.schedule.filter(month=10).update(cumulative_percent=Decimal(60))
    project.schedule.filter(month=6).update(cumulative_percent=Decimal(50))
    project.schedule.filter(month=3).update(cumulative_percent=Decimal(25))
    return project


@contextmanager
def just_before(words, step):
    """Do something right before the first query that holds all of the words."""
    is_done = False

    def watch(execute, sql, *rest):
        nonlocal is_done
        if not is_done and all(word in sql for word in words):
            is_done = True
            step()
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        yield
    assert is_done


def another_table(project):
    """Add a table before all others of a unit, with a row."""
    new = Project.objects.create(unit=project.unit, fiscal_year=project.fiscal_year, name="新增的表", order=0)
    new.goals.create(order=1, text="按期完成。")
