"""Searching the indicator library: words in any order, two characters long, or pinyin initials."""

import importlib

import pytest
from django.apps import apps
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from indicators.enums import Direction
from indicators.models import LibraryIndicator
from indicators.pinyin import initials_of

fill_migration = importlib.import_module("indicators.migrations.0003_fill_library_initials")


@pytest.fixture
def shelve(db):
    """Return a function that adds an indicator to the library."""

    def add(name, *, domain="会议", level2="数量指标", **fields):
        given = {"level1": "产出指标", "explanation": "按台账统计", "direction": Direction.MORE_IS_BETTER}
        return LibraryIndicator.objects.create(name=name, domain=domain, level2=level2, **(given | fields))

    return add


def names(text):
    return [indicator.name for indicator in LibraryIndicator.objects.matching(text)]


@pytest.mark.parametrize(
    ("texts", "initials"),
    [
        (("两会", "重要会议"), "lh zyhy"),
        (("5G基站数（个）",), "5gjzsg"),
        (("",), ""),
    ],
)
def test_initials(texts, initials):
    assert initials_of(*texts) == initials


def test_initials_are_kept_with_the_indicator(shelve):
    indicator = shelve("参会人数")

    indicator.name = "两会人数"
    indicator.save()

    assert LibraryIndicator.objects.get().initials == "lhrs hy"


def test_initials_of_indicators_that_were_there_before(shelve):
    shelve("两会人数")
    LibraryIndicator.objects.update(initials="")

    fill_migration.fill(apps, None)

    assert LibraryIndicator.objects.get().initials == "lhrs hy"


@pytest.mark.parametrize("text", ["两会", "lh", "LHRS", "人数 两会", "hy 数量", "会议", "台账", "产出 人数"])
def test_search_finds(shelve, text):
    shelve("两会人数")
    shelve("绿地面积", domain="园林", explanation="测绘", level2="质量指标", level1="效益指标")

    assert names(text) == ["两会人数"]


@pytest.mark.parametrize("text", ["两会 面积", "xx", "%", "_", "'"])
def test_search_finds_nothing(shelve, text):
    shelve("两会人数")
    shelve("绿地面积", domain="绿化")

    assert names(text) == []


def test_search_puts_the_name_first(shelve):
    for name in ("会前准备", "材料", "会", "两会人数"):
        shelve(name, explanation="会上用")

    assert names("会") == ["会", "会前准备", "两会人数", "材料"]


def test_search_for_nothing_lists_all(shelve):
    shelve("绿地面积", domain="绿化")
    shelve("两会人数")

    assert names(" ") == ["两会人数", "绿地面积"]


def test_search_leaves_out_words_beyond_the_eighth(shelve):
    shelve("两会人数")

    assert names("两 会 人 数 两会 会人 人数 两会人 没有") == ["两会人数"]


def test_fitting_first(shelve):
    shelve("人数", level2="数量指标")
    shelve("两会人数", level2="质量指标")
    library = LibraryIndicator.objects

    found = [indicator.name for indicator in library.matching("人数").fitting_first("质量指标")]
    listed = [indicator.name for indicator in library.fitting_first("质量指标")]

    assert found == listed == ["两会人数", "人数"]


@pytest.mark.parametrize(
    ("operator", "value", "unit", "text", "hint"),
    [
        ("≥", "95", "%", "≥95%", "≥……%"),
        ("≤", "", "元/人", "", "≤……元/人"),
        ("≤", "10月31日", "日期", "10月31日前", "……月……日前"),
        ("words", "优良", "", "优良", "……"),
        ("words", "", "", "", "……"),
    ],
)
def test_value_as_it_prints(operator, value, unit, text, hint):
    indicator = LibraryIndicator(operator=operator, target_value=value, measure_unit=unit)

    assert (indicator.value_text, indicator.value_hint) == (text, hint)


class TestTheWholeLibrary(TestCase):
    """Whatever stands in the library that comes along is found again."""

    @classmethod
    def setUpTestData(cls):
        call_command("loaddata", "library", verbosity=0)
        cls.rows = list(LibraryIndicator.objects.all())

    def test_the_file_has_the_initials(self):
        wrong = [row.name for row in self.rows if row.initials != initials_of(row.name, row.domain)]

        assert (len(self.rows), wrong) == (241, [])

    def test_every_name_comes_first(self):
        wrong = [row.name for row in self.rows if names(row.name)[0] != row.name]

        assert wrong == []

    @settings(max_examples=60)
    @given(st.data())
    def test_every_word_finds(self, data):
        row = data.draw(st.sampled_from(self.rows))
        starts = st.integers(0, len(row.name) - 2)
        first, second = (row.name[at : at + 2] for at in (data.draw(starts), data.draw(starts)))

        found = names(
            data.draw(st.sampled_from([row.initials, f"{first} {second}", f"{second} {row.domain}"]))
        )

        assert row.name in found
