"""The grammar of target values."""

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from documents.reading import read_booklet
from indicators.enums import Operator
from indicators.values import DueDate, Kind, TargetValue, canonical, parse_value, repair, sentence

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def labelled(name):
    """The values of a file, each with what a reader says that it is."""
    with (HERE / f"{name}_values.csv").open(encoding="utf-8", newline="") as file:
        return [(row["text"], _label(row)) for row in csv.DictReader(file)]


def _label(row):
    numbers = {part: Decimal(row[part]) if row.get(part) else None for part in ("number", "upper")}
    is_range = row["kind"] == "range"
    return TargetValue(
        Kind(row["kind"]),
        row["text"],
        Operator(row["operator"]),
        number=None if is_range else numbers["number"],
        unit=row["unit"],
        low=numbers["number"] if is_range else None,
        high=numbers["upper"],
        lead=row.get("lead") or "",
        due=_due(row.get("due")),
    )


def _due(text):
    return DueDate(*(int(part or 0) for part in text.replace("--", "0-").split("-"))) if text else None


CORPUS, COUNTIES = labelled("corpus"), labelled("county")


@pytest.mark.parametrize(("text", "label"), COUNTIES, ids=[text for text, _ in COUNTIES])
def test_value_as_counties_write_it(text, label):
    assert parse_value(text) == label


@pytest.mark.parametrize("kind", Kind)
def test_precision_and_recall_are_whole_on_the_corpus(kind):
    found = {text for text, _ in CORPUS if parse_value(text).kind is kind}

    assert found == {text for text, label in CORPUS if label.kind is kind}
    assert [parse_value(text) for text in found] == [dict(CORPUS)[text] for text in found]


def test_every_value_of_the_corpus_is_labelled():
    files = [
        *(ROOT / "fixtures" / "demo").glob("*.docx"),
        *(ROOT / "tests" / "documents" / "files").glob("*/*"),
    ]
    files += (ROOT.parent / "shared" / "corpus").glob("xlsx/*.xlsx")
    papers = [path for path in files if path.suffix in (".docx", ".xlsx", ".json")]
    tables = [table for path in papers for table in read_booklet(path).booklet.tables]

    assert {row.value for table in tables for row in table.indicators} == set(dict(CORPUS))


MORE = [
    ("≥95百分比", "≥", "95", "%"),
    ("≥197㎡", "≥", "197", "平方米"),
    ("≧20个", "≥", "20", "个"),
    ("<3%", "<", "3", "%"),
    ("≥95%以上", "≥", "95", "%"),
    ("5家以下", "≤", "5", "家"),
    ("大于等于10家", "≥", "10", "家"),
    ("不足1小时", "<", "1", "小时"),
    ("1，500元", "", "1500", "元"),
    ("≤120元/人·天", "≤", "120", "元/人·天"),
    ("6个月", "", "6", "个月"),
    ("≥90实际完成招商业务占计划的比例", "≥", "90", "实际完成招商业务占计划的比例"),
    ("99999999999999.9999元", "", "99999999999999.9999", "元"),
    ("一千零五人", "", "1005", "人"),
    ("三万二千人", "", "32000", "人"),
    ("每半年一次", "", "1", "次/半年"),
    ("100%/年", "", "100", "%/年"),
]


@pytest.mark.parametrize(("text", "operator", "number", "unit"), MORE)
def test_quantity(text, operator, number, unit):
    assert parse_value(text) == TargetValue(Kind.QUANTITY, text, Operator(operator), Decimal(number), unit)


@pytest.mark.parametrize(
    ("text", "operator", "due"),
    [
        ("不超过12月底", "≤", (0, 12, 31)),
        ("2021年12月31日前完成验收", "≤", (2021, 12, 31)),
        ("2026/1/5前", "≤", (2026, 1, 5)),
        ("2025年1月至6月", "", (2025, 6, 30)),
        ("2月29日前", "≤", (0, 2, 29)),
        ("2025年上半年", "", (2025, 6, 30)),
        ("年初", "", (0, 1, 31)),
        ("≥12月底", "≥", (0, 12, 31)),
    ],
)
def test_date(text, operator, due):
    assert parse_value(text) == TargetValue(Kind.DATE, text, Operator(operator), due=DueDate(*due))


def test_dates_compare():
    asked = ["2025年2月底", "6月30日前", "三季度末", "2025年6月"]

    assert sorted(asked, key=lambda text: parse_value(text).due) == [
        "6月30日前",
        "三季度末",
        "2025年2月底",
        "2025年6月",
    ]


