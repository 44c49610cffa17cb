"""The form that checks a goal table as typed: one field for each posted cell, named by the cell's address."""

import re
from dataclasses import replace

from django import forms

from documents.goal_table import Budget, Goal, GoalTable, IndicatorRow, ScheduleMark
from documents.parse.amounts import parse_amount, parse_percent
from documents.text import clean_text
from projects.cell_texts import INDICATOR_PARTS, Texts, goal_uids, indicator_uids, labels_of
from projects.limits import check_limits

ON_ONE_LINE = re.compile(r"project\.(code|name)|indicators\..*\.level[12]")


class CellText(forms.CharField):
    """Text of a cell, cleaned like text read from paper."""

    def __init__(self, *, is_one_line, **kwargs):
        super().__init__(required=False, **kwargs)
        self.is_one_line = is_one_line

    def to_python(self, value):
        text = clean_text(value).strip()
        return "".join(text.splitlines()) if self.is_one_line else text


class CellAmount(forms.Field):
    """Money in the layout's unit, as people type it; gives Decimal yuan or None."""

    def __init__(self, *, money_unit, **kwargs):
        super().__init__(required=False, **kwargs)
        self.money_unit = money_unit

    def to_python(self, value):
        amount, complaint = parse_amount(clean_text(value).strip(), self.money_unit)
        if complaint:
            raise forms.ValidationError(
                f"{self.label}里的“{value}”不是金额，请填数字，例如 35.00（单位：{self.money_unit}）。"
            )
        return amount


class CellNumber(forms.Field):
    """A share or a weight, with or without the percent sign."""

    def to_python(self, value):
        number, is_readable = parse_percent(clean_text(value).strip())
        if not is_readable:
            raise forms.ValidationError(f"{self.label}里的“{value}”不是数字，请填数字，例如 25。")
        return number


class TableForm(forms.Form):
    """The table as typed. `texts` maps addresses to texts; a cell that is not among them keeps its value."""

    def __init__(self, texts: Texts, *, table: GoalTable, money_unit: str):
        super().__init__(texts)
        self.texts, self.original = texts, table
        self.labels = labels_of(texts)
        self.fields = {at: _field_for(at, self.labels[at], money_unit) for at in texts}

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
            title=_renamed(was.title, was.project_name, name),
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


def _field_for(address, label, money_unit):
    kind, part = address.split(".")[0], address.split(".")[-1]
    if kind == "budget":
        return CellAmount(label=label, money_unit=money_unit)
    if kind == "schedule" or part == "weight":
        return CellNumber(required=False, label=label)
    return CellText(label=label, is_one_line=bool(ON_ONE_LINE.fullmatch(address)))


def _parts(row):
    return [getattr(row, part) for part in INDICATOR_PARTS]


def _renamed(title, old_name, new_name):
    # A title that follows the old name (招商经费绩效目标) follows the new one.
    if old_name and title.startswith(old_name):
        return new_name + title.removeprefix(old_name)
    return title
