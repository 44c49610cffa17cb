"""The rows a table takes in a layout: which cells, merged how, with which texts. What build() and all writers share.

A layout line has few forms (alone, first or further row of a merged run), so each is made once and kept; writers keep
what they make of it (bytes of Word or Excel) beside it. Only the texts differ from table to table.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter, itemgetter

from documents.amounts import format_number, format_percent
from documents.goal_table import CHECKPOINT_MONTHS, GoalTable, IndicatorRow
from documents.layout import Layout, Section
from documents.picture import PictureCell, PictureLine

ALONE, FIRST, FURTHER = "", "first", "further"
TABLE_STARTS, LEVEL1_STARTS, LEVEL2_STARTS = 1, 2, 4
_SCHEDULE_SLOTS = {month: f"schedule.{month}" for month in CHECKPOINT_MONTHS}


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell of a printed row, in the layout's common columns.

    `slot` names what is filled in, "" for a label; `text` is the label. `merge` says how the cell takes part in a
    vertical merge: ALONE, FIRST (its top row), FURTHER (covered: nothing is printed).
    """

    column: int
    column_span: int
    style: str
    text: str
    slot: str
    merge: str


@dataclass(frozen=True, slots=True, eq=False)
class RowForm:
    """One form of a printed row. `fields` are the slots to fill, cell by cell.

    `read` takes the texts of `fields` from an indicator, in a row that repeats per indicator.
    """

    section: Section
    cells: tuple[FormCell, ...]
    fields: tuple[str, ...]
    read: Callable[[IndicatorRow], Sequence[str]]


# A row as printed: its form, the texts for form.fields, and which goal or indicator it repeats (from 0, else -1).
PrintedRow = tuple[RowForm, Sequence[str], int]


def printed_rows(table: GoalTable, layout: Layout) -> list[PrintedRow]:
    """Return the rows of a table in a layout, from top to bottom.

    A layout that repeats a row per goal or indicator prints one blank row when there is none.
    """
    head = head_texts(table, layout)
    rows: list[PrintedRow] = []
    for line in _line_forms(layout):
        rows += line.rows(table, head)
    return rows


def head_texts(table: GoalTable, layout: Layout) -> dict[str, str]:
    """Return the printed texts of all slots that stand once in a table."""
    budget, format_amount = table.budget, layout.money.format
    texts = {
        "unit": (table.unit_code or "") + (table.unit_name or ""),
        "unit.code": table.unit_code or "",
        "unit.name": table.unit_name or "",
        "project.code": table.project_code or "",
        "project.name": table.project_name,
        "budget.total": format_amount(budget.total),
        "budget.fiscal": format_amount(budget.fiscal),
        "budget.other": format_amount(budget.other),
        "purpose": table.purpose,
        "goals": layout.format_goals([goal.text for goal in table.goals]),
    }
    for mark in table.schedule:
        texts[_SCHEDULE_SLOTS[mark.month]] = format_percent(mark.percent, sign=layout.percent_sign)
    return texts


class _FixedLine:
    """A line printed once, or not at all when it is optional and has nothing to say."""

    def __init__(self, layout: Layout, section: Section, line: PictureLine) -> None:
        self._form = _form(layout, section, line, {})
        self._is_optional = line.is_optional
        self._texts = _taker(self._form.fields)

    def rows(self, table: GoalTable, head: Mapping[str, str]) -> Sequence[PrintedRow]:
        texts = self._texts(head)
        return () if self._is_optional and not any(texts) else ((self._form, texts, -1),)


def _taker(slots: tuple[str, ...]) -> Callable[[Mapping[str, str]], Sequence[str]]:
    """Return what takes the texts of slots; itemgetter where it can, at the speed of C."""
    if len(slots) > 1:
        return itemgetter(*slots)
    return lambda head: [head[slot] for slot in slots]


class _GoalLine:
    """A line printed for each goal."""

    def __init__(self, layout: Layout, section: Section, line: PictureLine) -> None:
        merges = (ALONE, FIRST, FURTHER)
        self._forms = {merge: _form(layout, section, line, {"": merge}) for merge in merges}
        self._label = next((cell.text for cell in line.cells if cell.slot == "goal.number"), "")

    def rows(self, table: GoalTable, head: Mapping[str, str]) -> Sequence[PrintedRow]:
        texts = [goal.text for goal in table.goals] or [""]
        return [self._row(at, text, len(texts), len(table.goals)) for at, text in enumerate(texts)]

    def _row(self, at: int, text: str, count: int, goals: int) -> PrintedRow:
        form = self._forms[_merge(at == 0, at + 1 == count)]
        shown = {"goal.number": self._label.replace("{goal.number}", str(at + 1)), "goal.text": text}
        return form, [shown[slot] for slot in form.fields], at if goals else -1


