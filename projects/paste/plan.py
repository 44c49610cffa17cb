"""The plan of a paste: every cell with its verdict, and the operations of the one step that it would be."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from uuid import uuid4

from documents.goal_table import CHECKPOINT_MONTHS, GoalTable, IndicatorRow
from documents.layout import Layout
from documents.parse.goal_lists import split_goals
from projects.cell_addresses import HEAD_LABELS, is_address
from projects.cell_operations import InsertRow, Operation, SetCell
from projects.cell_values import cell_text, row_texts, with_first_rows
from projects.paste.block import Block, PasteRefused
from projects.paste.cells import Categories, Context, PastedCell, Verdict, judge
from projects.paste.columns import Columns, headed_columns, is_form, level_at_the_left, ordered_columns
from projects.paste.form import PastedForm, read_form
from projects.paste.labels import is_form_label, labelled_head
from projects.paste.rows import RowTexts, fill_down, is_blank_row, is_total, row_texts_of

_HEAD_GROUPS = (
    ("project.code", "project.name"),
    ("budget.total", "budget.fiscal", "budget.other"),
    ("purpose",),
    tuple(f"schedule.{month}" for month in CHECKPOINT_MONTHS),
)
_NO_PLACE = "表里没有这一栏，没有采用。"
_IS_LABEL = "这是表上的栏目名，没有采用。"
_CLEARS = "这一格是空白，原来的内容会被清空。"
_LEFT_OUT = frozenset({Verdict.SAME, Verdict.REFUSED})


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One row of the form after the paste: `uid` names it, `after` the row above it where it is new."""

    kind: str
    uid: str
    number: int
    is_new: bool
    after: str
    cells: tuple[PastedCell, ...]

    @property
    def label(self) -> str:
        name = f"第{self.number}行" if self.kind == "indicators" else f"第{self.number}条绩效目标"
        return f"{name}（新增）" if self.is_new else name


@dataclass(frozen=True, slots=True)
class PastePlan:
    """What a paste would do: cells of the head, goals and indicator rows, and sentences on what was left out."""

    head: tuple[PastedCell, ...] = ()
    goals: tuple[PastedRow, ...] = ()
    indicators: tuple[PastedRow, ...] = ()
    notes: tuple[str, ...] = ()
    parts: tuple[str, ...] = field(default=())
    is_split: bool = False

    @property
    def cells(self) -> Iterator[PastedCell]:
        yield from self.head
        for row in (*self.goals, *self.indicators):
            yield from row.cells

    @property
    def counts(self) -> Counter[Verdict]:
        """How many cells have which verdict."""
        return Counter(cell.verdict for cell in self.cells)

    @property
    def replaced_count(self) -> int:
        """How many cells would lose what stands in them now."""
        return sum(bool(cell.replaced) for cell in self.cells)

    @property
    def operations(self) -> tuple[Operation, ...]:
        """The one step that the paste is where every doubt is settled in its favour."""
        return self._operations(_LEFT_OUT)

    @property
    def sure_operations(self) -> tuple[Operation, ...]:
        """The step without the doubtful cells: what happens to whoever does not look."""
        return self._operations(_LEFT_OUT | {Verdict.DOUBTFUL})

    def _operations(self, left_out: frozenset[Verdict]) -> tuple[Operation, ...]:
        rows = (*self.goals, *self.indicators)
        of_rows = (operation for row in rows for operation in _row_operations(row, left_out))
        return (*_set_cells(self.head, left_out), *of_rows)


def _set_cells(cells: Iterable[PastedCell], left_out: frozenset[Verdict]) -> Iterator[SetCell]:
    for cell in cells:
        if cell.verdict not in left_out:
            yield SetCell(cell.address, cell.text)


def _row_operations(row: PastedRow, left_out: frozenset[Verdict]) -> Iterator[Operation]:
    if not row.is_new:
        yield from _set_cells(row.cells, left_out)
        return
    kept = [cell for cell in row.cells if cell.verdict not in left_out - {Verdict.SAME}]
    texts = {"text" if row.kind == "goals" else cell.address.rpartition(".")[2]: cell.text for cell in kept}
    yield InsertRow(f"{row.kind}.{row.uid}", row.after, texts)


