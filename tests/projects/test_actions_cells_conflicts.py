"""Two editors at one table: what merges, what is asked, what becomes of rows that the other deleted."""

import pytest
from django.db import connection
from django.utils import timezone

from projects.actions import EditRefused
from projects.actions.cells import apply_operations
from projects.mapping import goal_table_of
from projects.models import CellEdit, Project
from tests.projects.editing import PURPOSE, deleted, inserted, moved, outcomes, save, typed, uids


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
