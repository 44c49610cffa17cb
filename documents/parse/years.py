"""The fiscal year of a booklet, which no field prints: told from its headings and from part 1."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from documents.blocks import Problem
from documents.goal_table import PartOne
from documents.parse.places import quote
from documents.text import squeeze

LONGEST_HEADING = 60
QUOTED = 20
_DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九", "0000123456789")
_CHINESE_YEAR = re.compile(r"二[〇○零Ｏ][〇○零Ｏ一二三四五六七八九]{2}(?=年)")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})年")
_HEADED = re.compile(r"(?<![0-9])(20[0-9]{2})年(?!\d{1,2}月)")
_DATE = re.compile(r"(?<![0-9])(20[0-9]{2})年\d{1,2}月")
_OPENING = re.compile(r"(?:^|[。！；\n])\s*(20[0-9]{2})年(?:[，,]|度|全年|我|本|，)")


class YearSource(NamedTuple):
    """A year and the words it was taken from."""

    year: int
    words: str
    where: str
    is_sure: bool = True


def years_in(text: str) -> list[int]:
    """Return the years that a heading names as such (2021年, 二〇二一年度), those of dates with a month left out."""
    return [int(year) for year in _HEADED.findall(_in_digits(text))]


def _in_digits(text: str) -> str:
    normal = squeeze(unicodedata.normalize("NFKC", text))
    return _CHINESE_YEAR.sub(lambda found: found[0].translate(_DIGITS), normal)


def from_heading(lines: Iterable[str]) -> YearSource | None:
    """The year in the document's own title or cover: the last line that names one year."""
    found = [(years_in(line), line) for line in lines if len(line) <= LONGEST_HEADING]
    named = [(years[0], line) for years, line in found if len(set(years)) == 1]
    return (
        YearSource(named[0][0], named[0][1], "标题", len({year for year, _ in named}) == 1) if named else None
    )


def from_overall(part1: PartOne | None) -> YearSource | None:
    """The year in 总体绩效目标: one that opens a sentence (2022年，…) goes before one merely mentioned."""
    text = _in_digits(part1.overall.replace("\n", "。")) if part1 else ""
    every = [int(year) for year in _YEAR.findall(text)]
    opening = [int(year) for year in _OPENING.findall(text)]
    if not every:
        return None
    year = max(opening) if opening else every[0]
    is_sure = len(set(opening or every)) == 1
    words = part1.overall[max(part1.overall.find(str(year)), 0) :] if part1 else ""
    return YearSource(year, words[:QUOTED], "总体绩效目标", is_sure)


def from_titles(titles: Iterable[str]) -> YearSource | None:
    """The year in the titles of the tables, sure where all that name one agree."""
    named = {found[0]: title for title in titles if (found := years_in(title))}
    return YearSource(max(named), named[max(named)], "表题", len(named) == 1) if named else None


def from_dates(lines: Iterable[str]) -> YearSource | None:
    """The year of a date on the cover (2022年1月): only when nothing better is there, and never sure."""
    found = [(_DATE.search(_in_digits(line)), line) for line in lines]
    dates = [YearSource(int(date[1]), line, "封面日期", is_sure=False) for date, line in found if date]
    return dates[0] if dates else None


def decide(
    sources: Iterable[YearSource | None], given: int | None
) -> tuple[int | None, list[str], list[Problem]]:
    """Return the year of the first source, else the given one; a note of where it is from; doubts where they differ."""
    found = [source for source in sources if source]
    if not found:
        note = [f"文件中没有写明年度，按指定的{given}年度。"] if given else ["文件中没有写明年度。"]
        return given, note, []
    chosen = found[0]
    notes = [f"年度{chosen.year}取自{chosen.where}：{quote(chosen.words)}"]
    others = [source for source in found[1:] if source.year != chosen.year and source.is_sure]
    doubts = [f"{source.where}{quote(source.words)}却是{source.year}年" for source in others]
    doubts += [f"指定的年度是{given}年"] if given and given != chosen.year else []
    doubts += ["同处还写有别的年份"] if not chosen.is_sure and not doubts else []
    message = f"年度按{chosen.where}{quote(chosen.words)}读作{chosen.year}年，但{'，'.join(doubts)}，请核对。"
    return chosen.year, notes, [Problem(message, is_doubt=True)] if doubts else []
