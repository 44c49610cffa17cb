"""Undo and redo from the journal: one's own steps, as long as nobody wrote there since."""

from dataclasses import replace

import pytest

from projects.actions import EditRefused, save_table
from projects.enums import EditKind, EditSource
from projects.mapping import goal_table_of
from projects.models import CellEdit, Project
from tests.projects.editing import (
    PURPOSE,
    deleted,
    inserted,
    labels,
    moved,
    redo,
    said,
    save,
    typed,
    uids,
    undo,
)
from tests.race import taking_the_code_first
from units.models import AuditEntry


@pytest.fixture
def rows(project):
    return uids(project)


def test_every_kind_of_step_goes_back_and_forth(author, project, rows):
    first, second, third = rows
    steps = [
        [typed("budget.total", "35.00", "36")],
        [typed("project.name", project.name, "园区维护经费")],
        [inserted("indicators.new", first, {"level1": "产出指标", "weight": "5", "name": "新"})],
        [typed("indicators.new.value", "", "≥1个")],
        [
            moved(f"indicators.{third}", "", step="m"),
            typed(f"indicators.{third}.level1", "满意度指标", "", step="m"),
        ],
        [deleted(f"indicators.{second}")],
        [deleted(f"goals.{uid}") for uid in uids(project, "goals")],
    ]
    states = [said(project)]
    for step in steps:
        save(project, author, *(replace(one, step=step[0].step) for one in step))
        states.append(said(project))

    for state in reversed(states[:-1]):
        undo(project, author)
        assert said(project) == state
    assert labels(project, author)[0] is None

    for state in states[1:]:
        redo(project, author)
        assert said(project) == state
    assert labels(project, author)[1] is None


def test_undo_is_a_step_of_the_journal(author, project):
    save(project, author, typed("purpose", PURPOSE, "办会", step="s"))

    saved, label = undo(project, author)

    assert (label, saved.project.lock_version, saved.table.purpose) == ("填写 资金用途", 2, PURPOSE)
    edit = CellEdit.objects.last()
    assert (edit.source, edit.undoes, edit.kind, edit.actor) == (EditSource.UNDO, "s", EditKind.SET, author)
    assert (edit.before, edit.after, edit.lock_version) == ("办会", PURPOSE, 2)
    assert AuditEntry.objects.filter(action="edit_cells").count() == 2


def test_text_comes_back_with_every_character(author, project):
    Project.objects.update(purpose=" 用于招商。\n")

    save(project, author, typed("purpose", " 用于招商。\n", "办会"))
    undo(project, author)

    assert Project.objects.get().purpose == " 用于招商。\n"


def test_labels_say_what_is_taken_back(author, project, rows):
    paste = {"step": "p", "source": EditSource.PASTE}
    steps = {
        "填写 指标值": [typed(f"indicators.{rows[0]}.value", "≥10个", "≥1个")],
        "粘贴 3 格": [typed(f"indicators.{row}.basis", "年度工作计划", "合同", **paste) for row in rows],
        "指标库 指标值": [typed(f"indicators.{rows[0]}.value", "≥1个", "≥2个", source=EditSource.LIBRARY)],
        "删除行": [deleted(f"indicators.{rows[2]}")],
        "移动行": [
            moved(f"indicators.{rows[0]}", rows[1], step="m"),
            typed("purpose", PURPOSE, "x", step="m"),
        ],
        "插入行": [inserted("goals.new")],
        "填写 绩效目标": [typed("goals.new", "", "新")],
    }
    for label, step in steps.items():
        save(project, author, *step)

        assert labels(project, author) == (label, None)
    assert undo(project, author)[1] == "填写 第1条绩效目标"
    assert labels(project, author) == ("插入行", "填写 绩效目标")


def test_what_was_taken_back_is_named_with_its_row(author, project, rows):
    steps = {
        "填写 第3行“指标值”": [typed(f"indicators.{rows[2]}.value", "≥90%", "≥91%")],
        "填写 资金用途": [typed("purpose", PURPOSE, "办会")],
        "粘贴 3 格": [
            typed(f"indicators.{row}.basis", "年度工作计划", "合同", step="p", source=EditSource.PASTE)
            for row in rows
        ],
        "删除行（第2行）": [deleted(f"indicators.{rows[1]}")],
        "插入行（第1条绩效目标）": [inserted("goals.new")],
    }
    for label, step in steps.items():
        save(project, author, *step)
        changed = {sent.address for sent in step}

        for walk in (undo, redo, undo):
            saved, said_label = walk(project, author)
            assert (said_label, set(saved.changed)) == (label, changed)


def test_a_whole_table_saved_is_taken_back_as_one(author, project):
    before = said(project)
    table = goal_table_of(project)
    save_table(project.pk, replace(table, purpose="办会", goals=()), actor=author, lock_version=0)

    assert labels(project, author) == ("整表保存", None)
    undo(project, author)
    assert said(project) == before


def test_a_new_step_forgets_what_was_taken_back(author, project):
    save(project, author, typed("purpose", PURPOSE, "办会"))
    undo(project, author)
    save(project, author, typed("budget.total", "35.00", "36"))

    assert labels(project, author) == ("填写 预算数", None)
    with pytest.raises(EditRefused, match=r"^没有可以重做的改动。$"):
        redo(project, author)


