"""Money and shares in print: every digit kept, blank kept blank."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.amounts import format_amount, format_number, format_percent


@pytest.mark.parametrize(
    ("amount", "unit", "decimals", "printed"),
    [
        ("350000", "万元", 2, "35.00"),
        ("350000", "万元", 0, "35"),
        ("1365000.00", "万元", 0, "136.5"),
        ("123456.78", "万元", 2, "12.345678"),
        ("1", "万元", 2, "0.0001"),
        ("0", "万元", 2, "0.00"),
        ("-350000", "万元", 2, "-35.00"),
        ("-1", "万元", 2, "-0.0001"),
        ("2000000", "元", 2, "2000000.00"),
        ("0.005", "元", 2, "0.005"),
        ("1E+7", "元", 0, "10000000"),
        ("1E+7", "万元", 0, "1000"),
        ("1E-9", "元", 2, "0.000000001"),
        ("12345678901234567890123456789012345.67", "万元", 2, "1234567890123456789012345678901.234567"),
    ],
)
def test_format_amount_keeps_every_digit(amount, unit, decimals, printed):
    assert format_amount(Decimal(amount), unit, decimals=decimals) == printed


def test_blank_stays_blank():
    assert (format_amount(None, "元"), format_percent(None), format_number(None)) == ("", "", "")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**20), max_value=10**20))
def test_format_amount_says_the_amount(amount):
    assert Decimal(format_amount(amount, "元")) == amount
    assert Decimal(format_amount(amount, "万元")) * 10000 == amount


@pytest.mark.parametrize(
    ("percent", "printed"), [("25", "25%"), ("25.00", "25%"), ("33.30", "33.3%"), ("1E+2", "100%")]
)
def test_format_percent_prints_no_needless_zeros(percent, printed):
    assert format_percent(Decimal(percent)) == printed


def test_format_number_prints_no_needless_zeros():
    assert (format_number(Decimal("10.0")), format_number(Decimal("0.50"))) == ("10", "0.5")
