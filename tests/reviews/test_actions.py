"""perform(): who may do what to which table, and what it leaves behind."""

import json
from itertools import product

import pytest
from django.db import transaction

from documents.canonical import booklet_to_json, table_to_json
from documents.goal_table import Booklet, GoalTable
from projects.actions import accept_import, create_project, preview_import, save_table
from projects.enums import Status
from projects.mapping import goal_table_of
from projects.models import Project
from reviews.actions import ReviewRefused, perform
from reviews.inbox import tables_waiting_for
from reviews.permissions import verbs_for, waits_for_others
from reviews.transitions import TRANSITIONS, Verb
from tests.cast import clean_table
from tests.projects.tables import a_table
from units.enums import Role
from units.models import AuditEntry

# Who fills in the tables of which units, and who reviews which; nobody else does anything to a table.
FILLS_IN = {"author": {"own"}, "colleague": {"own"}, "outsider": {"foreign"}}
REVIEWS = {
    "unit_reviewer": {"own", "child"},
    "department_reviewer": {"parent", "own", "child", "sibling"},
    "finance_reviewer": {"parent", "own", "child", "sibling"},
}
# From which status each verb leads where.
AUTHOR_STEPS = {
    (Status.DRAFT, Verb.SUBMIT): Status.SUBMITTED,
    (Status.RETURNED, Verb.SUBMIT): Status.SUBMITTED,
    (Status.SUBMITTED, Verb.WITHDRAW): Status.DRAFT,
}
REVIEWER_STEPS = {
    (Status.SUBMITTED, Verb.RETURN_TO_AUTHOR): Status.RETURNED,
    (Status.SUBMITTED, Verb.APPROVE): Status.APPROVED,
}
ALLOWED = {
    (role, place, status, verb): target
    for places_of, steps in ((FILLS_IN, AUTHOR_STEPS), (REVIEWS, REVIEWER_STEPS))
    for role, places in places_of.items()
    for place in places
    for (status, verb), target in steps.items()
}


@pytest.fixture
def tables(make_project, unit, department, child_unit, sibling_unit, foreign_unit):
    """One table of every status in every unit."""
    places = {
        "own": unit,
        "parent": department,
        "child": child_unit,
        "sibling": sibling_unit,
        "foreign": foreign_unit,
    }
    return {
        (place, status): make_project(f"{place}-{status}", unit=place_unit, status=status)
        for (place, place_unit), status in product(places.items(), Status)
    }


def test_every_role_status_verb_and_unit(cast, tables):
    reached = {}
    for (role, user), ((place, status), table), verb in product(cast.items(), tables.items(), Verb):
        point = transaction.savepoint()
        try:
            moved = perform(table.pk, verb, user, lock_version=0, reason="请补充依据")
            reached[role, place, status, verb] = moved.status
        except ReviewRefused:
            pass
        transaction.savepoint_rollback(point)

    assert len(cast) * len(tables) * len(Verb) == 9 * 20 * 4
    assert reached == ALLOWED


def test_verbs_offered_are_those_that_work(cast, tables):
    offered = {
        (role, place, status, verb)
        for (role, user), ((place, status), table) in product(cast.items(), tables.items())
        for verb in verbs_for(user, table)
    }

    assert offered == set(ALLOWED)


def test_perform_writes_status_record_version_and_audit(project, author, unit):
    before = project.updated_at

    moved = perform(project.pk, Verb.SUBMIT, author, lock_version=0, reason="\x00 已核对\u200b ")

    project.refresh_from_db()
    assert (moved.status, project.status) == ("submitted", "submitted")
    assert (moved.lock_version, project.lock_version) == (1, 1)
    assert project.updated_at > before
    record = project.review_records.get()
    assert (record.verb, record.actor, record.source, record.target) == (
        "submit",
        author,
        "draft",
        "submitted",
    )
    assert (record.reason, record.version) == ("已核对", project.versions.get())
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.unit) == ("submit", author, unit)
    assert (entry.subject, entry.label) == (f"projects.project:{project.pk}", "招商引资经费")
    assert (entry.before, entry.after) == ({"status": "draft"}, {"status": "submitted"})
    assert entry.reason == "已核对"
    assert str(record) == "提交审核 招商引资经费"


def test_version_holds_what_the_table_said(project, author):
    perform(project.pk, Verb.SUBMIT, author, lock_version=0)
    said = table_to_json(goal_table_of(project))
    project.goals.update(text="改过的目标")

    version = project.versions.get()
    assert (version.number, version.canonical, version.created_by) == (1, said, author)
    assert str(version) == "招商引资经费 第1版"
    assert version.canonical != table_to_json(goal_table_of(project))


