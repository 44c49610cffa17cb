"""Doing the operations that an editor sends: each is done, refused, or meets what somebody else wrote."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from documents.goal_table import GoalTable
from projects.actions.journaling import Entry, record_entries
from projects.actions.tables import (
    EditRefused,
    claim_version,
    held_project,
    refuse_another_identity,
    seeing_taken_codes,
)
from projects.cell_addresses import is_address, row_of
from projects.cell_operations import (
    DeleteRow,
    InsertRow,
    MoveRow,
    OperationRefused,
    SetCell,
    UnknownRow,
    apply,
    says,
)
from projects.cell_parsing import UnreadableCell, read_cell
from projects.cell_requests import WHOLE_SOURCES, Sent
from projects.cell_values import (
    FIRST_UID,
    cell_text,
    label_of,
    place_of,
    row_label,
    text_of,
    with_first_rows,
    without_first_rows,
)
from projects.enums import EditKind
from projects.journal import MONEY_UNIT, edit_of
from projects.mapping import held_table_of, replace_table
from projects.models import CellEdit, Project
from projects.paper import layout_for
from units import audit

DONE, CONFLICT, REFUSED = "done", "conflict", "refused"
_KINDS = {
    SetCell: EditKind.SET,
    InsertRow: EditKind.INSERT,
    DeleteRow: EditKind.DELETE,
    MoveRow: EditKind.MOVE,
}


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one operation. `text` is what its cell says now, `theirs` the edit that it met."""

    sent: Sent
    outcome: str
    text: str = ""
    message: str = ""
    theirs: CellEdit | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a request: the table as the form shows it now, and what others changed since the editor looked.

    `is_news` tells whether the editor does not know the table as it is now; `changed` names cells and rows that were
    changed without being sent.
    """

    project: Project
    table: GoalTable
    is_news: bool
    others: Sequence[CellEdit]
    results: Sequence[Result] = ()
    changed: Sequence[str] = ()


@seeing_taken_codes
def apply_operations(project_id: int, sent: Sequence[Sent], *, actor, seen: int) -> Saved:
    """Do what an editor sent that last saw the table at the lock_version `seen`, and return what became of it.

    An operation is done when its cell still says what it said, or says already what it should say; else it is a
    conflict. Steps of one gesture are done as a whole or not at all. What was done before under the same name is not
    done again. Edits are journaled, the lock_version grows by one where there are any, one AuditEntry is written.
    Raises EditRefused where the right, the status or the year forbid.
    """
    thought = _thought_out(project_id, sent, actor, seen)
    with transaction.atomic():
        project = held_project(project_id, actor=actor)
        if thought is None or thought.version != project.lock_version:
            thought = _taken(Turn(project, actor, seen, sent))
        thought.write(project)
    return thought.saved


def _thought_out(project_id, sent, actor, seen):
    """Think the turn out before the row is held, so that it is held half as long; it counts if nobody came between.

    The version is read first: whatever is written while the rest is read takes it further.
    """
    project = Project.objects.select_related("unit", "fiscal_year").filter(pk=project_id).first()
    return _taken(Turn(project, actor, seen, sent)) if project else None


def _taken(turn: "Turn") -> "Turn":
    for _, step in groupby(turn.sent, key=lambda one: one.step):
        turn.take(list(step))
    return turn


class Turn:
    """One request at a table: the table as it becomes, the entries for the journal, the results."""

    def __init__(self, project: Project, actor, seen: int, sent: Sequence[Sent] = ()):
        self.project, self.actor, self.sent = project, actor, sent
        self.seen, self.version = seen, project.lock_version
        self.kept = held_table_of(project)
        self.table = with_first_rows(self.kept)
        self.money_unit = layout_for(project.unit).money_unit
        self.entries: list[Entry] = []
        self.results: list[Result] = []
        self.past = self._past()

    def _past(self):
        names = [one.id for one in self.sent]
        found = CellEdit.objects.filter(project=self.project, operation__in=names) if names else ()
        return {(edit.operation, edit.kind, edit.address): edit.after for edit in found}

    def take(self, step: Sequence[Sent]) -> None:
        """Do a step: each of its operations by itself, or all of them where the gesture is one."""
        table, count = self.table, len(self.entries)
        results = [self._take_one(sent) for sent in step]
        failed = [result for result in results if result.outcome != DONE]
        if failed and _is_whole(step):
            self.table, self.entries = table, self.entries[:count]
            results = [self._left_out(result, len(failed)) for result in results]
        self.past |= {
            _name_of(result.sent): self._in_journal(result.sent)
            for result in results
            if result.outcome == DONE
        }
        self.results += results

    def _left_out(self, result, count):
        if result.outcome != DONE:
            return result
        message = f"同一次{result.sent.source.label}里有{count}处不能写入，这一次整个都没有写入。"
        return replace(result, outcome=REFUSED, text=self._text(result.sent), message=message)

    def _take_one(self, sent: Sent) -> Result:
        if self._was_done(sent):
            return Result(sent, DONE, self._text(sent))
        try:
            if met := self._met(sent):
                return met
            table = apply(self.table, sent.operation, self.money_unit)
            refuse_another_identity(self.project, self.table, table)
        except UnknownRow as unknown:
            return self._of_row_gone(sent, str(unknown))
        except (OperationRefused, EditRefused) as refusal:
            return Result(sent, REFUSED, self._text(sent), str(refusal))
        if edit := edit_of(sent.operation, self.table, table):
            self.entries.append(Entry(edit, sent.step, sent.source, operation=sent.id))
        self.table, self.past[_name_of(sent)] = table, self._in_journal(sent)
        return Result(sent, DONE, self._text(sent))

    def _was_done(self, sent):
        """A name alone is not believed: a tab that was doubled counts on from the same number."""
        name = _name_of(sent)
        return name in self.past and (sent.is_row or self.past[name] == self._in_journal(sent))

    def _in_journal(self, sent):
        """Return the text of an operation as the journal says it."""
        if sent.is_row:
            return None
        try:
            total = self.table.budget.total
            value = read_cell(
                sent.address, sent.operation.text, label="", money_unit=self.money_unit, total=total
            )
        except UnreadableCell:
            return None
        return text_of(value, sent.address, MONEY_UNIT)

    def _met(self, sent) -> Result | None:
        """Return the conflict of an operation with what somebody else wrote, None where there is none."""
        if isinstance(sent.operation, SetCell):
            return self._met_in_cell(sent)
        theirs = [
            edit
            for edit in self.others
            if row_of(edit.address) == sent.address and edit.kind != EditKind.MOVE
        ]
        if (
            not theirs
            or not isinstance(sent.operation, DeleteRow)
            or place_of(self.table, sent.address) is None
        ):
            return None
        message = f"{row_label(self.table, sent.address)}在您打开之后被{told(theirs[-1])}改过，没有删除；请看过新内容再定。"
        return Result(sent, CONFLICT, "", message, theirs[-1])

    def _met_in_cell(self, sent):
        address = sent.address
        if not is_address(address) or (row_of(address) and place_of(self.table, row_of(address)) is None):
            return None
        if any(
            says(self.table, address, text, self.money_unit) for text in (sent.before, sent.operation.text)
        ):
            return None
        label, text = label_of(self.table, address), self._text(sent)
        theirs = self._last_edit(address)
        changed = f"已被{told(theirs)}改为" if theirs else "现在是"
        message = f"{label}{changed}“{text[:30]}”，您填的没有写入，请选择保留哪一个。"
        return Result(sent, CONFLICT, text, message, theirs)

    def _of_row_gone(self, sent, sentence):
        theirs = self._last_edit(row_of(sent.address))
        is_deleted = theirs is not None and theirs.kind == EditKind.DELETE
        # The row that a form shows where there is none was never there.
        if isinstance(sent.operation, DeleteRow) and (is_deleted or sent.address.endswith(f".{FIRST_UID}")):
            return Result(sent, DONE)
        if not is_deleted:
            return Result(sent, REFUSED, "", sentence)
        message = f"这一行已被{told(theirs)}删除，您的改动没有写入；需要时可以另加一行再填。"
        return Result(sent, CONFLICT, "", message, theirs)

    def _last_edit(self, address) -> CellEdit | None:
        """Return who last changed a cell or a row, in this request or before it."""
        own = next((entry.edit for entry in reversed(self.entries) if entry.edit.address == address), None)
        if own is None:
            return self._last_edits.get(address)
        return CellEdit(actor=self.actor, made_at=timezone.now(), kind=own.kind, address=address)

    @cached_property
    def _last_edits(self) -> dict[str, CellEdit]:
        """The last edit of each cell and row that the request is about."""
        addresses = {sent.address for sent in self.sent} | {row_of(sent.address) for sent in self.sent}
        found = CellEdit.objects.filter(project=self.project, address__in=addresses).select_related("actor")
        return {edit.address: edit for edit in found.order_by("number")}

    @cached_property
    def others(self) -> list[CellEdit]:
        """What other people changed after the editor last looked, in order."""
        return edits_of_others(self.project, self.actor, self.seen) if self.seen < self.version else []

    def _text(self, sent):
        address = sent.address
        if sent.is_row or not is_address(address):
            return ""
        if row_of(address) and place_of(self.table, row_of(address)) is None:
            return ""
        return cell_text(self.table, address, self.money_unit)

    def write(self, project: Project) -> None:
        """Write the entries and the table as they made it, now that the row is held; nothing where there are none."""
        self.project = project
        if not self.entries:
            return
        claim_version(self.project)
        replace_table(self.project, without_first_rows(self.table), before=self.kept)
        record_entries({self.project: self.entries}, actor=self.actor)
        edits = [entry.edit for entry in self.entries]
        audit.record(
            self.actor,
            "edit_cells",
            self.project,
            unit=self.project.unit,
            before={edit.address: edit.before for edit in reversed(edits)},
            after={edit.address: edit.after for edit in edits},
        )

    @property
    def saved(self) -> Saved:
        is_other = any(
            result.outcome != DONE or result.sent.is_row or result.text != result.sent.operation.text
            for result in self.results
        )
        is_news = is_other or self.seen != self.version
        return Saved(self.project, self.table, is_news, self.others, self.results)


def edits_of_others(project: Project, actor, seen: int) -> list[CellEdit]:
    """Return what others than the actor changed in a table after the lock_version `seen`, in order."""
    found = CellEdit.objects.filter(project=project, lock_version__gt=seen).exclude(actor=actor)
    return list(found.select_related("actor").order_by("number"))


def told(edit: CellEdit) -> str:
    """Name who made an edit, and when."""
    return f"{edit.who}在{edit.when}"


def _name_of(sent: Sent) -> tuple[str, str, str]:
    return sent.id, _KINDS[type(sent.operation)], sent.address


def _is_whole(step: Sequence[Sent]) -> bool:
    return step[0].source in WHOLE_SOURCES or any(sent.is_row for sent in step)
