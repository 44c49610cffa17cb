"""A finished draft as a GoalTable, with everything that was not understood."""

from decimal import Decimal

from documents.blocks import Problem
from documents.goal_table import CHECKPOINT_MONTHS, Goal, GoalTable, IndicatorRow, ScheduleMark
from documents.parse.amounts import is_blank, parse_amount, parse_percent
from documents.parse.draft import Draft, Reading, RowTexts
from documents.parse.goal_lists import split_goals
from documents.parse.labels import mark_of
from documents.parse.money import read_budget
from documents.parse.places import place_of, quote
from documents.parse.texts import join_lines, keep_lines
from documents.parse.unit_lines import split_unit
from documents.text import squeeze

KINDS = frozenset({"定性", "定量", "定性指标", "定量指标"})


def finish(draft: Draft, document_unit: str | None = None) -> tuple[GoalTable, list[Problem]]:
    """Return what the draft says as a table, and the problems by address; `document_unit` is the last unit of money."""
    _settle_budget(draft)
    budget, problems = read_budget(draft, document_unit)
    code, name = _unit(draft)
    table = GoalTable(
        title=draft.title,
        unit_code=code,
        unit_name=name,
        project_code=_code(draft.text("project.code")),
        project_name=join_lines(draft.text("project.name")),
        budget=budget,
        purpose=keep_lines(draft.text("purpose")),
        schedule=_schedule(draft, problems),
        goals=tuple(_goals(draft)),
        indicators=tuple(_indicator(row, at, problems) for at, row in enumerate(draft.rows, 1)),
    )
    return table, problems + _leftovers(draft)


def _settle_budget(draft: Draft) -> None:
    """What stands beside the label 预算规模 itself is the total where it is an amount, else the purpose."""
    found = draft.fields.pop("budget", None)
    if found:
        is_amount = not parse_amount(found.text, "元")[1]
        name = "budget.total" if is_amount and "budget.total" not in draft.fields else "purpose"
        draft.add_field(name, found)


def _unit(draft: Draft) -> tuple[str | None, str | None]:
    """A unit in a field of the form itself goes before the one in a line over the table."""
    code, name = split_unit(join_lines(draft.text("unit.name")))
    code = _code(draft.text("unit.code")) or code
    return (code, name) if code or name else (draft.unit_code, draft.unit_name)


def _code(text: str) -> str | None:
    return None if is_blank(text) else squeeze(text)


def _schedule(draft: Draft, problems: list[Problem]) -> tuple[ScheduleMark, ...]:
    marks = []
    for month in CHECKPOINT_MONTHS:
        percent, is_read = parse_percent(draft.months[month].text) if month in draft.months else (None, True)
        if not is_read:
            found = draft.months[month]
            message = (
                f"“{month}月底”（{found.place}）写的是{quote(found.text)}，不是百分比，没有读入，请改成数字。"
            )
            problems.append(Problem(message, address=f"schedule.{month}"))
        elif percent is not None:
            _doubt_fraction(draft.months[month], month, percent, problems)
        marks.append(ScheduleMark(month, percent))
    return tuple(marks)


def _doubt_fraction(found: Reading, month: int, percent: Decimal, problems: list[Problem]) -> None:
    """0.25 without a sign is likely a quarter that lost its percent format; it is read as printed."""
    if 0 < percent <= 1 and not found.text.strip().endswith(("%", "％")):
        message = f"“{month}月底”（{found.place}）写的是{quote(found.text)}，已读作{percent}%，请核对是否漏了百分号。"
        problems.append(Problem(message, address=f"schedule.{month}", is_doubt=True))


def _goals(draft: Draft) -> list[Goal]:
    """A goal beside 目标1 is that cell; other cells hold a numbered list together, or one goal each."""
    filled = [found for found in draft.goals if found.text.strip()]
    rows = [found for found in filled if mark_of(found.label).startswith("goal:")]
    lists = [found.text for found in filled if found not in rows]
    texts = split_goals("\n".join(lists))
    if len(texts) == 1:
        texts = [goal for text in lists for goal in split_goals(text)]
    return [Goal(text) for text in [*texts, *(keep_lines(found.text) for found in rows)]]


def _indicator(row: RowTexts, at: int, problems: list[Problem]) -> IndicatorRow:
    weight = _weight(row, at, problems) if row.weight else None
    value = _value(row) if row.operator or row.measure else row.value
    return IndicatorRow(row.level1, row.level2, row.name, row.description, value, row.basis, weight)


def _value(row: RowTexts) -> str:
    """Join sign, number and unit as they are printed together elsewhere (≥ | 90 | % is ≥90%)."""
    operator = "" if squeeze(row.operator) in KINDS else row.operator
    measure = "" if is_blank(row.measure) or row.value.endswith(row.measure) else row.measure
    return (operator if not row.value.startswith(operator or " ") else "") + row.value + measure


def _weight(row: RowTexts, at: int, problems: list[Problem]) -> Decimal | None:
    number, complaint = parse_amount(row.weight.strip().removesuffix("分").removesuffix("%"), "元")
    if complaint:
        message = f"第{at}条指标的权重（{place_of(row.cell)}所在行）写的是{quote(row.weight)}，不是数字，没有读入，请改成数字。"
        problems.append(Problem(message, address=f"indicators.{at}.weight"))
    return number


def _leftovers(draft: Draft) -> list[Problem]:
    """Report what has no place in a goal table, by label, so that nothing is lost."""
    by_label: dict[str, list[Reading]] = {}
    for found in draft.extras + _odd_months(draft) + _odd_schedule(draft):
        if found.text.strip():
            by_label.setdefault(join_lines(found.label).replace("\n", ""), []).append(found)
    return [Problem(_leftover_message(label, readings)) for label, readings in by_label.items()]


def _leftover_message(label: str, readings: list[Reading]) -> str:
    texts = "；".join(f"{found.place}{quote(found.text)}" for found in readings)
    if label:
        return f"“{label}”在绩效目标表里没有对应的栏目，没有读入，请确认是否需要：{texts}。"
    return f"有文字不知道属于哪一栏，没有读入，请确认是否需要：{texts}。"


def _odd_months(draft: Draft) -> list[Reading]:
    odd = [(month, found) for month, found in sorted(draft.months.items()) if month not in CHECKPOINT_MONTHS]
    return [Reading(found.text, f"{month}月底", found.cell) for month, found in odd]


def _odd_schedule(draft: Draft) -> list[Reading]:
    found = draft.fields.get("schedule")
    return [found] if found else []
