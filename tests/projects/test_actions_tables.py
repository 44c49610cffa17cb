import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from documents.canonical import table_to_json
from documents.goal_table import Budget
from projects.actions import EditConflict, EditRefused, create_project, save_table
from projects.actions.tables import claim_version
from projects.enums import Status
from projects.mapping import goal_table_of
from projects.models import FiscalYear, Project
from tests.projects.tables import a_table
from tests.race import taking_the_code_first
from units.enums import Role
from units.models import AuditEntry, Membership


def test_create_project_writes_the_table_at_the_end_of_the_booklet(author, unit, fiscal_year, project):
    Project.objects.update(order=4)

    created = create_project(unit, fiscal_year, a_table("园区维护", code="A1"), actor=author)

    assert goal_table_of(created) == a_table(
        "园区维护", code="A1", unit_code="304001", unit_name="区商务局本级"
    )
    assert (created.order, created.status, created.lock_version) == (5, Status.DRAFT, 0)
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.unit, entry.label) == (
        author,
        "create_project",
        unit,
        "园区维护",
    )
    assert entry.after == table_to_json(goal_table_of(created))


def test_first_project_stands_first(unit, fiscal_year):
    assert create_project(unit, fiscal_year, a_table(), actor=None).order == 1


@pytest.mark.parametrize("name", ["unit_reviewer", "department_reviewer", "administrator", "outsider"])
def test_create_project_is_for_authors_of_the_unit(cast, name, unit, fiscal_year):
    with pytest.raises(EditRefused, match=r"^您不是“区商务局本级”的填报人，不能为它新建绩效目标表。$"):
        create_project(unit, fiscal_year, a_table(), actor=cast[name])

    assert not Project.objects.exists()


def test_create_project_in_a_closed_year(author, unit):
    closed = FiscalYear.objects.create(year=2020, is_closed=True)

    with pytest.raises(EditRefused, match=r"^2020年度已关闭，不能新建绩效目标表。$"):
        create_project(unit, closed, a_table(), actor=author)


def test_create_project_with_a_code_that_is_taken(author, unit, fiscal_year, project):
    with pytest.raises(EditRefused) as refused:
        create_project(unit, fiscal_year, a_table("别的", code=project.code), actor=author)

    sentence = "项目编码“13020926P000664100018”已用于本单位同年度的“招商引资经费”，请核对。"
    assert [(p.address, p.message) for p in refused.value.problems] == [("project.code", sentence)]
    assert str(refused.value) == sentence


def test_create_project_with_a_name_that_is_taken(author, unit, fiscal_year, make_project):
    make_project("园区维护")

    with pytest.raises(EditRefused) as refused:
        create_project(unit, fiscal_year, a_table("园区维护"), actor=author)
    assert refused.value.problems[0].address == "project.name"

    assert create_project(unit, fiscal_year, a_table("园区维护", code="A1"), actor=author).code == "A1"


def test_create_project_beyond_limits_writes_nothing(author, unit, fiscal_year):
    table = a_table("", budget=Budget(Decimal("1.234")))

    with pytest.raises(EditRefused) as refused:
        create_project(unit, fiscal_year, table, actor=author)

    assert [problem.address for problem in refused.value.problems] == ["project.name", "budget.total"]
    assert not Project.objects.exists()
    assert not AuditEntry.objects.exists()


# Saving


def test_save_table_writes_table_version_and_audit(author, project):
    before = goal_table_of(project)
    table = replace(before, project_name="改名", goals=before.goals[:1])

    saved = save_table(project.pk, table, actor=author, lock_version=0)

    assert saved.lock_version == 1
    assert Project.objects.get().lock_version == 1
    after = goal_table_of(project)
    assert after == replace(table, title="招商引资经费绩效目标表")
    assert after.goals[0].uid == before.goals[0].uid
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.before, entry.after) == (
        "save_table",
        table_to_json(before),
        table_to_json(after),
    )


def test_save_table_that_says_the_same_changes_nothing(author, project):
    saved = save_table(project.pk, goal_table_of(project), actor=author, lock_version=0)

    assert saved.lock_version == 0
    assert not AuditEntry.objects.exists()


