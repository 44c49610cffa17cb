"""The grammar of target values."""

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.reading import read_booklet
from indicators.enums import Operator
from indicators.values import Kind, TargetValue, parse_value

FILINGS = Path(__file__).parents[2] / "fixtures" / "demo"

QUANTITIES = [
    ("≥90百分率", "≥", "90", "%"),
    ("≥90百分比", "≥", "90", "%"),
    ("≥95%", "≥", "95", "%"),
    ("＝１００％", "=", "100", "%"),
    ("100%", "", "100", "%"),
    ("=100%", "=", "100", "%"),
    ("0", "", "0", ""),
    ("-5%", "", "-5", "%"),
    ("2人", "", "2", "人"),
    ("700万元", "", "700", "万元"),
    ("≤120元", "≤", "120", "元"),
    ("≥197平方米", "≥", "197", "平方米"),
    ("≥197㎡", "≥", "197", "平方米"),
    ("≥1100路", "≥", "1100", "路"),
    ("≥720P", "≥", "720", "P"),
    ("≥ 20\u3000个", "≥", "20", "个"),
    ("≧20个", "≥", "20", "个"),
    (">=20个", "≥", "20", "个"),
    ("＞20个", ">", "20", "个"),
    ("<3%", "<", "3", "%"),
    ("95以上", "≥", "95", ""),
    ("95%以上", "≥", "95", "%"),
    ("95％及以上", "≥", "95", "%"),
    ("≥95%以上", "≥", "95", "%"),
    ("3次以内", "≤", "3", "次"),
    ("30天内。", "≤", "30", "天"),
    ("5家以下", "≤", "5", "家"),
    ("不超过120元", "≤", "120", "元"),
    ("不少于3次", "≥", "3", "次"),
    ("不低于90%", "≥", "90", "%"),
    ("达到95%", "≥", "95", "%"),
    ("超过10家", ">", "10", "家"),
    ("大于等于10家", "≥", "10", "家"),
    ("大于10家", ">", "10", "家"),
    ("不足1小时", "<", "1", "小时"),
    ("1,234,567.5元", "", "1234567.5", "元"),
    ("1，500元", "", "1500", "元"),
    ("≤35μg/m3", "≤", "35", "μg/m3"),
    ("≤120元/人·天", "≤", "120", "元/人·天"),
    ("10台（套）", "", "10", "台（套）"),
    ("3年", "", "3", "年"),
    ("6个月", "", "6", "个月"),
    ("≥90实际完成招商业务占计划的比例", "≥", "90", "实际完成招商业务占计划的比例"),
    ("99999999999999.9999元", "", "99999999999999.9999", "元"),
]


@pytest.mark.parametrize(("text", "operator", "number", "unit"), QUANTITIES)
def test_quantity(text, operator, number, unit):
    assert parse_value(text) == TargetValue(Kind.QUANTITY, text, Operator(operator), Decimal(number), unit)


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("12月底前", ""),
        ("12月", ""),
        ("6月30日", ""),
        ("10月31日前", ""),
        ("10月31日之前完成", ""),
        ("≤12月20日", "≤"),
        ("不超过12月底", "≤"),
        ("2021年", ""),
        ("２０２１年底前", ""),
        ("2021年12月31日前完成验收", ""),
        ("2026-10-31", ""),
        ("2026.10", ""),
        ("2026/1/5前", ""),
    ],
)
def test_date(text, operator):
    assert parse_value(text) == TargetValue(Kind.DATE, text, Operator(operator))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", Kind.BLANK),
        (" \u3000\n", Kind.BLANK),
        ("。", Kind.BLANK),
        ("是", Kind.CHOICE),
        ("否", Kind.CHOICE),
        ("是/否", Kind.OPEN_CHOICE),
        ("是／否", Kind.OPEN_CHOICE),
    ],
)
def test_choice_and_blank(text, kind):
    assert parse_value(text) == TargetValue(kind, text)


@pytest.mark.parametrize(
    ("text", "unit"), [("平方米", "平方米"), ("元", "元"), ("百分比", "%"), ("％", "%"), ("m²", "平方米")]
)
def test_unit_only(text, unit):
    assert parse_value(text) == TargetValue(Kind.UNIT_ONLY, text, unit=unit)


@pytest.mark.parametrize(
    "text",
    [
        "及时",
        "按时完工",
        "控制在预算资金内",
        "达到效率",
        "90-95%",
        "90%至95%",
        "1次2人",
        "约20人",
        "≥",
        "13月底前",
        "2月32日",
        "第3名",
        "1.2.3",
        "①",
        "٣",
        "100000000000000元",
        "0.12345%",
        "9" * 5000,
        "1" + "很" * 51,
    ],
)
def test_words(text):
    assert parse_value(text) == TargetValue(Kind.WORDS, text, Operator.WORDS)


@given(st.text() | st.text("0123456789.,≥≤=%年月日底前以上内个是否/- "))
def test_every_text_is_a_value_that_the_database_holds(text):
    value = parse_value(text)

    assert value.text == text
    assert (value.number is None) == (value.kind is not Kind.QUANTITY)
    assert len(value.unit) <= 50
    assert abs(value.number or 0) < 10**14


@given(
    st.sampled_from(["", "≥", "≤", "=", ">", "<"]),
    st.decimals(0, 10**13, places=4),
    st.sampled_from(["", "%", "人", "万元", "平方米", "元/人·天"]),
)
def test_joined_fields_are_read_apart_again(operator, number, unit):
    value = parse_value(f"{operator}{number}{unit}")

    assert (value.operator, value.number, value.unit) == (Operator(operator), number, unit)


FILED = {
    Kind.CHOICE: {"是", "否"},
    Kind.OPEN_CHOICE: {"是/否"},
    Kind.UNIT_ONLY: {"平方米", "元"},
    Kind.DATE: {"12月底前"},
    Kind.WORDS: {
        *(
            "保障",
            "准确",
            "及时",
            "控制在预算范围内",
            "控制在预算资金内",
            "提供优质服务",
            "提高",
            "满意",
            "满足",
        ),
        *("按时完工", "按要求支出", "达到效率", "进一步保障", "进一步推动"),
    },
}


def test_filed_values():
    by_kind = defaultdict(set)
    for path in FILINGS.glob("*.docx"):
        for table in read_booklet(path).booklet.tables:
            for row in table.indicators:
                by_kind[parse_value(row.value).kind].add(row.value)

    quantities = by_kind.pop(Kind.QUANTITY)
    assert by_kind == FILED
    assert len(quantities) == 30
