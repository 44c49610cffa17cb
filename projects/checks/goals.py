"""Rules about the purpose of the money and the goals: said at all, said once, said so that it can be measured."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from documents.goal_table import Goal
from documents.text import squeeze
from indicators.value_words import UNITS, any_of
from indicators.values import Kind, parse_value
from projects.cell_operations import DeleteRow
from projects.checks.finding import Hit, Repair
from projects.checks.identity import is_general
from projects.checks.registry import table_check
from projects.checks.view import TableView
from projects.checks.word_lists import word_lists
from projects.checks.word_patterns import choice
from projects.checks.wording import KEPT, is_empty, normalise, shortened

_WORDS = word_lists("goals")
_PLACEHOLDER = re.compile("|".join(_WORDS["placeholders"]), re.IGNORECASE)
_DIGITS = re.compile(r"[0-9][0-9,.]*")
# What stands between a number and its unit: 1.2万亩, 2000余元, 8千户.
_UNIT = re.compile(
    rf"[余多]?[十百千万亿]{{0,3}}[余多]?\s*(?:{any_of(UNITS)}|{choice(_WORDS['latin_units'])})", re.IGNORECASE
)
_SPELT = re.compile(
    rf"(?<!第)(?!一[^十百千万])[一二三四五六七八九十百千两]{{1,6}}万?(?:{choice(_WORDS['units_after_numerals'])})|百分之[一二三四五六七八九十百]"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBERED = re.compile(r"[0-9]+年?度?")
_END_OF_YEAR = tuple(_WORDS["after_a_year"])
_STOP_WORDS = re.compile("|".join(map(re.escape, sorted(_WORDS["stop_words"], key=len, reverse=True))))
# No unit of measure is longer, nor is 10月31日前.
LONGEST_UNIT = 9
LONGEST_NAME = 200


def _filled(view: TableView) -> list[tuple[int, Goal]]:
    return [(number, goal) for number, goal in enumerate(view.table.goals, 1) if goal.text.strip()]


@table_check("GO01")
def purpose_is_too_short(view: TableView) -> Iterator[Hit]:
    purpose = view.table.purpose
    if is_empty(purpose):
        yield Hit("purpose", purpose, variant="blank")
    elif len(normalise(purpose)) < view.context.rules.threshold("GO01", "characters"):
        yield Hit("purpose", purpose, {"x": shortened(purpose)})


@table_check("GO02")
def goals_are_missing(view: TableView) -> Iterator[Hit]:
    if not _filled(view):
        yield Hit("goals")


@table_check("GO03")
def goal_is_a_placeholder(view: TableView) -> Iterator[Hit]:
    for _, goal in _filled(view):
        if is_empty(goal.text) or _PLACEHOLDER.fullmatch(squeeze(goal.text).strip("。.；;，,")):
            yield Hit(f"goals.{goal.uid}", goal.text, {"x": shortened(goal.text)})


@table_check("GO04")
def goals_are_the_same(view: TableView) -> Iterator[Hit]:
    """One hit for a table, however many goals it repeats; the repair keeps the first of each."""
    saying = defaultdict(list)
    for number, goal in _filled(view):
        if text := normalise(goal.text):
            saying[text].append((number, goal))
    repeated = [goals for goals in saying.values() if len(goals) > 1]
    if repeated:
        numbers = "，".join("、".join(str(number) for number, _ in goals) for goals in repeated)
        later = [goal for goals in repeated for _, goal in goals[1:]]
        deletions = tuple(DeleteRow(f"goals.{goal.uid}") for goal in later)
        yield Hit(
            f"goals.{later[0].uid}", later[0].text, {"numbers": numbers}, Repair("删除重复的目标", deletions)
        )


@table_check("GO05")
def goal_repeats_purpose_or_name(view: TableView) -> Iterator[Hit]:
    others = {"资金用途": normalise(view.table.purpose), "项目名称": normalise(view.table.project_name)}
    for _, goal in _filled(view):
        for label, text in others.items():
            if text and normalise(goal.text) == text:
                yield Hit(f"goals.{goal.uid}", goal.text, {"what": label})
                return


@table_check("GO06")
def goals_have_nothing_to_measure(view: TableView) -> Iterator[Hit]:
    goals = _filled(view)
    if goals and not any(_is_measurable(goal.text) for _, goal in goals):
        yield Hit("goals")


def _is_measurable(text: str) -> bool:
    """Tell whether a text has a number with a unit of measure or a date; a year alone (2026年) is neither."""
    plain = unicodedata.normalize("NFKC", text[:KEPT])
    return bool(_SPELT.search(plain)) or any(_is_quantity(plain, found) for found in _DIGITS.finditer(plain))


def _is_quantity(text: str, found: re.Match[str]) -> bool:
    rest = text[found.end() : found.end() + LONGEST_UNIT].lstrip()
    if _YEAR.fullmatch(found[0]) and rest.startswith("年"):
        return rest.startswith(_END_OF_YEAR)
    return bool(_UNIT.match(rest)) or _is_date(found[0], rest)


def _is_date(number: str, rest: str) -> bool:
    return rest.startswith("月") and parse_value(f"{number}月").kind is Kind.DATE


@table_check("GO07")
def name_is_not_in_purpose_or_goals(view: TableView) -> Iterator[Hit]:
    """The indicators may speak of it as well; a name that says nothing of its own is too general (ID10), not elsewhere."""
    table = view.table
    said = normalise("".join((table.purpose, *(goal.text for goal in table.goals))))
    pairs = _pairs_of(table.project_name)
    if not said or not pairs or is_general(table.project_name):
        return
    said += "".join(row.name_key + row.description_key for row in view.rows)
    if not any(pair in said for pair in pairs):
        yield Hit("project.name", table.project_name, {"name": shortened(table.project_name)})


def _pairs_of(name: str) -> list[str]:
    """Return what a name is about, two characters at a time, without years and numbers."""
    cores = [
        normalise(part) for part in _STOP_WORDS.split(_NUMBERED.sub(" ", normalise(name[:LONGEST_NAME])))
    ]
    return [core[at : at + 2] for core in cores for at in range(len(core) - 1)]
