"""Rows carried over from last year's table: kept, changed or dropped, told by comparing the two years."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import F

from documents.blocks import Problem
from documents.goal_table import Goal, GoalTable, IndicatorRow
from projects.cell_addresses import INDICATOR_PARTS
from projects.cell_values import row_texts
from projects.enums import CarryDecision
from projects.help.lowering import Change, value_change
from projects.models import CarriedRow

GOAL_PART = "text"
PART_LABELS = {GOAL_PART: "绩效目标", **INDICATOR_PARTS}
LENGTH_SHOWN = 30
LAST_YEAR = "上年"


@dataclass(frozen=True)
class PartChange:
    """What one part of a row said last year and says now."""

    label: str
    before: str
    after: str


class CarriedState:
    """A carried row beside the row of this year, None where there is none any more.

    Only OPEN and KEPT are the author's word; CHANGED and DROPPED follow from the difference, whatever was decided.
    """

    def __init__(
        self,
        carried: CarriedRow,
        texts: Mapping[str, str] | None,
        number: int = 0,
        *,
        before: str = LAST_YEAR,
    ):
        self.carried, self.texts, self.number, self.before = carried, texts, number, before

    @property
    def row(self) -> str:
        return self.carried.row

    @property
    def reason(self) -> str:
        return self.carried.reason

    @property
    def is_goal(self) -> bool:
        return self.row.startswith("goals.")

    @property
    def decision(self) -> CarryDecision:
        if self.texts is None:
            return CarryDecision.DROPPED
        if self.changes:
            return CarryDecision.CHANGED
        return CarryDecision.KEPT if self.carried.decision == CarryDecision.KEPT else CarryDecision.OPEN

    @cached_property
    def changes(self) -> list[PartChange]:
        """The parts that say something else than last year."""
        source, now = self.carried.source, self.texts or {}
        return [
            PartChange(label, source.get(part, ""), now.get(part, ""))
            for part, label in PART_LABELS.items()
            if self.texts is not None and source.get(part, "") != now.get(part, "")
        ]

    @cached_property
    def value_change(self) -> Change:
        return value_change(self.carried.source.get("value", ""), (self.texts or {}).get("value", ""))

    @property
    def is_lowered(self) -> bool:
        return self.texts is not None and self.value_change.is_lowered

    @property
    def needs_reason(self) -> bool:
        return self.is_lowered or self.decision == CarryDecision.DROPPED

    @property
    def has_reason(self) -> bool:
        """A reason holds for the value it was given for; another value asks for another reason."""
        value = (self.texts or {}).get("value", "")
        return bool(self.reason.strip()) and self.carried.reason_value == value

    @property
    def is_settled(self) -> bool:
        return self.decision != CarryDecision.OPEN and (self.has_reason or not self.needs_reason)

    @property
    def label(self) -> str:
        """What the row is called: last year's name of the indicator, the beginning of the goal."""
        text = self.carried.source.get(GOAL_PART if self.is_goal else "name", "").strip() or "（空）"
        return text if len(text) <= LENGTH_SHOWN else f"{text[:LENGTH_SHOWN]}…"

    @property
    def category(self) -> str:
        return "绩效目标" if self.is_goal else self.carried.source.get("level2", "")

    @property
    def address(self) -> str:
        """The cell to go to: the row's own, the part of the table where the row is gone."""
        if self.texts is None:
            return self.row.partition(".")[0]
        return self.row if self.is_goal else f"{self.row}.{'value' if self.is_lowered else 'name'}"

    @property
    def problem(self) -> Problem | None:
        """What is left to do about the row, None where it is settled."""
        return None if self.is_settled else Problem(self._sentence(), address=self.address)

    def _sentence(self):
        if self.decision == CarryDecision.DROPPED:
            return f"{self.before}的“{self.label}”今年没有设置，请写明理由。"
        place = f"第{self.number}{'条绩效目标' if self.is_goal else '行'}“{self.label}”"
        if self.decision == CarryDecision.CHANGED:
            change = self.value_change
            return (
                f"{place}的指标值由{self.before}的“{change.before}”降为“{change.after or '空'}”，请写明理由。"
            )
        return f"{place}是从{self.before}的表带来的，请选择沿用、修改或者不再设置。"


def rows_by_address(table: GoalTable) -> dict[str, Goal | IndicatorRow]:
    """Return the table's rows by address, goals first."""
    goals = {f"goals.{goal.uid}": goal for goal in table.goals}
    return goals | {f"indicators.{row.uid}": row for row in table.indicators}


def carried_states(
    carried: Iterable[CarriedRow], table: GoalTable, before: str = LAST_YEAR
) -> list[CarriedState]:
    """Return the state of each carried row in the table as it stands, in the order of the table it came from.

    `before` names the year of that table in words.
    """
    rows = rows_by_address(table)
    numbers = {f"goals.{goal.uid}": at for at, goal in enumerate(table.goals, 1)}
    numbers |= {f"indicators.{row.uid}": at for at, row in enumerate(table.indicators, 1)}
    return [
        CarriedState(
            one,
            row_texts(rows[one.row]) if one.row in rows else None,
            numbers.get(one.row, 0),
            before=before,
        )
        for one in carried
    ]


def states_of(project, table: GoalTable) -> list[CarriedState]:
    """Return the states of a project's carried rows: one query, none for a project without a predecessor."""
    if project.predecessor_id is None:
        return []
    year = F("project__predecessor__fiscal_year__year")
    carried = list(project.carried_rows.order_by("pk").annotate(year=year))
    before = year_before(carried[0].year, project.fiscal_year.year) if carried else LAST_YEAR
    return carried_states(carried, table, before)


def year_before(year: int, now: int) -> str:
    """Name an earlier year: 上年 for the one before, else by its number."""
    return LAST_YEAR if year == now - 1 else f"{year}年"


def carry_problems(project, table: GoalTable) -> list[Problem]:
    """Return what is left to do about the rows carried over from last year, each with its address: one query."""
    return [state.problem for state in states_of(project, table) if state.problem]
