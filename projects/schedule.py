"""The spending schedule in shares and in money."""

from decimal import ROUND_HALF_UP, Decimal

from documents.parse.amounts import parse_amount, unit_of
from projects.limits import LARGEST_AMOUNT

_HUNDREDTH = Decimal("0.01")


def percent_of(text: str, total: Decimal | None) -> Decimal | None:
    """Return the share of the total, in percent, that an amount typed with its unit is: 8.75万元 of 35万元 is 25.

    None for what is no amount with a unit, and where there is no total above zero to be a share of. Rounded to two
    decimals, as the schedule holds them; more than the total is more than 100, which the limits refuse.
    """
    if not total or total < 0 or len(text) > 60 or unit_of(text) is None:
        return None
    amount, _ = parse_amount(text, None)
    if amount is None or abs(amount) >= LARGEST_AMOUNT:
        return None
    return (amount * 100 / total).quantize(_HUNDREDTH, ROUND_HALF_UP)


def amount_of(percent: Decimal, total: Decimal) -> Decimal:
    """Return the yuan that a share of the total is, to the fen."""
    return (total * percent / 100).quantize(_HUNDREDTH, ROUND_HALF_UP)
