"""What changes between two states of a table, cell by cell and row by row, and how it is made again or taken back."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from documents.goal_table import GoalTable
from projects.cell_addresses import HEAD_LABELS, row_of
from projects.cell_operations import DeleteRow, InsertRow, MoveRow, Operation, SetCell, apply
from projects.cell_parsing import read_cell
from projects.cell_values import (
    Row,
    Value,
    cell_text,
    is_untouched,
    place_of,
    renamed,
    row_at,
    row_texts,
    rows_of,
    uid_above,
    with_first_rows,
    with_value,
)
from projects.enums import EditKind

# Amounts in the journal are in yuan, whatever unit the form shows them in.
MONEY_UNIT = "元"
_OPPOSITE: Mapping[str, str] = {EditKind.INSERT: EditKind.DELETE, EditKind.DELETE: EditKind.INSERT}


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: of a cell from text to text, of a row from {"after": uid above, "texts": {part: text}}.

    None stands for a row that is not there. A row that moved says nothing but its place.
    """

    kind: str
    address: str
    before: Any
    after: Any

    @property
    def inverse(self) -> "Edit":
        """The edit that takes this one back."""
        return Edit(_OPPOSITE.get(self.kind, self.kind), self.address, self.after, self.before)


def edit_of(operation: Operation, before: GoalTable, after: GoalTable) -> Edit | None:
    """Return what an operation changed between two states as the form shows them, None where that is nothing."""
    match operation:
        case SetCell(address):
            return _cell_edit(address, before, after)
        case InsertRow(row):
            return Edit(EditKind.INSERT, row, None, row_state(after, row))
        case DeleteRow(row):
            was_empty = is_untouched(before, row.partition(".")[0])
            return None if was_empty else Edit(EditKind.DELETE, row, row_state(before, row), None)
        case MoveRow(row):
            return _move_edit(row, before, after)


def difference(before: GoalTable, after: GoalTable) -> list[Edit]:
    """Return the edits that lead from one table to the other, in an order in which they can be made one by one."""
    before, after = with_first_rows(before), with_first_rows(after)
    return [
        *_head_edits(before, after),
        *_row_edits(before, after, "goals"),
        *_row_edits(before, after, "indicators"),
    ]


def made(table: GoalTable, edit: Edit) -> GoalTable:
    """Return the table, as a form shows it, after the edit. Raises OperationRefused."""
    match edit.kind:
        case EditKind.SET:
            return with_value(with_first_rows(table), edit.address, _exact(edit.address, edit.after))
        case EditKind.INSERT:
            return _with_row_again(table, edit)
        case EditKind.DELETE:
            return apply(table, DeleteRow(edit.address), MONEY_UNIT)
        case _:
            return apply(table, MoveRow(edit.address, edit.after["after"]), MONEY_UNIT)


def stands(table: GoalTable, edit: Edit) -> bool:
    """Tell whether the table, as a form shows it, still says what the edit made it say; wherever a row was moved to."""
    row = row_of(edit.address)
    if edit.kind == EditKind.DELETE:
        return place_of(table, row) is None or is_untouched(table, row.partition(".")[0])
    if row and place_of(table, row) is None:
        return False
    if edit.kind == EditKind.SET:
        return bool(cell_text(table, edit.address, MONEY_UNIT) == edit.after)
    return edit.kind == EditKind.MOVE or bool(row_texts(row_at(table, row)) == edit.after["texts"])


def row_state(table: GoalTable, row: str) -> dict[str, Any]:
    """Return what the journal says of a row that is there."""
    return {**_place(table, row), "texts": row_texts(row_at(table, row))}


def _place(table: GoalTable, row: str) -> dict[str, Any]:
    return {"after": uid_above(table, row)}


def _with_row_again(table: GoalTable, edit: Edit) -> GoalTable:
    texts = edit.after["texts"]
    category = {"level1": texts["level1"]} if "level1" in texts else {}
    table = apply(table, InsertRow(edit.address, edit.after["after"], category), MONEY_UNIT)
    for part, text in texts.items():
        address = edit.address if part == "text" else f"{edit.address}.{part}"
        table = with_value(table, address, _exact(address, text))
    return table


