"""Tables with the context that quality checks want: out of the database, or out of a file."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import groupby
from typing import NamedTuple

from django.db.models import Q

from documents.goal_table import GoalTable, PartOne
from documents.layout import Layout, layout_names, load_layout
from documents.reading import Reading
from projects.checks import Context, Report, Sister, Sisters, check_table
from projects.mapping import goal_tables_with
from projects.models import DepartmentGoals, Project
from projects.querysets import PRINT_ORDER
from projects.rule_failures import note_failures
from projects.rules_in_force import Ruling, ruling_for, ruling_without_database

# How many projects are read at once; a unit's tables of a year are never parted.
BATCH = 200
USUAL_LAYOUT = "hebei_integrated"
_FIELDS = (
    *("unit_id", "fiscal_year_id", "fiscal_year__year", "predecessor_id"),
    *("unit__layout", "unit__money_unit", "unit__region__code"),
)


class Checkable(NamedTuple):
    """A project's table, ready to be checked."""

    project: int
    table: GoalTable
    context: Context

    def check(self) -> Report:
        """Return what the rules say; those that fail are noted for the administrator."""
        report = check_table(self.table, self.context)
        note_failures(report, self.project)
        return report


class _Head(NamedTuple):
    """What the context needs to know of a project."""

    project: int
    unit: int
    year: int
    fiscal_year: int
    predecessor: int | None
    layout: str
    money_unit: str
    region_code: str

    @property
    def family(self) -> tuple[int, int]:
        """Tables of one unit and year are sisters."""
        return self.unit, self.year


# Out of the database


def checkable(project: Project) -> Checkable:
    """Return one project's table with its context; as many queries as checkables() needs."""
    (only,) = checkables(Project.objects.filter(pk=project.pk))
    return only


def checkables(projects) -> Iterator[Checkable]:
    """Yield the tables of a queryset of projects with their contexts, in print order within a year.

    A constant number of queries for each few hundred tables, and three for each layout and year.
    """
    ruling_of = cache(ruling_for)
    for wanted, families in _batches(projects):
        yield from _of_families(wanted, families, ruling_of)


def _batches(projects) -> Iterator[tuple[set[int], list[tuple[int, int]]]]:
    """Yield projects by their keys, and the (unit, year) that they are of: whole families until there are enough."""
    keys = projects.order_by("fiscal_year_id", *PRINT_ORDER).values_list("fiscal_year_id", "unit_id", "pk")
    wanted: set[int] = set()
    families: list[tuple[int, int]] = []
    for (year, unit), members in groupby(keys, key=lambda key: key[:2]):
        wanted |= {pk for _, _, pk in members}
        families.append((unit, year))
        if len(wanted) >= BATCH:
            yield wanted, families
            wanted, families = set(), []
    if wanted:
        yield wanted, families


def _of_families(wanted, families, ruling_of) -> Iterator[Checkable]:
    tables: dict[int, GoalTable] = {}
    members: dict[tuple[int, int], list[_Head]] = {family: [] for family in families}
    for table, fields in goal_tables_with(Project.objects.filter(_within(families)), "pk", *_FIELDS):
        head = _Head(*fields)
        members[head.family].append(head)
        tables[head.project] = table
    heads = [head for family in families for head in members[family] if head.project in wanted]
    sisters_of = {family: _sisters(tables[head.project] for head in members[family]) for family in families}
    places = {head.project: place for heads in members.values() for place, head in enumerate(heads)}
    previous = _tables_of([head.predecessor for head in heads if head.predecessor])
    part_ones = _part_ones(families)
    for head in heads:
        context = replace(
            _context(head, ruling_of(head.layout, head.fiscal_year)),
            sisters=sisters_of[head.family],
            place=places[head.project],
            part1=part_ones.get(head.family),
            previous=previous.get(head.predecessor),
        )
        yield Checkable(head.project, tables[head.project], context)


def _within(families) -> Q:
    """Return the condition that a project, or what else has a unit and a year, is of one of the families."""
    condition = Q()
    for year in {year for _, year in families}:
        condition |= Q(fiscal_year=year, unit__in=[unit for unit, of in families if of == year])
    return condition


def _context(head: _Head, ruling: Ruling) -> Context:
    return Context(
        layout=load_layout(head.layout).in_money_unit(head.money_unit),
        scheme=ruling.scheme,
        rules=ruling.rules,
        fiscal_year=head.fiscal_year,
        region_code=head.region_code[:6],
        money_unit=head.money_unit,
    )


def _tables_of(keys: Sequence[int]) -> dict[int, GoalTable]:
    found = goal_tables_with(Project.objects.filter(pk__in=keys), "pk")
    return {pk: table for table, (pk,) in found}


def _part_ones(families) -> dict[tuple[int, int], PartOne]:
    found = DepartmentGoals.objects.filter(_within(families)).prefetch_related("sub_goals")
    return {
        (goals.unit_id, goals.fiscal_year_id): PartOne(
            goals.overall, "\n".join(sub_goal.text for sub_goal in goals.sub_goals.all()), goals.safeguards
        )
        for goals in found
    }


def _sisters(tables: Iterable[GoalTable]) -> Sisters:
    named = enumerate(tables, 1)
    return Sisters(Sister(table.project_name.strip() or f"第{number}个表", table) for number, table in named)


# Out of a file


def contexts_of_file(reading: Reading, layout: Layout | None = None) -> list[Context]:
    """Return a context for each table of a file; the layout is told by the tables where none is given.

    Scheme and rules are those of the database for that layout and year, else the shipped ones.
    """
    booklet = reading.booklet
    layout = layout or layout_of(booklet.tables)
    ruling = ruling_without_database(layout.name, booklet.fiscal_year or date.today().year)
    sisters = _sisters(booklet.tables)
    return [
        Context(
            layout=layout,
            scheme=ruling.scheme,
            rules=ruling.rules,
            fiscal_year=booklet.fiscal_year,
            money_unit=reading.money_unit or layout.money_unit,
            sisters=sisters,
            place=number - 1,
            part1=booklet.part1,
            doubts=[problem for problem in reading.problems if problem.is_doubt and problem.table == number],
        )
        for number in range(1, len(booklet.tables) + 1)
    ]


def layout_of(tables: Sequence[GoalTable]) -> Layout:
    """Return the layout whose words the tables' categories are: the one that would rename fewest rows.

    Weights speak for a layout that prints them. Of several the usual one is meant.
    """
    layouts = [load_layout(name) for name in sorted(layout_names(), key=lambda name: name != USUAL_LAYOUT)]
    rows = [row for table in tables for row in table.indicators]
    has_weights = any(row.weight is not None for row in rows)

    def strangers(layout: Layout) -> tuple[int, bool]:
        known = layout.categories.level1_order
        renamed = (layout.categories.adapt([row])[0] for row in rows)
        count = sum(row != new or row.level1 not in known for row, new in zip(rows, renamed, strict=True))
        return count, layout.prints_weights != has_weights

    return min(layouts, key=strangers)
