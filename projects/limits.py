"""What the database can hold of a goal table: lengths of texts, sizes of amounts, numbers of rows."""

from collections.abc import Iterator
from decimal import Decimal

from documents.blocks import Problem
from documents.goal_table import GoalTable, IndicatorRow
from documents.text import clean_text

NAME_LENGTH = 200
TITLE_LENGTH = 220
CODE_LENGTH = 40
CATEGORY_LENGTH = 50
ROW_COUNT = 2_000
# SQLite keeps 15 digits of a number exactly: 13 before the point and the two of the fen.
LARGEST_AMOUNT = Decimal(10) ** 13
LARGEST_WEIGHT = Decimal(100)
LARGEST_PERCENT = Decimal(100)


def check_limits(table: GoalTable) -> list[Problem]:
    """Return a problem for every cell that the database cannot hold as it is, each with its address.

    Nothing is ever cut or rounded to make it fit. Rows without a uid are named by their position, from 1.
    """
    named = table.with_row_uids()
    problems = [*head_problems(named), *_row_problems(named)]
    return [Problem(message, address=address) for address, message in problems]


def head_problems(table: GoalTable) -> Iterator[tuple[str, str]]:
    """Yield (address, sentence) for what is too much above the rows."""
    if not clean_text(table.project_name).strip():
        yield "project.name", "项目名称为空，请填写。"
    yield from _too_long("project.name", "项目名称", table.project_name, NAME_LENGTH)
    yield from _too_long("project.code", "项目编码", table.project_code or "", CODE_LENGTH)
    yield from _too_long("title", "表名", table.title, TITLE_LENGTH)
    yield from _number_problems(table)


def _number_problems(table: GoalTable) -> Iterator[tuple[str, str]]:
    budget = table.budget
    yield from _bad_amount("budget.total", "预算数", budget.total)
    yield from _bad_amount("budget.fiscal", "财政资金", budget.fiscal)
    yield from _bad_amount("budget.other", "其他资金", budget.other)
    for mark in table.schedule:
        label = f"{mark.month}月底支出比例"
        yield from _bad_share(f"schedule.{mark.month}", label, mark.percent, LARGEST_PERCENT)


def _row_problems(table: GoalTable) -> Iterator[tuple[str, str]]:
    for address, label, rows in (
        ("goals", "绩效目标", table.goals),
        ("indicators", "绩效指标", table.indicators),
    ):
        if len(rows) > ROW_COUNT:
            yield address, f"{label}有{len(rows)}条，一张表最多{ROW_COUNT}条，请分表填报。"
    for number, row in enumerate(table.indicators, 1):
        yield from indicator_problems(number, row)


def indicator_problems(number: int, row: IndicatorRow) -> Iterator[tuple[str, str]]:
    """Yield (address, sentence) for what is too much in one indicator, the `number`th of its table."""
    address = f"indicators.{row.uid}"
    yield from _too_long(f"{address}.level1", f"第{number}行“一级指标”", row.level1, CATEGORY_LENGTH)
    yield from _too_long(f"{address}.level2", f"第{number}行“二级指标”", row.level2, CATEGORY_LENGTH)
    yield from _bad_share(f"{address}.weight", f"第{number}行“权重”", row.weight, LARGEST_WEIGHT)


def _too_long(address: str, label: str, text: str, length: int) -> Iterator[tuple[str, str]]:
    if len(clean_text(text)) > length:
        yield address, f"{label}有{len(clean_text(text))}个字，最多{length}个，请缩短。"


def _bad_amount(address: str, label: str, amount: Decimal | None) -> Iterator[tuple[str, str]]:
    if amount is None:
        return
    if not amount.is_finite() or abs(amount) >= LARGEST_AMOUNT:
        yield address, f"{label}“{amount:f}”超出范围，应小于10万亿元，请核对。"
    elif amount < 0:
        yield address, f"{label}“{amount:f}元”是负数，请填写0或者大于0的金额。"
    elif amount != round(amount, 2):
        yield address, f"{label}“{amount:f}元”精确到了分以下，请改为最多两位小数的元。"


def _bad_share(
    address: str, label: str, share: Decimal | None, largest: Decimal
) -> Iterator[tuple[str, str]]:
    if share is None:
        return
    if not share.is_finite() or not 0 <= share <= largest:
        yield address, f"{label}“{share:f}”不在0到{largest}之间，请核对。"
    elif share != round(share, 2):
        yield address, f"{label}“{share:f}”的小数超过两位，请改为最多两位。"
