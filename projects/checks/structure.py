"""Rules about the indicators as a whole: what must be there, under which category, filled in."""

from collections.abc import Iterator

from documents.text import squeeze
from indicators.values import Kind
from projects.cell_operations import DeleteRow, MoveRow, SetCell
from projects.checks.categories import Kind1, Kind2, kinds_below
from projects.checks.finding import Hit, Repair
from projects.checks.registry import row_check, table_check
from projects.checks.view import RowView, TableView
from projects.checks.word_lists import word_lists
from projects.checks.word_patterns import is_not_applicable
from projects.checks.wording import is_empty, quoted, shortened
from projects.enums import Severity

_WORDS = word_lists("structure")
_FORM_NAMES = {Kind2(kind): tuple(names) for kind, names in _WORDS["form_names"].items()}
_REQUIRED_OUTPUTS = (Kind2.QUANTITY, Kind2.QUALITY, Kind2.TIMELINESS)
_ORDER = {kind: place for place, kind in enumerate(Kind2)}


# What must be there


@table_check("ST01")
def output_is_missing(view: TableView) -> Iterator[Hit]:
    present = {row.kind2 for row in view.rows}
    for kind in _REQUIRED_OUTPUTS:
        if kind not in present:
            yield Hit("indicators", words={"x": _FORM_NAMES[kind][0]})


@table_check("ST02")
def cost_is_missing(view: TableView) -> Iterator[Hit]:
    if any(row.kind2 is Kind2.COST for row in view.rows):
        return
    said = f"{view.table.project_name} {view.table.purpose}"
    # With a phrase that only sounds so there may be none: then it is no error.
    is_sure = not any(phrase in said for phrase in _WORDS["not_works"])
    if is_sure and any(word in said for word in _WORDS["works"]):
        yield Hit("indicators", severity=Severity.ERROR, variant="works")
    else:
        yield Hit("indicators")


@table_check("ST03")
def benefit_is_missing(view: TableView) -> Iterator[Hit]:
    if not any(row.kind1 is Kind1.BENEFIT for row in view.rows):
        yield Hit("indicators")


@table_check("ST04")
def satisfaction_is_missing(view: TableView) -> Iterator[Hit]:
    if not any(row.kind1 is Kind1.SATISFACTION for row in view.rows):
        yield Hit("indicators")


# Categories


@row_check("ST05")
def category_has_another_name(row: RowView, view: TableView) -> Iterator[Hit]:
    """Names of the national forms count; a scheme may add categories of its own, not rename those of the forms."""
    name = squeeze(row.row.level2)
    if not name:
        yield Hit(row.address("level2"), row.row.level2, {"label": row.label}, variant="blank")
    elif row.kind2 is not None:
        expected = _FORM_NAMES[row.kind2]
        if name not in expected:
            proper = _proper_name(row, expected)
            repair = Repair(f"改成“{proper}”", (SetCell(row.address("level2"), proper),))
            yield Hit(row.address("level2"), row.row.level2, {"x": name, "y": proper}, repair)
    elif name not in _scheme_names(view):
        words = {"x": shortened(name), "names": quoted(_names_below(row.kind1))}
        yield Hit(row.address("level2"), row.row.level2, words, variant="unknown")


def _proper_name(row: RowView, names: tuple[str, ...]) -> str:
    """Return the form's name for a row: of several the one that says the same, below costs not the general one."""
    own = squeeze(row.row.level2).removesuffix("指标")
    same = [name for name in names if name.removesuffix("指标") == own]
    return same[0] if same else names[:2][-1] if row.kind1 is Kind1.COST else names[0]


def _scheme_names(view: TableView) -> set[str]:
    return {level2.name for level1 in view.context.scheme for level2 in level1.children}


def _names_below(kind1: Kind1 | None) -> list[str]:
    return [_FORM_NAMES[kind][0] for kind in kinds_below(kind1)]


@table_check("ST06")
def categories_are_out_of_order(view: TableView) -> Iterator[Hit]:
    rows = _in_order(view)
    if rows != list(view.rows):
        moves = tuple(_moves(list(view.rows), rows))
        yield Hit("indicators", repair=Repair("按表样顺序排列", moves))


def _in_order(view: TableView) -> list[RowView]:
    """Return the rows in the order of the form; a row of an unknown category stays behind the row above it."""
    costs_first = view.context.layout.categories.level1_order[:1] == ("成本指标",)
    ranks: list[int] = []
    for row in view.rows:
        rank = ranks[-1] if ranks else -1
        if row.kind2 is not None:
            is_first = row.kind2 is Kind2.COST and (row.kind1 is Kind1.COST or costs_first)
            rank = -1 if is_first else _ORDER[row.kind2]
        ranks.append(rank)
    return [row for _, _, row in sorted(zip(ranks, range(len(ranks)), view.rows, strict=True))]


def _moves(rows: list[RowView], ordered: list[RowView]) -> Iterator[MoveRow]:
    """Yield moves, from the top, that bring the rows into order."""
    above = ""
    for place, row in enumerate(ordered):
        if rows[place] is not row:
            rows.remove(row)
            rows.insert(place, row)
            yield MoveRow(f"indicators.{row.row.uid}", above)
        above = row.row.uid


# Cells


@row_check("ST07")
def name_or_description_is_empty(row: RowView, view: TableView) -> Iterator[Hit]:
    words = {"x": row.label}
    if row.is_blank:
        deletion = Repair("删除空行", (DeleteRow(f"indicators.{row.row.uid}"),))
        yield Hit(row.address("name"), "", words, deletion, Severity.ERROR, variant="blank_row")
        return
    if is_empty(row.row.name):
        yield Hit(row.address("name"), row.row.name, words, severity=Severity.ERROR, variant="name")
    if is_empty(row.row.description):
        yield Hit(row.address("description"), row.row.description, words)


@row_check("ST08")
def value_is_empty(row: RowView, view: TableView) -> Iterator[Hit]:
    if is_empty(row.row.value) and not row.is_blank:
        yield Hit(row.address("value"), row.row.value, {"x": row.label})


@row_check("ST09")
def basis_is_empty(row: RowView, view: TableView) -> Iterator[Hit]:
    if (is_empty(row.row.basis) or is_not_applicable(row.row.basis)) and not row.is_blank:
        yield Hit(row.address("basis"), row.row.basis, {"x": row.label})


@row_check("ST10")
def row_is_not_applicable(row: RowView, view: TableView) -> Iterator[Hit]:
    for part, text in (("name", row.row.name), ("value", row.row.value)):
        if is_not_applicable(text):
            deletion = Repair("删除这一行", (DeleteRow(f"indicators.{row.row.uid}"),))
            yield Hit(row.address(part), text, {"x": row.label}, deletion)
            return


_MEASURED = (Kind.QUANTITY, Kind.RANGE, Kind.DATE)


@table_check("ST11")
def few_values_are_numbers(view: TableView) -> Iterator[Hit]:
    rows = [row for row in view.rows if not row.is_blank]
    measured = sum(row.value.kind in _MEASURED for row in rows)
    share = view.context.rules.threshold("ST11", "percent")
    if rows and measured * 100 < share * len(rows):
        yield Hit("indicators", words={"n": len(rows), "q": measured})
