"""What a booklet prints around its tables: title, unit, part 1 and the headings, alike in Word, Excel and HTML."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from documents.goal_table import Booklet, GoalTable, PartOne

TITLE, UNIT, PART, PART_TITLE, HEADING, BODY = "title", "unit", "part", "part_title", "heading", "body"
CONTENTS_LIMIT = 200


@dataclass(frozen=True, slots=True)
class FrontLine:
    """A paragraph outside the tables; `kind` is one of the names above."""

    kind: str
    text: str


def cover_lines(booklet: Booklet) -> tuple[FrontLine, ...]:
    """Return the title with the fiscal year, and the unit; nothing when the booklet knows neither."""
    unit = unit_line(booklet)
    if booklet.fiscal_year is None and not unit:
        return ()
    year = "" if booklet.fiscal_year is None else f"{booklet.fiscal_year}年"
    title = FrontLine(TITLE, f"{year}部门预算绩效文本")
    return (title, FrontLine(UNIT, unit)) if unit else (title,)


def unit_line(booklet: Booklet) -> str:
    """Return the unit as printed: code and name; 编制 after the name where there is no code to know it by."""
    if booklet.unit_name and not booklet.unit_code:
        return f"{booklet.unit_name}编制"
    return (booklet.unit_code or "") + (booklet.unit_name or "")


def part_one_lines(part1: PartOne | None) -> Iterator[FrontLine]:
    """Yield part 1 with its headings, one line per paragraph."""
    if part1 is None:
        return
    yield FrontLine(PART, "第一部分")
    yield FrontLine(PART_TITLE, "部门整体绩效目标")
    sections = (
        ("一、总体绩效目标", part1.overall),
        ("二、分项绩效目标", part1.divisions),
        ("三、工作保障措施", part1.safeguards),
    )
    for heading, text in sections:
        yield FrontLine(HEADING, heading)
        yield from (FrontLine(BODY, line) for line in text.split("\n") if text)


def part_two_lines() -> tuple[FrontLine, ...]:
    """Return the heading of part 2, the tables."""
    return FrontLine(PART, "第二部分"), FrontLine(PART_TITLE, "预算项目绩效目标")


@dataclass(frozen=True, slots=True)
class Outline:
    """How a booklet is set out: `is_lone` is one table without part 1, which stands on its page without a number.

    `tables` are the tables with their serial numbers, to be read once. `first_tables` are all of them, or none
    when there are more than a contents list can help with (then they are a stream).
    """

    is_lone: bool
    tables: Iterator[tuple[int | None, GoalTable]]
    first_tables: tuple[GoalTable, ...]


def outline(booklet: Booklet, tables: Iterable[GoalTable] | None = None) -> Outline:
    """Return how a booklet is set out; `tables`, a stream, stands in for booklet.tables."""
    stream = iter(booklet.tables if tables is None else tables)
    first = tuple(islice(stream, CONTENTS_LIMIT + 1))
    if booklet.part1 is None and len(first) == 1:
        return Outline(True, iter([(None, first[0])]), first)
    return Outline(
        False, iter(enumerate(chain(first, stream), 1)), first if len(first) <= CONTENTS_LIMIT else ()
    )
