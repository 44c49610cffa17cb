"""Undo and redo past a step that cannot be taken back, because somebody else wrote there since."""

from dataclasses import replace

import pytest

from documents.goal_table import GoalTable
from projects.actions import EditRefused
from projects.actions.undoing import StepRefused, redo_step, undo_step
from projects.enums import EditKind, EditSource, Status
from projects.mapping import goal_table_of
from projects.models import CellEdit, Project
from projects.undo_stack import MOST_STEPS, undo_stack
from reviews.transitions import Verb
from tests.projects.editing import (
    PURPOSE,
    labels,
    redo,
    save,
    typed,
    undo,
)


@pytest.fixture
def blocked(author, colleague, project):
    """Three steps of one's own, over the last of which somebody wrote; returns its name."""
    save(project, author, typed("budget.total", "35.00", "36"))
    save(project, author, typed("project.name", project.name, "园区维护经费"))
    save(project, author, typed("purpose", PURPOSE, "办会", step="last"))
    save(project, colleague, typed("purpose", "办会", "办展"))
    return "last"


def test_a_step_that_cannot_be_taken_back_is_passed_over(author, project, blocked):
    with pytest.raises(
        StepRefused, match=r"请看过新内容再定。再按一次撤销，就跳过它，撤销“填写 项目名称”。$"
    ) as refused:
        undo(project, author)
    assert refused.value.step == blocked

    labels_taken_back = [
        undo_step(project.pk, actor=author, seen=0, passed=[blocked, "unknown"])[1] for _ in range(2)
    ]

    assert labels_taken_back == ["填写 项目名称", "填写 预算数"]
    table = goal_table_of(project)
    assert (table.purpose, table.project_name, table.budget.total) == ("办展", "招商引资经费", 350_000)
    with pytest.raises(EditRefused, match=r"^没有其他可以撤销的改动。$"):
        undo_step(project.pk, actor=author, seen=0, passed=[blocked])


def test_without_passing_over_nothing_older_is_taken_back(author, project, blocked):
    for _ in range(2):
        with pytest.raises(StepRefused, match="“资金用途”后来被colleague在"):
            undo(project, author)

    assert goal_table_of(project).project_name == "园区维护经费"


def test_a_step_that_cannot_be_done_again_is_passed_over(author, colleague, project):
    save(project, author, typed("purpose", PURPOSE, "办会"))
    save(project, author, typed("budget.total", "35.00", "36"))
    undo(project, author)
    undo(project, author)
    save(project, colleague, typed("purpose", PURPOSE, "办展"))
    with pytest.raises(StepRefused, match="再按一次重做，就跳过它，重做“填写 预算数”") as refused:
        redo(project, author)

    redo_step(project.pk, actor=author, seen=0, passed=[refused.value.step])

    assert goal_table_of(project).budget.total == 360_000
    assert labels(project, author) == ("填写 预算数", "填写 资金用途")


def test_steps_before_a_change_of_status_stay(author, project):
    save(project, author, typed("purpose", PURPOSE, "办会"))
    project.review_records.create(
        verb=Verb.SUBMIT, actor=author, source=Status.DRAFT, target=Status.SUBMITTED
    )

    assert labels(project, author) == (None, None)
    save(project, author, typed("purpose", "办会", "办展"))
    assert labels(project, author) == ("填写 资金用途", None)


def test_what_was_taken_back_before_a_change_of_status_is_forgotten(author, project):
    save(project, author, typed("purpose", PURPOSE, "办会"))
    stray = CellEdit(project=project, number=2, step="u", undoes="long ago", lock_version=2, actor=author)
    stray.source, stray.kind, stray.address = EditSource.UNDO, EditKind.SET, "purpose"
    stray.save()

    assert labels(project, author) == ("填写 资金用途", None)


def test_the_stack_holds_the_last_steps(author, project):
    CellEdit.objects.bulk_create(
        CellEdit(
            project=project,
            number=at,
            step=f"s{at}",
            lock_version=at,
            actor=author,
            source=EditSource.TYPING,
            kind=EditKind.SET,
            address="purpose",
        )
        for at in range(1, MOST_STEPS + 11)
    )

    stack = undo_stack(project, author)

    assert [step.name for step in stack.done] == [f"s{at}" for at in range(11, MOST_STEPS + 11)]


def test_reading_the_stack_takes_two_queries(author, project, django_assert_num_queries):
    save(project, author, typed("purpose", PURPOSE, "办会"))

    with django_assert_num_queries(2):
        undo_stack(project, author)


def test_an_import_is_not_taken_back_here(author, project, imported):
    imported(replace(goal_table_of(project), purpose="办展"))

    assert CellEdit.objects.filter(source=EditSource.IMPORT, address="purpose").exists()
    assert labels(project, author) == (None, None)
    assert goal_table_of(project) != GoalTable()


def test_a_mended_white_space_can_be_taken_back_without_harm(author, project):
    Project.objects.filter(pk=project.pk).update(purpose=f"{PURPOSE} ")

    saved = save(project, author, typed("purpose", f"{PURPOSE} ", PURPOSE))

    assert [result.outcome for result in saved.results] == ["done"]
    assert goal_table_of(project).purpose == PURPOSE
    undo(project, author)
    assert goal_table_of(project).purpose.strip() == PURPOSE
