"""Last year's words beside a cell of the head: amounts, purpose, spending schedule."""

from decimal import Decimal

from documents.goal_table import GoalTable
from projects.cell_addresses import HEAD_LABELS
from projects.cell_values import cell_text
from projects.help.lowering import Change, percent_change


def last_year_of(address: str, before: GoalTable, now: GoalTable, money_unit: str) -> Change | None:
    """Return what the cell of the head said last year, with the change in percent, None where it said nothing."""
    if address not in HEAD_LABELS or address.startswith("project."):
        return None
    text = cell_text(before, address, money_unit)
    if not text:
        return None
    percent = percent_change(_number(before, address), _number(now, address))
    return Change(_with_unit(text, address, money_unit), "", percent)


def _number(table: GoalTable, address: str) -> Decimal | None:
    part, _, which = address.partition(".")
    if part == "budget":
        return getattr(table.budget, which)
    return next((mark.percent for mark in table.schedule if address == f"schedule.{mark.month}"), None)


def _with_unit(text, address, money_unit):
    units = {"budget": f" {money_unit}", "schedule": "%"}
    return f"{text}{units.get(address.partition('.')[0], '')}"
