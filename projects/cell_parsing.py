"""What is typed in a cell, read by the kind of the cell: text, money, or a number."""

import re
from decimal import Decimal

from documents.parse.amounts import parse_amount, parse_percent
from documents.text import clean_text
from projects.limits import LARGEST_AMOUNT, LARGEST_PERCENT
from projects.schedule import percent_of

# What the cell of a spreadsheet holds; more would be cut there without a word.
LONGEST_TEXT = 32_767
LONGEST_NUMBER = 60
_ON_ONE_LINE = re.compile(r"project\.(code|name)|indicators\..*\.level[12]")
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

Value = str | Decimal | None


class UnreadableCell(ValueError):
    """A text that the cell cannot take; str() is a Chinese sentence that begins with the label of the cell."""


def read_cell(address: str, text: str, *, label: str, money_unit: str, total: Decimal | None = None) -> Value:
    """Return what a text typed in the cell of that address says: text, Decimal (yuan for money) or None for blank.

    In the schedule an amount with its unit (8.75万元) is the share that it is of the budget's `total`. Raises
    UnreadableCell.
    """
    kind, part = address.split(".")[0], address.split(".")[-1]
    if kind == "budget":
        return read_amount(text, label=label, money_unit=money_unit)
    if kind == "schedule" and (share := percent_of(clean_text(text).strip(), total)) is not None:
        _refuse_share(share, f"{label}里的“{_shortened(text.strip())}”是预算数的{share:f}%，")
        return share
    if kind == "schedule" or part == "weight":
        return read_number(text, label=label)
    read = read_text(text, is_one_line=is_on_one_line(address))
    if address == "project.code":
        read = read.translate(_HALF_WIDTH)  # it names the project in file names and other systems
    if len(read) > LONGEST_TEXT:
        raise UnreadableCell(f"{label}有{len(read)}个字，最多{LONGEST_TEXT}个，请缩短。")
    return read


def is_on_one_line(address: str) -> bool:
    """Tell whether the cell of that address holds no line ends."""
    return bool(_ON_ONE_LINE.fullmatch(address))


def read_text(text: str, *, is_one_line: bool) -> str:
    """Return text cleaned like text read from paper, without white space around it."""
    text = clean_text(text).strip()
    if is_one_line:
        text = "".join(text.splitlines())
    return text


def read_amount(text: str, *, label: str, money_unit: str) -> Decimal | None:
    """Return money as people type it, given in the layout's unit, in yuan; None for blank."""
    text = clean_text(text).strip()
    amount, complaint = parse_amount(text, money_unit) if len(text) <= LONGEST_NUMBER else (None, "words")
    if complaint:
        example = f"请填数字，例如 35.00（单位：{money_unit}）。"
        raise UnreadableCell(f"{label}里的“{_shortened(text)}”不是金额，{example}")
    if amount is not None and (reason := _why_no_amount(amount)):
        raise UnreadableCell(f"{label}里的“{text}”{reason}")
    return amount


def _why_no_amount(amount: Decimal) -> str:
    if abs(amount) >= LARGEST_AMOUNT:
        return "超出范围，应小于10万亿元，请核对。"
    if amount < 0:
        return "是负数，请填写0或者大于0的金额。"
    return "精确到了分以下，请改为精确到分的金额。" if amount != round(amount, 2) else ""


def read_number(text: str, *, label: str) -> Decimal | None:
    """Return a share or a weight, typed with or without the percent sign; None for blank."""
    text = clean_text(text).strip()
    number, is_readable = parse_percent(text) if len(text) <= LONGEST_NUMBER else (None, False)
    if not is_readable:
        raise UnreadableCell(f"{label}里的“{_shortened(text)}”不是数字，请填数字，例如 25。")
    if number is not None:
        _refuse_share(number, f"{label}里的“{text}”")
    return number


def _refuse_share(share: Decimal, beginning: str) -> None:
    if not 0 <= share <= LARGEST_PERCENT:
        raise UnreadableCell(f"{beginning}不在0到{LARGEST_PERCENT}之间，请核对。")
    if share != round(share, 2):
        raise UnreadableCell(f"{beginning}小数超过两位，请改为最多两位。")


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_NUMBER else f"{text[:LONGEST_NUMBER]}…"
