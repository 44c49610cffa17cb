"""What the pane says of one cell: last year, suggestions, citations, examples."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from documents.goal_table import GoalTable, IndicatorRow
from indicators.models import LibraryIndicator
from projects.cell_values import with_first_rows
from projects.enums import CarryDecision
from projects.help.carried import LAST_YEAR, CarriedState, states_of
from projects.help.categories import kind_of, library_level2, words_for
from projects.help.citations import CitationOffer, citation_offers, citations_by_use
from projects.help.examples import ExamplePair, examples_of
from projects.help.last_year import last_year_of
from projects.help.lowering import Change
from projects.help.offers import Offer, fill_offer, row_with
from projects.help.suggestions import Suggestion, library_texts, suggestions_for, use_counts
from projects.kinds import value_hint
from projects.mapping import goal_table_of
from projects.models import Project
from projects.paper import layout_for

RESULTS_SHOWN = 20
# Rows that are gone have no cell of their own: their reasons are asked for at every cell.
DROPPED_SHOWN = 2
SUGGESTED_AT = frozenset({"level1", "level2", "name"})


@dataclass(frozen=True, slots=True)
class Suggested:
    """A suggestion with the button that takes it over."""

    suggestion: Suggestion
    offer: Offer

    @property
    def value(self) -> str:
        return self.suggestion.texts["value"] or self.suggestion.value_hint


@dataclass(frozen=True)
class Pane:
    """The help for one cell; what there is nothing to say of is empty."""

    project: Project
    address: str
    part: str
    row: IndicatorRow | None = None
    suggested: tuple[Suggested, ...] = ()
    citations: tuple[CitationOffer, ...] | None = None
    examples: ExamplePair | None = None
    value_hint: str = ""
    carried: CarriedState | None = None
    unsettled_count: int = 0
    dropped: tuple[CarriedState, ...] = ()
    last_year: Change | None = None
    before: str = LAST_YEAR
    carried_code: str = ""

    @property
    def fitting(self) -> list[Suggested]:
        """What is of the category of the row, or may become so."""
        return [one for one in self.suggested if not one.offer.is_of_other_category]

    @property
    def of_other_categories(self) -> list[Suggested]:
        return [one for one in self.suggested if one.offer.is_of_other_category]

    @property
    def has_search(self) -> bool:
        return self.row is not None and self.part != "weight"


def pane_for(user, project: Project, address: str) -> Pane:
    """Return the help for a cell of the project's table; queries do not grow with the table or the library."""
    table = with_first_rows(goal_table_of(project))
    where, uid, part = (*address.split(".", 2), "", "")[:3]
    row = row_with(table, uid) if where == "indicators" else None
    pane = _of_row(user, project, table, row, part, address) if row else Pane(project, address, part)
    return _with_last_year(pane, table)


def _of_row(user, project, table, row, part, address):
    pane = Pane(project, address, part, row, examples=examples_of(kind_of(row.level1, row.level2)))
    if part == "basis":
        offers = citation_offers(citations_by_use(project.unit), address, row.basis)
        return replace(pane, citations=tuple(offers))
    if part == "value":
        return replace(pane, value_hint=value_hint(row.name, project.fiscal_year.year))
    if part not in SUGGESTED_AT:
        return pane
    found = suggestions_for(user, project, table, row.level1, row.level2)
    return replace(pane, suggested=with_offers(found, table, row.uid))


def _with_last_year(pane, table):
    project = pane.project
    if project.predecessor_id is None:
        return pane
    states = states_of(project, table)
    here = next((s for s in states if pane.address == s.row or pane.address.startswith(f"{s.row}.")), None)
    left = sum(not state.is_settled for state in states)
    dropped = (s for s in states if s.decision == CarryDecision.DROPPED and not s.is_settled)
    before = states[0].before if states else LAST_YEAR
    last_year = None
    if here is None and pane.row is None:
        money_unit = layout_for(project.unit).money_unit
        last_year = last_year_of(pane.address, goal_table_of(project.predecessor), table, money_unit)
    return replace(
        pane,
        carried=here,
        unsettled_count=left,
        last_year=last_year,
        before=before,
        carried_code=project.code if pane.address == "project.code" and _has_carried_code(project) else "",
        dropped=tuple(islice(dropped, DROPPED_SHOWN)),
    )


def _has_carried_code(project):
    return bool(project.code) and project.code == project.predecessor.code


def with_offers(suggestions: Iterable[Suggestion], table: GoalTable, uid: str) -> tuple[Suggested, ...]:
    return tuple(Suggested(one, fill_offer(table, uid, one.texts)) for one in suggestions)


def library_results(user, project: Project, text: str, address: str) -> tuple[Suggested, ...]:
    """Return what the library has for the words, what fits the category of the cell's row first."""
    table = with_first_rows(goal_table_of(project))
    uid = (*address.split("."), "")[1]
    row = row_with(table, uid)
    level2 = library_level2(kind_of(row.level1, row.level2)) if row else ""
    found = list(LibraryIndicator.objects.matching(text).fitting_first(level2)[:RESULTS_SHOWN])
    counts = use_counts(user, [one.name for one in found])
    words = words_for(project.unit, project.fiscal_year)
    suggestions = [
        Suggestion(
            library_texts(one, words), 1, (f"指标库·{one.domain}",), one.value_hint, counts.get(one.name, 0)
        )
        for one in found
    ]
    return with_offers(suggestions, table, uid)
