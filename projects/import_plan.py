"""What accepting an import would do, table by table; read by the preview page, the dry run and the import itself."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from documents.goal_table import Booklet, GoalTable, PartOne
from projects.import_reading import reading_of
from projects.limits import check_limits
from projects.mapping import as_stored, goal_tables_with
from projects.models import DepartmentGoals, FiscalYear, ImportBatch, Project
from projects.part_one import clean_part_one, part_one_of
from projects.permissions import can_create_in
from projects.row_uids import indicator_saying
from projects.unit_finder import UnitFinder
from units.models import BudgetUnit

YEARS = range(2000, 2101)


class Outcome(StrEnum):
    """What becomes of a table; the value is the word that people read."""

    NEW = "新增"
    REPLACES = "更新"
    IDENTICAL = "内容相同"
    REFUSED = "不能导入"


@dataclass(frozen=True)
class PlannedTable:
    """One table of the file: whose it is, which project it changes (None: a new one), what that project says now.

    `reason` says why it is refused, `remark` what a person should confirm.
    """

    number: int
    table: GoalTable
    outcome: Outcome
    unit: BudgetUnit | None = None
    project: Project | None = None
    before: GoalTable | None = None
    reason: str = ""
    remark: str = ""


@dataclass(frozen=True)
class PlannedPartOne:
    """Part 1 of the file, and what the unit's part 1 says now (None: it has none); `remark` as of a table."""

    part1: PartOne
    outcome: Outcome
    unit: BudgetUnit | None = None
    goals: DepartmentGoals | None = None
    before: PartOne | None = None
    reason: str = ""
    remark: str = ""


@dataclass(frozen=True)
class ImportPlan:
    """What accepting would do. `fiscal_year` is not saved yet where the year is new, None where it is not known."""

    fiscal_year: FiscalYear | None
    tables: tuple[PlannedTable, ...]
    part1: PlannedPartOne | None = None

    @property
    def reasons(self) -> list[str]:
        """Why it cannot be accepted as a whole: one sentence for each table refused."""
        reasons = [f"第{planned.number}个表：{planned.reason}" for planned in self.tables if planned.reason]
        return reasons + ([f"第一部分：{self.part1.reason}"] if self.part1 and self.part1.reason else [])

    def only(self, numbers: Collection[int]) -> "ImportPlan":
        """Return the plan for the tables with these numbers alone; part 1 stays in it unless it is refused."""
        chosen = tuple(table for table in self.tables if table.number in numbers)
        is_refused = self.part1 is not None and bool(self.part1.reason)
        return replace(self, tables=chosen, part1=None if is_refused else self.part1)

    @property
    def counts(self) -> Counter[Outcome]:
        return Counter(planned.outcome for planned in self.tables)


def plan_import(batch: ImportBatch, *, units=None) -> ImportPlan:
    """Return what accepting the batch would do now (see plan_booklet)."""
    return plan_booklet(
        reading_of(batch).booklet,
        unit=batch.unit,
        fiscal_year=batch.fiscal_year,
        actor=batch.actor,
        units=units,
    )


def plan_booklet(booklet: Booklet, *, unit, fiscal_year, actor, units=None) -> ImportPlan:
    """Return what importing a booklet would do; writes nothing, with a number of queries that does not grow.

    A table belongs to the unit it names, else to `unit`, else to the booklet's; to the booklet's year, else to
    `fiscal_year`. It is the project of that unit and year with its code, else with its name. `actor` None may do
    everything. `units` is the queryset that units are taken from: one that locks them, for the import itself.
    """
    year = _year(booklet.fiscal_year, fiscal_year)
    finder = UnitFinder(booklet, unit, BudgetUnit.objects.all() if units is None else units)
    planned = [_at_home(number, table, finder, actor) for number, table in enumerate(booklet.tables, 1)]
    planned = _matched(planned, year)
    planned = [_judged(table, year) for table in _compared(planned)]
    return ImportPlan(year, tuple(planned), _part_one(booklet, planned, finder, year, actor))


def _year(number, fiscal_year) -> FiscalYear | None:
    if number is None:
        return fiscal_year
    return FiscalYear.objects.filter(year=number).first() or FiscalYear(year=number)


def _at_home(number, table, finder, actor) -> PlannedTable:
    """Find the table's unit, or say why it has none."""
    unit, reason, remark = finder.find(table.unit_code, table.unit_name)
    if unit is None:
        return PlannedTable(number, table, Outcome.REFUSED, reason=reason)
    table = as_stored(table, unit)
    reason = _no_right(actor, unit) or "".join(problem.message for problem in check_limits(table))
    outcome = Outcome.REFUSED if reason else Outcome.NEW
    return PlannedTable(number, table, outcome, unit, reason=reason, remark=remark)


