"""A document's blocks as a Booklet, with what was not understood and where year and unit come from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from documents.amounts import MONEY_UNITS
from documents.blocks import Block, Problem
from documents.goal_table import Booklet, GoalTable
from documents.grid import Grid
from documents.parse.places import quote
from documents.parse.stream import TableStream, iter_tables
from documents.parse.unit_lines import organisation_in, read_unit_line, unit_in_title
from documents.parse.years import decide, from_dates, from_heading, from_overall, from_titles

Unit = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says, the problems met in reading it, and notes (where the year was taken from).

    `money_unit` is the unit of money ("元", "万元") in which all its tables are written, None where they differ or
    name none.
    """

    booklet: Booklet
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    money_unit: str | None = None


def parse_blocks(blocks: Iterable[Block], *, year: int | None = None) -> Reading:
    """Return the booklet that a document's blocks hold. `year` is the fiscal year where the document names none.

    Problems that are no doubt could not be read; their texts stand in the messages.
    """
    stream = TableStream()
    found = list(iter_tables(blocks, stream))
    tables = tuple(table for table, _ in found)
    problems = [*stream.problems, *(problem for _, each in found for problem in each)]
    part1 = stream.part_one.result()
    cover = [line.text for line in stream.cover]
    headings = (from_heading(cover), from_overall(part1), from_titles(table.title for table in tables))
    fiscal_year, notes, doubts = decide((*headings, None if any(headings) else from_dates(cover)), year)
    notes += stream.notes
    notes += [f"封面上的文字没有读入：{quote(line)}" for line in cover if _is_unread(line)]
    code, name = _unit(tables, cover)
    booklet = Booklet(fiscal_year, code, name, part1, tables)
    problems += [*doubts, *_absence(stream, tables)]
    return Reading(booklet, problems, notes, _common_money_unit(stream.money_units))


def parse(grid: Grid, *, money_unit: str | None = None) -> tuple[GoalTable, list[Problem]]:
    """Return the goal table that one grid holds, as build() makes it or a reader gives it, and its problems.

    `money_unit` ("元", "万元") is the unit of amounts where the grid names none. A grid of several tables gives the
    first, and says so; a grid of none gives an empty table and the reason.
    """
    stream = TableStream(money_unit=money_unit)
    found = list(iter_tables([grid], stream))
    if not found:
        return GoalTable(), [*stream.problems, *_absence(stream, ())]
    table, problems = found[0]
    others = [other.project_name or other.title for other, _ in found[1:]]
    more = (
        [Problem(f"同一个表格里还有另外的绩效目标表，没有读入：{'、'.join(map(quote, others))}。")]
        if others
        else []
    )
    return table, [*stream.problems, *problems, *more]


def _common_money_unit(units: set[str | None]) -> str | None:
    named = units - {None}
    return named.pop() if len(named) == 1 and named <= set(MONEY_UNITS) else None


def _unit(tables: Sequence[GoalTable], cover: Sequence[str]) -> Unit:
    """Return the unit that the cover names as such, else the one that all tables name, else one in its title or alone."""
    units = list(dict.fromkeys((t.unit_code, t.unit_name) for t in tables if t.unit_code or t.unit_name))
    common = units[0] if len(units) == 1 else (None, None)
    lines = [
        unit for unit in map(read_unit_line, cover) if unit and unit.name and (unit.is_named or unit.code)
    ]
    if lines:
        return common if lines[0].name == common[1] and not lines[0].code else (lines[0].code, lines[0].name)
    if any(common):
        return common
    titled = next(filter(None, map(unit_in_title, cover)), None)
    alone = {name for name in map(organisation_in, cover) if name}
    return None, titled or (alone.pop() if len(alone) == 1 else None)


def _is_unread(line: str) -> bool:
    """Tell whether a cover line says neither unit nor year."""
    return not (read_unit_line(line) or unit_in_title(line) or organisation_in(line) or "年" in line)


def _absence(stream: TableStream, tables: Sequence[GoalTable]) -> list[Problem]:
    """One sentence where a document has no goal table at all."""
    if tables:
        return []
    if stream.forms:
        return [Problem(f"这个文件是{stream.forms[0]}，不是项目绩效目标表，没有可以读入的内容。")]
    if not stream.grid_count:
        return [Problem("这个文件里没有表格，找不到绩效目标表；如果表格是图片，请先录成文字。")]
    return [Problem("这个文件里没有绩效目标表，请确认选对了文件。")]