def plan_paste(
    table: GoalTable,
    address: str,
    block: Block,
    *,
    layout: Layout,
    categories: Categories = (),
    new_uid: Callable[[], str] = lambda: uuid4().hex,
    has_new_rows: bool = False,
) -> PastePlan:
    """Return what pasting the block into the cell of that address would do to the table; nothing is changed.

    Columns are told by headings, else by their order from that cell on; rows are overwritten from its row on, and
    those beyond the last are added; with `has_new_rows` all are added beneath that row, and nothing is overwritten but
    the head. A form or a head with its labels is read by these, wherever it is pasted; a goal that is a numbered list
    is one goal for each number. Raises PasteRefused where the address is no cell of the table.
    """
    context = Context(with_first_rows(table), layout, categories)
    if not _has_cell(context.table, address):
        raise PasteRefused("要粘贴到的格子已经不在这张表里，没有粘贴；请点选一个格子再粘贴。")
    planner = _Planner(context, new_uid, has_new_rows=has_new_rows)
    if form := read_form(block, layout) if is_form(block) else None:
        return planner.form(form)
    columns = headed_columns(block)
    if columns or level_at_the_left(block) or address.startswith("indicators."):
        return planner.indicators(address, block, columns)
    if (address in HEAD_LABELS or is_form(block)) and (labelled := labelled_head(block)):
        return planner.labelled(labelled, block)
    return planner.goals(address, block) if address.startswith("goals.") else planner.head(address, block)


def _has_cell(table: GoalTable, address: str) -> bool:
    uids = {f"goals.{goal.uid}" for goal in table.goals} | {
        f"indicators.{row.uid}" for row in table.indicators
    }
    row = ".".join(address.split(".")[:2])
    return is_address(address) and (address in HEAD_LABELS or row in uids)