def _no_right(actor, unit) -> str:
    if actor is None or can_create_in(actor, unit):
        return ""
    return f"您不是“{unit.name}”的填报人，不能为它导入。"


def _matched(planned, year) -> list[PlannedTable]:
    """Find each table's project; a project, code or name that an earlier table of the file took is refused."""
    projects, taken, matched = _Projects(planned, year), {}, []
    for table in planned:
        if not table.reason:
            project, reason = projects.find(table)
            table = replace(table, project=project, reason=reason)
        if not table.reason:
            key = table.project or (table.unit, table.table.project_code or ("", table.table.project_name))
            earlier = taken.setdefault(key, table.number)
            if earlier != table.number:
                reason = f"与第{earlier}个表是同一个项目，请改项目名称，或者填写不同的项目编码。"
                table = replace(table, project=None, reason=reason)
        matched.append(table)
    return matched


class _Projects:
    """The projects that the planned tables may be, by unit and code and by unit and name: one query."""

    def __init__(self, planned, year):
        self._by_code, self._by_name = {}, defaultdict(list)
        if year is None or year.pk is None:
            return
        units = {table.unit for table in planned if not table.reason}
        found = Project.objects.filter(unit__in=units, fiscal_year=year)
        for project in found.select_related("unit", "fiscal_year"):
            self._by_code[project.unit, project.code] = project
            self._by_name[project.unit, project.name].append(project)

    def find(self, planned) -> tuple[Project | None, str]:
        """Return the project a table is, None where it is a new one, and why it cannot be told."""
        code, name = planned.table.project_code, planned.table.project_name
        if code and (planned.unit, code) in self._by_code:
            return self._by_code[planned.unit, code], ""
        same_name = self._by_name[planned.unit, name]
        uncoded = [project for project in same_name if not project.code]
        found = uncoded if code or uncoded else same_name
        if len(found) > 1:
            return None, f"本单位同年度有{len(found)}个名为“{name}”的项目，分不清是哪一个，请填写项目编码。"
        return (found[0], "") if found else (None, "")


def _compared(planned) -> list[PlannedTable]:
    """Put beside each table what its project says now: four queries."""
    matched = [table.project.pk for table in planned if table.project]
    said = goal_tables_with(Project.objects.filter(pk__in=matched), "pk") if matched else ()
    before = {pk: table for table, (pk,) in said}
    return [_beside(table, before[table.project.pk]) if table.project else table for table in planned]


def _beside(planned, before: GoalTable) -> PlannedTable:
    """A blank code on paper does not take a project's code away, nor a form without weights its weights."""
    table = planned.table
    table = replace(table, project_code=table.project_code or before.project_code)
    if all(row.weight is None for row in table.indicators):
        weights = {indicator_saying(row): row.weight for row in before.indicators}
        rows = (replace(row, weight=weights.get(indicator_saying(row))) for row in table.indicators)
        table = replace(table, indicators=tuple(rows))
    return replace(planned, table=table, before=before)


def _judged(planned, year) -> PlannedTable:
    reason = planned.reason or _bad_year(year)
    if not reason and planned.before == planned.table:
        return replace(planned, outcome=Outcome.IDENTICAL)
    if not reason and planned.project and not planned.project.is_editable:
        status = planned.project.get_status_display()
        reason = f"“{planned.project.name}”当前为“{status}”，不能由导入更改；退回后再导入。"
    if reason:
        return replace(planned, outcome=Outcome.REFUSED, reason=reason)
    return replace(planned, outcome=Outcome.REPLACES if planned.project else Outcome.NEW)


def _bad_year(year) -> str:
    if year is None:
        return "文件里看不出预算年度，请在导入时选定年度。"
    if year.year not in YEARS:
        return f"预算年度“{year.year}”不在{YEARS[0]}到{YEARS[-1]}之间，请核对。"
    return f"{year}已关闭，不能导入。" if year.is_closed else ""


def _part_one(booklet, planned, finder, year, actor) -> PlannedPartOne | None:
    if booklet.part1 is None or booklet.part1 == PartOne():
        return None
    part1, units = clean_part_one(booklet.part1), {table.unit for table in planned}
    unit, reason, remark = finder.find(booklet.unit_code, booklet.unit_name)
    if unit is None and len(units) == 1:
        unit = units.pop()
    reason = _no_right(actor, unit) or _bad_year(year) if unit else reason
    if reason:
        return PlannedPartOne(part1, Outcome.REFUSED, unit, reason=reason)
    goals = DepartmentGoals.objects.filter(unit=unit, fiscal_year=year).first() if year.pk else None
    if goals is None:
        return PlannedPartOne(part1, Outcome.NEW, unit, remark=remark)
    before = part_one_of(goals)
    outcome = Outcome.IDENTICAL if before == part1 else Outcome.REPLACES
    return PlannedPartOne(part1, outcome, unit, goals, before, remark=remark)
