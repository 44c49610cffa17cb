"""Drafts are deleted and put back by the authors of their unit."""

import pytest

from projects.actions import EditRefused, delete_draft, restore_draft, save_table
from projects.enums import Status
from projects.mapping import goal_table_of
from projects.models import FiscalYear, Goal, Project
from tests.projects.tables import a_table
from units.models import AuditEntry


def refusal(act, *args, **kwargs):
    before = AuditEntry.objects.count(), Project.objects.count()
    with pytest.raises(EditRefused) as refused:
        act(*args, **kwargs)
    assert (AuditEntry.objects.count(), Project.objects.count()) == before
    return str(refused.value)


@pytest.fixture
def deleted(project, author):
    """The audit entry of a draft that its author deleted."""
    return delete_draft(project.pk, actor=author, lock_version=0)


def test_draft_is_deleted_and_kept_in_the_audit_trail(project, author, unit):
    entry = delete_draft(project.pk, actor=author, lock_version=0)

    assert not Project.objects.exists()
    assert not Goal.objects.exists()
    assert AuditEntry.objects.get() == entry
    assert (entry.action, entry.actor, entry.unit, entry.label) == (
        "delete_draft",
        author,
        unit,
        "招商引资经费",
    )
    assert entry.before["table"]["project_name"] == "招商引资经费"


def test_deleted_draft_comes_back_as_it_was(make_project, fiscal_year, author):
    earlier = make_project("去年的", fiscal_year=FiscalYear.objects.create(year=2025))
    project = make_project(order=7, code="A1", predecessor=earlier)
    kept = {
        field: getattr(project, field)
        for field in ("pk", "unit", "fiscal_year", "order", "code", "predecessor", "status")
    }
    table = goal_table_of(project)
    entry = AuditEntry.objects.get(pk=delete_draft(project.pk, actor=author, lock_version=0).pk)

    restored = restore_draft(entry, actor=author)

    found = Project.objects.get(name="招商引资经费")
    assert found == restored
    assert {field: getattr(found, field) for field in kept} == kept
    assert goal_table_of(found) == table
    assert [goal.uid for goal in goal_table_of(found).goals] == [goal.uid for goal in table.goals]
    assert AuditEntry.objects.first().action == "restore_draft"


def test_page_opened_before_deleting_does_not_overwrite_what_came_back(project, deleted, author):
    restore_draft(deleted, actor=author)

    with pytest.raises(EditRefused, match="他人改动"):
        save_table(deleted.before["key"], a_table(), actor=author, lock_version=0)


def test_whoever_wrote_a_draft_stays_its_writer_when_it_comes_back(project, author, colleague):
    save_table(project.pk, a_table(), actor=author, lock_version=0)
    entry = delete_draft(project.pk, actor=colleague, lock_version=1)

    restored = restore_draft(entry, actor=colleague)

    assert list(Project.objects.written_by(author)) == [restored]
    assert list(Project.objects.written_by(colleague)) == []


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.RETURNED, Status.APPROVED])
def test_only_drafts_are_deleted(make_project, author, status):
    project = make_project(status=status)

    message = refusal(delete_draft, project.pk, actor=author, lock_version=0)

    assert message == "“招商引资经费”不是从未提交过的草稿，不能删除。"


def test_draft_that_was_handed_in_once_is_not_deleted(project, author):
    project.review_records.create(verb="submit", actor=author, source="draft", target="submitted")

    assert "不是从未提交过的草稿" in refusal(delete_draft, project.pk, actor=author, lock_version=0)


def test_draft_that_the_next_year_goes_on_with_is_not_deleted(project, make_project, author):
    make_project("明年的", fiscal_year=FiscalYear.objects.create(year=2027), predecessor=project)

    assert "不能删除" in refusal(delete_draft, project.pk, actor=author, lock_version=0)


def test_draft_of_a_closed_year_is_neither_deleted_nor_restored(make_project, fiscal_year, author):
    project, other = make_project("甲"), make_project("乙")
    entry = delete_draft(other.pk, actor=author, lock_version=0)
    FiscalYear.objects.update(is_closed=True)

    assert "不能删除" in refusal(delete_draft, project.pk, actor=author, lock_version=0)
    message = refusal(restore_draft, entry, actor=author)
    assert message == "2026年度已关闭或不在系统中，不能恢复“乙”。"


def test_draft_of_a_year_that_is_gone_is_not_restored(deleted, author):
    FiscalYear.objects.all().delete()

    assert refusal(restore_draft, deleted, actor=author).startswith("2026年度已关闭或不在系统中")


def test_draft_that_changed_since_is_not_deleted(project, author):
    save_table(project.pk, a_table(), actor=author, lock_version=0)

    message = refusal(delete_draft, project.pk, actor=author, lock_version=0)

    assert message == "这张表在您打开之后有了改动，请看过新内容后再删除。"


def test_draft_that_is_gone_is_not_deleted_again(deleted, author):
    assert refusal(delete_draft, deleted.before["key"], actor=author, lock_version=0) == "这张表已被删除。"


@pytest.mark.parametrize("name", ["unit_reviewer", "department_reviewer", "administrator", "outsider"])
def test_nobody_else_deletes_or_restores(cast, name, make_project):
    project, other = make_project("甲"), make_project("乙")
    entry = delete_draft(other.pk, actor=None, lock_version=0)

    assert refusal(delete_draft, project.pk, actor=cast[name], lock_version=0) == (
        "您不是“区商务局本级”的填报人，不能删除“甲”。"
    )
    assert refusal(restore_draft, entry, actor=cast[name]) == "您不是“区商务局本级”的填报人，不能恢复“乙”。"


def test_operator_may_do_both(project):
    entry = delete_draft(project.pk, actor=None, lock_version=0)

    assert restore_draft(entry, actor=None) == project


def test_draft_comes_back_once(deleted, author):
    restore_draft(deleted, actor=author)

    assert refusal(restore_draft, deleted, actor=author) == "“招商引资经费”已经恢复了。"


def test_draft_whose_code_was_taken_meanwhile_stays_deleted(deleted, make_project, author):
    make_project("别的项目", code="13020926P000664100018")

    message = refusal(restore_draft, deleted, actor=author)

    assert message == "项目编码“13020926P000664100018”已用于本单位同年度的“别的项目”，请核对。"
