"""Kinds of projects, examples of categories: data files that hold what they promise."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.management import call_command

from documents.goal_table import Budget, GoalTable, IndicatorRow
from documents.layout import load_layout
from projects import kinds
from projects.checks.categories import Kind2
from projects.checks.context import Context
from projects.checks.engine import check_table
from projects.enums import AttachmentKind
from projects.help.categories import LIBRARY_CATEGORIES, kind_of, library_level2, rank_of, words_for
from projects.help.examples import examples_of
from projects.help.offers import ROW_PARTS
from projects.kinds import ProjectKind, kind_named, kinds_in_force, table_of_kind, value_hint
from projects.models import FiscalYear
from projects.skeleton import categories_for

NAMES = (
    *("购置类", "修缮工程类", "会议培训类", "信息化建设与运维类", "租赁类", "补助补贴类", "宣传活动类"),
    *("委托服务类", "招商类", "机关运转类"),
)


def test_kinds():
    assert tuple(kind.name for kind in kinds_in_force(2026)) == NAMES


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("办公电脑购置", "购置类"),
        ("老年大学改造", "修缮工程类"),
        ("干部培训经费", "会议培训类"),
        ("信息网络运行维护", "信息化建设与运维类"),
        ("行政服务中心租赁费", "租赁类"),
        ("困难群众救助补助", "补助补贴类"),
        ("文化宣传", "宣传活动类"),
        ("环境跟踪监测", "委托服务类"),
        ("招商引资专项业务费", "招商类"),
        ("机关运转经费", "机关运转类"),
    ],
)
def test_the_name_of_a_project_suggests_its_kind(name, kind):
    assert kinds_in_force(2026, name)[0].name == kind


@pytest.mark.parametrize("kind", kinds_in_force(2026), ids=lambda kind: kind.code)
def test_rows_of_a_kind(kind):
    rows = [kind_row.row for kind_row in kind.rows]

    assert {kind_of(row.level1, row.level2) for row in rows} <= set(LIBRARY_CATEGORIES)
    assert [row.name for row in rows if not (row.description and row.basis)] == []
    assert [one.row.name for one in kind.rows if bool(one.row.value) == bool(one.hint)] == []
    assert len({row.name for row in rows}) == len(rows)
    assert set(kind.attachments) <= set(AttachmentKind)


def test_a_kind_is_in_force_for_its_years(monkeypatch):
    old = ProjectKind("old", "旧类", (), (), (), 2018, 2020)
    monkeypatch.setattr(kinds, "_KINDS", (old,))

    assert [len(kinds_in_force(year)) for year in (2017, 2018, 2020, 2021)] == [0, 1, 1, 0]
    assert (kind_named("old", 2020), kind_named("old", 2021)) == (old, None)


@pytest.mark.django_db
@pytest.mark.parametrize("layout", ["hebei_integrated", "tangshan_gaoxin", "mof_2021"])
def test_a_table_of_a_kind_is_in_the_words_of_its_form(layout, unit):
    call_command("loaddata", "schemes", verbosity=0)
    unit.layout = layout
    known = {(one, two) for one, names in categories_for(unit, FiscalYear(year=2026)) for two in names}

    words = words_for(unit, FiscalYear(year=2026))

    tables = [table_of_kind(kind, "项目", words) for kind in kinds_in_force(2026)]

    used = {(row.level1, row.level2) for table in tables for row in table.indicators}
    assert used <= known


def test_value_hints():
    assert value_hint("购置设备数量", 2026) == "≥……台"
    assert value_hint("设备一次验收合格率", 2026) == ""
    assert value_hint("没有的指标", 2026) == ""


def test_every_category_has_examples():
    assert [kind for kind in Kind2 if examples_of(kind) is None] == []
    assert examples_of(None) is None


@pytest.mark.parametrize("kind", Kind2)
def test_examples(kind):
    pair = examples_of(kind)

    assert [part for part in ROW_PARTS if not (pair.good.texts[part] and pair.bad.texts[part])] == []
    assert (set(pair.good.faults), set(pair.bad.faults)) == (set(), set(ROW_PARTS))


def said_of(rows):
    """What the rules say of indicator rows in an otherwise fair table, without those about sameness of all rows."""
    table = GoalTable(
        project_name="办公设备购置", budget=Budget(*[Decimal(900_000_000)] * 2), indicators=tuple(rows)
    )
    report = check_table(table, Context(layout=load_layout("hebei_integrated"), fiscal_year=2026))
    assert report.failures == ()
    return {(f.rule, f.message) for f in report.findings if f.address.startswith("indicators.")}


def example_rows(quality):
    for kind, categories in LIBRARY_CATEGORIES.items():
        example = getattr(examples_of(kind), quality)
        yield IndicatorRow(*categories, *(example.texts[part] for part in ROW_PARTS))


@pytest.mark.parametrize("kind", kinds_in_force(2026), ids=lambda kind: kind.code)
def test_no_rule_speaks_against_the_rows_of_a_kind(kind):
    filled = [one.hint.replace("……月……日前", "10月31日前").replace("……", "12") for one in kind.rows]
    rows = [
        replace(one.row, value=one.row.value or hint) for one, hint in zip(kind.rows, filled, strict=True)
    ]

    assert said_of(rows) == set()


def test_rules_speak_against_the_bad_examples_alone():
    assert said_of(example_rows("good")) == set()
    assert len(said_of(example_rows("bad"))) >= len(LIBRARY_CATEGORIES)


@pytest.mark.parametrize(
    ("row", "level2", "rank"),
    [
        (IndicatorRow("产出", "数量", ""), "数量指标", 0),
        (IndicatorRow("成本指标", "经济成本指标", ""), "成本指标", 3),
        (IndicatorRow("效果指标", "可持续性影响", ""), "可持续影响指标", 7),
        (IndicatorRow("", "", ""), "", 9),
    ],
)
def test_categories_by_any_name(row, level2, rank):
    kind = kind_of(row.level1, row.level2)

    assert (library_level2(kind), rank_of(row.level1, row.level2)) == (level2, rank)
