"""Shapes: which cell of a grid holds which part of a goal table, told from marks and spans alone, never from values."""

from dataclasses import dataclass, field
from typing import NamedTuple

NOWHERE = -1  # index of a cell that is not there

Geometry = tuple[tuple[int, int, int, int], ...]  # (row, column, row span, column span) of every cell
Marks = tuple[str, ...]  # documents.parse.labels.mark_of() of every cell


class Spot(NamedTuple):
    """A cell as its row sees it. `is_own` is false in the rows that a row span covers from above."""

    cell: int
    start: int
    end: int
    mark: str
    is_own: bool


@dataclass(slots=True)
class Row:
    """One row of a grid: its own cells and the cells that reach into it from above, by column."""

    number: int
    spots: list[Spot] = field(default_factory=list)

    @property
    def own(self) -> list[Spot]:
        return [spot for spot in self.spots if spot.is_own]

    @property
    def filled(self) -> list[Spot]:
        return [spot for spot in self.spots if spot.is_own and spot.mark]


class Column(NamedTuple):
    """A column of the indicator table: its name ("" when nobody knows it), its extent, the cell of its heading."""

    name: str
    start: int
    end: int
    heading: int


class IndicatorSlots(NamedTuple):
    """Where the parts of one indicator stand; NOWHERE is none, for level 1 and 2 "as in the row above"."""

    level1: int
    level2: int
    name: int
    description: int
    operator: int
    value: int
    measure: int
    basis: int
    weight: int


@dataclass(slots=True)
class Part:
    """A run of rows that belong to one goal table: cell indices by what they hold. Pairs are (label, value)."""

    fields: dict[str, tuple[int, int]] = field(default_factory=dict)
    months: list[tuple[int, int]] = field(default_factory=list)  # (month, cell)
    goals: list[tuple[int, int]] = field(default_factory=list)
    rows: list[IndicatorSlots] = field(default_factory=list)
    extras: list[tuple[int, int]] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    columns: tuple[Column, ...] | None = None
    has_goals: bool = False
    is_project_start: bool = False
    is_list: bool = False  # one row of a list of projects


@dataclass(slots=True)
class LineRow:
    """A row that is no part of a goal table: a title, a unit line, a note. The cells are read as one line."""

    cells: list[int]


@dataclass(slots=True)
class Shape:
    """A grid's rows in order as parts of goal tables and lines between them; `form` names another form, if it is one."""

    pieces: list[Part | LineRow] = field(default_factory=list)
    form: str = ""


def rows_of(geometry: Geometry, marks: Marks) -> list[Row]:
    """Return the rows of a grid that have cells, each with its own and its covering cells in order of columns."""
    rows: dict[int, Row] = {}
    for index, (at, column, row_span, column_span) in enumerate(geometry):
        for number in range(at, at + row_span):
            row = rows.setdefault(number, Row(number))
            row.spots.append(Spot(index, column, column + column_span, marks[index], number == at))
    ordered = [rows[number] for number in sorted(rows)]
    for row in ordered:
        row.spots.sort(key=lambda spot: (spot.start, spot.cell))
    return ordered
