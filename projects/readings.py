"""What a cell says, told back in plain words: a target value, an amount of the budget, a share of the schedule."""

from decimal import Decimal

from documents.amounts import format_amount, format_percent
from documents.goal_table import GoalTable, ScheduleMark
from indicators.values import parse_value, repair, sentence
from projects.schedule import amount_of

_OTHER_UNIT = {"元": "万元", "万元": "元"}
# What joins a share and its amount: where the amount is exact, where it is rounded to the fen.
_SIGNS, _WORDS = (" ＝", " ≈"), ("，即", "，约")
_BLANK_SHARE = "空白不等于 0：还没有填写计划。"


def reading(address: str, table: GoalTable, *, money_unit: str) -> str:
    """Return what the cell of that address says, "" where there is nothing to tell; amounts in `money_unit`."""
    kind, _, part = address.partition(".")
    if kind == "budget":
        return _budget_reading(part, table, money_unit)
    if kind == "schedule":
        return _share_reading(part, table, money_unit)
    value = value_text(address, table)
    return sentence(parse_value(value)) if value else ""


def proper_value(address: str, table: GoalTable) -> str | None:
    """Return the proper writing of a target value where it differs from what stands in the cell, else None."""
    value = value_text(address, table)
    return repair(parse_value(value)) if value else None


def value_text(address: str, table: GoalTable) -> str:
    """Return the text of the target value at that address, "" for any other cell."""
    return next((row.value for row in table.indicators if address == f"indicators.{row.uid}.value"), "")


def _budget_reading(part: str, table: GoalTable, money_unit: str) -> str:
    amount = getattr(table.budget, part, None)
    other = (
        f"{_money(amount, money_unit)}，即 {_money(amount, _OTHER_UNIT[money_unit])}。"
        if amount is not None
        else ""
    )
    return other + _sum_reading(table, money_unit)


def _sum_reading(table: GoalTable, money_unit: str) -> str:
    budget = table.budget
    parts = [amount for amount in (budget.fiscal, budget.other) if amount is not None]
    if budget.total is None or not parts:
        return ""
    total, difference = sum(parts, Decimal()), sum(parts, Decimal()) - budget.total
    said = "财政资金＋其他资金" if len(parts) == 2 else "财政资金" if budget.other is None else "其他资金"
    if not difference:
        return f"{said}＝预算数，相符。"
    compared = f"比预算数{'多' if difference > 0 else '少'} {_money(abs(difference), money_unit)}"
    return f"{said}＝{_money(total, money_unit)}，{compared}，请核对。"


def _share_reading(part: str, table: GoalTable, money_unit: str) -> str:
    marks = [mark for mark in table.schedule if part.isdecimal() and mark.month <= int(part)]
    if not marks or str(marks[-1].month) != part:
        return ""
    if marks[-1].percent is None:
        return _BLANK_SHARE
    here = _with_amount(marks[-1].percent, table.budget.total, money_unit, _SIGNS)
    return f"累计支出 {here}。{_increase(marks, table.budget.total, money_unit)}"


def _increase(marks: list[ScheduleMark], total: Decimal | None, money_unit: str) -> str:
    """Compare with the last mark that is filled in."""
    percent = marks[-1].percent or Decimal()
    before = next((mark for mark in reversed(marks[:-1]) if mark.percent is not None), None)
    if before is None or before.percent is None:
        return ""
    more = percent - before.percent
    if more < 0:
        return f"比{before.month}月底少 {format_percent(-more, sign='')} 个百分点，累计数不应减少，请核对。"
    return f"比{before.month}月底多 {_with_amount(more, total, money_unit, _WORDS)}。"


def _with_amount(percent: Decimal, total: Decimal | None, money_unit: str, signs: tuple[str, str]) -> str:
    share = format_percent(percent)
    if total is None:
        return share
    amount = amount_of(percent, total)
    is_exact = amount * 100 == percent * total
    return f"{share}{signs[0] if is_exact else signs[1]} {_money(amount, money_unit)}"


def _money(amount: Decimal, money_unit: str) -> str:
    """Print an amount with thousands separators and its unit: 1,234.50 万元."""
    whole, _, fraction = format_amount(amount, money_unit).partition(".")
    return f"{int(whole):,}.{fraction} {money_unit}" if int(whole) else f"{whole}.{fraction} {money_unit}"
