"""The three amounts of a goal table, read in the unit that the table, its labels or its other amounts name."""

from decimal import Decimal

from documents.blocks import Problem
from documents.goal_table import Budget
from documents.parse.amounts import parse_amount, unit_of
from documents.parse.draft import Draft, Reading
from documents.parse.labels import money_unit_in
from documents.parse.places import quote

LABELS = {"total": "预算数", "fiscal": "其中：财政资金", "other": "其他资金"}


def read_budget(draft: Draft, document_unit: str | None) -> tuple[Budget, list[Problem]]:
    """Return the table's amounts in yuan and what could not be read or wants confirming.

    The unit is taken from the amount itself, its label, the table's unit line, the section's label; failing these
    from the table's other amounts or from the document, which is reported as a doubt.
    """
    problems: list[Problem] = []
    amounts = {name: _read_amount(draft, name, document_unit, problems) for name in LABELS}
    return Budget(**amounts), problems


def declared_unit(draft: Draft, document_unit: str | None) -> str | None:
    """Return the unit of money that a table is written in: as its lines or labels say, else its amounts, else the file."""
    amounts = [draft.fields[f"budget.{name}"] for name in LABELS if f"budget.{name}" in draft.fields]
    stated = (_stated_unit(draft, found) for found in amounts)
    return next(filter(None, stated), None) or draft.money_unit or _unit_of_others(draft) or document_unit


def _read_amount(
    draft: Draft, name: str, document_unit: str | None, problems: list[Problem]
) -> Decimal | None:
    found = draft.fields.get(f"budget.{name}")
    if not found:
        return None
    stated = _stated_unit(draft, found)
    others = None if stated else _unit_of_others(draft)
    supposed = stated or others or document_unit
    amount, complaint = parse_amount(found.text, supposed)
    if complaint:
        problems.append(_refusal(name, found, complaint))
    elif amount and (doubt := _doubt(found, stated, supposed, bool(others))):
        problems.append(
            Problem(f"“{LABELS[name]}”（{found.place}）{doubt}", address=f"budget.{name}", is_doubt=True)
        )
    return amount


def _stated_unit(draft: Draft, found: Reading) -> str | None:
    section = draft.fields.get("section.budget")
    return (
        money_unit_in(found.label)
        or draft.money_unit
        or money_unit_in(f"单位：{draft.text('money_unit')}")
        or (money_unit_in(section.label) if section else None)
    )


def _unit_of_others(draft: Draft) -> str | None:
    units = [unit_of(draft.text(f"budget.{name}")) for name in LABELS]
    return next(filter(None, units), None)


def _refusal(name: str, found: Reading, complaint: str) -> Problem:
    start = f"“{LABELS[name]}”（{found.place}）写的是{quote(found.text)}，"
    reasons = {
        "words": "不是一个金额，没有读入，请改成数字。",
        "unit": "表上没有写明单位是元还是万元，没有读入，请在表上注明单位后重新导入，或导入后填写。",
    }
    return Problem(start + reasons[complaint], address=f"budget.{name}")


def _doubt(found: Reading, stated: str | None, supposed: str | None, is_from_others: bool) -> str:
    own = unit_of(found.text)
    if own and stated and own != stated:
        return f"写的是{quote(found.text)}，而表上的单位是{stated}，已按{own}读入，请核对。"
    if not own and not stated:
        model = "本表其他金额" if is_from_others else "文件前面写的单位"
        return f"写的是{quote(found.text)}，没有单位，已参照{model}按{supposed}读入，请核对。"
    return ""
