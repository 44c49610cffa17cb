"""Money and percentages as printed text: lossless, never rounded, blank stays blank."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

MONEY_UNITS = ("元", "万元")


def format_amount(amount: Decimal | None, money_unit: str, *, decimals: int = 2) -> str:
    """Print an amount of yuan in `money_unit` ("元" or "万元") with at least `decimals` decimals.

    Decimals beyond those are printed as long as they say something: 123.456 yuan is 123.456, never 123.46.
    None prints as "". There are no thousands separators, as in the official forms.
    """
    if amount is None:
        return ""
    number = _digits(amount)
    return _with_decimals(_in_ten_thousands(number) if money_unit == "万元" else number, decimals)


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
    return _with_decimals(_digits(number), 0)


def _digits(number: Decimal) -> str:
    text = str(number)  # twice as fast as format(), but large and tiny numbers come with an exponent
    return f"{number:f}" if "E" in text else text


def _with_decimals(number: str, decimals: int) -> str:
    whole, _, fraction = number.partition(".")
    fraction = fraction.rstrip("0").ljust(decimals, "0")
    return f"{whole}.{fraction}" if fraction else whole


def _in_ten_thousands(number: str) -> str:
    # By moving the point in the text: Decimal division rounds to the context's precision, and takes five times as long.
    sign = "-" if number.startswith("-") else ""
    whole, _, fraction = number.removeprefix("-").partition(".")
    whole = whole.rjust(5, "0")
    return f"{sign}{whole[:-4]}.{whole[-4:]}{fraction}"


@dataclass(frozen=True, slots=True)
class MoneyFormat:
    """How amounts are printed: the unit, decimals at least, the word for zero, whether the unit stands in the cell."""

    unit: str
    decimals: int
    zero: str = ""
    prints_unit: bool = False

    def format(self, amount: Decimal | None) -> str:
        if amount is None:
            return ""
        text = (
            self.zero
            if self.zero and not amount
            else format_amount(amount, self.unit, decimals=self.decimals)
        )
        return text + self.unit if self.prints_unit else text
