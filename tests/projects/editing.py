"""Operations as the editor sends them."""

from itertools import count

from projects.actions.cells import apply_operations
from projects.actions.undoing import redo_step, undo_step
from projects.cell_operations import DeleteRow, InsertRow, MoveRow, SetCell
from projects.cell_requests import Sent
from projects.cell_texts import texts_of
from projects.enums import EditSource
from projects.journal import Edit, made
from projects.mapping import goal_table_of
from projects.models import CellEdit
from projects.undo_stack import undo_stack

# What the purpose of the cast's tables is.
PURPOSE = "用于外出招商。"
NUMBERS = count(1)


def sent(operation, before="", *, name="", step="", source=EditSource.TYPING):
    number = next(NUMBERS)
    return Sent(name or f"tab-{number}", step or f"step{number}", source, operation, before)


def typed(address, before, after, **more):
    return sent(SetCell(address, after), before, **more)


def inserted(row, after="", texts=None, **more):
    return sent(InsertRow(row, after, texts or {}), **more)


def deleted(row, **more):
    return sent(DeleteRow(row), **more)


def moved(row, after="", **more):
    return sent(MoveRow(row, after), **more)


def save(project, actor, *operations, seen=None):
    """Send operations as somebody who has seen the table as it is, or as it was at `seen`."""
    project.refresh_from_db()
    seen = project.lock_version if seen is None else seen
    return apply_operations(project.pk, operations, actor=actor, seen=seen)


def outcomes(saved):
    return [result.outcome for result in saved.results]


def uids(project, kind="indicators"):
    return [row.uid for row in getattr(goal_table_of(project), kind)]


def retold(project, table):
    """Return the table that the journal of a project leads to from the one that it began with."""
    for number, edit in enumerate(CellEdit.objects.filter(project=project), 1):
        assert edit.number == number
        table = made(table, Edit(edit.kind, edit.address, edit.before, edit.after))
    return table


def everything(table):
    """What a table says, with the names of its rows, which are no part of its equality."""
    return table, [row.uid for row in (*table.goals, *table.indicators)]


def whole_form(project, changes):
    """Return what the whole form of a table posts, with these fields changed or added."""
    return texts_of(goal_table_of(project), "万元") | changes


def undo(project, actor):
    return undo_step(project.pk, actor=actor, seen=0)


def redo(project, actor):
    return redo_step(project.pk, actor=actor, seen=0)


def labels(project, actor):
    stack = undo_stack(project, actor)
    return stack.undo and stack.undo.label, stack.redo and stack.redo.label


def said(project):
    table = goal_table_of(project)
    return table, [row.uid for row in (*table.goals, *table.indicators)]
