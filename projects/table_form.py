"""The form that checks a goal table as typed: one field for each posted cell, named by the cell's address."""

from dataclasses import replace

from django import forms

from documents.goal_table import Budget, Goal, GoalTable, IndicatorRow, ScheduleMark
from projects.cell_addresses import INDICATOR_PARTS
from projects.cell_parsing import UnreadableCell, read_cell
from projects.cell_texts import Texts, goal_uids, indicator_uids, labels_of
from projects.cell_values import renamed
from projects.limits import check_limits


class CellField(forms.Field):
    """A cell as typed; gives text, Decimal (yuan for money) or None."""

    def __init__(self, address, *, label, money_unit, total):
        super().__init__(required=False, label=label)
        self.address, self.money_unit, self.total = address, money_unit, total

    def to_python(self, value):
        try:
            return read_cell(
                self.address, value, label=self.label, money_unit=self.money_unit, total=self.total
            )
        except UnreadableCell as unreadable:
            raise forms.ValidationError(str(unreadable)) from unreadable


class TableForm(forms.Form):
    """The table as typed. `texts` maps addresses to texts; a cell that is not among them keeps its value."""

    def __init__(self, texts: Texts, *, table: GoalTable, money_unit: str):
        super().__init__(texts)
        self.texts, self.original = texts, table
        self.labels = labels_of(texts)
        known = {"money_unit": money_unit, "total": table.budget.total}
        self.fields = {at: CellField(at, label=self.labels[at], **known) for at in texts}

    def clean(self):
        self.mark(check_limits(self._typed_table()))

    def mark(self, problems):
        """Add the problems to the cells they name; what names no cell of the form concerns all of it."""
        for problem in problems:
            self.add_error(problem.address if problem.address in self.fields else None, problem.message)

    def errors_in_order(self):
        """Yield (address, sentence) as the cells follow each other on the page, what concerns all of it first."""
        places = {address: at for at, address in enumerate(self.texts)}
        for address in sorted(self.errors, key=lambda address: places.get(address, -1)):
            yield from ((address, sentence) for sentence in self.errors[address])

    def table(self) -> GoalTable:
        """Return the valid form as a GoalTable, without the goals and rows in which nothing is typed."""
        typed = self._typed_table()
        return replace(
            typed,
            goals=tuple(goal for goal in typed.goals if goal.text),
            indicators=tuple(row for row in typed.indicators if any(_parts(row))),
        )

    def _typed_table(self):
        was, typed = self.original, self.cleaned_data
        name = typed.get("project.name", was.project_name)
        return replace(
            was,
            title=renamed(was.title, was.project_name, name),
            project_code=typed.get("project.code", was.project_code) or None,
            project_name=name,
            budget=Budget(*(typed.get(f"budget.{at}", getattr(was.budget, at)) for at in Budget.__slots__)),
            purpose=typed.get("purpose", was.purpose),
            schedule=tuple(
                ScheduleMark(mark.month, typed.get(f"schedule.{mark.month}", mark.percent))
                for mark in was.schedule
            ),
            goals=tuple(Goal(typed.get(f"goals.{uid}", ""), uid=uid) for uid in goal_uids(self.texts)),
            indicators=tuple(self._rows()),
        )

    def _rows(self):
        known = {row.uid: row for row in self.original.indicators}
        for uid in indicator_uids(self.texts):
            addresses = {part: f"indicators.{uid}.{part}" for part in INDICATOR_PARTS}
            typed = {part: self.cleaned_data[at] for part, at in addresses.items() if at in self.cleaned_data}
            yield replace(known.get(uid, IndicatorRow("", "", "", uid=uid)), **typed)


def _parts(row):
    return [getattr(row, part) for part in INDICATOR_PARTS]
