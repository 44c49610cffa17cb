"""Cleaning of text from files and forms."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.text import LINE_BREAK, clean_text, clean_texts, squeeze


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("", ""),
        ("  数量指标\t≥100%\n", "  数量指标\t≥100%\n"),
        ("第一行\x0b第二行\x0c第三行", "第一行\n第二行\n第三行"),
        ("一\r\n二\r三\u2028四\u2029五\x85六", "一\n二\n三\n四\n五\n六"),
        ("招\x00商\x01引\x1f资\x7f费\x9f", "招商引资费"),
        ("产\u200b出\ufeff指\u2060标\xad", "产出指标"),
        ("\u202e金额\u202c\u2066元\u2069\u200f", "金额元"),
        ("坏\ud800字\udfff符\ufffe\uffff\ufffd", "坏字符\ufffd"),
        ("cafe\u0301", "caf\u00e9"),
        ("全角\u3000空格\u00a0不断行", "全角\u3000空格\u00a0不断行"),
        ("生僻字𠮷𬌗", "生僻字𠮷𬌗"),
    ],
)
def test_clean_text(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@given(st.text(st.characters()))
def test_clean_text_is_idempotent_and_storable(text: str) -> None:
    cleaned = clean_text(text)

    assert clean_text(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert {c for c in cleaned if unicodedata.category(c) in {"Cc", "Cs"}} <= {"\t", "\n"}


@given(st.text(st.characters(exclude_categories=["C", "Z"])))
def test_clean_text_keeps_every_visible_character(text: str) -> None:
    assert clean_text(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("label", "squeezed"),
    [("财政    资金", "财政资金"), ("产出\n指标", "产出指标"), ("\u3000预\u00a0算\t数 ", "预算数"), ("", "")],
)
def test_squeeze(label: str, squeezed: str) -> None:
    assert squeeze(label) == squeezed


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        (f"甲{LINE_BREAK}乙\n丙", f"甲{LINE_BREAK}乙\n丙"),
        ("甲\u2028乙", f"甲{LINE_BREAK}乙"),
        (f"甲{LINE_BREAK}乙\x0b丙\x07", f"甲{LINE_BREAK}乙\n丙"),
        ("甲\u2029e\u0301", "甲\né"),
    ],
)
def test_clean_texts_keeps_line_breaks_inside_paragraphs(text, cleaned):
    assert clean_texts(["丁", text]) == ["丁", cleaned]
