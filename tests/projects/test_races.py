"""Two people write to one unit at the same moment: nothing is lost, nothing is doubled."""

import json
from dataclasses import replace

import pytest

from documents.canonical import booklet_to_json
from documents.goal_table import Booklet
from projects.actions import (
    accept_import,
    create_project,
    delete_draft,
    preview_import,
    restore_draft,
    save_table,
    undo_import,
)
from projects.enums import BatchState
from projects.mapping import goal_table_of
from projects.models import ImportBatch, Project
from tests.projects.tables import a_table
from tests.race import race
from units.models import AuditEntry

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 5


@pytest.fixture
def previewed(unit, fiscal_year):
    def preview(*tables):
        booklet = booklet_to_json(Booklet(2026, unit.code, unit.name, tables=tables))
        return preview_import(json.dumps(booklet).encode(), "a.json", unit=None, fiscal_year=None, actor=None)

    return preview


def test_two_saves_of_one_version(project):
    table = goal_table_of(project)
    saves = [
        lambda text=text: save_table(project.pk, replace(table, purpose=text), actor=None, lock_version=0)
        for text in "甲乙丙丁"
    ]

    succeeded = race(*saves)

    assert sorted(succeeded) == [False, False, False, True]
    assert goal_table_of(project).purpose == "甲乙丙丁"[succeeded.index(True)]
    assert (Project.objects.get().lock_version, AuditEntry.objects.count()) == (1, 1)


def test_two_tables_that_take_one_code(make_project):
    for number in range(ROUNDS):
        projects = [make_project(f"甲{number}"), make_project(f"乙{number}")]
        tables = [replace(goal_table_of(project), project_code=f"A{number}") for project in projects]

        done = race(
            *(
                lambda p=project, table=table: save_table(p.pk, table, actor=None, lock_version=0)
                for project, table in zip(projects, tables, strict=True)
            )
        )

        assert sorted(done) == [False, True]
        assert Project.objects.filter(code=f"A{number}").count() == 1


def test_two_new_projects_of_one_name(unit, fiscal_year):
    for number in range(ROUNDS):
        new = lambda number=number: create_project(unit, fiscal_year, a_table(f"项目{number}"), actor=None)  # noqa: E731

        assert sorted(race(new, new)) == [False, True]

    assert Project.objects.count() == ROUNDS
    assert sorted(Project.objects.values_list("order", flat=True)) == list(range(1, ROUNDS + 1))


def test_one_batch_accepted_twice(previewed):
    for number in range(ROUNDS):
        batch = previewed(a_table(f"项目{number}"))
        accept = lambda pk=batch.pk: accept_import(pk, actor=None)  # noqa: E731

        assert sorted(race(accept, accept)) == [False, True]

    assert Project.objects.count() == ROUNDS


def test_one_file_brought_in_twice(previewed):
    for number in range(ROUNDS):
        tables = (a_table(f"项目{number}"), a_table(f"有编码{number}", code=f"C{number}"))
        batches = [previewed(*tables) for _ in range(2)]

        assert race(*(lambda pk=batch.pk: accept_import(pk, actor=None) for batch in batches)) == [True, True]

    assert Project.objects.count() == 2 * ROUNDS


def test_undo_against_save(previewed):
    for number in range(ROUNDS):
        batch = accept_import(previewed(a_table(f"项目{number}")).pk, actor=None)
        project = Project.objects.get(name=f"项目{number}")
        table = replace(goal_table_of(project), purpose="改")

        undone, saved = race(
            lambda pk=batch.pk: undo_import(pk, actor=None),
            lambda pk=project.pk, table=table: save_table(pk, table, actor=None, lock_version=0),
        )

        assert undone != saved
        assert Project.objects.filter(pk=project.pk).exists() == saved
        state = BatchState.UNDONE if undone else BatchState.ACCEPTED
        assert ImportBatch.objects.get(pk=batch.pk).state == state


def test_one_draft_deleted_and_restored_twice(unit, fiscal_year):
    for number in range(ROUNDS):
        project = create_project(unit, fiscal_year, a_table(f"项目{number}"), actor=None)
        delete = lambda pk=project.pk: delete_draft(pk, actor=None, lock_version=0)  # noqa: E731
        assert sorted(race(delete, delete)) == [False, True]

        entry = AuditEntry.objects.get(action="delete_draft", label=project.name)
        restore = lambda entry=entry: restore_draft(entry, actor=None)  # noqa: E731
        assert sorted(race(restore, restore)) == [False, True]

    assert Project.objects.count() == ROUNDS


def test_deletion_against_save(make_project):
    for number in range(ROUNDS):
        project = make_project(f"项目{number}")
        table = replace(goal_table_of(project), purpose="改")

        deleted, saved = race(
            lambda pk=project.pk: delete_draft(pk, actor=None, lock_version=0),
            lambda pk=project.pk, table=table: save_table(pk, table, actor=None, lock_version=0),
        )

        assert deleted != saved
        assert Project.objects.filter(pk=project.pk).exists() == saved
