"""Rules about who and what: project code, unit, title, name."""

import re
import unicodedata
from collections.abc import Iterator

from documents.text import squeeze
from projects.cell_operations import SetCell
from projects.checks.finding import Hit, Repair
from projects.checks.project_codes import OLD_FORM, P_FORM, check_character, faulty_character
from projects.checks.registry import table_check
from projects.checks.view import TableView
from projects.checks.word_lists import word_lists
from projects.checks.wording import is_empty, normalise, shortened

_WORDS = word_lists("identity")


def _any_of(name: str) -> str:
    return "|".join(map(re.escape, sorted(_WORDS[name], key=len, reverse=True)))


_SIX_DIGITS = re.compile(r"\d{6}")
_TITLE_END = re.compile(rf"(?:{_any_of('title_endings')})(?:[(（]?20\d\d年度?[)）]?)?$")
_TITLE_ONLY = re.compile(rf"(?:{_any_of('title_fillers')}|20\d\d|年度?)*")
_TITLE_TAIL = re.compile(rf"(?:{_any_of('title_fillers')})$")
# 〔2021〕58号 in any brackets; round ones also hold the year of a phase (二期（2025）3号泵站), so they need an issuer.
_DOCUMENT_NUMBER = re.compile(
    rf"(?:[^\W\d_]{{1,12}}[〔\[［【]|[^\W\d_]{{0,12}}(?:{_any_of('issuers')})[(（])\s*20\d\d\s*"
    r"[〕\]］】)）]\s*第?\s*\d{1,4}\s*号?"
)
_BRACKETED_NUMBER = re.compile(rf"[(（《]\s*(?:{_DOCUMENT_NUMBER.pattern})\s*[)）》]")
_LEADING_YEAR = re.compile(r"20\d\d\s*(?:[-—~至]\s*20\d\d)?\s*年度?\s*")
_GENERAL = re.compile(rf"(?:{_any_of('general')}|20\d\d年度?|\W)*")


@table_check("ID01")
def code_is_missing(view: TableView) -> Iterator[Hit]:
    code = view.table.project_code
    if is_empty(code):
        yield Hit("project.code", code or "")


@table_check("ID02")
def code_has_wrong_form(view: TableView) -> Iterator[Hit]:
    code = view.table.project_code or ""
    if is_empty(code) or OLD_FORM.fullmatch(code):
        return
    plain = squeeze(unicodedata.normalize("NFKC", code)).upper()
    repair = None
    if OLD_FORM.fullmatch(plain):
        repair = Repair("改成半角大写、不带空格", (SetCell("project.code", plain),))
    words = {"n": len(code), "character": faulty_character(code)}
    yield Hit("project.code", code, words, repair, variant="" if len(code) != 21 else "character")


@table_check("ID03")
def code_has_wrong_check_character(view: TableView) -> Iterator[Hit]:
    code = view.table.project_code or ""
    if P_FORM.fullmatch(code) and (expected := check_character(code)) != code[-1]:
        repair = Repair(f"最后一位改成“{expected}”", (SetCell("project.code", code[:-1] + expected),))
        yield Hit("project.code", code, {"x": expected}, repair)


@table_check("ID04")
def code_cannot_be_checked(view: TableView) -> Iterator[Hit]:
    code = view.table.project_code or ""
    if OLD_FORM.fullmatch(code) and not P_FORM.fullmatch(code):
        yield Hit("project.code", code, variant="letters" if code[8] == "P" else "")


@table_check("ID05")
def unit_code_is_missing(view: TableView) -> Iterator[Hit]:
    table = view.table
    if not _SIX_DIGITS.match(table.unit_code or "") or is_empty(table.unit_name):
        yield Hit("unit.code", table.unit_code or "")


@table_check("ID06")
def code_is_of_another_region_or_year(view: TableView) -> Iterator[Hit]:
    code, context = view.table.project_code or "", view.context
    if not OLD_FORM.fullmatch(code):
        return
    if _SIX_DIGITS.match(context.region_code) and code[:6] != context.region_code[:6]:
        words = {"found": code[:6], "expected": context.region_code[:6]}
        yield Hit("project.code", code, words)
    elif context.fiscal_year and 2000 + int(code[6:8]) > context.fiscal_year:
        words = {"found": code[6:8], "expected": str(context.fiscal_year)}
        yield Hit("project.code", code, words, variant="year")


@table_check("ID07")
def title_is_not_the_name(view: TableView) -> Iterator[Hit]:
    title, name = squeeze(view.table.title), squeeze(view.table.project_name)
    if not title or not name or _TITLE_ONLY.fullmatch(title):
        return
    words = {"title": shortened(view.table.title.strip()), "name": shortened(view.table.project_name.strip())}
    if not _TITLE_END.search(title):
        yield Hit("title", view.table.title, words, variant="ending")
    elif normalise(name) not in map(normalise, names := _names_in(title)):
        label = f"项目名称改成“{shortened(names[-1])}”"
        repair = Repair(label, (SetCell("project.name", names[-1]),)) if names[-1] else None
        yield Hit("title", view.table.title, words, repair)


def _names_in(title: str) -> list[str]:
    """Return the names a title may give: without its ending, the year before it, 项目支出 after it; the barest last."""
    name = _TITLE_END.sub("", title)
    names = [name, _LEADING_YEAR.sub("", name, count=1)]
    while found := _TITLE_TAIL.search(names[-1]):
        names += [names[-2][: found.start() - len(names[-1])], names[-1][: found.start()]]
    return names


@table_check("ID08")
def name_has_document_number(view: TableView) -> Iterator[Hit]:
    name = view.table.project_name
    if found := _DOCUMENT_NUMBER.search(name):
        left = _BRACKETED_NUMBER.sub("", name, count=1).strip()
        is_mended = left != name.strip() and len(normalise(left)) > 1
        repair = Repair("去掉文号", (SetCell("project.name", left),)) if is_mended else None
        yield Hit("project.name", name, {"doc": found[0]}, repair)


@table_check("ID09")
def name_has_year(view: TableView) -> Iterator[Hit]:
    name = view.table.project_name.strip()
    if (found := _LEADING_YEAR.match(name)) and (left := name[found.end() :]):
        yield Hit("project.name", name, repair=Repair("去掉年度", (SetCell("project.name", left),)))


@table_check("ID10")
def name_is_too_general(view: TableView) -> Iterator[Hit]:
    name = view.table.project_name
    if is_general(name):
        yield Hit("project.name", name, {"name": shortened(name)})


def is_general(name: str) -> bool:
    """Tell whether a project's name is nothing but words for money and work: 专项工作经费."""
    return bool(normalise(name)) and bool(_GENERAL.fullmatch(squeeze(name)))


@table_check("ID11")
def name_is_of_running_costs(view: TableView) -> Iterator[Hit]:
    name = squeeze(view.table.project_name)
    if any(word in name for word in _WORDS["running_costs"]):
        yield Hit("project.name", view.table.project_name)
