"""Hypothesis strategies: goal tables and booklets such as paper can carry.

The domain, that is, what a printed form can say so that a reader can tell it again:

- Text is cleaned (clean_text), and no line of it has blank edges or is blank.
- Purpose, goals, descriptions and bases have lines of their own; the name and value of an indicator only where a
  sentence ends or a numbered line begins (documents.parse.texts.join_lines leaves them as they are).
- A value in the head of a form is not itself one of the form's labels (a purpose reading 项目名称), nor a line that
  names a unit of money.
- A code has no white space and is not a dash or a word for "nothing"; a unit's code is 3 to 12 digits, its name
  begins with no digit and is no number of something.
- Categories have no white space, and every row names both; no row is empty beside its categories.
- Goals are not blank; a goal begins with no list number of its own and holds no further list numbers (2. after a
  clause), which would make it a list.
- A title names its table: it ends in 绩效目标表, and begins with no serial number.
- Amounts are not negative and have at most 6 decimals in yuan; shares lie between 0 and 100 with at most 4 decimals.
- Weights are for layouts that print them (`with_weights`).
"""

import re
from decimal import Decimal

from hypothesis import strategies as st

from documents.goal_table import (
    CHECKPOINT_MONTHS,
    Booklet,
    Budget,
    Goal,
    GoalTable,
    IndicatorRow,
    PartOne,
    ScheduleMark,
)
from documents.parse.amounts import is_blank
from documents.parse.goal_lists import split_goals
from documents.parse.labels import mark_of
from documents.parse.part_one import PartOneReader
from documents.parse.texts import join_lines, keep_lines
from documents.parse.titles import Line, strip_serial
from documents.parse.unit_lines import read_unit_line, split_unit
from documents.text import clean_text, squeeze

WORDS = "项目资金预算绩效目标指标数量质量时效成本经济社会生态满意度完成率保障单位年度工作计划建设一二三四五六七八九十百"
SIGNS = "0123456789.,;:%≥≤=＝><()（）“”、，。；：·-—/*+abcXYZ 　<>&'\"\\|{}[]#"
_LINE_NUMBER = re.compile(r"\d|[（(①-⑳]|[一二三四五六七八九十]+[、）)]|第|目标|[·•●◆■▪*※-]")


def characters() -> st.SearchStrategy[str]:
    """One character: mostly Chinese words and signs, sometimes anything that may stand in a document."""
    anything = st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"))
    return st.one_of(st.sampled_from(WORDS), st.sampled_from(SIGNS), anything)


def lines(*, max_size: int = 40) -> st.SearchStrategy[str]:
    """One line of text, without blank edges; may be empty."""
    text = st.text(characters(), max_size=max_size).map(lambda line: clean_text(line).strip())
    return text.filter(lambda line: join_lines(line) == line)


def texts() -> st.SearchStrategy[str]:
    """Text of one or several lines, each a sentence; may be empty."""
    sentence = (
        lines(max_size=30)
        .filter(lambda line: line and not _LINE_NUMBER.match(line))
        .map(lambda line: line + "。")
    )
    several = st.lists(sentence, min_size=2, max_size=3).map("\n".join)
    return st.one_of(lines(), lines(), several).filter(lambda text: join_lines(text) == text)


def long_texts() -> st.SearchStrategy[str]:
    """Text of one or several lines, wherever they end; may be empty."""
    line = lines(max_size=20).filter(lambda line: line and not _LINE_NUMBER.match(line))
    several = st.lists(line, min_size=2, max_size=3).map("\n".join)
    return st.one_of(texts(), several).filter(lambda text: keep_lines(text) == text)


def head_texts() -> st.SearchStrategy[str]:
    """Text for the head of a form: no label and no unit of money."""
    return long_texts().filter(lambda text: mark_of(text) in ("", "text", "title"))


def names() -> st.SearchStrategy[str]:
    """A name on one line, not empty, that is no label."""
    return lines().filter(lambda line: line and mark_of(line) == "text")


def project_codes() -> st.SearchStrategy[str | None]:
    code = st.text("0123456789ABCDEFGHJKLMNPQRTUWXY-", min_size=1, max_size=24).filter(
        lambda code: not is_blank(code)
    )
    return st.none() | code


def units() -> st.SearchStrategy[tuple[str | None, str | None]]:
    """Code and name of a unit, either may be missing."""
    code = st.none() | st.text("0123456789", min_size=3, max_size=12)
    return st.tuples(code, st.none() | names()).filter(_is_printable_unit)


def _is_printable_unit(unit: tuple[str | None, str | None]) -> bool:
    printed = (unit[0] or "") + (unit[1] or "")
    if not printed:
        return True
    line = read_unit_line(f"{printed}\t单位：元")
    return line is not None and (line.code, line.name) == unit and split_unit(printed) == unit


def amounts() -> st.SearchStrategy[Decimal | None]:
    return st.none() | st.decimals(min_value=0, max_value=10**10, places=2)


