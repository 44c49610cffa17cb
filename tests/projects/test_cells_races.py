"""Many people at work on few tables: what was acknowledged is in the table and in the journal, once."""

import random
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from django.db import connection

from projects.actions import EditRefused, save_table
from projects.actions.cells import apply_operations
from projects.actions.undoing import undo_step
from projects.cell_operations import DeleteRow, InsertRow, SetCell, apply
from projects.cell_requests import Sent
from projects.cell_texts import texts_of
from projects.cell_values import with_first_rows
from projects.enums import EditKind, EditSource
from projects.mapping import goal_table_of, replace_table
from projects.models import CellEdit, Project
from reviews.actions import perform
from reviews.transitions import Verb
from tests.projects.editing import deleted, everything, moved, outcomes, retold, save, typed, uids
from tests.race import race
from units.enums import Role
from units.models import AuditEntry

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 5
EDITORS, TABLES, SAVES, WORKERS = 100, 8, 2, 16
PURPOSE = "用于外出招商。"


def collected(results, *steps):
    """Wrap steps so that what they return is collected."""
    return [lambda step=step: results.append(step()) for step in steps]


def test_one_cell_typed_in_by_two(author, colleague, make_project):
    for number in range(ROUNDS):
        project, results = make_project(f"项目{number}"), []

        race(
            *collected(
                results,
                lambda p=project: save(p, author, typed("purpose", PURPOSE, "甲"), seen=0),
                lambda p=project: save(p, colleague, typed("purpose", PURPOSE, "乙"), seen=0),
            )
        )

        assert sorted(outcomes(one)[0] for one in results) == ["conflict", "done"]
        (edit,) = CellEdit.objects.filter(project=project)
        assert goal_table_of(project).purpose == edit.after


def test_two_cells_of_one_row_typed_in_by_two(author, colleague, make_project):
    for number in range(ROUNDS):
        project, results = make_project(f"项目{number}"), []
        row = uids(project)[0]
        value = typed(f"indicators.{row}.value", "≥10个", "≥1个")
        basis = typed(f"indicators.{row}.basis", "年度工作计划", "合同")

        race(
            *collected(
                results,
                lambda p=project, value=value: save(p, author, value, seen=0),
                lambda p=project, basis=basis: save(p, colleague, basis, seen=0),
            )
        )

        assert [outcomes(one) for one in results] == [["done"], ["done"]]
        first = goal_table_of(project).indicators[0]
        assert (first.value, first.basis) == ("≥1个", "合同")


def test_one_row_moved_by_one_and_deleted_by_the_other(author, colleague, make_project):
    for number in range(ROUNDS):
        project = make_project(f"项目{number}")
        start, row = goal_table_of(project), uids(project)[2]

        race(
            lambda p=project, row=row: save(p, author, moved(f"indicators.{row}"), seen=0),
            lambda p=project, row=row: save(p, colleague, deleted(f"indicators.{row}"), seen=0),
        )

        assert len(uids(project)) == 2
        assert everything(retold(project, start)) == everything(goal_table_of(project))


def test_a_cell_typed_in_against_submission(author, make_clean_project):
    for number in range(ROUNDS):
        project = make_clean_project(f"项目{number}")
        said = goal_table_of(project).purpose

        submitted, saved = race(
            lambda p=project: perform(p.pk, Verb.SUBMIT, author, lock_version=0),
            lambda p=project, said=said: save(p, author, typed("purpose", said, "办会"), seen=0),
        )

        assert submitted != saved
        assert (goal_table_of(project).purpose == "办会") == saved


def test_a_cell_typed_in_against_the_whole_form(author, colleague, make_project):
    for number in range(ROUNDS):
        project = make_project(f"项目{number}")
        start = goal_table_of(project)
        table = apply(start, SetCell("budget.total", "40"), "万元")

        _, formed = race(
            lambda p=project: save(p, author, typed("purpose", PURPOSE, "办会"), seen=0),
            lambda p=project, table=table: save_table(p.pk, table, actor=colleague, lock_version=0),
        )

        now = goal_table_of(project)
        assert (now.purpose, now.budget.total == 400_000) == ("办会", formed)
        assert everything(retold(project, start)) == everything(now)


def test_one_operation_sent_twice_at_once(author, project):
    operation = typed("purpose", PURPOSE, "办会")

    race(*[lambda: save(project, author, operation, seen=0)] * 3)

    assert CellEdit.objects.count() == AuditEntry.objects.count() == 1


