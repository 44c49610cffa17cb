"""Operations of an editor: done, refused, in conflict; the journal, the audit trail, the version."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from indicators.models import IndicatorCategory, IndicatorScheme
from projects.actions import EditRefused, delete_draft, save_table
from projects.actions.cells import edits_of_others
from projects.enums import EditKind, EditSource, Status
from projects.mapping import goal_table_of
from projects.models import CellEdit, FiscalYear, Indicator, Project
from tests.projects.editing import PURPOSE, deleted, inserted, moved, outcomes, save, sent, typed, uids
from tests.race import taking_the_code_first
from units.models import AuditEntry


def test_a_cell_is_saved_with_version_journal_and_audit(author, project):
    saved = save(project, author, typed("budget.total", "35.00", "36", name="tab-1", step="s1"))

    (result,) = saved.results
    assert (result.outcome, result.text, result.message) == ("done", "36.00", "")
    assert Project.objects.get().total_amount == Decimal(360_000)
    assert Project.objects.get().lock_version == saved.project.lock_version == 1
    edit = CellEdit.objects.get()
    assert (edit.number, edit.step, edit.operation, edit.lock_version) == (1, "s1", "tab-1", 1)
    assert (edit.actor, edit.source, edit.kind) == (author, EditSource.TYPING, EditKind.SET)
    assert (edit.address, edit.before, edit.after) == ("budget.total", "350000.00", "360000.00")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.unit, entry.actor) == ("edit_cells", project.unit, author)
    assert (entry.before, entry.after) == ({"budget.total": "350000.00"}, {"budget.total": "360000.00"})


def test_several_operations_of_a_request_are_one_version_and_one_audit_entry(author, project):
    row = uids(project)[0]
    save(
        project,
        author,
        typed("purpose", PURPOSE, "办会"),
        typed(f"indicators.{row}.value", "≥10个", "≥12个"),
        typed("purpose", "办会", "办展"),
    )

    assert Project.objects.get().lock_version == 1
    assert list(CellEdit.objects.values_list("number", "after")) == [(1, "办会"), (2, "≥12个"), (3, "办展")]
    entry = AuditEntry.objects.get()
    assert entry.before == {"purpose": PURPOSE, f"indicators.{row}.value": "≥10个"}
    assert entry.after == {"purpose": "办展", f"indicators.{row}.value": "≥12个"}


def test_a_value_typed_is_read_by_its_grammar_and_its_row_keeps_key_and_category(author, project):
    scheme = IndicatorScheme.objects.create(
        code="a", name="某方案", layout="hebei_integrated", first_year=2020
    )
    output = IndicatorCategory.objects.create(scheme=scheme, level=1, name="产出指标", order=1)
    row = project.indicators.first()
    Indicator.objects.filter(pk=row.pk).update(category=output)

    save(project, author, typed(f"indicators.{row.uid}.value", "≥10个", "≤12 家"))

    row.refresh_from_db()
    assert (row.operator, row.target_value, row.measure_unit, row.value_text) == ("≤", 12, "家", "≤12 家")
    assert row.category == output


def test_a_category_typed_is_looked_up(author, project):
    scheme = IndicatorScheme.objects.create(
        code="a", name="某方案", layout="hebei_integrated", first_year=2020
    )
    cost = IndicatorCategory.objects.create(scheme=scheme, level=1, name="成本指标", order=1)
    row = project.indicators.first()

    save(project, author, typed(f"indicators.{row.uid}.level1", "产出指标", "成本指标"))

    assert Indicator.objects.get(pk=row.pk).category == cost


@pytest.mark.parametrize("text", [PURPOSE, f" {PURPOSE}\u200b\n"])
def test_the_same_text_changes_nothing(author, project, text):
    saved = save(project, author, typed("purpose", PURPOSE, text))

    assert outcomes(saved) == ["done"]
    assert Project.objects.get().lock_version == 0
    assert not CellEdit.objects.exists()
    assert not AuditEntry.objects.exists()


def test_no_operations_change_nothing(author, project):
    assert save(project, author).results == []
    assert Project.objects.get().lock_version == 0


# Refusals


@pytest.mark.parametrize(
    "operation",
    [
        typed("status", "draft", "approved"),
        typed("indicators.unknown.value", "", "1"),
        typed("schedule.6", "50", "101"),
        typed("budget.total", "35.00", "约三十五"),
        deleted("goals.unknown"),
        moved("goals.unknown"),
    ],
)
def test_a_refusal_writes_nothing_and_stops_nobody(author, project, operation):
    saved = save(project, author, operation, typed("purpose", PURPOSE, "办会"))

    assert outcomes(saved) == ["refused", "done"]
    assert saved.results[0].message.endswith("。")
    assert CellEdit.objects.count() == 1


def test_the_row_of_another_table(author, project, make_project):
    other = make_project("园区维护经费")
    row = uids(other)[0]

    saved = save(
        project, author, typed(f"indicators.{row}.value", "≥10个", "1"), deleted(f"indicators.{row}")
    )

    assert outcomes(saved) == ["refused", "refused"]
    assert len(uids(other)) == 3


def test_a_code_that_another_project_has(author, project, make_project):
    make_project("园区维护经费", code="A1")

    (result,) = save(project, author, typed("project.code", project.code, "A1")).results

    assert (result.outcome, result.text) == ("refused", project.code)
    assert result.message == "项目编码“A1”已用于本单位同年度的“园区维护经费”，请核对。"


def test_a_code_that_another_project_takes_at_this_moment(author, project, make_project):
    with taking_the_code_first(make_project("园区维护经费"), "A1"):
        saved = save(
            project, author, typed("project.code", project.code, "A1"), typed("purpose", PURPOSE, "办会")
        )

    assert outcomes(saved) == ["refused", "done"]


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.APPROVED])
def test_a_status_that_forbids(author, make_project, status):
    project = make_project(status=status)

    with pytest.raises(EditRefused, match="不能修改"):
        save(project, author, typed("purpose", PURPOSE, "办会"))


def test_a_closed_year(author, project):
    FiscalYear.objects.update(is_closed=True)

    with pytest.raises(EditRefused, match="2026年度已关闭"):
        save(project, author, typed("purpose", PURPOSE, "办会"))


@pytest.mark.parametrize("name", ["unit_reviewer", "finance_reviewer", "administrator", "outsider"])
def test_only_authors_of_the_unit_write(cast, name, project):
    with pytest.raises(EditRefused, match="您不是“区商务局本级”的填报人"):
        save(project, cast[name], typed("purpose", PURPOSE, "办会"))


# What the editor is told


def test_an_editor_that_knows_the_table_is_told_nothing(author, project):
    assert not save(project, author, typed("purpose", PURPOSE, "办会")).is_news


@pytest.mark.parametrize(
    "operation",
    [
        typed("purpose", PURPOSE, "办会 "),
        typed("schedule.6", "50", "101"),
        inserted("goals.new"),
    ],
)
def test_an_editor_is_told_what_it_cannot_know(author, project, operation):
    assert save(project, author, operation).is_news


def test_what_others_changed_is_told_in_order_and_by_whom(author, colleague, project):
    save(project, author, typed("purpose", PURPOSE, "办会"))
    save(project, colleague, typed("purpose", "办会", "办展"))
    save(project, author, typed("purpose", "办展", "办赛"))

    assert [edit.after for edit in edits_of_others(project, colleague, 0)] == ["办会", "办赛"]
    assert edits_of_others(project, colleague, 3) == []


# Other writers


def test_a_whole_table_saved_is_one_step_of_the_journal(author, project):
    table = goal_table_of(project)
    table = table.__class__(**{**_fields(table), "purpose": "办会", "goals": table.goals[:1]})
    save_table(project.pk, table, actor=author, lock_version=0)

    edits = CellEdit.objects.all()
    assert {edit.source for edit in edits} == {EditSource.FORM}
    assert len({edit.step for edit in edits}) == 1
    assert [(edit.kind, edit.lock_version) for edit in edits] == [(EditKind.SET, 1), (EditKind.DELETE, 1)]


def _fields(table):
    return {name: getattr(table, name) for name in table.__slots__}


def test_the_journal_of_a_deleted_draft_stays(author, project):
    save(project, author, typed("purpose", PURPOSE, "办会"))
    key = project.pk
    delete_draft(key, actor=author, lock_version=1)

    assert list(CellEdit.objects.values_list("project_id", "after")) == [(key, "办会")]


def test_an_edit_tells_who_and_when(author, project):
    save(project, author, typed("purpose", PURPOSE, "办会"))
    save(project, None, typed("purpose", "办会", "办展"))
    first, second = CellEdit.objects.all()
    first.made_at = timezone.make_aware(datetime.datetime(2025, 3, 4, 9, 5))

    assert (first.who, first.when) == ("author", "3月4日09:05")
    assert (second.who, second.when) == ("系统", f"{timezone.localtime(second.made_at):%H:%M}")


@pytest.mark.parametrize("count", [1, 60])
def test_a_cell_takes_as_many_queries_however_long_the_table_is(
    author, project, django_assert_num_queries, count
):
    save(project, author, *(inserted(f"indicators.n{at}") for at in range(count)))
    project.refresh_from_db()

    with django_assert_num_queries(14):
        save(project, author, typed("indicators.n0.value", "", "≥1个"))


def test_many_cells_take_as_many_queries_as_one(author, project, django_assert_num_queries):
    rows = uids(project)
    pasted = [typed(f"indicators.{row}.basis", "年度工作计划", "合同", step="s") for row in rows]

    with django_assert_num_queries(15):
        save(project, author, *pasted)


def test_operations_in_one_table_touch_no_other(author, project, make_project):
    other = make_project("园区维护经费")
    before = goal_table_of(other)

    save(project, author, deleted(f"goals.{uids(project, 'goals')[0]}"), sent(inserted("goals.x").operation))

    assert goal_table_of(other) == before