class _Planner:
    """Plans pastes into one table."""

    def __init__(self, context: Context, new_uid: Callable[[], str], *, has_new_rows: bool):
        self.context, self.table, self.new_uid = context, context.table, new_uid
        self.has_new_rows = has_new_rows

    def form(self, form: PastedForm) -> PastePlan:
        return PastePlan(
            tuple(self._cell(address, text) for address, text in form.head.items()),
            self._goal_rows(self._top(self.table.goals), form.goals),
            self._indicator_rows(self._top(self.table.indicators), [(texts, []) for texts in form.rows]),
            form.notes,
            tuple(form.rows[0]) if form.rows else (),
        )

    def _top(self, rows: Sequence[object]) -> int:
        """Where a whole form begins: at the first row, beneath the last where all its rows are new."""
        return len(rows) - 1 if self.has_new_rows else 0

    def labelled(self, said: dict[str, str], block: Block) -> PastePlan:
        """Cells of the head by their labels; of what has none the plan tells that it was left out."""
        cells = [self._cell(address, text) for address, text in said.items()]
        taken = [*said.values()]
        texts = (text for row in block.rows for text in row if not is_form_label(text))
        homeless = [text for text in texts if not any(one.startswith(text.strip()) for one in taken)]
        return PastePlan((*cells, *_without_place(homeless)))

    def head(self, address: str, block: Block) -> PastePlan:
        """Cells of the head stand side by side; a column pasted among them is laid down."""
        group = next(group for group in _HEAD_GROUPS if address in group)
        places = group[group.index(address) :]
        is_column = len(block.rows[0]) == 1 and len(places) > 1
        texts = [row[0] for row in block.rows] if is_column else list(block.rows[0])
        homeless = texts[len(places) :] + (
            [] if is_column else [text for row in block.rows[1:] for text in row]
        )
        cells = [self._cell(at, text) for at, text in zip(places, texts, strict=False)]
        return PastePlan((*cells, *_without_place(homeless)))

    def goals(self, address: str, block: Block) -> PastePlan:
        start = [goal.uid for goal in self.table.goals].index(address.partition(".")[2])
        column = max(
            range(len(block.rows[0])), key=lambda at: sum(bool(row[at].strip()) for row in block.rows)
        )
        homeless = [text for row in block.rows for at, text in enumerate(row) if at != column]
        texts = [row[column] for row in block.rows]
        listed = split_goals("\n".join(texts)) if len(block.rows[0]) == 1 else []
        is_split = len(listed) > 1
        rows = self._goal_rows(start, listed if is_split else texts)
        return PastePlan(_without_place(homeless), rows, is_split=is_split)

    def indicators(self, address: str, block: Block, columns: Columns | None) -> PastePlan:
        start = self._first_row(address)
        if columns is None:
            part, has_weight = address.rpartition(".")[2], self.context.layout.prints_weights
            columns = ordered_columns(block, part, with_weight=has_weight)
        if not self.context.layout.prints_weights:
            parts = tuple("" if part == "weight" else part for part in columns.parts)
            columns = replace(columns, parts=parts)
        body = [row for row in block.rows[columns.body :] if not is_total(row)]
        notes = ("合计行没有采用。",) if len(body) < len(block.rows) - columns.body else ()
        said = [row_texts_of(row, columns) for row in body]
        parts = tuple(said[0][0]) if said else ()
        return PastePlan((), (), self._indicator_rows(start, said), notes, parts)

    def _first_row(self, address: str) -> int:
        """The row of the cell pasted into, else the first of a table without indicators, else a new one."""
        uids = [row.uid for row in self.table.indicators]
        if address.startswith("indicators."):
            return uids.index(address.split(".")[1])
        has_words = any(row.name or row.description or row.value for row in self.table.indicators)
        return (len(uids) - 1 if self.has_new_rows else len(uids)) if has_words else 0

    def _cell(self, address: str, pasted: str) -> PastedCell:
        if address in HEAD_LABELS and is_form_label(pasted):
            return PastedCell(address, pasted, "", Verdict.REFUSED, _IS_LABEL)
        cell = judge(address, pasted, self.context)
        here = cell_text(self.table, address, self.context.layout.money_unit)
        return _against(cell, here)

    def _goal_rows(self, start: int, texts: Sequence[str]) -> tuple[PastedRow, ...]:
        start += self.has_new_rows
        known, rows = self.table.goals, []
        above = known[start - 1].uid if start else ""
        number = start
        for text in texts:
            is_new = self.has_new_rows or number >= len(known)
            if not text.strip():
                above, number = (above, number) if is_new else (known[number].uid, number + 1)
                continue
            uid = self.new_uid() if is_new else known[number].uid
            address = f"goals.{uid}"
            cell = judge(address, text, self.context) if is_new else self._cell(address, text)
            number += 1
            rows.append(PastedRow("goals", uid, number, is_new, above, (cell,)))
            above = uid
        return tuple(rows)

    def _indicator_rows(
        self, start: int, said: Sequence[tuple[RowTexts, list[str]]]
    ) -> tuple[PastedRow, ...]:
        start += self.has_new_rows
        known, rows = self.table.indicators, []
        above = known[start - 1] if start else IndicatorRow("", "", "")
        number = start
        for texts, homeless in said:
            is_new = self.has_new_rows or number >= len(known)
            if is_blank_row(texts.values()):
                above, number = (above, number) if is_new else (known[number], number + 1)
                continue
            base = IndicatorRow("", "", "", uid=self.new_uid()) if is_new else known[number]
            cells = self._row_cells(base, texts, above, is_new=is_new)
            number += 1
            row = PastedRow(
                "indicators", base.uid, number, is_new, above.uid, (*cells, *_without_place(homeless))
            )
            rows.append(row)
            above = _after_paste(base, cells)
        return tuple(rows)

    def _row_cells(
        self, base: IndicatorRow, texts: RowTexts, above: IndicatorRow, *, is_new: bool
    ) -> list[PastedCell]:
        here = row_texts(base)
        if not is_new and all(text.strip() == here[part].strip() for part, text in texts.items()):
            return [
                PastedCell(f"indicators.{base.uid}.{part}", text, here[part], Verdict.SAME)
                for part, text in texts.items()
            ]
        texts = fill_down(texts, (above.level1, above.level2))
        row = replace(base, name=texts.get("name", base.name).strip())
        cells = []
        for part, text in texts.items():
            cell = judge(f"indicators.{base.uid}.{part}", text, self.context, row=row)
            cells.append(cell if is_new else _against(cell, here[part]))
        return cells


def _after_paste(base: IndicatorRow, cells: Iterable[PastedCell]) -> IndicatorRow:
    """Return the row with its categories as they would stand."""
    texts = {cell.address.rpartition(".")[2]: cell.text for cell in cells}
    return replace(base, level1=texts.get("level1", base.level1), level2=texts.get("level2", base.level2))


def _against(cell: PastedCell, here: str) -> PastedCell:
    """Return the cell with what it means for what stands there now."""
    if cell.verdict is Verdict.REFUSED:
        return cell
    if here.strip() in (cell.text, cell.pasted.strip()):
        return replace(cell, text=here, verdict=Verdict.SAME, reason="")
    if not cell.text:
        return replace(cell, verdict=Verdict.DOUBTFUL, reason=_CLEARS, replaced=here)
    return replace(cell, replaced=here)


def _without_place(texts: Iterable[str]) -> tuple[PastedCell, ...]:
    filled = (text.strip() for text in texts if text.strip())
    return tuple(PastedCell("", text, "", Verdict.REFUSED, _NO_PLACE) for text in filled)
