"""A table as the rules read it: values parsed and categories recognised once, for all rules."""

import unicodedata
from collections.abc import Mapping
from functools import cached_property

from documents.goal_table import GoalTable, IndicatorRow
from documents.text import squeeze
from indicators.values import Kind, TargetValue, parse_value
from projects.checks.categories import Kind1, Kind2, kinds_of
from projects.checks.context import Context
from projects.checks.row_words import RowWords
from projects.checks.wording import is_empty, normalise, shortened


class RowView(RowWords):
    """One indicator row with what the rules want to know of it."""

    def __init__(self, row: IndicatorRow, number: int):
        super().__init__(row)
        self.number = number

    def address(self, part: str) -> str:
        return f"indicators.{self.row.uid}.{part}"

    @cached_property
    def label(self) -> str:
        """How a message calls the row: by its indicator's name, else by its number."""
        return shortened(self.row.name) if self.row.name.strip() else f"第{self.number}行"

    @cached_property
    def is_blank(self) -> bool:
        """Tell whether the row says nothing beside its categories."""
        row = self.row
        return all(map(is_empty, (row.name, row.description, row.value, row.basis)))

    @cached_property
    def kind1(self) -> Kind1 | None:
        return kinds_of(self.row.level1, self.row.level2)[0]

    @cached_property
    def kind2(self) -> Kind2 | None:
        return kinds_of(self.row.level1, self.row.level2)[1]


class TableView:
    """One table in its context."""

    def __init__(self, table: GoalTable, context: Context):
        self.table, self.context = table, context
        self.rows = tuple(RowView(row, number) for number, row in enumerate(table.indicators, 1))

    @cached_property
    def part1_text(self) -> str:
        """Part 1 without white space, half-width."""
        part1 = self.context.part1
        texts = (part1.overall, part1.divisions, part1.safeguards) if part1 else ()
        return squeeze(unicodedata.normalize("NFKC", "。".join(texts)))

    @cached_property
    def previous_values(self) -> Mapping[str, TargetValue]:
        """Last year's quantities by the names of their indicators, as normalise() has them."""
        previous = self.context.previous
        rows = previous.indicators if previous else ()
        values = {normalise(row.name): parse_value(row.value) for row in rows}
        return {name: value for name, value in values.items() if name and value.kind is Kind.QUANTITY}

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