@pytest.mark.parametrize("text", ["", " \u3000\n", "。"])
def test_blank(text):
    assert parse_value(text) == TargetValue(Kind.BLANK, text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "达到效率",
            "1次2人",
            "≥",
            "2月32日",
            "2025-02-30",
            "1.2.3",
            "①",
            "٣",
            "100000000000000元",
            "0.12345%",
        ),
        *(
            "9" * 5000,
            "1" + "很" * 51,
            "10%-20人",
            "≤10且≥20",
            "2020-2025",
            "1-0.12345%",
            "每年2",
            "每季度及时",
        ),
        *("三五次", "十十次", "百十千次", "点五次", "三点次", "万万次", "一百一致", "百分之十十", "百元"),
    ],
)
def test_words(text):
    assert parse_value(text) == TargetValue(Kind.WORDS, text, Operator.WORDS)


@pytest.mark.parametrize(
    ("text", "said", "proper"),
    [
        ("≥90百分率", "至少 90 %", "≥90%"),
        ("≥90%", "至少 90 %", None),
        ("95以上", "至少 95", "≥95"),
        ("≤120元/人", "不超过 120 元/人", None),
        ("每人每天不超过120元", "不超过 120 元/人·天", "≤120元/人·天"),
        ("＞10家", "超过 10 家", ">10家"),
        ("低于1%", "低于 1 %", "<1%"),
        ("＝１００．００％", "正好 100 %", "=100%"),
        ("2人", "2 人，没有写≥、≤或＝", None),
        ("同比增长5%以上", "同比增长至少 5 %", "同比增长≥5%"),
        ("新增 10 家", "新增 10 家，没有写≥、≤或＝", "新增10家"),
        ("1,234.56元", "1234.56 元，没有写≥、≤或＝", "1234.56元"),
        ("90%至95%", "90 到 95 %之间", "90%-95%"),
        ("10～20个", "10 到 20 个之间", "10-20个"),
        ("10-20", "10 到 20 之间", None),
        ("12月底前", "12月底前完成", None),
        ("12月底之前完成", "12月底前完成", "12月底前完成"),
        ("≤12月20日", "12月20日前完成", "12月20日前"),
        ("2025-06-30", "2025年6月30日完成", "2025年6月30日"),
        ("2025.6", "2025年6月完成", "2025年6月"),
        ("十二月底前", "12月底前完成", "12月底前"),
        ("三季度末", "三季度末完成", None),
        ("年内", "年内完成", None),
        ("≥12月底", "≥12月底完成", None),
        ("是", "选了“是”，看不出程度", None),
        ("否。", "选了“否”，看不出程度", "否"),
        ("是／否", "“是/否”还没有选定", "是/否"),
        ("㎡", "只有单位“平方米”，没有数字", "平方米"),
        ("及时", "文字，无法衡量", None),
        ("", "", None),
    ],
)
def test_value_in_words_and_in_its_proper_writing(text, said, proper):
    value = parse_value(text)

    assert (sentence(value), repair(value)) == (said, proper)


LIKELY = st.text(
    "0123456789.,≥≤=%‰年月日底前以上内个是否/-至零一二三十百千万点每人均次率达到增长约左右为()（）·~m³ 季度末",
    max_size=12,
)
KNOWN = st.sampled_from([text for text, _ in CORPUS + COUNTIES])


@given(st.text() | LIKELY | st.tuples(LIKELY, KNOWN, LIKELY).map("".join))
@example("1日前内")
@example("2000.010")
def test_every_text_is_a_value_that_prints_and_reads_alike(text):
    value = parse_value(text)

    assert value.text == text
    assert (value.number is None) == (value.kind is not Kind.QUANTITY)
    assert len(value.unit) <= 50
    assert abs(value.number or 0) < 10**14
    again = parse_value(canonical(value))
    assert replace(again, text="") == replace(value, text="")
    assert canonical(again) == canonical(value)
    assert (sentence(value) == "") == (value.kind is Kind.BLANK)


@given(
    st.sampled_from(["", "≥", "≤", "=", ">", "<"]),
    st.decimals(0, 10**13, places=4),
    st.sampled_from(["", "%", "人", "万元", "平方米", "元/人·天"]),
)
def test_joined_fields_are_read_apart_again(operator, number, unit):
    value = parse_value(f"{operator}{number}{unit}")

    assert (value.operator, value.number, value.unit) == (Operator(operator), number, unit)