class _IndicatorLine:
    """A line printed for each indicator; level 1 and level 2 are merged over runs of equal names."""

    def __init__(self, layout: Layout, section: Section, line: PictureLine) -> None:
        self._source = (layout, section, line)
        self._forms: dict[tuple[int, int], RowForm] = {}

    def rows(self, table: GoalTable, head: Mapping[str, str]) -> Sequence[PrintedRow]:
        indicators = table.indicators
        if not indicators:
            form = self._form((7, 7))
            return ((form, [""] * len(form.fields), -1),)
        forms = self._forms
        rows: list[PrintedRow] = []
        for at, key in enumerate(pairwise(run_starts(indicators))):
            form = forms.get(key) or self._form(key)
            rows.append((form, form.read(indicators[at]), at))
        return rows

    def _form(self, key: tuple[int, int]) -> RowForm:
        here, below = key
        slots = {"": TABLE_STARTS, "indicator.level1": LEVEL1_STARTS, "indicator.level2": LEVEL2_STARTS}
        merges = {slot: _merge(bool(here & starts), bool(below & starts)) for slot, starts in slots.items()}
        self._forms[key] = _form(*self._source, merges)
        return self._forms[key]


def run_starts(rows: Sequence[IndicatorRow]) -> list[int]:
    """Return for each row, and for the end after the last one, which runs start there, as a sum of the *_STARTS.

    A run is of rows with the same level 1, or of the same level 2 within it; a row without a name is its own run.
    """
    starts = [TABLE_STARTS | LEVEL1_STARTS | LEVEL2_STARTS]
    for above, row in pairwise(rows):
        if row.level1 != above.level1 or not row.level1:
            starts.append(LEVEL1_STARTS | LEVEL2_STARTS)
        else:
            starts.append(LEVEL2_STARTS if row.level2 != above.level2 or not row.level2 else 0)
    starts.append(starts[0])
    return starts


def _merge(starts_here: bool, starts_below: bool) -> str:
    if not starts_here:
        return FURTHER
    return ALONE if starts_below else FIRST


@lru_cache(maxsize=64)
def _line_forms(layout: Layout) -> tuple[_FixedLine | _GoalLine | _IndicatorLine, ...]:
    kinds: dict[str, type[_FixedLine | _GoalLine | _IndicatorLine]] = {
        "": _FixedLine,
        "goal": _GoalLine,
        "indicator": _IndicatorLine,
    }
    return tuple(
        kinds[line.repeats](layout, section, line) for section in layout.sections for line in section.lines
    )


def _reader(layout: Layout, slots: tuple[str, ...]) -> Callable[[IndicatorRow], Sequence[str]]:
    """Return what takes a form's texts from an indicator; attrgetter where it can, at the speed of C."""
    fields = [slot.partition(".")[2] for slot in slots]
    is_shown_otherwise = "weight" in fields or bool(layout.category_break and "level1" in fields)
    if len(fields) > 1 and not is_shown_otherwise:
        return attrgetter(*fields)

    def read(row: IndicatorRow) -> list[str]:
        shown = {
            "weight": format_number(row.weight),
            "level1": broken_name(row.level1, layout.category_break),
        }
        return [shown[field] if field in shown else getattr(row, field) for field in fields]

    return read


def broken_name(name: str, ending: str) -> str:
    """Return a category name with a line break before its ending, for narrow columns: 产出⏎指标."""
    if not ending or not name.endswith(ending) or name == ending:
        return name
    return f"{name.removesuffix(ending)}\n{ending}"


def _form(layout: Layout, section: Section, line: PictureLine, merges: Mapping[str, str]) -> RowForm:
    """Return the form of a line; `merges` says how the labels ("") and the category slots are merged."""
    cells = []
    for cell, covered in _cells_through(section, line):
        merge = (FURTHER if covered else FIRST) if cell.row_span > 1 else merges.get(cell.slot, ALONE)
        right = cell.column + cell.column_span
        first, last = (layout.edges.index(section.edges[column]) for column in (cell.column, right))
        text = cell.text.replace("{money_unit}", layout.money.unit)
        slot = "" if merge == FURTHER else cell.slot
        cells.append(FormCell(first, last - first, _style(layout, section, cell), text, slot, merge))
    fields = tuple(cell.slot for cell in cells if cell.slot)
    return RowForm(section, tuple(cells), fields, _reader(layout, fields))


def _cells_through(section: Section, line: PictureLine) -> list[tuple[PictureCell, bool]]:
    """Return the cells that a line goes through, from left to right, and whether each one began in a line above."""
    at = section.lines.index(line)
    own = [(cell, False) for cell in line.cells]
    for above, other in enumerate(section.lines[:at]):
        own += [(cell, True) for cell in other.cells if above + cell.row_span > at]
    return sorted(own, key=lambda through: through[0].column)


def _style(layout: Layout, section: Section, cell: PictureCell) -> str:
    if section.styles:
        return section.styles[cell.column]
    if cell.slot:
        return layout.slot_styles.get(cell.slot, "text")
    return "header" if section.is_header else "label"
