"""Rules that look beyond the table, and the sisters they look at."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.goal_table import GoalTable, IndicatorRow
from documents.layout import load_layout
from projects.checks import Context, Sister, Sisters, check_table
from tests.projects.checks.mutation_run import clean_tables
from tests.projects.checks.samples import clean_table, said

LAYOUT = load_layout("hebei_integrated")
PART1 = "三级指标：养护里程\n指标值：≥120公里\n第一部分："
BEFORE = "二级指标：{}\n三级指标：{}\n指标值：{}\n上年指标值：{}"


# Sisters


def a_table(*names: str) -> GoalTable:
    return GoalTable(
        indicators=tuple(IndicatorRow("产出指标", "数量指标", name, f"{name}的数") for name in names)
    )


def messages(*tables: GoalTable) -> list[list[str]]:
    sisters = Sisters(Sister(f"表{number}", table) for number, table in enumerate(tables, 1))
    reports = (
        check_table(table, Context(LAYOUT, sisters=sisters, place=place))
        for place, table in enumerate(tables)
    )
    return [[found.message for found in report.findings if found.rule == "XT01"] for report in reports]


def like(name: str, share: int) -> list[str]:
    return [f"本表指标与“{name}”几乎一样（{share}%相同），请按本项目内容改写。"]


def test_bad_example_is_told_of_both():
    assert messages(a_table(*"甲乙丙丁"), a_table(*"丁丙乙甲")) == [like("表2", 100), like("表1", 100)]


def test_good_example_is_silent():
    assert messages(*clean_tables()) == [[]] * len(clean_tables())


def test_near_miss_is_silent():
    assert messages(a_table(*"甲乙丙丁"), a_table(*"甲乙丙戊")) == [[], []]


def test_share_is_that_of_the_indicators_in_common():
    assert messages(a_table(*"甲乙丙丁戊"), a_table(*"甲乙丙丁")) == [like("表2", 80), like("表1", 80)]


def test_most_alike_is_named_and_of_several_the_first():
    tables = (a_table(*"甲乙丙丁戊"), a_table(*"甲乙丙丁"), a_table(*"甲乙丙丁"), a_table(*"甲乙丙丁戊己"))

    assert messages(*tables)[0] == like("表4", 83)
    assert messages(*tables)[1] == like("表3", 100)


def test_table_without_indicators_is_like_none():
    assert messages(GoalTable(), GoalTable(indicators=(IndicatorRow("", "", ""),))) == [[], []]


def test_table_that_is_not_among_the_sisters():
    sisters = Sisters([Sister("表1", a_table(*"甲乙丙丁"))])

    found = sisters.most_alike(a_table(*"甲乙丙丁"), None, at_least=Decimal("0.8"))

    assert (found.sister.name, found.share, len(sisters)) == ("表1", 1.0, 1)


NAMES = st.sets(st.sampled_from("甲乙丙丁戊己"), max_size=6).map(sorted)


@given(st.lists(NAMES, min_size=1, max_size=8), st.sampled_from(["0.3", "0.5", "0.8", "1"]))
def test_likeness_is_that_of_comparing_all_with_all(families, least):
    tables = [a_table(*names) for names in families]
    sisters = Sisters(Sister(str(place), table) for place, table in enumerate(tables))

    for place, own in enumerate(map(set, families)):
        shares = [
            len(own & set(other)) / len(own | set(other)) if own and at != place else 0.0
            for at, other in enumerate(families)
        ]
        best = max(shares)
        found = sisters.most_alike(tables[place], place, at_least=Decimal(least))

        assert (found and found.share) == (best if best >= Decimal(least) else None)
        assert found is None or int(found.sister.name) == shares.index(best)


# Part 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("养护里程达到150公里", 1),
        ("养护 里程达到１５０公里", 1),
        ("养护里程≥150公里", 1),
        ("养护里程150", 1),
        ("养护里程达到120公里", 0),
        ("养护里程120公里，二期养护里程150公里", 0),
        ("养护里程达到150次", 0),
        ("养护里程，150公里", 0),
        ("养护里程由各乡镇公路养护站统计，共150公里", 0),
        ("养护里程稳步增加", 0),
        ("养护150公里", 0),
        ("", 0),
    ],
)
def test_number_that_part_one_gives(text, count):
    assert len(said("XT02", PART1 + text)) == count


def test_what_part_one_says_is_told():
    assert said("XT02", f"{PART1}养护里程达到150公里以上。") == [
        "第一部分写“150公里”，本表写“≥120公里”，请统一。"
    ]


@pytest.mark.parametrize(("name", "value"), [("里程", "≥120公里"), ("养护里程", "按计划")])
def test_short_names_and_words_are_not_sought_in_part_one(name, value):
    assert said("XT02", f"三级指标：{name}\n指标值：{value}\n第一部分：{name}150公里") == []


# Last year


@pytest.mark.parametrize(
    ("value", "before", "count"),
    [
        ("≥120公里", "≥120公里", 0),
        ("≥144公里", "≥120公里", 0),
        ("≥145公里", "≥120公里", 1),
        ("≥119公里", "≥120公里", 1),
        ("=119公里", "120公里", 1),
        ("119公里", "=120公里", 1),
        ("≤119公里", "≤120公里", 0),
        ("≤121公里", "≤120公里", 1),
        ("≤90公里", "≤120公里", 1),
        ("≥1公里", "0公里", 1),
        ("≥100次", "≥120公里", 0),
        ("≥100公里", "按计划", 0),
        ("按计划", "≥120公里", 0),
    ],
)
def test_value_of_last_year(value, before, count):
    assert len(said("XT03", BEFORE.format("数量指标", "养护里程", value, before))) == count


def test_value_of_last_year_is_told():
    assert said("XT03", BEFORE.format("数量指标", "养护里程", "≥90公里", "≥120公里")) == [
        "上年指标值为≥120公里，本年目标≥90公里，请说明原因。"
    ]


def test_indicator_that_is_new():
    previous = replace(clean_table(), indicators=())
    report = check_table(clean_table(), Context(LAYOUT, previous=previous))

    assert report.findings == ()
