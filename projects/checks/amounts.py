"""Rules about money: amounts that agree, a spending schedule that grows to 100 %."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from documents.amounts import format_amount, format_number, format_percent
from documents.goal_table import ScheduleMark
from projects.cell_operations import SetCell
from projects.checks.finding import Hit, Repair
from projects.checks.registry import table_check
from projects.checks.view import TableView

_LABELS = {"total": "预算数", "fiscal": "财政资金", "other": "其他资金"}
_TOLERANCE = "tolerance"
LAST_MONTH = 12
_HUNDRED_MILLION = Decimal(10) ** 8
WHOLE = 100


# Amounts


@table_check("AM01")
def amounts_differ_in_unit(view: TableView) -> Iterator[Hit]:
    """The reader doubts an amount without a unit; where all are so, the unit is the document's and they agree."""
    budget = view.table.budget
    filled = [part for part in _LABELS if getattr(budget, part)]
    doubted = {doubt.address.removeprefix("budget.") for doubt in view.context.doubts}
    without = [part for part in filled if part in doubted]
    with_unit = [part for part in filled if part not in doubted]
    if without and with_unit:
        unit = view.context.money_unit
        first, second = with_unit[0], without[0]
        bare = format_amount(getattr(budget, second), unit, decimals=0)
        words = {
            "first": _LABELS[first],
            "a": format_amount(getattr(budget, first), unit, decimals=0) + unit,
            "second": _LABELS[second],
            "b": bare,
        }
        yield Hit(f"budget.{second}", bare, words)


@table_check("AM02")
def amounts_do_not_add_up(view: TableView) -> Iterator[Hit]:
    budget, unit = view.table.budget, view.context.money_unit
    fiscal, other = budget.fiscal or Decimal(0), budget.other or Decimal(0)
    if budget.total is None:
        repair = _total_repair(fiscal + other, unit) if fiscal + other > 0 else None
        yield Hit("budget.total", "", repair=repair, variant="blank")
        return
    text = format_amount(budget.total, unit)
    if budget.total <= 0:
        yield Hit("budget.total", text, {"b": text, "unit": unit}, variant="nothing")
    elif abs(budget.total - fiscal - other) > view.context.rules.threshold("AM02", _TOLERANCE):
        gap = abs(budget.total - fiscal - other)
        sums = {"b": budget.total, "f": fiscal, "o": other, "d": gap}
        words = {name: format_amount(amount, unit) for name, amount in sums.items()}
        is_without_sources = budget.fiscal is None and budget.other is None
        variant = "sources" if is_without_sources else ""
        yield Hit("budget.total", text, words | {"unit": unit}, variant=variant)


def _total_repair(total: Decimal, unit: str) -> Repair:
    text = format_amount(total, unit)
    return Repair(f"预算数填 {text}", (SetCell("budget.total", text),))


@table_check("AM03")
def amounts_are_in_another_unit(view: TableView) -> Iterator[Hit]:
    unit, expected = view.context.money_unit, view.context.layout.money_unit
    if unit != expected:
        text = format_amount(view.table.budget.total, unit)
        yield Hit("budget.total", text, {"unit": unit, "expected": expected})
    elif (view.table.budget.total or 0) >= view.context.rules.threshold("AM03", "large"):
        yield _large(view.table.budget.total or Decimal(0), unit)


def _large(total: Decimal, unit: str) -> Hit:
    """An amount in yuan that was typed where 万元 are asked is ten thousand times too large."""
    text = format_amount(total, unit)
    words = {"b": text, "unit": unit, "large": format_number(total / _HUNDRED_MILLION)}
    return Hit("budget.total", text, words, variant="large")


# Schedule


def _filled(view: TableView) -> list[tuple[int, Decimal]]:
    return [(mark.month, mark.percent) for mark in view.table.schedule if mark.percent is not None]


def _month(month: int) -> str:
    return f"{month}月底"


def _schedule_text(marks: tuple[ScheduleMark, ...]) -> str:
    return " / ".join(format_percent(mark.percent) or "空" for mark in marks)


@table_check("AM04")
def schedule_has_blanks(view: TableView) -> Iterator[Hit]:
    schedule = view.table.schedule
    blank = [mark.month for mark in schedule if mark.percent is None]
    if blank:
        words = {"months": "、".join(map(_month, blank))}
        variant = "end" if blank == [LAST_MONTH] else "to_the_end" if LAST_MONTH in blank else ""
        yield Hit(f"schedule.{blank[0]}", _schedule_text(schedule), words, variant=variant)


@table_check("AM05")
def schedule_falls(view: TableView) -> Iterator[Hit]:
    for (earlier, before), (later, after) in pairwise(_filled(view)):
        if after < before:
            words = {
                "a": f"{_month(earlier)}的{format_percent(before)}",
                "b": f"{_month(later)}的{format_percent(after)}",
            }
            yield Hit(f"schedule.{later}", _schedule_text(view.table.schedule), words)
            return


@table_check("AM06")
def schedule_does_not_end_at_all(view: TableView) -> Iterator[Hit]:
    for month, percent in _filled(view):
        if month == LAST_MONTH and percent != WHOLE:
            text = format_percent(percent)
            repair = Repair("改成 100%", (SetCell("schedule.12", "100"),))
            yield Hit("schedule.12", text, {"x": text}, repair)


@table_check("AM07")
def schedule_stands_still(view: TableView) -> Iterator[Hit]:
    """Speak of the months before all is spent; where it stands still only after that, of how early that is."""
    spans = _still(view)
    text = _schedule_text(view.table.schedule)
    open_spans = [span for span in spans if span[2] < WHOLE]
    if open_spans:
        words = {"spans": "、".join(f"{_month(first)}到{_month(last)}" for first, last, _ in open_spans)}
        yield Hit(f"schedule.{open_spans[0][1]}", text, words)
    elif spans:
        yield Hit(f"schedule.{spans[0][0]}", text, {"month": _month(spans[0][0])}, variant="done")


def _still(view: TableView) -> list[tuple[int, int, Decimal]]:
    """Return from which month to which the schedule stays at what percentage."""
    spans: list[tuple[int, int, Decimal]] = []
    for (earlier, before), (later, after) in pairwise(_filled(view)):
        if before == after:
            first = spans.pop()[0] if spans and spans[-1][1] == earlier else earlier
            spans.append((first, later, after))
    return spans


@table_check("AM08")
def schedule_is_late(view: TableView) -> Iterator[Hit]:
    least = view.context.rules.threshold("AM08", "percent")
    for month, percent in _filled(view):
        if month == 10 and percent < least:
            text = format_percent(percent)
            yield Hit("schedule.10", text, {"x": text})
