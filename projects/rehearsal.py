"""Rehearsal of rules (规则演练): which tables would be stopped at submission by the rules in force and by changed ones."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import islice

from indicators.models import IndicatorScheme
from projects.check_context import Checkable, checkables
from projects.checks import Report, RuleBook, check_by_both, standard_rules
from projects.checks.catalogue import Rule
from projects.completeness import missing_parts
from projects.enums import Severity
from projects.findings import TableFindings
from projects.help.carried import carried_states
from projects.models import CarriedRow, Excuse, Project
from projects.rehearsal_samples import Sample, Samples, Turn
from projects.rules_in_force import levels_of, rule_changes
from units.models import BudgetUnit

BATCH = 200


class Stop(Enum):
    """What stops a table at submission, the gravest first."""

    ERROR = "错误"
    WARNING = "警告没有说明"
    GAP = "没有填全或上年的行没有处理"
    NONE = ""


@dataclass
class UnitTally:
    """What the rehearsal found among the tables of one unit."""

    unit: BudgetUnit | None = None
    table_count: int = 0
    stopped_before: int = 0
    stopped_after: int = 0
    newly_stopped: int = 0
    newly_freed: int = 0

    @property
    def is_concerned(self) -> bool:
        return bool(self.newly_stopped or self.newly_freed)


@dataclass(frozen=True)
class RuleTally:
    """How many findings of a rule there are, in how many tables, before the changes and after."""

    code: str
    name: str
    was: str
    now: str
    before: int
    after: int
    tables_before: int
    tables_after: int


@dataclass
class Rehearsal:
    """What the rules in force and the changed ones say of the same tables."""

    table_count: int = 0
    before: Counter[Stop] = field(default_factory=Counter)
    after: Counter[Stop] = field(default_factory=Counter)
    newly_stopped: int = 0
    newly_freed: int = 0
    units: list[UnitTally] = field(default_factory=list)
    rules: list[RuleTally] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)
    failed_rules: set[str] = field(default_factory=set)

    @property
    def stopped_before(self) -> int:
        return self.table_count - self.before[Stop.NONE]

    @property
    def stopped_after(self) -> int:
        return self.table_count - self.after[Stop.NONE]

    @property
    def stops(self) -> list[tuple[str, int, int]]:
        """By what tables are stopped, before the changes and after."""
        return [(stop.value, self.before[stop], self.after[stop]) for stop in Stop if stop is not Stop.NONE]


@dataclass(frozen=True)
class Books:
    """The rules of a scheme as they are in force for a year, and as changes would make them."""

    scheme: IndicatorScheme
    before: RuleBook
    after: RuleBook


def books_for(scheme: IndicatorScheme, year: int, drafts: Iterable = ()) -> Books:
    """Return the rules for tables of a year, or of an earlier one, with settings or drafts and without."""
    standard = standard_rules()
    return Books(
        scheme,
        standard.changed(rule_changes(scheme, year)),
        standard.changed(rule_changes(scheme, year, drafts)),
    )


def projects_of(scheme: IndicatorScheme, year: int, projects=None):
    """Return the projects of a year, or those among some, whose tables are in the layout of a scheme."""
    projects = Project.objects.all() if projects is None else projects
    return projects.for_year(year).filter(unit__layout=scheme.layout)


def rehearse(projects, books: Books) -> Rehearsal:
    """Return what the rules say of the projects' tables, without the changes and with them; nothing is written.

    The numbers are those of submission. Tables are read some hundreds at a time, with a constant number of queries
    for each few hundred. Raises TablesMoved where tables came or moved meanwhile.
    """
    tally = _Tally(books)
    tables = checkables(projects)
    while chunk := list(islice(tables, BATCH)):
        around = _Around([one.project for one in chunk])
        for one in (one for one in chunk if one.project in around.units):  # the others were deleted meanwhile
            tally.add(one, around)
    return tally.rehearsal()


class _Around:
    """What submission looks at beside the table, for some projects: three queries."""

    def __init__(self, keys: Collection[int]):
        of_these = {"project__in": keys}
        heads = Project.objects.filter(pk__in=keys).order_by().values_list("pk", "unit_id", "predecessor_id")
        self.units = {pk: unit for pk, unit, _ in heads}
        carries = {pk for pk, _, predecessor in heads if predecessor}
        self.excuses: dict[int, list[Excuse]] = defaultdict(list)
        for excuse in Excuse.objects.filter(**of_these):
            self.excuses[excuse.project_id].append(excuse)
        self.carried: dict[int, list[CarriedRow]] = defaultdict(list)
        for row in CarriedRow.objects.filter(**of_these).order_by("pk"):
            if row.project_id in carries:
                self.carried[row.project_id].append(row)

    def has_gap(self, one: Checkable) -> bool:
        """Tell whether the table could not be submitted whatever the rules say."""
        states = carried_states(self.carried[one.project], one.table)
        return bool(missing_parts(one.table)) or any(state.problem for state in states)

    def stop(self, one: Checkable, report: Report, *, has_gap: bool) -> Stop:
        if report.count(Severity.ERROR):
            return Stop.ERROR
        if report.count(Severity.WARNING) and self._has_open_warning(one, report):
            return Stop.WARNING
        return Stop.GAP if has_gap else Stop.NONE

    def _has_open_warning(self, one: Checkable, report: Report) -> bool:
        excuses = self.excuses.get(one.project)
        if not excuses:
            return True
        return bool(TableFindings(one.table, report, one.context.money_unit, excuses).open)


class _Tally:
    """Counts that grow table by table, no larger than units and rules are many."""

    def __init__(self, books: Books):
        self._books, self._levels = books, levels_of(books.scheme)
        self._found = Rehearsal()
        self._units: dict[int, UnitTally] = defaultdict(UnitTally)
        self._counts = Counter[tuple[str, str]]()
        self._samples = Samples()

    def add(self, one: Checkable, around: _Around) -> None:
        context = replace(one.context, scheme=self._levels, rules=self._books.before)
        before, after = check_by_both(one.table, context, self._books.after)
        has_gap = around.has_gap(one)
        first = around.stop(one, before, has_gap=has_gap)
        then = first if after is before else around.stop(one, after, has_gap=has_gap)
        unit = around.units[one.project]
        self._count(unit, first, then)
        self._count_findings(before, after)
        if after is not before:
            self._samples.add(one, unit, (before, after), _turn(first, then))

    def rehearsal(self) -> Rehearsal:
        found = self._found
        named = BudgetUnit.objects.in_bulk(self._units)
        for key, tally in self._units.items():
            tally.unit = named[key]
        found.units = sorted(self._units.values(), key=_most_concerned)
        found.rules = [*_rule_tallies(self._counts, self._books)]
        found.samples = self._samples.picked()
        return found

    def _count(self, unit: int, first: Stop, then: Stop) -> None:
        found, of_unit = self._found, self._units[unit]
        found.table_count += 1
        found.before[first] += 1
        found.after[then] += 1
        turn = _turn(first, then)
        of_unit.table_count += 1
        of_unit.stopped_before += first is not Stop.NONE
        of_unit.stopped_after += then is not Stop.NONE
        for tally in (found, of_unit):
            tally.newly_stopped += turn is Turn.STOPPED
            tally.newly_freed += turn is Turn.FREED

    def _count_findings(self, before: Report, after: Report) -> None:
        for side, report in (("before", before), ("after", after)):
            codes = [finding.rule for finding in report.findings]
            self._counts.update((code, side) for code in codes)
            self._counts.update((code, f"tables_{side}") for code in set(codes))
            self._found.failed_rules.update(failure.rule for failure in report.failures)


def _turn(first: Stop, then: Stop) -> Turn:
    if (first is Stop.NONE) == (then is Stop.NONE):
        return Turn.OTHER
    return Turn.STOPPED if first is Stop.NONE else Turn.FREED


def _most_concerned(tally: UnitTally) -> tuple[int, int, int, str]:
    return -tally.newly_stopped, -tally.newly_freed, -tally.stopped_after, tally.unit.path


def _rule_tallies(counts: Counter[tuple[str, str]], books: Books) -> Iterator[RuleTally]:
    """Yield the rules that have findings or are changed: those that change most first, then those with most."""
    sides = ("before", "after", "tables_before", "tables_after")
    layout = books.scheme.layout
    pairs = [(rule, books.after.rules[code]) for code, rule in books.before.rules.items()]
    tallies = [
        RuleTally(
            rule.code,
            rule.name,
            _state(rule, layout),
            _state(new, layout),
            *(counts[rule.code, side] for side in sides),
        )
        for rule, new in pairs
        if rule != new or counts[rule.code, "before"]
    ]
    yield from sorted(tallies, key=lambda one: (-abs(one.after - one.before), -one.after, one.code))


def _state(rule: Rule, layout: str) -> str:
    return rule.severity_of(None, layout).label if rule.is_on else "停用"