def test_one_step_taken_back_twice_at_once(author, project):
    save(project, author, typed("purpose", PURPOSE, "办会"))

    done = race(*[lambda: undo_step(project.pk, actor=author, seen=1)] * 2)

    assert sorted(done) == [False, True]
    assert CellEdit.objects.count() == 2


# Without the guard


def save_without_guard(project, cell, text):
    """What a save would be without its transaction and its lock."""
    before = goal_table_of(project)
    replace_table(project, apply(before, SetCell(cell, text), "万元"), before=before)


def test_without_the_guard_edits_are_lost(make_project):
    parts = ("name", "description", "value", "basis")
    for number in range(20):
        project = make_project(f"项目{number}")
        cells = [f"indicators.{uids(project)[0]}.{part}" for part in parts]

        race(*(lambda p=project, cell=cell: save_without_guard(p, cell, "改了") for cell in cells))

        texts = texts_of(goal_table_of(project), "万元")
        if any(texts[cell] != "改了" for cell in cells):
            return
    pytest.fail("nothing was lost without the guard: the test of the guard proves nothing")


# A hundred editors


class Editor:
    """A person with a window on a table; sends what is on the mind, takes what the answer brings, sends again."""

    def __init__(self, project, actor, seed):
        self.project, self.actor, self.chance = project, actor, random.Random(seed)
        self.numbers, self.seed, self.acknowledged = count(1), seed, []
        self.look(with_first_rows(goal_table_of(project)), 0)

    def look(self, table, version):
        self.texts, self.seen = texts_of(table, "万元"), version
        self.rows = [row.uid for row in table.indicators]

    def work(self):
        operation, before = self.thought()
        name = f"{self.seed:04}-{next(self.numbers)}"
        sent = Sent(name, name, EditSource.TYPING, operation, before)
        saved = apply_operations(self.project.pk, [sent], actor=self.actor, seen=self.seen)
        if saved.results[0].outcome == "done":
            # A row that is gone already is deleted without a trace.
            self.acknowledged += [] if isinstance(operation, DeleteRow) else [name]
            # Every third answer is lost on the way, so the editor asks again.
            if self.chance.random() < 0.3:
                saved = apply_operations(self.project.pk, [sent], actor=self.actor, seen=self.seen)
                assert outcomes(saved) == ["done"]
        self.look(saved.table, saved.project.lock_version)

    def thought(self):
        kind = self.chance.random()
        if kind < 0.1:
            return InsertRow(
                f"indicators.n{self.seed}-{next(self.numbers)}", self.chance.choice(self.rows)
            ), ""
        if kind < 0.15:
            return DeleteRow(f"indicators.{self.chance.choice(self.rows)}"), ""
        cells = [cell for cell in self.texts if cell.endswith((".value", ".basis", "purpose"))]
        cell = self.chance.choice(cells)
        return SetCell(cell, f"{self.seed}号写的第{next(self.numbers)}处"), self.texts[cell]


def act(editor):
    try:
        for _ in range(SAVES):
            editor.work()
    finally:
        connection.close()


def test_a_hundred_editors_on_eight_tables(make_project, make_user, unit):
    projects = [make_project(f"项目{number}") for number in range(TABLES)]
    starts = [goal_table_of(project) for project in projects]
    people = [make_user(f"person{number}", Role.AUTHOR, unit) for number in range(4)]
    editors = [Editor(projects[at % TABLES], people[at % 3], at) for at in range(EDITORS)]

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(act, editors))

    acknowledged = sorted(name for editor in editors for name in editor.acknowledged)
    assert len(acknowledged) > EDITORS
    kept = CellEdit.objects.exclude(kind=EditKind.DELETE).values_list("operation", flat=True)
    assert sorted(kept) == acknowledged
    for project, start in zip(projects, starts, strict=True):
        assert everything(retold(project, start)) == everything(goal_table_of(project))
        versions = CellEdit.objects.filter(project=project).values_list("lock_version", flat=True)
        assert list(versions) == list(range(1, Project.objects.get(pk=project.pk).lock_version + 1))
    assert AuditEntry.objects.filter(action="edit_cells").count() == CellEdit.objects.count()


def test_an_editor_without_the_right_is_no_editor(make_project, outsider):
    editor = Editor(make_project(), outsider, 1)

    with pytest.raises(EditRefused):
        editor.work()
