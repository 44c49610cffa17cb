from dataclasses import replace

import pytest
from django.db import connection

from documents.goal_table import Goal
from projects.actions import (
    ImportRefused,
    accept_import,
    save_table,
    undo_import,
)
from projects.enums import BatchState, Status
from projects.mapping import goal_table_of
from projects.models import DepartmentGoals, FiscalYear, ImportBatch, Project
from projects.part_one import part_one_of
from tests.projects.imports import PART1, names, what_is_there, years
from tests.projects.tables import a_table
from units.models import AuditEntry


def test_undo_deletes_what_was_new_and_restores_what_was_there(author, imported, project, make_project):
    other = make_project("不相干")
    goals_before = goal_table_of(project).goals
    before = what_is_there()
    table = goal_table_of(project)
    batch = imported(replace(table, project_name="改名", goals=(Goal("新"),), indicators=()), a_table("甲"))

    undone = undo_import(batch.pk, actor=author)

    assert undone.state == BatchState.UNDONE
    assert what_is_there() == before
    assert [goal.uid for goal in goal_table_of(project).goals] == [goal.uid for goal in goals_before]
    assert [row.uid for row in goal_table_of(project).indicators] == [row.uid for row in table.indicators]
    assert set(names()) == {project.name, other.name}


def test_undo_is_audited(author, imported, project):
    batch = imported(replace(goal_table_of(project), purpose="新"), a_table("甲"), part1=PART1)
    AuditEntry.objects.all()._raw_delete("default")

    undo_import(batch.pk, actor=author)

    assert [(e.action, e.label) for e in AuditEntry.objects.order_by("pk")] == [
        ("undo_import_table", project.name),
        ("undo_import_table", "甲"),
        ("undo_import_part_one", "2026年度304001区商务局本级"),
        ("undo_import", "文本.json"),
    ]


@pytest.mark.parametrize("earlier", [None, replace(PART1, overall="以前的")])
def test_undo_restores_part_one(author, imported, earlier):
    if earlier:
        imported(part1=earlier)
    batch = imported(part1=PART1)

    undo_import(batch.pk, actor=author)

    assert [part_one_of(goals) for goals in DepartmentGoals.objects.all()] == ([earlier] if earlier else [])


def test_undo_removes_the_year_that_the_import_brought(author, imported, fiscal_year):
    batch = imported(a_table("甲"), part1=PART1, fiscal_year=2035)
    assert years() == [2026, 2035]

    undone = undo_import(batch.pk, actor=author)

    assert years() == [2026]
    assert undone.fiscal_year is None
    assert ImportBatch.objects.get().fiscal_year is None
    assert AuditEntry.objects.first().action == "undo_import_fiscal_year"


def test_undo_keeps_a_year_that_was_there_before(author, imported, fiscal_year):
    undo_import(imported(a_table("甲")).pk, actor=author)

    assert years() == [2026]
    assert ImportBatch.objects.get().fiscal_year == fiscal_year


def test_undo_keeps_the_year_for_what_else_is_in_it(author, imported, make_project):
    batch = imported(a_table("甲"), fiscal_year=2035)
    make_project("乙", fiscal_year=FiscalYear.objects.get(year=2035))

    undone = undo_import(batch.pk, actor=author)

    assert years() == [2026, 2035]
    assert undone.fiscal_year.year == 2035
    assert not AuditEntry.objects.filter(action="undo_import_fiscal_year").exists()


def test_year_that_somebody_else_adds_meanwhile_is_theirs(author, previewed):
    batch, asked = previewed(a_table("甲"), fiscal_year=2035), []

    def add_when_asked(execute, sql, *query):
        found = execute(sql, *query)
        if 'WHERE "projects_fiscalyear"."year" =' in sql and not asked:
            asked.append(sql)
            FiscalYear.objects.create(year=2035)
        return found

    with connection.execute_wrapper(add_when_asked):
        accept_import(batch.pk, actor=author)
    undo_import(batch.pk, actor=author)

    assert years() == [2035]


