"""GoalTable: what one goal table says, without database, user or paper."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

CHECKPOINT_MONTHS = (3, 6, 10, 12)


@dataclass(frozen=True, slots=True)
class Budget:
    """Money of a project in Decimal yuan; None is blank on paper, which is not zero."""

    total: Decimal | None = None
    fiscal: Decimal | None = None
    other: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ScheduleMark:
    """Cumulative share of the budget (累计支出比例) at the end of a month, in percent; None is blank."""

    month: int
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """One performance goal (绩效目标); `uid` names the row for life and is no part of what it says."""

    text: str
    uid: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """Level-3 indicator (三级指标) as printed: category names, name, description, value text, basis."""

    level1: str
    level2: str
    name: str
    description: str = ""
    value: str = ""
    basis: str = ""
    weight: Decimal | None = None
    uid: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class GoalTable:
    """Goal table (绩效目标表) of one project in one fiscal year.

    `title` is the heading as printed, without its serial number. Codes and unit names are None where the
    paper leaves them blank. `schedule` always holds the four months of CHECKPOINT_MONTHS in order.
    """

    title: str = ""
    unit_code: str | None = None
    unit_name: str | None = None
    project_code: str | None = None
    project_name: str = ""
    budget: Budget = Budget()
    purpose: str = ""
    schedule: tuple[ScheduleMark, ...] = tuple(ScheduleMark(month) for month in CHECKPOINT_MONTHS)
    goals: tuple[Goal, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()

    def with_row_uids(self) -> "GoalTable":
        """Return the table with every row named: a row without a uid takes its position, from 1."""
        goals = (replace(goal, uid=goal.uid or str(at)) for at, goal in enumerate(self.goals, 1))
        rows = (replace(row, uid=row.uid or str(at)) for at, row in enumerate(self.indicators, 1))
        return replace(self, goals=tuple(goals), indicators=tuple(rows))


@dataclass(frozen=True, slots=True)
class PartOne:
    """Part 1 of a booklet, department overall goals (部门整体绩效目标); each text is paragraphs joined by newline."""

    overall: str = ""
    divisions: str = ""
    safeguards: str = ""


@dataclass(frozen=True, slots=True)
class Booklet:
    """Performance booklet (部门预算绩效文本) of one unit and year: part 1 and the goal tables of part 2."""

    fiscal_year: int | None = None
    unit_code: str | None = None
    unit_name: str | None = None
    part1: PartOne | None = None
    tables: tuple[GoalTable, ...] = ()
