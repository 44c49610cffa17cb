"""Texts as rules compare them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.checks.wording import is_empty, normalise, quoted, shortened


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("1.机关 正常运转。", "机关正常运转"),
        ("（一）机关正常运转", "机关正常运转"),
        ("目标2：机关正常运转！", "机关正常运转"),
        ("①机关　正常\n运转", "机关正常运转"),
        ("— 机关“正常”运转", "机关正常运转"),
        ("1.5公里道路", "15公里道路"),
        ("2026年度", "2026年度"),
        ("３０人（ＬＥＤ）", "30人led"),
        ("一期工程", "一期工程"),
        ("100%", "100"),
        ("", ""),
        ("……", ""),
    ],
)
def test_normalise(text, plain):
    assert normalise(text) == plain


@given(st.text())
def test_normalise_says_letters_and_digits_only(text):
    assert all(char.isalnum() for char in normalise(text))


def test_long_texts_are_compared_by_their_beginning():
    assert len(normalise("数" * 10_000)) == 4096


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        (None, True),
        ("", True),
        (" \n\u3000", True),
        ("——", True),
        ("/", True),
        ("…", True),
        ("0", False),
        ("无", False),
    ],
)
def test_is_empty(text, is_so):
    assert is_empty(text) is is_so


def test_names_in_a_sentence():
    assert quoted(["甲", "乙"]) == "“甲”“乙”"


@pytest.mark.parametrize(
    ("text", "short"), [("甲\n 乙", "甲 乙"), ("数" * 41, "数" * 40 + "…"), ("数" * 40, "数" * 40)]
)
def test_shortened(text, short):
    assert shortened(text) == short