def test_save_table_of_another_version(author, project):
    table = replace(goal_table_of(project), purpose="新的用途")
    save_table(project.pk, table, actor=author, lock_version=0)

    with pytest.raises(EditConflict, match="请对照新内容后再保存"):
        save_table(project.pk, replace(table, purpose="旧的"), actor=author, lock_version=0)

    assert goal_table_of(project).purpose == "新的用途"


def test_save_table_that_is_gone(author, project):
    table = goal_table_of(project)
    Project.objects.all().delete()

    with pytest.raises(EditRefused, match=r"^这张表已被删除"):
        save_table(project.pk, table, actor=author, lock_version=0)


def test_version_is_claimed_only_once(project):
    other = Project.objects.get()
    claim_version(project)

    with pytest.raises(EditConflict):
        claim_version(other)

    assert (project.lock_version, Project.objects.get().lock_version) == (1, 1)


@pytest.mark.parametrize(("status", "word"), [(Status.SUBMITTED, "待审核"), (Status.APPROVED, "已批复")])
def test_save_table_that_is_out_of_the_authors_hands(author, make_project, status, word):
    project = make_project(status=status)

    with pytest.raises(EditRefused, match=f"^“招商引资经费”当前为“{word}”，不能修改。$"):
        save_table(project.pk, a_table(), actor=author, lock_version=0)


def test_save_table_that_came_back(author, make_project):
    project = make_project(status=Status.RETURNED)

    assert save_table(project.pk, a_table(), actor=author, lock_version=0).lock_version == 1


def test_save_table_of_a_closed_year(author, project):
    FiscalYear.objects.update(is_closed=True)

    with pytest.raises(EditRefused, match=r"^2026年度已关闭，不能修改“招商引资经费”。$"):
        save_table(project.pk, a_table(), actor=author, lock_version=0)


@pytest.mark.parametrize("name", ["unit_reviewer", "finance_reviewer", "administrator", "outsider"])
def test_save_table_is_for_authors_of_the_unit(cast, name, project):
    with pytest.raises(EditRefused, match=r"^您不是“区商务局本级”的填报人，不能修改“招商引资经费”。$"):
        save_table(project.pk, a_table(), actor=cast[name], lock_version=0)


def test_right_that_has_ended_is_no_right(author, project):
    Membership.objects.filter(user=author, role=Role.AUTHOR).update(until=datetime.date(2021, 1, 1))

    with pytest.raises(EditRefused, match="填报人"):
        save_table(project.pk, a_table(), actor=author, lock_version=0)


def test_operator_may_save(project):
    assert save_table(project.pk, a_table(), actor=None, lock_version=0).lock_version == 1


def test_save_table_beyond_limits_writes_nothing(author, project):
    table = a_table(code="长" * 41)

    with pytest.raises(EditRefused, match=r"^项目编码有41个字，最多40个，请缩短。$"):
        save_table(project.pk, table, actor=author, lock_version=0)

    assert Project.objects.get().lock_version == 0


def test_save_table_under_the_name_of_another(author, project, make_project):
    make_project("园区维护")

    with pytest.raises(EditRefused, match=r"^本单位同年度已有名为“园区维护”的项目，请改名，"):
        save_table(project.pk, a_table("园区维护"), actor=author, lock_version=0)


def test_save_table_under_a_code_that_is_taken_at_this_moment(author, project, make_project):
    table = replace(goal_table_of(project), project_code="A1")

    with (
        taking_the_code_first(make_project("园区维护经费"), "A1"),
        pytest.raises(EditRefused, match="项目编码“A1”已用于本单位同年度的“园区维护经费”") as refused,
    ):
        save_table(project.pk, table, actor=author, lock_version=0)

    assert [problem.address for problem in refused.value.problems] == ["project.code"]
    assert not AuditEntry.objects.exists()


def test_save_table_beside_one_of_the_same_name_that_was_there_before(author, make_project):
    project, _ = make_project("园区维护"), make_project("园区维护")
    table = replace(goal_table_of(project), purpose="新的用途")

    assert save_table(project.pk, table, actor=author, lock_version=0).lock_version == 1


@pytest.mark.parametrize("count", [1, 3])
def test_save_table_takes_as_many_queries_however_long_it_is(
    author, project, django_assert_num_queries, count
):
    table = a_table(code=project.code, indicators=a_table().indicators[:1] * count)

    with django_assert_num_queries(14):
        save_table(project.pk, table, actor=author, lock_version=0)
