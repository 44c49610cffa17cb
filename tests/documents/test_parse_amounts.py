"""Amounts and percentages as people print and type them."""

from decimal import Decimal

import pytest

from documents.parse.amounts import is_blank, parse_amount, parse_percent, unit_of


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("35.00", "万元", "350000"),
        ("2000000.00", "元", "2000000"),
        ("300万元", None, "3000000"),
        ("300万元", "元", "3000000"),
        ("136.5 万元", None, "1365000"),
        ("２ 亿元", None, "200000000"),
        ("￥1,234.50元", None, "1234.50"),
        ("人民币12元整", None, "12"),
        ("１２，３４５．６", "元", "12345.6"),
        ("5千元", None, "5000"),
        ("3万", None, "30000"),
        ("0", None, "0"),
        ("-5", "元", "-5"),
    ],
)
def test_parse_amount_reads_yuan(text, unit, amount):
    assert parse_amount(text, unit) == (Decimal(amount), "")


@pytest.mark.parametrize("text", ["", " 　", "————", "/", "—", "无", "－", "\\"])
def test_parse_amount_takes_dashes_for_blank(text):
    assert is_blank(text)
    assert parse_amount(text, "元") == (None, "")
    assert parse_percent(text) == (None, True)


@pytest.mark.parametrize(
    ("text", "complaint"), [("约300万元", "words"), ("1,23", "words"), ("35.00", "unit")]
)
def test_parse_amount_says_what_is_wrong(text, complaint):
    assert parse_amount(text, None) == (None, complaint)


@pytest.mark.parametrize(("text", "unit"), [("300万元", "万元"), ("410", None), ("若干万元", None)])
def test_unit_of_tells_a_printed_unit(text, unit):
    assert unit_of(text) == unit


@pytest.mark.parametrize(
    ("text", "percent"), [("25%", "25"), ("25.00%", "25"), ("２５％", "25"), ("0", "0"), (" 33.3 % ", "33.3")]
)
def test_parse_percent_reads_shares(text, percent):
    assert parse_percent(text) == (Decimal(percent), True)


def test_parse_percent_refuses_words():
    assert parse_percent("过半") == (None, False)


@pytest.mark.parametrize("text", ["5²", "①", "½", "3⁵万元", "₂"])
def test_raised_and_circled_digits_are_no_numbers(text):
    assert parse_amount(text, "元") == (None, "words")
    assert parse_percent(text) == (None, False)
    assert unit_of(text) is None