def percents() -> st.SearchStrategy[Decimal | None]:
    whole = st.integers(0, 100).map(Decimal)
    return st.none() | whole | st.decimals(min_value=0, max_value=100, places=2)


def goals() -> st.SearchStrategy[Goal]:
    """A goal that is read back as one goal when it stands alone and when it stands in a numbered list."""
    return long_texts().filter(_is_printable_goal).map(Goal)


def _is_printable_goal(text: str) -> bool:
    if not text or mark_of(text) not in ("text", "title") or any(map(_LINE_NUMBER.match, text.split("\n"))):
        return False
    return split_goals(f"1.{text}") == [text] and split_goals(f"1.{text}\n2.{text}\n3.{text}") == [text] * 3


def category_names() -> st.SearchStrategy[str]:
    known = st.sampled_from(
        ["产出指标", "成本指标", "效益指标", "数量指标", "质量指标", "服务对象满意度指标"]
    )
    return known | lines(max_size=8).map(squeeze).filter(lambda name: bool(name) and mark_of(name) == "text")


def indicators(*, with_weights: bool = False) -> st.SearchStrategy[IndicatorRow]:
    weights = st.none() | st.decimals(min_value=0, max_value=100, places=1) if with_weights else st.none()
    row = st.builds(
        IndicatorRow,
        category_names(),
        category_names(),
        texts(),
        long_texts(),
        texts(),
        long_texts(),
        weights,
    )
    return row.filter(lambda row: bool(row.name or row.description or row.value or row.basis))


def titles() -> st.SearchStrategy[str]:
    title = lines(max_size=20).map(lambda line: f"{line}绩效目标表")
    return st.just("") | title.filter(
        lambda title: strip_serial(title) == title and mark_of(title) == "title"
    )


def goal_tables(*, with_weights: bool = False) -> st.SearchStrategy[GoalTable]:
    """Goal tables that paper can carry (see the module's list)."""
    return st.builds(
        _goal_table,
        titles(),
        units(),
        project_codes(),
        st.just("") | names(),
        st.builds(Budget, amounts(), amounts(), amounts()),
        head_texts(),
        st.lists(percents(), min_size=4, max_size=4),
        st.lists(goals(), max_size=4),
        st.lists(indicators(with_weights=with_weights), max_size=6),
    )


def _goal_table(
    title: str,
    unit: tuple[str | None, str | None],
    code: str | None,
    name: str,
    budget: Budget,
    purpose: str,
    percents: list[Decimal | None],
    goals: list[Goal],
    indicators: list[IndicatorRow],
) -> GoalTable:
    return GoalTable(
        title=title,
        unit_code=unit[0],
        unit_name=unit[1],
        project_code=code,
        project_name=name,
        budget=budget,
        purpose=purpose,
        schedule=tuple(map(ScheduleMark, CHECKPOINT_MONTHS, percents)),
        goals=tuple(goals),
        indicators=tuple(indicators),
    )


def part_one_texts() -> st.SearchStrategy[str]:
    """Paragraphs of a section of part 1: no headings, no page numbers, no blank ones."""
    line = lines(max_size=60).filter(_is_printable_paragraph)
    return st.lists(line, max_size=4).map("\n".join)


def _is_printable_paragraph(line: str) -> bool:
    reader = PartOneReader(section="divisions", texts={"divisions": []})
    return bool(line) and reader.take(Line(line)) == [] and reader.texts == {"divisions": [line]}


def booklets() -> st.SearchStrategy[Booklet]:
    """Booklets that paper can carry: the unit's name is one that a line of its own can say.

    The year is printed on the cover; a booklet without one names no year in part 1 nor in any title.
    """
    return st.builds(
        _booklet,
        st.none() | st.integers(2000, 2099),
        units().filter(_is_printable_on_cover),
        st.none() | st.builds(PartOne, part_one_texts(), part_one_texts(), part_one_texts()),
        st.lists(goal_tables(), min_size=1, max_size=3),
    ).filter(lambda booklet: booklet.fiscal_year is not None or not _names_a_year(booklet))


def _is_printable_on_cover(unit: tuple[str | None, str | None]) -> bool:
    code, name = unit
    if name is None:
        return False
    line = read_unit_line(code + name if code else f"{name}编制")
    return line is not None and (line.code, line.name) == unit and line.money_unit is None


def _names_a_year(booklet: Booklet) -> bool:
    part1 = booklet.part1 or PartOne()
    return any("20" in text for text in (part1.overall, *(table.title for table in booklet.tables)))


def _booklet(
    year: int | None, unit: tuple[str | None, str | None], part1: PartOne | None, tables: list[GoalTable]
) -> Booklet:
    # A unit without a code on the cover takes the code of the tables, where all name that unit.
    common = {(table.unit_code, table.unit_name) for table in tables if table.unit_code or table.unit_name}
    is_same = len(common) == 1 and unit[0] is None and unit[1] == next(iter(common))[1]
    return Booklet(year, *(next(iter(common)) if is_same else unit), part1, tuple(tables))
