"""What a new table can begin from: nothing, a table of the unit of an earlier year, a kind of project."""

from dataclasses import dataclass

from projects.help.likeness import name_likeness, pairs_of
from projects.kinds import ProjectKind, kind_named, kinds_in_force
from projects.models import Project

BLANK = "blank"
TABLES_COMPARED = 500
TABLES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Beginning:
    """A choice: the `value` that is posted, its words, and the kind, whose rows are shown."""

    value: str
    label: str
    note: str = ""
    kind: ProjectKind | None = None


def predecessors_for(unit, fiscal_year, name: str) -> list[Project]:
    """Return the unit's tables of earlier years that no table of this year goes on from, the likest names first."""
    earlier = Project.objects.filter(unit=unit, fiscal_year__year__lt=fiscal_year.year)
    left = earlier.exclude(successors__fiscal_year=fiscal_year).select_related("fiscal_year")
    own = pairs_of(name)
    tables = list(left.order_by("-fiscal_year__year", "order", "pk")[:TABLES_COMPARED])
    tables.sort(
        key=lambda one: (one.name != name, -name_likeness(own, pairs_of(one.name)), -one.fiscal_year.year)
    )
    return tables[:TABLES_SHOWN]


def beginnings_for(unit, fiscal_year, name: str) -> tuple[list[Beginning], list[Beginning]]:
    """Return what a table of that name can begin from: tables of earlier years, kinds of projects, best first."""
    tables = [
        Beginning(f"table:{one.pk}", one.name, " ".join(filter(None, (str(one.fiscal_year), one.code))))
        for one in predecessors_for(unit, fiscal_year, name)
    ]
    kinds = [
        Beginning(f"kind:{kind.code}", kind.name, "与项目名称相符" if kind.fits(name) else "", kind)
        for kind in kinds_in_force(fiscal_year.year, name)
    ]
    return tables, kinds


def begun_from(value: str, unit, fiscal_year) -> Project | ProjectKind | None:
    """Return what a posted choice means, None for a blank table; raises ValueError for what is no choice."""
    what, _, which = value.partition(":")
    if value in ("", BLANK):
        return None
    if what == "kind":
        found = kind_named(which, fiscal_year.year)
    else:
        is_key = what == "table" and which.isdecimal() and which.isascii() and len(which) < 10
        tables = Project.objects.filter(unit=unit, fiscal_year__year__lt=fiscal_year.year)
        found = tables.filter(pk=int(which)).select_related("unit", "fiscal_year").first() if is_key else None
    if found is None:
        raise ValueError(f"no beginning {value!r}")
    return found
