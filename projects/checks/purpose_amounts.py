"""The rule about the amounts that 资金用途 lists: together they are the budget."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from documents.amounts import format_amount
from documents.parse.amounts import parse_amount
from projects.checks.finding import Hit
from projects.checks.registry import table_check
from projects.checks.view import TableView
from projects.checks.word_lists import word_lists
from projects.checks.wording import KEPT
from projects.enums import Severity

_WORDS = word_lists("amounts")
_AMOUNT = re.compile(r"(?<![\d.,~～\-—])\d[\d,]{0,20}(?:\.\d{1,8})?\s*(?:万元|亿元|元)")
_NOT_A_PART_BEFORE = re.compile(rf"(?:{'|'.join(_WORDS['not_a_part_before'])})[^\d，。；、：,;:]{{0,8}}$")
_NOT_A_PART_AFTER = re.compile(rf"\s*(?:{'|'.join(map(re.escape, _WORDS['not_a_part_after']))})")
# What stands in brackets after 其中 is counted already in the amount before it.
_DETAIL = re.compile(r"[(（][^()（）]*(?:其中|包括|含)[^()（）]*[)）]")
_NO_PLAIN_LIST = re.compile("|".join(_WORDS["no_plain_list"]))
_AND_SO_ON = re.compile(r"\s*等")
REACH = 16
# More amounts than these are not added up in all ways.
MOST_AMOUNTS = 60


class _Amount(NamedTuple):
    """An amount in yuan; `is_part` where nothing tells that it is a price, another year's or a whole."""

    yuan: Decimal
    is_part: bool
    has_more_after: bool


@table_check("AM09")
def amounts_of_purpose_do_not_add_up(view: TableView) -> Iterator[Hit]:
    """An error only of a plain list; what is counted twice or of another year is not always told from its words."""
    purpose, total = view.table.purpose, view.table.budget.total
    amounts = list(_amounts_of(_DETAIL.sub("", purpose[:KEPT])))[:MOST_AMOUNTS]
    parts = [amount.yuan for amount in amounts if amount.is_part]
    if total in parts and len(parts) > 2:
        parts.remove(total)  # the purpose repeats the whole before its parts
    if len(parts) < 2 or not total:
        return
    gap = sum(parts) - total
    tolerance = view.context.rules.threshold("AM09", "tolerance")
    is_open = gap < 0 and any(amount.has_more_after for amount in amounts)
    if (
        abs(gap) <= tolerance
        or is_open
        or _is_said(total, [amount.yuan for amount in amounts], parts, tolerance)
    ):
        return
    words = {"s": format_amount(sum(parts, Decimal(0)), "万元"), "b": format_amount(total, "万元")}
    is_plain = all(amount.is_part for amount in amounts) and not _NO_PLAIN_LIST.search(purpose)
    yield Hit("purpose", purpose, words, severity=None if is_plain else Severity.WARNING)


def _is_said(
    total: Decimal, amounts: Sequence[Decimal], parts: Sequence[Decimal], tolerance: Decimal
) -> bool:
    """Tell whether the last amount is the budget, or some that stand side by side are it together."""
    return abs(amounts[-1] - total) <= tolerance or any(
        abs(run - total) <= tolerance
        for listed in (amounts, parts)
        for first in range(len(listed))
        for run in list(accumulate(listed[first:]))[1:]
    )


def _amounts_of(purpose: str) -> Iterator[_Amount]:
    """Yield the amounts of a text; prices (每亩2万元, 3万元/公里), other years' amounts and wholes are no parts."""
    for found in _AMOUNT.finditer(purpose):
        if (yuan := parse_amount(found[0], None)[0]) is not None:
            before = purpose[max(0, found.start() - REACH) : found.start()]
            is_other = _NOT_A_PART_BEFORE.search(before) or _NOT_A_PART_AFTER.match(purpose, found.end())
            yield _Amount(yuan, not is_other, bool(_AND_SO_ON.match(purpose, found.end())))
