"""Rules about the names and descriptions of indicators: copied, repeated, slogans, two things in one."""

import re
from collections.abc import Iterator

from indicators.values import Kind
from projects.cell_operations import SetCell
from projects.checks.categories import Kind1
from projects.checks.finding import Hit, Repair
from projects.checks.registry import row_check, table_check
from projects.checks.view import RowView, TableView
from projects.checks.word_lists import word_lists
from projects.checks.word_patterns import anywhere, at_end, choice, is_not_applicable, plain
from projects.checks.wording import normalise, shortened

_WORDS = word_lists("indicators")
_CATEGORY_END = re.compile(r"指标\d*$|(?<=[^\d])\d{1,2}$")
_SLOGAN = re.compile(f"(?!{choice(_WORDS['slogan_exceptions'])})(?:{choice(_WORDS['slogan_starts'])})")
_NOUN, _NO_NOUN = at_end(_WORDS["slogan_nouns"]), at_end(_WORDS["no_nouns"])
_SATISFACTION = re.compile(r"(.*?)(?:对(?!象).{1,20})?的?满意(?:度|率|程度)(?:指标|指数|情况)?$")
_NOBODYS = frozenset(_WORDS["nobodys"])
_GROWTH = anywhere(_WORDS["growth_words"])
_NO_GROWTH = anywhere([*_WORDS["no_growth"], *_WORDS["based_by_definition"]])
_GROWTH_SAID = re.compile(
    rf"(?:{choice(_WORDS['growth_words'])})了?的?(?:率|幅度|比例|比率|百分|程度|情况|额|倍|值|\d)"
)
_GROWTH_END = re.compile(
    rf"(?:{choice(_WORDS['growing'])})(?:{choice(_WORDS['growth_ends'])})(?:情况)?$|(?:{choice(_WORDS['own_growth'])})$"
)
# 作出是否受理决定的期限 asks for a time.
_WHETHER_MEASURED = re.compile(
    r"是否[^,。;、]{1,30}的(?:期限|时限|时间|时长|天数|比例|占比|人数|件数|次数|数量)$"
)
_ADDED = re.compile(rf"(?:{choice(_WORDS['added_words'])})")
_BASE = re.compile(rf"(?:19|20)\d\d|{choice(_WORDS['base_words'])}")


@row_check("IN01")
def description_copies_name(row: RowView, view: TableView) -> Iterator[Hit]:
    if is_not_applicable(row.row.name):
        return
    if row.name_key and row.description_key in (row.name_key, normalise(row.row.name)):
        yield _at_description(row)


@row_check("IN02")
def name_is_category(row: RowView, view: TableView) -> Iterator[Hit]:
    if row.kind1 is Kind1.SATISFACTION or not row.name_key:
        return
    categories = {_category(row.row.level1), _category(row.row.level2)}
    if _category(row.row.name) in categories - {""}:
        yield _at_name(row)


def _category(name: str) -> str:
    return _CATEGORY_END.sub("", normalise(name))


@table_check("IN03")
def name_comes_twice(view: TableView) -> Iterator[Hit]:
    """Speak at the second row of a name and every further one."""
    seen: set[str] = set()
    for row in view.rows:
        if row.name_key in seen:
            yield _at_name(row)
        elif row.name_key:
            seen.add(row.name_key)


@row_check("IN12")
def asks_two_things(row: RowView, view: TableView) -> Iterator[Hit]:
    if row.is_twin:
        yield _at_name(row, text=row.label)
    elif ";" in plain(row.row.value).rstrip(";"):
        yield Hit(row.address("value"), row.row.value, {"text": shortened(row.row.value)})


@row_check("IN13")
def name_is_slogan(row: RowView, view: TableView) -> Iterator[Hit]:
    is_counted = _NOUN.search(row.name) and not _NO_NOUN.search(row.name)
    if _SLOGAN.match(row.name) and not is_counted:
        yield _at_name(row)


@row_check("IN14")
def name_carries_unit(row: RowView, view: TableView) -> Iterator[Hit]:
    if not row.named_unit:
        return
    name = _without_unit(row.row.name)
    repair = Repair(f"名称改为“{shortened(name)}”", (SetCell(row.address("name"), name),)) if name else None
    yield Hit(
        row.address("name"), row.row.name, {"name": row.label, "unit": f"（{row.named_unit[1:-1]}）"}, repair
    )


def _without_unit(name: str) -> str:
    """Take out the unit as typed: the last pair of brackets, or the one around %."""
    if found := re.search(r"\s*[(（]\s*[%％]\s*[)）]", name):
        return name.replace(found[0], "", 1).strip()
    return re.sub(r"\s*[(（][^()（）]*[)）]\s*$", "", name).strip()


@row_check("IN15")
def description_asks_whether(row: RowView, view: TableView) -> Iterator[Hit]:
    if "是否" in row.description and not _WHETHER_MEASURED.search(row.description):
        yield _at_description(row)


@row_check("IN16")
def satisfaction_is_nobodys(row: RowView, view: TableView) -> Iterator[Hit]:
    found = _SATISFACTION.match(row.name)
    if found and found[1] in _NOBODYS:
        yield _at_name(row)


@row_check("IN17")
def growth_has_no_base(row: RowView, view: TableView) -> Iterator[Hit]:
    if row.value.kind not in (Kind.QUANTITY, Kind.RANGE) or _BASE.search(row.said):
        return
    if _BASE.search(plain(row.row.value)):
        return
    name = _NO_GROWTH.sub("", row.name)
    described = _NO_GROWTH.sub("", row.description)
    is_only_added = _ADDED.match(name) and row.value.unit != "%"
    if (_GROWTH.search(name) and not is_only_added) or _GROWTH_END.search(name):
        yield _at_name(row)
    elif _GROWTH_SAID.search(described) or _GROWTH_END.search(described):
        yield _at_description(row)


def _at_name(row: RowView, **words: str) -> Hit:
    return Hit(row.address("name"), row.row.name, {"name": row.label, **words})


def _at_description(row: RowView) -> Hit:
    return Hit(row.address("description"), row.row.description, {"name": row.label})
