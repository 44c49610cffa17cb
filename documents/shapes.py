"""The rows a table takes in a layout: which cells, merged how, with which texts. What build() and all writers share.

A layout line has few forms (alone, first or further row of a merged run), so each is made once and kept; writers keep
what they make of it (bytes of Word or Excel) beside it. Only the texts differ from table to table.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from documents.amounts import format_number
from documents.goal_table import GoalTable, IndicatorRow
from documents.layout import Layout, Section
from documents.picture import PictureCell, PictureLine

ALONE, FIRST, FURTHER = "", "first", "further"


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


class PrintedRow(NamedTuple):
    """A row as printed: its form, the texts for form.fields, and which goal or indicator it repeats (from 0, or -1)."""

    form: RowForm
    texts: Sequence[str]
    position: int


def printed_rows(table: GoalTable, layout: Layout) -> Iterator[PrintedRow]:
    """Yield the rows of a table in a layout, from top to bottom.

    A layout that repeats a row per goal or indicator prints one blank row when there is none.
    """
    head = head_texts(table, layout)
    for section in layout.sections:
        for line in section.lines:
            if line.repeats == "indicator":
                yield from _indicator_rows(table.indicators, layout, section, line)
            elif line.repeats == "goal":
                yield from _goal_rows(table, layout, section, line)
            else:
                form = _form(layout, section, line, ())
                texts = [head[slot] for slot in form.fields]
                if not line.is_optional or any(texts):
                    yield PrintedRow(form, texts, -1)


def head_texts(table: GoalTable, layout: Layout) -> dict[str, str]:
    """Return the printed texts of all slots that stand once in a table."""
    budget, money = table.budget, layout.money
    texts = {
        "unit": (table.unit_code or "") + (table.unit_name or ""),
        "unit.code": table.unit_code or "",
        "unit.name": table.unit_name or "",
        "project.code": table.project_code or "",
        "project.name": table.project_name,
        "budget.total": money.format(budget.total),
        "budget.fiscal": money.format(budget.fiscal),
        "budget.other": money.format(budget.other),
        "purpose": table.purpose,
        "goals": layout.format_goals(tuple(goal.text for goal in table.goals)),
    }
    for mark in table.schedule:
        texts[f"schedule.{mark.month}"] = layout.format_percent(mark.percent)
    return texts


def _goal_rows(table: GoalTable, layout: Layout, section: Section, line: PictureLine) -> Iterator[PrintedRow]:
    count = max(len(table.goals), 1)
    for at in range(count):
        form = _form(layout, section, line, (_place(at, count),))
        texts = {"goal.number": str(at + 1), "goal.text": table.goals[at].text if table.goals else ""}
        texts["goal.number"] = _goal_label(line).replace("{goal.number}", texts["goal.number"])
        yield PrintedRow(form, [texts[slot] for slot in form.fields], at if table.goals else -1)


@lru_cache(maxsize=256)
def _goal_label(line: PictureLine) -> str:
    return next((cell.text for cell in line.cells if cell.slot == "goal.number"), "")


def _indicator_rows(
    rows: tuple[IndicatorRow, ...], layout: Layout, section: Section, line: PictureLine
) -> Iterator[PrintedRow]:
    if not rows:
        form = _form(layout, section, line, (ALONE, ALONE, ALONE))
        yield PrintedRow(form, [""] * len(form.fields), -1)
    for at, merges in enumerate(run_merges(rows)):
        form = _form(layout, section, line, (*merges, _place(at, len(rows))))
        yield PrintedRow(form, form.read(rows[at]), at)


def run_merges(rows: Sequence[IndicatorRow]) -> list[tuple[str, str]]:
    """Return for each row how its level-1 and level-2 cells merge with their neighbours of the same name.

    Level 2 merges within a run of level 1 only; blank names are not merged.
    """
    starts = [(True, True)]
    for above, row in pairwise(rows):
        new1 = row.level1 != above.level1 or not row.level1
        starts.append((new1, new1 or row.level2 != above.level2 or not row.level2))
    starts.append((True, True))
    return [
        (_merge(starts[at][0], starts[at + 1][0]), _merge(starts[at][1], starts[at + 1][1]))
        for at in range(len(rows))
    ]


def _merge(starts_here: bool, starts_below: bool) -> str:
    if not starts_here:
        return FURTHER
    return ALONE if starts_below else FIRST


def _place(at: int, count: int) -> str:
    return _merge(at == 0, at + 1 == count)


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


@lru_cache(maxsize=4096)
def _form(layout: Layout, section: Section, line: PictureLine, merges: tuple[str, ...]) -> RowForm:
    """Return the form of a line. `merges`: of level 1, level 2 (indicators only), and of the line's labels."""
    cells = []
    for cell, covered in _cells_through(section, line):
        merge = _merge_of(cell, covered, merges)
        right = cell.column + cell.column_span
        first, last = (layout.edges.index(section.edges[column]) for column in (cell.column, right))
        style = _style(layout, section, cell)
        is_label = not cell.slot or merge == FURTHER
        text = cell.text.replace("{money_unit}", layout.money.unit)
        cells.append(FormCell(first, last - first, style, text, "" if is_label else cell.slot, merge))
    fields = tuple(cell.slot for cell in cells if cell.slot)
    return RowForm(section, tuple(cells), fields, _reader(layout, fields))


def _cells_through(section: Section, line: PictureLine) -> list[tuple[PictureCell, bool]]:
    """Return the cells that a line goes through, from left to right, and whether each one began in a line above."""
    at = section.lines.index(line)
    own = [(cell, False) for cell in line.cells]
    for above, other in enumerate(section.lines[:at]):
        own += [(cell, True) for cell in other.cells if above + cell.row_span > at]
    return sorted(own, key=lambda through: through[0].column)


def _merge_of(cell: PictureCell, covered: bool, merges: tuple[str, ...]) -> str:
    if covered or cell.row_span > 1:
        return FURTHER if covered else FIRST
    if not merges or cell.slot not in ("", "indicator.level1", "indicator.level2"):
        return ALONE
    return merges[("indicator.level1", "indicator.level2").index(cell.slot)] if cell.slot else merges[-1]


def _style(layout: Layout, section: Section, cell: PictureCell) -> str:
    if section.styles:
        return section.styles[cell.column]
    if cell.slot:
        return layout.slot_styles.get(cell.slot, "text")
    return "header" if section.is_header else "label"
