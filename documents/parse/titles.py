"""The heading over a goal table, found among the lines before it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from documents.parse.labels import LABELS, label_key, mark_of
from documents.parse.texts import join_lines
from documents.parse.unit_lines import UnitLine, read_unit_line
from documents.text import squeeze

LONGEST_TITLE = 80
LONGEST_TITLE_LINE = 45
LINES_OF_A_TITLE = 3
_SERIAL = re.compile(
    r"\s*(?:[(（]\s*(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})\s*[)）]\s*[.．、]?|[0-9０-９]{1,3}\s*[.．、]"
    r"|[一二三四五六七八九十]{1,3}\s*、|附[件表]\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[:：.．、-]+"
    r"|表\s*[0-9０-９]{1,3}(?:[-.．][0-9０-９]{1,3})?(?:\s*[:：、]|\s))\s*"
)
# Signs that are a serial number only where the project's name follows at once.
_WEAK_SERIAL = re.compile(
    r"\s*(?:(?:附[件表]|表)?\s*[0-9０-９]{1,3}(?:[-.．][0-9０-９]{1,3}){0,2}|[①-⑳]|[一二三四五六七八九十]{1,3}|附[件表])\s*[.．、:：)）]?\s*"
)
_LEADING_YEAR = re.compile(r"20\d\d年度?")
_PART = re.compile(r"第[一二三四1-4]部分")
_YEAR = re.compile(r"[12][0-9]{3}")
_GENERIC = re.compile(
    r"(?:预算|项目|支出|资金|专项|部门|单位|年度|绩效|目标|指标|申报|批复|表|情况|\d{4}年)*"
)
_PASSING = re.compile(
    r"[(（]?(?:续表?|接上表|接上页|上接.*|转下页)[)）]?|[-—－\s]*\d{1,4}[-—－\s]*|第\d{1,4}页.*|附[件表]\d{0,3}[:：]?"
)
_YEAR_LINE = re.compile(r"[(（]?\s*(?:20\d\d)\s*年度?\s*[)）]?")


class Line(NamedTuple):
    """A line outside goal tables; `level` is its heading level, `is_title` where the grid itself says so.

    `is_late` is true after the beginning of part 1, where no cover is any more.
    """

    text: str
    place: str = ""
    level: int | None = None
    is_title: bool = False
    is_late: bool = False


class Heading(NamedTuple):
    """What stands over a table: its title without serial number, its unit line, and the lines that are neither.

    `group` is the unit whose heading stands over the title, and over the titles of further tables.
    """

    title: str
    unit: UnitLine
    rest: list[Line]
    group: UnitLine = UnitLine()


def is_passing(line: Line) -> bool:
    """Tell whether a line says nothing: a page number, 续表, 附件1."""
    return bool(_PASSING.fullmatch(squeeze(line.text)))


def is_year_line(text: str) -> bool:
    """Tell whether a line is nothing but a year: （2024年度）."""
    return bool(_YEAR_LINE.fullmatch(text.strip()))


def find_heading(lines: Sequence[Line], project_name: str, *, position: int = 1) -> Heading:
    """Find title and unit line of a table at the end of the lines before it.

    From the table upwards: unit lines and blank lines, then the title, which may go over several lines without a
    blank one between. A line is a title if it ends in 绩效目标(表), names the project, or is a heading. `position` is
    the table's in the document, from 1.
    """
    at = len(lines) - 1
    while at >= 0 and _may_stand_below(lines[at]):
        at -= 1
    if at < 0 or not _is_title(lines[at], project_name):
        return _without_title(lines, at)
    first = _first_title_line(lines, at, project_name)
    words = "\n".join(line.text for line in lines[first : at + 1])
    title = strip_serial("".join(join_lines(words).split("\n")), project_name, position=position)
    unit, rest = _take_units(lines[at + 1 :])
    above = _filled(lines[:first])
    over = _unit_over(above[-1], position) if above else None
    if not over:
        return Heading(title, unit, [*above, *rest])
    if over.money_unit:
        return Heading(title, _merge(unit, over), [*above[:-1], *rest])
    return Heading(title, unit, [*above[:-1], *rest], over)


def _unit_over(line: Line, position: int) -> UnitLine | None:
    """Return the unit in the line over a title, None where it is none or the document's own, which the cover names.

    Before the first table only a unit of money or a heading tells the two apart.
    """
    found = read_unit_line(_SERIAL.sub("", line.text, count=1) if line.level else line.text)
    if found is None or found.is_compiled:
        return None
    is_own = bool(found.code and found.name) or found.is_named
    return found if found.money_unit or (is_own and (line.level or position > 1)) else None


def _without_title(lines: Sequence[Line], at: int) -> Heading:
    """Without a title, only a line that names the unit of money is the table's; others may be the cover's."""
    money = [line for line in lines[at + 1 :] if (found := read_unit_line(line.text)) and found.money_unit]
    unit, rest = _take_units(money)
    return Heading("", unit, [*_filled(line for line in lines if line not in money), *rest])


def _may_stand_below(line: Line) -> bool:
    """Tell whether a line may stand between a title and its table: units, the year, nothing much."""
    if line.is_title or mark_of(line.text) == "title":
        return False
    is_nothing = not line.text.strip() or is_year_line(line.text) or is_passing(line)
    return is_nothing or read_unit_line(line.text) is not None


def _take_units(lines: Sequence[Line]) -> tuple[UnitLine, list[Line]]:
    """Merge the unit lines of a table; 某某编制 is said of the document and goes back with the rest."""
    unit = UnitLine()
    rest: list[Line] = []
    for line in lines:
        found = read_unit_line(line.text)
        if found and not found.is_compiled:
            unit = _merge(unit, found)
        else:
            rest.append(line)
    return unit, _filled(rest)


def _filled(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line.text.strip()]


def _merge(unit: UnitLine, other: UnitLine) -> UnitLine:
    return UnitLine(unit.code or other.code, unit.name or other.name, unit.money_unit or other.money_unit)


def is_marker(text: str) -> bool:
    """Tell whether a line only divides the document (第二部分, 预算项目绩效目标, 目录)."""
    key = label_key(_SERIAL.sub("", text, count=1))
    if _PART.match(key) and len(key) <= LONGEST_TITLE_LINE:
        return True
    words = [*LABELS["part_one"]["headings"], *LABELS["part_one"]["part_two"], "", "目录"]
    return key in words


def _is_title(line: Line, project_name: str) -> bool:
    text = squeeze(line.text)
    if line.is_title:
        return True
    if is_marker(_LEADING_YEAR.sub("", text)) or len(text) > LONGEST_TITLE or text.endswith(("。", "；")):
        return False
    name = squeeze(project_name)
    names_project = len(name) >= 2 and name in text and len(text) <= len(name) + 20
    return mark_of(line.text) == "title" or names_project or bool(line.level and _SERIAL.match(line.text))


def _first_title_line(lines: Sequence[Line], at: int, project_name: str) -> int:
    first = at
    while first and at - first + 1 < LINES_OF_A_TITLE and not lines[first].is_title:
        upper, lower = lines[first - 1], "".join(line.text for line in lines[first : at + 1])
        if _SERIAL.match(lower) or not _goes_on(upper, lower, project_name):
            break
        first -= 1
    return first


def _goes_on(upper: Line, lower: str, project_name: str) -> bool:
    """Tell whether a title begins in the line above: the lower line alone names nothing, or the upper the project."""
    text = squeeze(upper.text)
    if (
        not text
        or len(text) > LONGEST_TITLE_LINE
        or text.endswith(("。", "；", "：", ":"))
        or is_passing(upper)
    ):
        return False
    if is_marker(upper.text) or is_year_line(upper.text) or mark_of(upper.text) == "unit":
        return False
    if _GENERIC.fullmatch(squeeze(_SERIAL.sub("", lower, count=1))):
        return read_unit_line(upper.text) is None or _likeness(text, project_name) >= 0.5
    return _likeness(text, project_name) >= 0.5


def _likeness(text: str, project_name: str) -> float:
    """Return the share of the text's pairs of neighbouring characters that the project's name has too."""
    text, name = squeeze(_SERIAL.sub("", text, count=1)), squeeze(project_name)
    pairs = [text[at : at + 2] for at in range(len(text) - 1)]
    return sum(pair in name for pair in pairs) / len(pairs) if pairs else 0.0


def strip_serial(title: str, project_name: str = "", *, position: int = 1) -> str:
    """Return a title without its serial number: 1. 1、 （1） 一、; in 1.2025年… the number is 1.

    A number with decimals (5.18经贸洽谈会) is a serial number only if the rest begins with a year or the project's
    name, or if it is the table's `position` in the document. A title that begins with the project's name has none;
    what stands before that name is a serial number even without a point (1 某某, 表1某某, ①某某, 1.1某某).
    """
    name = squeeze(project_name)
    if name and squeeze(title).startswith(name):
        return title.strip()
    weak = _WEAK_SERIAL.match(title)
    if weak and len(name) >= 2 and squeeze(title[weak.end() :]).startswith(name):
        return title[weak.end() :].strip()
    found = _SERIAL.match(title)
    if not found or found.end() == len(title):
        return title.strip()
    rest = title[found.end() :]
    if rest[0].isdigit() and found[0].rstrip().endswith((".", "．")):
        is_serial = (
            _YEAR.match(rest) or (name and squeeze(rest).startswith(name)) or _counts(found[0], position)
        )
        return rest.strip() if is_serial else title.strip()
    return rest.strip()


def _counts(serial: str, position: int) -> bool:
    return unicodedata.normalize("NFKC", serial).strip(" .") == str(position)
