"""A goal table while it is being read: raw texts with their places, collected from one or several grids."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from documents.grid import Cell
from documents.parse.labels import mark_of
from documents.parse.places import place_of
from documents.parse.shape import NOWHERE, Column, IndicatorSlots, Part
from documents.parse.texts import category_name, join_lines, keep_lines
from documents.parse.titles import Line

_ELLIPSIS = re.compile(r"[.…·。]*")
# name, description, operator, value, measure, basis, weight: words of one line, and texts of several
_READERS = (join_lines, keep_lines, join_lines, join_lines, join_lines, keep_lines, join_lines)
NO_CELL = Cell(0, 0, "")


class Reading(NamedTuple):
    """Text of one cell, the words of its label and the cell itself."""

    text: str
    label: str = ""
    cell: Cell = NO_CELL

    @property
    def place(self) -> str:
        return place_of(self.cell)


class RowTexts(NamedTuple):
    """One indicator row as printed, its level names filled down from the rows above; `cell` is where it stands."""

    level1: str
    level2: str
    name: str
    description: str
    operator: str
    value: str
    measure: str
    basis: str
    weight: str
    cell: Cell


@dataclass(slots=True)
class Draft:
    """What has been read of one table so far. `above` are lines before it; `is_headed` when its title was sought."""

    title: str = ""
    above: list[Line] = field(default_factory=list)
    is_headed: bool = False
    unit_code: str | None = None
    unit_name: str | None = None
    money_unit: str | None = None
    fields: dict[str, Reading] = field(default_factory=dict)
    months: dict[int, Reading] = field(default_factory=dict)
    goals: list[Reading] = field(default_factory=list)
    rows: list[RowTexts] = field(default_factory=list)
    extras: list[Reading] = field(default_factory=list)
    columns: tuple[Column, ...] | None = None
    has_goals: bool = False
    is_list: bool = False

    @property
    def has_project(self) -> bool:
        return "project.code" in self.fields or "project.name" in self.fields

    @property
    def is_of_project(self) -> bool:
        """A table of a project names it, or its money; the goals of a whole department do neither."""
        return self.has_project or any(map(self._is_of_money, self.fields))

    def _is_of_money(self, name: str) -> bool:
        is_filled = name.startswith(("budget.", "purpose")) and bool(self.text(name).strip())
        return is_filled or name in ("section.budget", "section.schedule")

    def text(self, name: str) -> str:
        found = self.fields.get(name)
        return found.text if found else ""

    def take_heading(self, other: "Draft") -> None:
        """Take title, unit and unit of money from the table above in the same list."""
        self.title, self.money_unit, self.is_headed = other.title, other.money_unit, True
        self.unit_code, self.unit_name = other.unit_code, other.unit_name

    def add(self, part: Part, cells: Sequence[Cell]) -> None:
        """Take over what a part of a grid holds. What is there already stays; the same text again is a copy."""
        for name, (label, value) in part.fields.items():
            self.add_field(name, _reading(cells, label, value))
        for month, value in part.months:
            if value != NOWHERE or month not in self.months:
                self.months[month] = _reading(cells, NOWHERE, value)
        self._add_goals([_reading(cells, label, value) for label, value in part.goals], part.is_list)
        self.is_list |= part.is_list
        self.extras += [_reading(cells, label, value) for label, value in dict.fromkeys(part.extras)]
        self._add_rows(part.rows, cells)
        self.has_goals |= part.has_goals
        self.columns = part.columns if part.columns is not None else self.columns

    def _add_goals(self, goals: Sequence[Reading], is_list: bool) -> None:
        """A list prints its project's goals again in every row."""
        known = {goal.text for goal in self.goals} if is_list else set()
        self.goals += [goal for goal in goals if goal.text not in known]

    def add_field(self, name: str, found: Reading) -> None:
        """Keep what a field says; a second, other text of the same field is kept apart."""
        known = self.fields.get(name)
        if known is None or not known.text.strip():
            self.fields[name] = found
        elif found.text.strip() and join_lines(found.text) != join_lines(known.text):
            self.extras.append(found)

    def _add_rows(self, rows: Sequence[IndicatorSlots], cells: Sequence[Cell]) -> None:
        above = self.rows[-1] if self.rows else None
        texts = [*(cell.text for cell in cells), ""]  # NOWHERE is the last
        for slots in rows:
            level1, level2 = category_name(texts[slots[0]]), category_name(texts[slots[1]])
            if above and level1 in ("", above.level1):
                level1, level2 = above.level1, level2 or above.level2
            name, description, operator, value, measure, basis, weight = [
                read(texts[at]) for read, at in zip(_READERS, slots[2:], strict=True)
            ]
            above = RowTexts(
                level1, level2, name, description, operator, value, measure, basis, weight, cells[max(slots)]
            )
            if not _is_empty_form(above):
                self.rows.append(above)


def _is_empty_form(row: RowTexts) -> bool:
    """Tell whether a row is printed for filling in, and was left empty: known categories, or …… for more rows."""
    if not _ELLIPSIS.fullmatch("".join(row[2:-1])):
        return False
    is_printed = _is_printed(row.level1)
    return is_printed and (_is_printed(row.level2) or row.level2.endswith("指标"))


def _is_printed(level: str) -> bool:
    return bool(_ELLIPSIS.fullmatch(level)) or mark_of(level).startswith("category")


def _reading(cells: Sequence[Cell], label: int, value: int) -> Reading:
    words = cells[label].text if label != NOWHERE else ""
    if value == NOWHERE:
        return Reading("", words, cells[label] if label != NOWHERE else NO_CELL)
    if label == value:
        words, _, text = cells[value].text.replace("：", ":", 1).partition(":")
        return Reading(text, words, cells[value])
    return Reading(cells[value].text, words, cells[value])