def test_the_last_import_that_is_undone_takes_the_year_along(author, imported):
    first = imported(a_table("甲"), fiscal_year=2035)
    second = imported(a_table("乙"), fiscal_year=2035)

    undo_import(first.pk, actor=author)
    assert years() == [2035]
    undo_import(second.pk, actor=author)

    assert years() == []


def test_undo_of_a_table_changed_since_is_refused_as_a_whole(author, imported):
    batch = imported(a_table("甲"), a_table("乙"))
    changed = Project.objects.get(name="乙")
    save_table(changed.pk, a_table("乙", purpose="改"), actor=author, lock_version=0)

    with pytest.raises(ImportRefused, match=r"^“文本.json”不能撤销，1处在导入之后有了变化。$") as refused:
        undo_import(batch.pk, actor=author)

    assert refused.value.reasons == ["“乙”在导入之后有过修改或办理。"]
    assert names() == ["甲", "乙"]


def test_undo_of_a_table_in_review_is_refused(author, imported):
    batch = imported(a_table("甲"))
    Project.objects.update(status=Status.SUBMITTED)

    with pytest.raises(ImportRefused) as refused:
        undo_import(batch.pk, actor=author)

    assert refused.value.reasons == ["“甲”当前为“待审核”，不能撤销。"]


def test_undo_in_a_closed_year_is_refused(author, imported):
    batch = imported(a_table("甲"))
    FiscalYear.objects.update(is_closed=True)

    with pytest.raises(ImportRefused) as refused:
        undo_import(batch.pk, actor=author)

    assert refused.value.reasons == ["“甲”所在的2026年度已关闭，不能撤销。"]


def test_undo_of_a_project_that_goes_on_next_year_is_refused(author, imported, make_project):
    batch = imported(a_table("甲"))
    make_project("甲续", predecessor=Project.objects.get(name="甲"))

    with pytest.raises(ImportRefused) as refused:
        undo_import(batch.pk, actor=author)

    assert refused.value.reasons == ["“甲”已结转到下一年度。"]


def test_undo_of_a_project_deleted_since_is_refused(author, imported):
    batch = imported(a_table("甲"))
    Project.objects.all().delete()

    with pytest.raises(ImportRefused) as refused:
        undo_import(batch.pk, actor=author)

    assert refused.value.reasons == ["第1个表的项目已被删除。"]


def test_undo_of_a_part_one_changed_since_is_refused(author, imported):
    batch = imported(part1=PART1)
    DepartmentGoals.objects.update(overall="改过")

    with pytest.raises(ImportRefused) as refused:
        undo_import(batch.pk, actor=author)

    assert refused.value.reasons == ["第一部分（部门整体绩效目标）在导入之后有过修改。"]


def test_imports_are_undone_one_after_the_other(author, imported):
    first = imported(a_table("甲"))
    second = imported(a_table("甲", purpose="改"))

    with pytest.raises(ImportRefused):
        undo_import(first.pk, actor=author)
    undo_import(second.pk, actor=author)
    assert goal_table_of(Project.objects.get()).purpose == a_table().purpose

    undo_import(first.pk, actor=author)
    assert names() == []


def test_accept_while_a_table_is_saved(author, previewed, project, someone_is_faster):
    batch = previewed(replace(goal_table_of(project), purpose="新"))

    with pytest.raises(ImportRefused, match=r"^导入期间有表被他人改动，请重新确认。$"):
        accept_import(batch.pk, actor=author)


def test_undo_while_a_table_is_saved(author, previewed, request):
    batch = accept_import(previewed(a_table("甲")).pk, actor=author)
    request.getfixturevalue("someone_is_faster")

    with pytest.raises(ImportRefused, match=r"^撤销期间有表被他人改动，请再试一次。$"):
        undo_import(batch.pk, actor=author)


def test_undo_before_accepting_is_refused(author, previewed):
    with pytest.raises(ImportRefused, match=r"^“文本.json”当前为“待确认”，不能再做这一步。$"):
        undo_import(previewed(a_table("甲")).pk, actor=author)
