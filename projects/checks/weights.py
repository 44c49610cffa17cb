"""Rules about weights: only where the form prints them."""

from collections.abc import Iterator
from decimal import Decimal

from documents.amounts import format_number
from projects.checks.categories import Kind1
from projects.checks.finding import Hit
from projects.checks.registry import table_check
from projects.checks.view import TableView
from projects.checks.word_lists import word_lists
from projects.enums import Severity

_WORDS = word_lists("weights")
_NAMES = {Kind1(kind): name for kind, name in _WORDS["names"].items()}
_SHARES = [{Kind1(kind): share for kind, share in shares.items()} for shares in _WORDS["shares"]]


@table_check("WT01")
def weights_do_not_add_up(view: TableView) -> Iterator[Hit]:
    if not view.context.layout.prints_weights or not view.rows:
        return
    if all(row.row.weight is None for row in view.rows):
        yield Hit("indicators", variant="none")
        return
    rules = view.context.rules
    total = sum((row.row.weight or Decimal(0) for row in view.rows), Decimal(0))
    if total == rules.threshold("WT01", "with_execution"):
        return
    if total != rules.threshold("WT01", "total"):
        text = format_number(total)
        yield Hit("indicators", text, {"s": text})
        return
    sums = _sums(view)
    if None not in sums and sums not in _SHARES:
        said = "、".join(f"{_NAMES[kind]}{format_number(sums[kind])}" for kind in Kind1 if kind in sums)
        yield Hit("indicators", said, {"sums": said}, severity=Severity.WARNING, variant="shares")


def _sums(view: TableView) -> dict[Kind1 | None, Decimal]:
    """Return the weight of each level 1, those of unknown rows under None; without the points of budget execution."""
    sums: dict[Kind1 | None, Decimal] = {}
    for row in view.rows:
        if row.row.weight:
            sums[row.kind1] = sums.get(row.kind1, Decimal(0)) + row.row.weight
    return sums
