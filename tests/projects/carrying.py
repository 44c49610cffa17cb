"""What tests do with rows carried over from last year: change them, drop them, decide about them."""

from dataclasses import replace

from projects.actions import decide_carried_row, save_table
from projects.enums import CarryDecision
from projects.help.carried import carried_states, carry_problems
from projects.mapping import goal_table_of
from projects.models import Project

KEPT = CarryDecision.KEPT


def save(project, **changes):
    project.refresh_from_db()
    table = replace(goal_table_of(project), **changes)
    return save_table(project.pk, table, actor=None, lock_version=project.lock_version)


def change_row(project, at, **changes):
    rows = list(goal_table_of(project).indicators)
    rows[at] = replace(rows[at], **changes)
    save(project, indicators=tuple(rows))


def drop_row(project, at):
    rows = list(goal_table_of(project).indicators)
    del rows[at]
    save(project, indicators=tuple(rows))


def decide(project, row, actor=None, decision=KEPT, reason=""):
    return decide_carried_row(project.pk, row, actor=actor, decision=decision, reason=reason)


def states(project):
    return carried_states(project.carried_rows.order_by("pk"), goal_table_of(project))


def problems(project):
    project = Project.objects.get(pk=project.pk)
    return [problem.message for problem in carry_problems(project, goal_table_of(project))]


def value_row(project):
    """The carried row of 引进企业数量, ≥10个."""
    return project.carried_rows.get(source__name="引进企业数量")