def _exact(address: str, text: str) -> Value:
    """Return what a text of the journal says: of texts every character, white space too."""
    if address.startswith(("budget.", "schedule.")) or address.endswith(".weight"):
        return read_cell(address, text, label="", money_unit=MONEY_UNIT)
    return text


def _cell_edit(address: str, before: GoalTable, after: GoalTable) -> Edit | None:
    was, now = cell_text(before, address, MONEY_UNIT), cell_text(after, address, MONEY_UNIT)
    return Edit(EditKind.SET, address, was, now) if was != now else None


def _move_edit(row: str, before: GoalTable, after: GoalTable) -> Edit | None:
    was, now = _place(before, row), _place(after, row)
    return Edit(EditKind.MOVE, row, was, now) if was != now else None


def _head_edits(before: GoalTable, after: GoalTable) -> Iterator[Edit]:
    edits = (_cell_edit(address, before, after) for address in HEAD_LABELS)
    yield from (edit for edit in edits if edit)
    title = renamed(before.title, before.project_name, after.project_name)
    if title != after.title:
        yield Edit(EditKind.SET, "title", title, after.title)


def _row_edits(before: GoalTable, after: GoalTable, kind: str) -> Iterator[Edit]:
    """Cells first, then rows put in their places from the top, and last the rows that go."""
    old, new = ({row.uid: row for row in rows_of(table, kind)} for table in (before, after))
    for uid, row in new.items():
        if uid in old and old[uid] != row:
            yield from _cells_of_row(f"{kind}.{uid}", old[uid], row)
    uids = [] if is_untouched(before, kind) else list(old)
    goal_uids = [] if is_untouched(after, kind) else list(new)
    yield from _placing_edits(kind, uids, goal_uids, new)
    for uid in [uid for uid in uids if uid not in new]:
        yield Edit(EditKind.DELETE, f"{kind}.{uid}", _state(uids, uid, old[uid]), None)
        uids.remove(uid)


def _cells_of_row(address: str, old: Row, new: Row) -> Iterator[Edit]:
    was, now = row_texts(old), row_texts(new)
    for part in was:
        if was[part] != now[part]:
            cell = address if part == "text" else f"{address}.{part}"
            yield Edit(EditKind.SET, cell, was[part], now[part])


def _placing_edits(
    kind: str, uids: list[str], goal: Sequence[str], rows: Mapping[str, Row]
) -> Iterator[Edit]:
    """Insert and move rows until those of `goal` follow each other in its order; `uids` is changed along."""
    staying, above = _longest_in_order(goal, uids), ""
    for uid in goal:
        if uid not in staying:
            is_new = uid not in uids
            before = None if is_new else {"after": _above(uids, uid)}
            if not is_new:
                uids.remove(uid)
            uids.insert(uids.index(above) + 1 if above else 0, uid)
            after = _state(uids, uid, rows[uid]) if is_new else {"after": above}
            yield Edit(EditKind.INSERT if is_new else EditKind.MOVE, f"{kind}.{uid}", before, after)
        above = uid


def _longest_in_order(goal: Sequence[str], uids: Sequence[str]) -> set[str]:
    """Return the most rows that can stay where they are: those of a longest increasing subsequence of places."""
    places = {uid: at for at, uid in enumerate(uids)}
    tails: list[int] = []
    ends: list[str] = []
    before: dict[str, str] = {}
    for uid in goal:
        if uid in places:
            at = bisect_left(tails, places[uid])
            tails[at : at + 1], ends[at : at + 1] = [places[uid]], [uid]
            before[uid] = ends[at - 1] if at else ""
    staying, uid = set(), ends[-1] if ends else ""
    while uid:
        staying.add(uid)
        uid = before[uid]
    return staying


def _state(uids: list[str], uid: str, row: Row) -> dict[str, Any]:
    return {"after": _above(uids, uid), "texts": row_texts(row)}


def _above(uids: list[str], uid: str) -> str:
    at = uids.index(uid)
    return uids[at - 1] if at else ""
