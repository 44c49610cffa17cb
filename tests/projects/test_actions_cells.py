"""Operations of an editor: done, refused, in conflict; the journal, the audit trail, the version."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from indicators.models import IndicatorCategory, IndicatorScheme
from projects.actions import EditRefused, delete_draft, save_table
from projects.actions.cells import apply_operations, edits_of_others
from projects.cell_requests import WHOLE_SOURCES
from projects.enums import EditKind, EditSource, Status
from projects.mapping import goal_table_of
from projects.models import CellEdit, FiscalYear, Indicator, Project
from tests.projects.editing import deleted, inserted, moved, outcomes, save, sent, typed, uids
from tests.race import taking_the_code_first
from units.models import AuditEntry

PURPOSE = "用于外出招商。"


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


# Two people


def test_different_cells_of_one_row_merge(author, colleague, project):
    row = uids(project)[0]
    save(project, author, typed(f"indicators.{row}.value", "≥10个", "≥12个"))
    saved = save(project, colleague, typed(f"indicators.{row}.basis", "年度工作计划", "合同约定"), seen=0)

    assert outcomes(saved) == ["done"]
    first = goal_table_of(project).indicators[0]
    assert (first.value, first.basis) == ("≥12个", "合同约定")
    assert (saved.is_news, [edit.address for edit in saved.others]) == (True, [f"indicators.{row}.value"])


def test_the_same_cell_is_a_conflict_that_shows_both(author, colleague, project):
    author.first_name = "张三"
    author.save()
    save(project, author, typed("purpose", PURPOSE, "办会"))
    at = timezone.localtime(CellEdit.objects.get().made_at)

    saved = save(project, colleague, typed("purpose", PURPOSE, "办展"), seen=0)

    (result,) = saved.results
    assert (result.outcome, result.text, result.theirs.actor) == ("conflict", "办会", author)
    sentence = f"资金用途已被张三在{at:%H:%M}改为“办会”，您填的没有写入，请选择保留哪一个。"
    assert result.message == sentence
    assert goal_table_of(project).purpose == "办会"
    assert Project.objects.get().lock_version == 1


def test_a_conflict_with_what_no_journal_tells(author, project):
    (result,) = save(project, author, typed("purpose", "别的", "办展")).results

    assert (result.outcome, result.theirs) == ("conflict", None)
    assert result.message == f"资金用途现在是“{PURPOSE}”，您填的没有写入，请选择保留哪一个。"


def test_two_people_who_type_the_same_agree(author, colleague, project):
    save(project, author, typed("budget.total", "35.00", "36"))

    assert outcomes(save(project, colleague, typed("budget.total", "35.00", "３６.００"), seen=0)) == ["done"]
    assert CellEdit.objects.count() == 1


def test_somebody_who_comes_between_the_thinking_and_the_writing(author, colleague, project):
    came = []

    def come_between(execute, sql, *query):
        if "projects_celledit" in sql and not came:
            came.append(True)
            save(project, colleague, typed("purpose", PURPOSE, "办展"), seen=0)
        return execute(sql, *query)

    with connection.execute_wrapper(come_between):
        saved = save(
            project, author, typed("purpose", PURPOSE, "办会"), typed("budget.other", "", "1"), seen=0
        )

    assert outcomes(saved) == ["conflict", "done"]
    assert (goal_table_of(project).purpose, saved.project.lock_version) == ("办展", 2)


def test_a_table_that_is_gone(author, project):
    Project.objects.all().delete()

    with pytest.raises(EditRefused, match="这张表已被删除"):
        apply_operations(project.pk, [typed("purpose", PURPOSE, "办会")], actor=author, seen=0)


def test_amounts_are_compared_as_amounts(author, project):
    assert outcomes(save(project, author, typed("budget.total", "35", "36"))) == ["done"]


def test_what_cannot_be_read_was_no_text_of_the_cell(author, project):
    assert outcomes(save(project, author, typed("budget.total", "约", "36"))) == ["conflict"]


def test_who_answers_the_conflict_with_their_own_text_is_heard(author, colleague, project):
    save(project, author, typed("purpose", PURPOSE, "办会"))

    assert outcomes(save(project, colleague, typed("purpose", "办会", "办展"))) == ["done"]
    assert goal_table_of(project).purpose == "办展"


def test_a_cell_of_a_row_deleted_meanwhile(author, colleague, project):
    row = uids(project)[1]
    save(project, author, deleted(f"indicators.{row}"))

    saved = save(project, colleague, typed(f"indicators.{row}.value", "≥200万元", "≥1元"), seen=0)

    (result,) = saved.results
    assert (result.outcome, result.text, result.theirs.actor) == ("conflict", "", author)
    assert result.message.startswith("这一行已被author在")
    assert result.message.endswith("删除，您的改动没有写入；需要时可以另加一行再填。")


def test_a_row_moved_by_one_and_deleted_by_the_other(author, colleague, project):
    row = uids(project)[1]
    save(project, author, deleted(f"indicators.{row}"))

    assert outcomes(save(project, colleague, moved(f"indicators.{row}"), seen=0)) == ["conflict"]
    assert len(uids(project)) == 2


def test_a_row_deleted_by_both(author, colleague, project):
    row = uids(project)[1]
    save(project, author, deleted(f"indicators.{row}"))

    assert outcomes(save(project, colleague, deleted(f"indicators.{row}"), seen=0)) == ["done"]
    assert CellEdit.objects.count() == 1


def test_a_row_deleted_that_somebody_wrote_in_meanwhile(author, colleague, project):
    row = uids(project)[0]
    save(project, author, typed(f"indicators.{row}.value", "≥10个", "≥12个"))

    saved = save(project, colleague, deleted(f"indicators.{row}"), seen=0)

    (result,) = saved.results
    assert (result.outcome, result.theirs.actor) == ("conflict", author)
    assert result.message.startswith("第1行在您打开之后被author在")
    assert outcomes(save(project, colleague, deleted(f"indicators.{row}"))) == ["done"]


def test_a_row_that_was_written_in_by_oneself_is_deleted(author, project):
    row = uids(project)[0]
    save(project, author, typed(f"indicators.{row}.value", "≥10个", "≥12个"))

    assert outcomes(save(project, author, deleted(f"indicators.{row}"), seen=0)) == ["done"]


def test_a_row_inserted_below_one_that_is_gone_is_not_lost(author, colleague, project):
    row = uids(project)[0]
    save(project, author, deleted(f"indicators.{row}"))

    saved = save(project, colleague, inserted("indicators.new", row, {"name": "新"}), seen=0)

    assert outcomes(saved) == ["done"]
    assert uids(project)[-1] == "new"


def test_a_row_deleted_twice_in_one_request(author, project):
    row = uids(project)[0]

    saved = save(
        project,
        author,
        deleted(f"indicators.{row}"),
        deleted(f"indicators.{row}"),
        typed(f"indicators.{row}.value", "≥10个", "1"),
    )

    assert outcomes(saved) == ["done", "done", "conflict"]
    assert saved.results[2].theirs.who == "author"
    assert CellEdit.objects.count() == 1


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


# Sent twice


def test_an_operation_sent_twice_is_done_once(author, project):
    row = uids(project)[0]
    operations = (
        typed("purpose", PURPOSE, "办会"),
        inserted("indicators.new", row, {"name": "新"}),
        moved(f"indicators.{row}", "new"),
        deleted(f"indicators.{uids(project)[2]}"),
        typed("budget.total", "35.00", "36"),
    )
    first = save(project, author, *operations)
    again = save(project, author, *operations, seen=0)

    assert outcomes(first) == outcomes(again) == ["done"] * 5
    assert (again.results[0].text, again.results[4].text) == ("办会", "36.00")
    assert CellEdit.objects.count() == 5
    assert Project.objects.get().lock_version == 1


def test_an_operation_that_stands_twice_in_a_request_is_done_once(author, project):
    operation = inserted("goals.new")

    assert outcomes(save(project, author, operation, operation)) == ["done", "done"]
    assert CellEdit.objects.count() == 1


def test_an_operation_sent_again_does_not_undo_what_came_after(author, colleague, project):
    operation = typed("purpose", PURPOSE, "办会")
    save(project, author, operation)
    save(project, colleague, typed("purpose", "办会", "办展"))

    (result,) = save(project, author, operation, seen=0).results

    assert (result.outcome, result.text) == ("done", "办展")


def test_a_doubled_tab_counts_on_from_the_same_number(author, project):
    save(project, author, typed("purpose", PURPOSE, "办会", name="tab-7"))

    for operation in (
        typed("purpose", "办会", "办展", name="tab-7"),
        typed("budget.total", "35.00", "36", name="tab-7"),
        typed("budget.other", "", "约", name="tab-7"),
    ):
        save(project, author, operation)

    assert list(CellEdit.objects.values_list("after", flat=True)) == ["办会", "办展", "360000.00"]


def test_an_unreadable_text_under_a_name_already_used(author, project):
    save(project, author, typed("budget.total", "35.00", "36", name="tab-7"))

    assert outcomes(save(project, author, typed("budget.total", "36", "约", name="tab-7"))) == ["refused"]


def test_an_amount_in_the_schedule_sent_twice(author, colleague, project):
    operation = typed("schedule.3", "25", "3.5万元")
    save(project, author, operation)
    save(project, colleague, typed("schedule.3", "10", "20"))

    (result,) = save(project, author, operation, seen=0).results

    assert (result.outcome, result.text) == ("done", "20")


# Steps


@pytest.mark.parametrize("source", sorted(WHOLE_SOURCES))
def test_a_gesture_is_done_as_a_whole_or_not_at_all(author, project, source):
    step = [
        typed("purpose", PURPOSE, "办会", step="s", source=source),
        typed("schedule.6", "50", "101", step="s", source=source),
    ]

    saved = save(project, author, *step, typed("budget.other", "", "1"))

    assert outcomes(saved) == ["refused", "refused", "done"]
    assert saved.results[0].text == PURPOSE
    label = source.label
    assert saved.results[0].message == f"同一次{label}里有1处不能写入，这一次整个都没有写入。"
    assert saved.results[1].message.startswith("6月底里的“101”")
    assert list(CellEdit.objects.values_list("address", flat=True)) == ["budget.other"]


def test_a_gesture_that_failed_can_be_sent_again_under_its_names(author, project):
    paste = {"step": "s", "source": EditSource.PASTE}
    first = typed("purpose", PURPOSE, "办会", **paste)
    save(project, author, first, typed("schedule.6", "50", "101", **paste))

    assert outcomes(save(project, author, first, typed("schedule.6", "50", "60", **paste))) == [
        "done",
        "done",
    ]
    assert goal_table_of(project).purpose == "办会"


def test_a_row_and_its_new_category_go_together(author, project):
    first, second, third = uids(project)
    step = [
        moved(f"indicators.{first}", second, step="s"),
        typed(f"indicators.{first}.level1", "产出指标", "效益指标", step="s"),
        typed(f"indicators.{first}.level2", "别的", "经济效益指标", step="s"),
    ]

    assert outcomes(save(project, author, *step)) == ["refused", "refused", "conflict"]
    assert uids(project) == [first, second, third]

    step[2] = typed(f"indicators.{first}.level2", "数量指标", "经济效益指标", step="s")
    assert outcomes(save(project, author, *step)) == ["done"] * 3
    assert uids(project) == [second, first, third]


def test_a_new_row_and_its_cells_go_together(author, project):
    step = {"step": "s", "source": EditSource.LIBRARY}

    saved = save(
        project,
        author,
        inserted("indicators.new", "", **step),
        typed("indicators.new.name", "", "新", **step),
        typed("indicators.new.weight", "", "重", **step),
    )

    assert [(result.outcome, result.text) for result in saved.results] == [("refused", "")] * 3
    assert len(uids(project)) == 3


def test_cells_typed_in_one_stay_stand_for_themselves(author, project):
    saved = save(
        project,
        author,
        typed("schedule.6", "50", "101", step="s"),
        typed("schedule.6", "50", "60", step="s"),
    )

    assert outcomes(saved) == ["refused", "done"]


def test_cells_of_a_row_that_the_same_request_inserts(author, project):
    saved = save(
        project,
        author,
        inserted("indicators.new", "", step="s"),
        typed("indicators.new.name", "", "新指标", step="t"),
        typed("indicators.new.value", "", "≥1个", step="u"),
    )

    assert outcomes(saved) == ["done"] * 3
    row = project.indicators.get(uid="new")
    assert (row.name, row.target_value, row.order) == ("新指标", 1, 1)


def test_the_first_row_of_an_empty_table(author, colleague, project):
    save(project, author, *(deleted(f"goals.{uid}") for uid in uids(project, "goals")))
    assert uids(project, "goals") == []

    save(project, author, typed("goals.first", "", "目标。"))
    assert uids(project, "goals") == ["first"]

    assert outcomes(save(project, colleague, typed("goals.first", "", "别的。"), seen=1)) == ["conflict"]
    save(project, author, deleted("goals.first"), deleted("goals.first"))
    assert uids(project, "goals") == []


def test_the_empty_row_of_an_empty_table_that_somebody_replaced(author, colleague, project):
    save(project, author, *(deleted(f"goals.{uid}") for uid in uids(project, "goals")))
    save(project, author, inserted("goals.new"))

    saved = save(project, colleague, deleted("goals.first"), typed("goals.first", "", "目标。"), seen=1)

    assert outcomes(saved) == ["done", "refused"]
    assert uids(project, "goals") == ["new"]


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