def test_there_is_nothing_to_take_back(author, project):
    with pytest.raises(EditRefused, match=r"^没有可以撤销的改动。$"):
        undo(project, author)


def test_everyone_takes_back_their_own(author, colleague, project):
    save(project, author, typed("purpose", PURPOSE, "办会"))
    save(project, colleague, typed("budget.total", "35.00", "36"))

    undo(project, author)

    table = goal_table_of(project)
    assert (table.purpose, table.budget.total) == (PURPOSE, 360_000)
    assert labels(project, colleague) == ("填写 预算数", None)


def test_a_cell_that_somebody_changed_since(author, colleague, project):
    save(project, author, typed("purpose", PURPOSE, "办会"))
    save(project, colleague, typed("purpose", "办会", "办展"))

    with pytest.raises(
        EditRefused, match=r"^“资金用途”后来被colleague在.*改过，没有撤销；请看过新内容再定。$"
    ):
        undo(project, author)

    assert goal_table_of(project).purpose == "办展"
    undo(project, colleague)
    undo(project, author)
    assert goal_table_of(project).purpose == PURPOSE


def test_a_cell_that_somebody_changed_after_it_was_taken_back(author, colleague, project):
    save(project, author, typed("purpose", PURPOSE, "办会"))
    undo(project, author)
    save(project, colleague, typed("purpose", PURPOSE, "办展"))

    with pytest.raises(EditRefused, match=r"后来被colleague在.*没有重做"):
        redo(project, author)


def test_a_row_that_somebody_wrote_in_since(author, colleague, project):
    save(project, author, inserted("indicators.new", "", {"name": "新"}))
    save(project, colleague, typed("indicators.new.value", "", "≥1个"))

    with pytest.raises(EditRefused, match=r"^这一行后来被colleague在.*改过，没有撤销"):
        undo(project, author)


def test_a_row_that_somebody_deleted_since(author, colleague, project, rows):
    save(project, author, typed(f"indicators.{rows[0]}.value", "≥10个", "≥1个"))
    save(project, colleague, deleted(f"indicators.{rows[0]}"))

    with pytest.raises(EditRefused, match="“指标值”后来被colleague在"):
        undo(project, author)


def test_a_row_that_somebody_moved_since(author, colleague, project, rows):
    save(project, author, moved(f"indicators.{rows[0]}", rows[1]))
    save(project, colleague, moved(f"indicators.{rows[0]}", rows[2]))

    with pytest.raises(EditRefused, match="这一行后来被colleague在"):
        undo(project, author)


def test_a_row_moved_goes_back_though_somebody_wrote_in_it(author, colleague, project, rows):
    save(project, author, moved(f"indicators.{rows[0]}", rows[1]))
    save(project, colleague, typed(f"indicators.{rows[0]}.value", "≥10个", "≥1个"))

    undo(project, author)

    assert uids(project) == rows
    assert goal_table_of(project).indicators[0].value == "≥1个"


def test_a_row_moved_cannot_go_back_below_one_that_is_gone(author, colleague, project, rows):
    save(project, author, moved(f"indicators.{rows[1]}", ""))
    save(project, colleague, deleted(f"indicators.{rows[0]}"))

    with pytest.raises(EditRefused, match=r"^没有撤销：第1行：要移到的位置上面那一行已不在表里"):
        undo(project, author)


def test_a_row_deleted_comes_back_at_the_end_where_its_place_is_gone(author, colleague, project, rows):
    save(project, author, deleted(f"indicators.{rows[1]}"))
    save(project, colleague, deleted(f"indicators.{rows[0]}"))

    undo(project, author)

    assert uids(project) == [rows[2], rows[1]]


def test_a_cell_that_an_import_of_ones_own_changed(author, project):
    save(project, author, typed("purpose", PURPOSE, "办会"))
    CellEdit.objects.bulk_create(
        [
            CellEdit(
                project=project,
                number=2,
                step="i",
                lock_version=2,
                actor=author,
                source=EditSource.IMPORT,
                kind=EditKind.SET,
                address="purpose",
                before="办会",
                after="办展",
            )
        ]
    )
    Project.objects.update(purpose="办展")

    assert labels(project, author) == ("填写 资金用途", None)
    with pytest.raises(EditRefused, match=r"^“资金用途”后来又有改动，没有撤销"):
        undo(project, author)


def test_a_code_that_was_given_away_since(author, project, make_project):
    code = project.code
    save(project, author, typed("project.code", code, "A1"))
    make_project("园区维护经费", code=code)

    with pytest.raises(EditRefused, match="已用于本单位同年度的“园区维护经费”"):
        undo(project, author)


def test_a_code_that_is_taken_at_this_moment(author, project, make_project):
    code = project.code
    save(project, author, typed("project.code", code, "A1"))

    with (
        taking_the_code_first(make_project("园区维护经费"), code),
        pytest.raises(EditRefused, match="已用于本单位同年度的“园区维护经费”"),
    ):
        undo(project, author)
