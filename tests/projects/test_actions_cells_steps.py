"""Operations sent twice, and those that go together: done once, done as a whole or not at all."""

import pytest

from projects.cell_requests import WHOLE_SOURCES
from projects.enums import EditSource
from projects.mapping import goal_table_of
from projects.models import CellEdit, Project
from tests.projects.editing import PURPOSE, deleted, inserted, moved, outcomes, save, typed, uids

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
