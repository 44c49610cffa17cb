"""Two years' values of one indicator side by side."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.help.lowering import percent_change, value_change


@pytest.mark.parametrize(
    ("before", "after", "words", "is_lowered"),
    [
        ("≥90%", "≥95%", "增加5.6%", False),
        ("≥90%", "≥80%", "减少11.1%", True),
        ("≥90%", "=90%", "不变", False),
        ("≥90%", "≤90%", "不变", True),
        ("≤120元", "≤100元", "减少16.7%", False),
        ("≤120元", "≤150元", "增加25%", True),
        ("≤120元", "≥120元", "不变", True),
        ("≤1万元", "≤12000元", "增加20%", True),
        ("≥1亿元", "≥8000万元", "减少20%", True),
        ("=100%", "=95%", "减少5%", True),
        ("12人", "15人", "增加25%", False),
        ("=0起", "=2起", "", True),
        ("≥10个", "≥20家", "", False),
        ("≥90%", "优良", "", True),
        ("≥90%", "", "", True),
        ("优良", "≥90%", "", False),
        ("优良", "良好", "", False),
        ("≥90%", "≥90%", "不变", False),
        ("", "", "", False),
    ],
)
def test_change(before, after, words, is_lowered):
    change = value_change(before, after)

    assert (change.words, change.is_lowered) == (words, is_lowered)


@pytest.mark.parametrize(
    ("before", "after", "percent"),
    [
        (Decimal(350000), Decimal(385000), Decimal(10)),
        (Decimal(3), Decimal(4), Decimal("33.3")),
        (Decimal(0), Decimal(4), None),
        (None, Decimal(4), None),
        (Decimal(4), None, None),
    ],
)
def test_percent(before, after, percent):
    assert percent_change(before, after) == percent


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_texts_compare(before, after):
    change = value_change(before, after)

    assert not value_change(before, before).is_lowered
    assert isinstance(change.words, str)


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.sampled_from("≥≤=><"))
def test_never_lowered_both_ways(one, other, sign):
    there = value_change(f"{sign}{one}个", f"{sign}{other}个")
    back = value_change(f"{sign}{other}个", f"{sign}{one}个")

    assert there.is_lowered + back.is_lowered == (one != other)
