"""Kinds of projects (项目类型) as data: the rows a table of each kind begins with, and what is to be attached."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from documents.goal_table import GoalTable, IndicatorRow
from projects.enums import AttachmentKind
from projects.help.categories import LIBRARY_CATEGORIES, FormWords

_LEVEL1 = {level2: level1 for level1, level2 in LIBRARY_CATEGORIES.values()}


@dataclass(frozen=True, slots=True)
class KindRow:
    """A sample row; `value` is blank and `hint` shows its shape where the plan or the contract gives it."""

    row: IndicatorRow
    hint: str


@dataclass(frozen=True, slots=True)
class ProjectKind:
    """A kind of project, in force from `first_year` to `last_year`, None while it lasts."""

    code: str
    name: str
    patterns: tuple[str, ...]
    rows: tuple[KindRow, ...]
    attachments: tuple[AttachmentKind, ...]
    first_year: int
    last_year: int | None = None

    def is_in_force(self, year: int) -> bool:
        return self.first_year <= year <= (self.last_year or year)

    def fits(self, project_name: str) -> int:
        """Return how many characters of the name speak for this kind."""
        return sum(len(pattern) for pattern in self.patterns if pattern in project_name)


def kinds_in_force(year: int, project_name: str = "") -> list[ProjectKind]:
    """Return the kinds of a year, those that fit the project's name first."""
    kinds = [kind for kind in _KINDS if kind.is_in_force(year)]
    return sorted(kinds, key=lambda kind: -kind.fits(project_name))


def kind_named(code: str, year: int) -> ProjectKind | None:
    return next((kind for kind in kinds_in_force(year) if kind.code == code), None)


def table_of_kind(kind: ProjectKind, name: str, words: FormWords) -> GoalTable:
    """Return the table that a project of the kind begins with, categories in the words of the form."""
    return GoalTable(project_name=name, indicators=tuple(_in_words(one.row, words) for one in kind.rows))


def _in_words(row: IndicatorRow, words: FormWords) -> IndicatorRow:
    level1, level2 = words(row.level1, row.level2)
    return replace(row, level1=level1, level2=level2)


def value_hint(indicator_name: str, year: int) -> str:
    """Return the shape of the value of a sample row of that name, "" where there is none."""
    hints = (row.hint for kind in kinds_in_force(year) for row in kind.rows if row.row.name == indicator_name)
    return next(hints, "")


def _rows(text: str) -> Iterator[KindRow]:
    for line in text.strip().splitlines():
        level2, name, description, value, hint, basis = (cell.strip() for cell in line.split("|"))
        yield KindRow(IndicatorRow(_LEVEL1[level2], level2, name, description, value, basis), hint)


def _kind(entry: Mapping) -> ProjectKind:
    return ProjectKind(
        entry["code"],
        entry["name"],
        tuple(entry["patterns"]),
        tuple(_rows(entry["rows"])),
        tuple(map(AttachmentKind, entry["attachments"])),
        entry["first_year"],
        entry.get("last_year"),
    )


_FILE = Path(__file__).parent / "kinds.toml"
_KINDS = tuple(map(_kind, tomllib.loads(_FILE.read_text(encoding="utf-8"))["kind"]))
