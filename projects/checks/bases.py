"""Rules about value bases (指标值确定依据): document numbers, experience, generalities."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from documents.text import squeeze
from projects.cell_operations import SetCell
from projects.checks.finding import Hit, Repair
from projects.checks.registry import row_check, table_check
from projects.checks.view import RowView, TableView
from projects.checks.word_lists import word_lists
from projects.checks.word_patterns import anywhere, at_end, choice, is_not_applicable, plain
from projects.checks.wording import is_empty, normalise, shortened

MOST_NAMED = 10
SHORTEST_COPY = 6

_WORDS = word_lists("bases")
# 冀政〔2014〕76号 as people type it: any brackets, 第, leading zeros, without 号.
_NUMBER = re.compile(
    r"(?P<agency>[\u4e00-\u9fff]{2,12})\s*(?P<open>[\[［【〔〖{｛(（])\s*(?P<year>(?:19|20)\d{2})(?P<named>年?)\s*"
    r"(?P<close>[\]］】〕〗}｝)）])\s*(?P<first>第?)\s*(?P<zeros>0*)(?P<serial>[1-9]\d{0,4})\s*"
    r"(?P<mark>号|(?=$|[\s，,。；;、)）》]|和|及|与))"
)
_AGENCY_FROM = re.compile(rf".*(?:{choice(_WORDS['before_agency'])})")
_LOOSE = re.compile(r"[\[\]［］【】〔〕〖〗{}｛｝()（）号第\s]")
_EXPERIENCE = frozenset(map(normalise, _WORDS["experience"]))
_EXPERIENCED = re.compile(f".{{0,8}}(?:{choice(_WORDS['experience_endings'])})")
_GENERAL = frozenset(map(normalise, _WORDS["general"]))
_SOURCE, _PLAIN_SOURCE = anywhere(_WORDS["sources"]), anywhere(_WORDS["plain_sources"])
_MEASURED = at_end(_WORDS["measured_endings"])
_SIGN = anywhere(_WORDS["measured_signs"])
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=[年/\-—~至])")


@table_check("BA01")
def document_number_is_odd(view: TableView) -> Iterator[Hit]:
    """Speak once in a table, at the first number of a wrong form; the repair mends them all."""
    rows = [row for row in view.rows if any(map(_is_odd, _NUMBER.finditer(row.row.basis)))]
    if rows:
        found = next(filter(_is_odd, _NUMBER.finditer(rows[0].row.basis)))
        yield _spoken(view, rows, {"number": _named(found)}, _unified(rows, "文号改为规范写法"))


@table_check("BA02")
def document_number_varies(view: TableView) -> Iterator[Hit]:
    """Speak once for a document that is written in several ways, at the first row that differs from the first one."""
    by_document: dict[str, list[RowView]] = defaultdict(list)
    for row in view.rows:
        if _NUMBER.search(row.row.basis):
            by_document[_LOOSE.sub("", row.row.basis)].append(row)
    for rows in by_document.values():
        other = next((row for row in rows if row.row.basis.strip() != rows[0].row.basis.strip()), None)
        if other:
            words = {"one": shortened(rows[0].row.basis), "other": shortened(other.row.basis)}
            text = _mended(max(rows, key=lambda row: "号" in row.row.basis).row.basis.strip())
            operations = tuple(SetCell(row.address("basis"), text) for row in rows if row.row.basis != text)
            repair = Repair(f"统一为“{shortened(text)}”", operations)
            yield Hit(other.address("basis"), other.row.basis, words, repair)


@table_check("BA03")
def basis_is_experience(view: TableView) -> Iterator[Hit]:
    """Speak once in a table, at the first such row."""
    rows = [row for row in view.rows if row.basis_key in _EXPERIENCE or _EXPERIENCED.fullmatch(row.basis_key)]
    if rows:
        yield _spoken(view, rows, {"basis": shortened(rows[0].row.basis)})


@table_check("BA04")
def basis_is_general(view: TableView) -> Iterator[Hit]:
    """Speak once in a table, at the first such row."""
    rows = [row for row in view.rows if row.basis_key in _GENERAL]
    if rows:
        yield _spoken(view, rows, {"basis": shortened(rows[0].row.basis)})


@table_check("BA05")
def bases_are_alike(view: TableView) -> Iterator[Hit]:
    keys = {row.basis_key for row in view.rows}
    is_long = len(view.rows) >= view.context.rules.threshold("BA05", "rows")
    if is_long and len(keys) == 1 and not is_empty(view.rows[0].row.basis):
        text = view.rows[0].row.basis
        yield Hit("indicators", text, {"basis": shortened(text), "count": len(view.rows)})


@row_check("BA06")
def basis_is_measure(row: RowView, view: TableView) -> Iterator[Hit]:
    basis = plain(row.row.basis).rstrip("。;,.")
    if not row.basis_key or is_not_applicable(row.row.basis) or _PLAIN_SOURCE.search(basis):
        return
    if _is_of_past_year(basis, view.context.fiscal_year):
        return
    is_measure = (_MEASURED.search(basis) or _SIGN.search(basis)) and not _SOURCE.search(basis)
    if is_measure or _is_copied(row):
        yield Hit(row.address("basis"), row.row.basis, {"basis": shortened(row.row.basis)})


def _is_of_past_year(basis: str, fiscal_year: int | None) -> bool:
    """Tell whether a basis says what a past year had, which is a record: 2025年26.7万人次."""
    years = map(int, _YEAR.findall(basis))
    return any(fiscal_year is None or year < fiscal_year for year in years)


def _is_copied(row: RowView) -> bool:
    """Tell whether the basis is the name, or part of the description."""
    key = row.basis_key
    return key == row.name_key or (len(key) >= SHORTEST_COPY and key in row.description_key)


def _mended(text: str) -> str:
    """Return a text with its document numbers in the form of GB/T 9704-2012: 冀政〔2014〕76号."""
    return _NUMBER.sub(_proper, text)


def _proper(found: re.Match[str]) -> str:
    return f"{found['agency']}〔{found['year']}〕{found['serial']}号"


def _is_odd(found: re.Match[str]) -> bool:
    return squeeze(found[0]) != _proper(found)


def _named(found: re.Match[str]) -> str:
    """Return a document number in proper form without the words that stand before it."""
    number = _proper(found)
    short = _AGENCY_FROM.sub("", found["agency"])
    return number.removeprefix(found["agency"].removesuffix(short)) if len(short) > 1 else number


def _unified(rows: Sequence[RowView], label: str) -> Repair:
    return Repair(label, tuple(SetCell(row.address("basis"), _mended(row.row.basis)) for row in rows))


def _spoken(
    view: TableView, rows: Sequence[RowView], words: dict[str, str], repair: Repair | None = None
) -> Hit:
    """One hit for all the rows, at the first, the others named by their numbers."""
    said = {**words, "rows": _places(rows, len(view.rows))}
    return Hit(rows[0].address("basis"), rows[0].row.basis, said, repair)


def _places(rows: Sequence[RowView], number_of_rows: int) -> str:
    if len(rows) == number_of_rows > 1:
        return f"全部{number_of_rows}行"
    named = "、".join(str(row.number) for row in rows[:MOST_NAMED])
    return f"第{named}行" if len(rows) <= MOST_NAMED else f"第{named}等{len(rows)}行"