def walk(project, *steps):
    for version, (verb, user) in enumerate(steps):
        perform(project.pk, verb, user, lock_version=version, reason="见批注")


def test_versions_form_a_chain(project, author, unit_reviewer):
    walk(
        project,
        (Verb.SUBMIT, author),
        (Verb.RETURN_TO_AUTHOR, unit_reviewer),
        (Verb.SUBMIT, author),
        (Verb.WITHDRAW, author),
        (Verb.SUBMIT, author),
        (Verb.APPROVE, unit_reviewer),
    )

    versions = list(project.versions.all())
    assert [version.number for version in versions] == [1, 2, 3, 4]
    assert [v.previous_sha256 for v in versions] == ["", *(v.sha256 for v in versions[:3])]
    assert all(version.is_intact for version in versions)
    assert len({version.sha256 for version in versions}) == 4
    targets = ["submitted", "returned", "submitted", "draft", "submitted", "approved"]
    assert [record.target for record in project.review_records.all()] == targets
    entries = AuditEntry.objects.order_by("pk")
    assert [entry.after["status"] for entry in entries] == targets


def test_a_version_that_was_altered_is_known(project, author):
    perform(project.pk, Verb.SUBMIT, author, lock_version=0)
    version = project.versions.get()

    version.canonical["budget"]["total"] = "350000.01"

    assert not version.is_intact


def refusal(*args, **kwargs):
    with pytest.raises(ReviewRefused) as refused:
        perform(*args, **kwargs)
    assert AuditEntry.objects.count() == 0
    return str(refused.value)


def test_without_the_right(project, unit_reviewer):
    message = refusal(project.pk, Verb.SUBMIT, unit_reviewer, lock_version=0)

    assert message == "您没有对“招商引资经费”执行“提交审核”的权限。"


def test_in_a_status_that_forbids(project, unit_reviewer):
    message = refusal(project.pk, Verb.APPROVE, unit_reviewer, lock_version=0)

    assert message == "“招商引资经费”当前为“草稿”，不能通过。"


def test_in_a_closed_year(project, author, fiscal_year):
    fiscal_year.is_closed = True
    fiscal_year.save()

    message = refusal(project.pk, Verb.SUBMIT, author, lock_version=0)

    assert message == "2026年度已关闭，不能提交审核。"
    assert verbs_for(author, Project.objects.get()) == []


def test_after_someone_changed_the_table(project, author):
    Project.objects.update(lock_version=3)

    message = refusal(project.pk, Verb.SUBMIT, author, lock_version=2)

    assert message == "这张表在您打开之后有了改动，请刷新页面，看过新内容后再办理。"


@pytest.mark.parametrize("reason", ["", " \u3000\n", "\u200b"])
def test_return_without_a_reason(reason, submitted_project, unit_reviewer):
    message = refusal(
        submitted_project.pk, Verb.RETURN_TO_AUTHOR, unit_reviewer, lock_version=0, reason=reason
    )

    assert message == "请填写理由，再退回修改。"


def test_verbs_that_need_a_reason():
    assert [t.verb for t in TRANSITIONS.values() if t.needs_reason] == [Verb.RETURN_TO_AUTHOR]


@pytest.fixture
def both(make_user, unit):
    """Author and reviewer in one person, as in a unit of three people."""
    user = make_user("both", Role.AUTHOR, unit)
    user.memberships.create(unit=unit, role=Role.UNIT_REVIEWER, since="2020-01-01")
    return user


@pytest.mark.parametrize("verb", [Verb.APPROVE, Verb.RETURN_TO_AUTHOR])
def test_nobody_reviews_what_they_handed_in(verb, project, both):
    perform(project.pk, Verb.SUBMIT, both, lock_version=0)
    project.refresh_from_db()

    with pytest.raises(ReviewRefused, match=r"^您填报过“招商引资经费”，请由他人审核。$"):
        perform(project.pk, verb, both, lock_version=1, reason="可以")

    assert verbs_for(both, project) == [Verb.WITHDRAW]
    assert waits_for_others(both, project)


def write(project, both):
    save_table(project.pk, a_table("园区维护经费"), actor=both, lock_version=project.lock_version)
    return project


def create(project, both):
    return create_project(project.unit, project.fiscal_year, a_table("新项目"), actor=both)


