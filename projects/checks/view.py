"""A table as the rules read it: values parsed and categories recognised once, for all rules."""

from collections.abc import Mapping
from functools import cached_property

from documents.goal_table import GoalTable, IndicatorRow
from indicators.values import TargetValue, parse_value
from projects.checks.categories import Kind1, Kind2, kinds_of
from projects.checks.context import Context


class RowView:
    """One indicator row with what the rules want to know of it."""

    def __init__(self, row: IndicatorRow, number: int):
        self.row, self.number = row, number

    def address(self, part: str) -> str:
        return f"indicators.{self.row.uid}.{part}"

    @cached_property
    def kind1(self) -> Kind1 | None:
        return kinds_of(self.row.level1, self.row.level2)[0]

    @cached_property
    def kind2(self) -> Kind2 | None:
        return kinds_of(self.row.level1, self.row.level2)[1]

    @cached_property
    def value(self) -> TargetValue:
        return parse_value(self.row.value)


class TableView:
    """One table in its context."""

    def __init__(self, table: GoalTable, context: Context):
        self.table, self.context = table, context
        self.rows = tuple(RowView(row, number) for number, row in enumerate(table.indicators, 1))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """Where each address stands in the form."""
        table = self.table
        order = ["", "title", "unit.code", "unit.name", "project.code", "project.name"]
        order += ["budget.total", "budget.fiscal", "budget.other", "purpose", "schedule"]
        order += [f"schedule.{mark.month}" for mark in table.schedule]
        order += ["goals", *(f"goals.{goal.uid}" for goal in table.goals), "indicators"]
        parts = ("level1", "level2", "name", "description", "value", "basis", "weight")
        for row in table.indicators:
            order += [f"indicators.{row.uid}", *(f"indicators.{row.uid}.{part}" for part in parts)]
        return {address: place for place, address in enumerate(order)}

    def place(self, address: str) -> int:
        """Return where an address stands in the order of the form, unknown ones last."""
        return self._places.get(address, len(self._places))
