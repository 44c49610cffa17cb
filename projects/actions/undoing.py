"""Taking back the last step of one's own in a table, and doing it again."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import Q

from projects.actions.cells import Saved, Turn, told
from projects.actions.journaling import Entry, new_step
from projects.actions.tables import EditRefused, held_project, refuse_another_identity, seeing_taken_codes
from projects.cell_addresses import ROW, row_of, short_label
from projects.cell_operations import OperationRefused
from projects.enums import EditKind, EditSource
from projects.journal import Edit, made, stands
from projects.models import CellEdit
from projects.undo_stack import Step, undo_stack


class StepRefused(EditRefused):
    """A step that cannot be made any more; `step` names it, so that the next one can be asked for past it."""

    def __init__(self, message: str, step: str):
        super().__init__(message)
        self.step = step


@seeing_taken_codes
@transaction.atomic
def undo_step(project_id: int, *, actor, seen: int, passed: Collection[str] = ()) -> tuple[Saved, str]:
    """Take back the actor's last step, as a step of its own in the journal; return what became of it and its label.

    The steps named in `passed` are passed over. Raises EditRefused where there is none, and StepRefused where somebody
    changed since what the step changed.
    """
    turn = Turn(held_project(project_id, actor=actor), actor, seen)
    step, *others = _steps(undo_stack(turn.project, actor).done, passed, EditSource.UNDO)
    edits = [_edit(edit).inverse for edit in reversed(_edits(turn, step))]
    return _made_or_named(turn, step, edits, EditSource.UNDO, others)


@seeing_taken_codes
@transaction.atomic
def redo_step(project_id: int, *, actor, seen: int, passed: Collection[str] = ()) -> tuple[Saved, str]:
    """Do again the step that the actor took back last (see undo_step)."""
    turn = Turn(held_project(project_id, actor=actor), actor, seen)
    step, *others = _steps(undo_stack(turn.project, actor).undone, passed, EditSource.REDO)
    edits = [_edit(edit) for edit in _edits(turn, step)]
    return _made_or_named(turn, step, edits, EditSource.REDO, others)


def _steps(steps: Sequence[Step], passed: Collection[str], source: EditSource) -> list[Step]:
    """Return the steps that are not passed over, the next first."""
    if left := [step for step in reversed(steps) if step.name not in passed]:
        return left
    more = "其他" if steps else ""
    raise EditRefused(f"没有{more}可以{source.label}的改动。")


def _made_or_named(turn, step, edits, source, others) -> tuple[Saved, str]:
    before = turn.table
    try:
        saved = _make(turn, step, edits, source)
    except EditRefused as refusal:
        way_on = (
            f"再按一次{source.label}，就跳过它，{source.label}“{others[0].label_in(turn.table)}”。"
            if others
            else ""
        )
        raise StepRefused(f"{refusal}{way_on}", step.name) from refusal
    return replace(saved, changed=[edit.address for edit in edits]), step.label_in(turn.table, before)


def _edits(turn: Turn, step: Step) -> Sequence[CellEdit]:
    return turn.project.cell_edits.filter(actor=turn.actor, step=step.name).order_by("number")


def _edit(edit: CellEdit) -> Edit:
    return Edit(edit.kind, edit.address, edit.before, edit.after)


def _make(turn: Turn, step: Step, edits: Sequence[Edit], source: EditSource) -> Saved:
    since = _made_since(turn, step)
    name = new_step()
    for edit in edits:
        theirs = _theirs(edit, since)
        if not stands(turn.table, edit.inverse) or (theirs and edit.kind == EditKind.MOVE):
            raise EditRefused(_why_not(edit, theirs, source))
        try:
            turn.table = made(turn.table, edit)
        except OperationRefused as refusal:
            raise EditRefused(f"没有{source.label}：{refusal}") from refusal
        turn.entries.append(Entry(edit, name, source, undoes=step.name))
    refuse_another_identity(turn.project, turn.kept, turn.table)
    turn.write(turn.project)
    return turn.saved


def _made_since(turn: Turn, step: Step) -> list[CellEdit]:
    """What others did, in order, after the step was last made or taken back."""
    own = turn.project.cell_edits.filter(Q(step=step.name) | Q(undoes=step.name), actor=turn.actor)
    last = own.order_by("number").values_list("number", flat=True).last()
    later = turn.project.cell_edits.filter(number__gt=last).exclude(actor=turn.actor)
    return list(later.select_related("actor").order_by("number"))


def _theirs(edit: Edit, since: Sequence[CellEdit]) -> CellEdit | None:
    """Return the last edit by somebody else of the same cell or row, None where there is none."""
    row, is_row = row_of(edit.address), bool(ROW.fullmatch(edit.address)) and edit.kind != EditKind.SET
    near = [
        one for one in since if one.address in (edit.address, row) or (is_row and row_of(one.address) == row)
    ]
    if edit.kind == EditKind.MOVE:
        near = [one for one in near if one.kind == EditKind.MOVE]
    return near[-1] if near else None


def _why_not(edit: Edit, theirs: CellEdit | None, source: EditSource) -> str:
    what = f"“{short_label(edit.address)}”" if edit.kind == EditKind.SET else "这一行"
    changed = f"后来被{told(theirs)}改过" if theirs else "后来又有改动"
    return f"{what}{changed}，没有{source.label}；请看过新内容再定。"