def bring_in(project, both):
    content = json.dumps(booklet_to_json(Booklet(2026, project.unit.code, tables=(a_table("新项目"),))))
    batch = preview_import(content.encode(), "a.json", unit=None, fiscal_year=None, actor=both)
    return accept_import(batch.pk, actor=both).tables.get().project


@pytest.mark.parametrize("fill_in", [write, create, bring_in])
@pytest.mark.parametrize("verb", [Verb.APPROVE, Verb.RETURN_TO_AUTHOR])
def test_nobody_reviews_what_they_wrote(fill_in, verb, project, both, author, unit_reviewer):
    """Also where a colleague hands it in, or has written in it since."""
    table = Project.objects.get(pk=fill_in(project, both).pk)
    clean = clean_table(table, name="改了名", number=5)
    save_table(table.pk, clean, actor=author, lock_version=table.lock_version)
    perform(table.pk, Verb.SUBMIT, author, lock_version=table.lock_version + 1)
    table.refresh_from_db()

    with pytest.raises(ReviewRefused, match=r"^您填报过“改了名”，请由他人审核。$"):
        perform(table.pk, verb, both, lock_version=table.lock_version, reason="可以")

    assert verbs_for(both, table) == [Verb.WITHDRAW]
    assert waits_for_others(both, table)
    assert not tables_waiting_for(both).filter(pk=table.pk).exists()
    assert not waits_for_others(unit_reviewer, table)
    perform(table.pk, verb, unit_reviewer, lock_version=table.lock_version, reason="可以")


def test_whoever_wrote_another_table_may_review(project, make_project, both, author):
    """The eleventh project's entry is no entry of the first."""
    other = make_project("另一个项目", pk=int(f"{project.pk}1"))
    write(other, both)
    perform(project.pk, Verb.SUBMIT, author, lock_version=0)
    project.refresh_from_db()

    assert verbs_for(both, project) == [Verb.WITHDRAW, Verb.RETURN_TO_AUTHOR, Verb.APPROVE]
    assert list(tables_waiting_for(both).filter(status=Status.SUBMITTED)) == [project]


def test_whoever_did_not_hand_in_last_may_review(project, both, author):
    walk(project, (Verb.SUBMIT, both), (Verb.WITHDRAW, author), (Verb.SUBMIT, author))

    perform(project.pk, Verb.APPROVE, both, lock_version=3)

    project.refresh_from_db()
    assert project.status == Status.APPROVED


def test_an_empty_table_is_not_handed_in(unit, fiscal_year, author):
    project = create_project(unit, fiscal_year, GoalTable(project_name="新项目"), actor=author)
    before = AuditEntry.objects.count()

    with pytest.raises(ReviewRefused) as refused:
        perform(project.pk, Verb.SUBMIT, author, lock_version=0)

    assert str(refused.value) == "还有11处需要处理，改好或者写明理由后再提交审核。"
    assert [obstacle.place for obstacle in refused.value.obstacles][:3] == ["项目编码", "预算数", "资金用途"]
    assert Project.objects.get().status == Status.DRAFT
    assert AuditEntry.objects.count() == before


def test_verbs_that_run_the_checks():
    assert [t.verb for t in TRANSITIONS.values() if t.runs_checks] == [Verb.SUBMIT]


def test_a_table_that_was_deleted_meanwhile(project, author):
    pk = project.pk
    project.delete()

    assert refusal(pk, Verb.SUBMIT, author, lock_version=0) == "这张表已被删除，不能提交审核。"


def test_a_step_that_fails_leaves_nothing(project, author, monkeypatch):
    """The audit trail is part of the step: where it cannot be written, nothing happened."""

    def fail(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr("units.audit._write", fail)
    with pytest.raises(OSError, match="disk full"), transaction.atomic():
        perform(project.pk, Verb.SUBMIT, author, lock_version=0)

    project.refresh_from_db()
    assert (project.status, project.lock_version) == (Status.DRAFT, 0)
    assert project.versions.count() == project.review_records.count() == 0


@pytest.mark.parametrize("change", [lambda row: row.save(), lambda row: row.delete()])
def test_history_is_never_changed(change, project, author):
    perform(project.pk, Verb.SUBMIT, author, lock_version=0)

    for row in (project.versions.get(), project.review_records.get()):
        with pytest.raises(TypeError, match="are never"):
            change(row)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_history(count, project, author, django_assert_num_queries):
    walk(project, *((Verb.SUBMIT, author), (Verb.WITHDRAW, author)) * count)

    with django_assert_num_queries(22):
        perform(project.pk, Verb.SUBMIT, author, lock_version=2 * count)
