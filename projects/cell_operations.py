"""Operations on a goal table: the one language in which typing, pasting, repairing and undoing change it.

An operation names cells by address and says texts as the form shows them, amounts in the unit of money of the form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from documents.goal_table import Goal, GoalTable, IndicatorRow
from projects.cell_addresses import ROW, is_address, row_of
from projects.cell_parsing import UnreadableCell, is_on_one_line, read_cell, read_text
from projects.cell_values import (
    FIRST_UID,
    Value,
    is_untouched,
    label_of,
    place_of,
    row_at,
    row_label,
    rows_of,
    value_of,
    with_first_rows,
    with_rows,
    with_value,
)
from projects.limits import ROW_COUNT, head_problems, indicator_problems


@dataclass(frozen=True, slots=True)
class SetCell:
    """Let a cell say `text`."""

    address: str
    text: str


@dataclass(frozen=True, slots=True)
class InsertRow:
    """Add a row, given as "goals.<uid>" or "indicators.<uid>", below the row with the uid `after`, "" for the top.

    `texts` has the row's texts by part (level1, level2, name, …); a goal's only part is "text".
    """

    row: str
    after: str
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeleteRow:
    row: str


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Put a row below the row with the uid `after`, "" for the top; its categories are cells of their own."""

    row: str
    after: str


Operation = SetCell | InsertRow | DeleteRow | MoveRow


class OperationRefused(ValueError):
    """An operation that the table cannot take; str() is a Chinese sentence, `address` the cell or row it is about."""

    def __init__(self, message: str, address: str):
        super().__init__(message)
        self.address = address


class UnknownRow(OperationRefused):
    """The table has no row of that uid, or has it no longer."""


def apply(table: GoalTable, operation: Operation, money_unit: str) -> GoalTable:
    """Return the table after the operation, as a form shows it: there is always a goal and an indicator.

    A text that says what the cell says already changes nothing, unless the cell has white space around it. A row whose
    place is gone is added at the end of its category, a first row takes the place of the empty one. Raises
    OperationRefused, and UnknownRow where the row is not there.
    """
    table = with_first_rows(table)
    match operation:
        case SetCell():
            return _set(table, operation.address, operation.text, money_unit)
        case InsertRow():
            return _insert(table, operation, money_unit)
        case DeleteRow():
            return with_first_rows(_without(table, operation.row))
        case MoveRow():
            return _move(table, operation.row, operation.after)


def says(table: GoalTable, address: str, text: str, money_unit: str) -> bool:
    """Tell whether a cell that is there says what the text says: 35, ３５ and 35.00 are one amount."""
    try:
        return _read(table, address, text, money_unit) == _value_as_read(table, address)
    except UnreadableCell:
        return False


def _set(table: GoalTable, address: str, text: str, money_unit: str) -> GoalTable:
    if not is_address(address):
        raise OperationRefused("表里没有这个位置，这处改动没有写入；请刷新页面。", address)
    if row := row_of(address):
        _refuse_unknown(table, row)
    try:
        value = _read(table, address, text, money_unit)
    except UnreadableCell as unreadable:
        raise OperationRefused(f"{label_of(table, address)}{unreadable}", address) from unreadable
    if value == _value_as_read(table, address) and not _is_trimmed(table, address, text):
        return table
    changed = with_value(table, address, value)
    _refuse_beyond_limits(changed, address)
    return changed


def _read(table: GoalTable, address: str, text: str, money_unit: str) -> Value:
    return read_cell(address, text, label="", money_unit=money_unit, total=table.budget.total)


def _value_as_read(table: GoalTable, address: str) -> Value:
    """What the cell says, as it would be read if it were typed."""
    value = value_of(table, address)
    return read_text(value, is_one_line=is_on_one_line(address)) if isinstance(value, str) else value


def _is_trimmed(table: GoalTable, address: str, text: str) -> bool:
    """Tell whether a text is the cell's without the white space around it, as a repair asks for."""
    value = value_of(table, address)
    return isinstance(value, str) and text == value.strip() != value


def _refuse_beyond_limits(table: GoalTable, address: str) -> None:
    kind, _, rest = address.partition(".")
    if kind == "goals":
        return
    if kind == "indicators":
        row = f"{kind}.{rest.partition('.')[0]}"
        at = place_of(table, row) or 0
        problems = indicator_problems(at + 1, table.indicators[at])
    else:
        problems = head_problems(table)
    about = (address, "title") if address == "project.name" else (address,)
    for found, message in problems:
        if found in about:
            raise OperationRefused(message, address)


def _insert(table: GoalTable, operation: InsertRow, money_unit: str) -> GoalTable:
    row, (kind, uid) = operation.row, _kind_and_uid(operation.row)
    if is_untouched(table, kind) and operation.after != FIRST_UID:
        table = with_rows(table, kind, ())
    if place_of(table, row) is not None:
        raise OperationRefused("这一行已经在表里，没有再加一次；请刷新页面。", row)
    rows = rows_of(table, kind)
    if len(rows) >= ROW_COUNT:
        raise OperationRefused(f"一张表最多{ROW_COUNT}行，没有再加；请分表填报。", row)
    new = Goal("", uid=uid) if kind == "goals" else IndicatorRow("", "", "", uid=uid)
    at = _place_below(table, kind, operation)
    table = with_rows(table, kind, (*rows[:at], new, *rows[at:]))
    for part, text in operation.texts.items():
        address = row if (kind, part) == ("goals", "text") else f"{row}.{part}"
        table = _set(table, address, text, money_unit)
    return table


def _place_below(table: GoalTable, kind: str, operation: InsertRow) -> int:
    """Return the place below a row; where that row is gone, the end of the category, else of the table."""
    if not operation.after:
        return 0
    at = place_of(table, f"{kind}.{operation.after}")
    if at is not None:
        return at + 1
    level1 = operation.texts.get("level1", "")
    same = [at for at, row in enumerate(table.indicators, 1) if kind == "indicators" and row.level1 == level1]
    return max(same, default=len(rows_of(table, kind)))


def _without(table: GoalTable, row: str) -> GoalTable:
    _refuse_unknown(table, row)
    kind, uid = _kind_and_uid(row)
    return with_rows(table, kind, (one for one in rows_of(table, kind) if one.uid != uid))


def _move(table: GoalTable, row: str, after: str) -> GoalTable:
    _refuse_unknown(table, row)
    kind, uid = _kind_and_uid(row)
    if after == uid:
        return table
    moved, left = row_at(table, row), _without(table, row)
    above = place_of(left, f"{kind}.{after}") if after else -1
    if above is None:
        message = "要移到的位置上面那一行已不在表里，没有移动；请看过新内容后再移。"
        raise OperationRefused(f"{row_label(table, row)}：{message}", row)
    rows = rows_of(left, kind)
    return with_rows(table, kind, (*rows[: above + 1], moved, *rows[above + 1 :]))


def _kind_and_uid(row: str) -> tuple[str, str]:
    if not ROW.fullmatch(row):
        raise OperationRefused("表里没有这样的行，这处改动没有写入；请刷新页面。", row)
    kind, _, uid = row.partition(".")
    return kind, uid


def _refuse_unknown(table: GoalTable, row: str) -> None:
    _kind_and_uid(row)
    if place_of(table, row) is None:
        raise UnknownRow("这一行不在这张表里，这处改动没有写入；请看过新内容后再填。", row)
