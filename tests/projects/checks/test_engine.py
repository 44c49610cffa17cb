"""The engine: order, suppression, changes by an administrator, rules that break, tables nobody would write."""

import logging
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.goal_table import Budget, Goal, GoalTable, IndicatorRow, PartOne
from documents.layout import layout_names, load_layout
from projects.checks import Context, Report, RuleChange, Sister, Sisters, check_table, standard_rules
from projects.checks.finding import Failure, Hit
from projects.checks.registry import ROW_CHECKS, TABLE_CHECKS, row_check, table_check
from projects.enums import Severity
from tests.documents.strategies import goal_tables
from tests.projects.checks.samples import check_example, clean_table

LAYOUT = load_layout("hebei_integrated")
CONTEXT = Context(LAYOUT, fiscal_year=2026, region_code="130729")


def rules_of(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings]


def with_rules(*changes: RuleChange) -> Context:
    return replace(CONTEXT, rules=standard_rules().changed(changes))


# Order and suppression


def test_findings_are_in_the_order_of_the_form():
    table = replace(clean_table(), project_code=None, purpose="", goals=(), budget=Budget())

    report = check_table(table, CONTEXT)

    assert rules_of(report) == ["ID01", "AM02", "GO01", "GO02"]


def test_unknown_addresses_come_last():
    table = clean_table()
    rows = (replace(table.indicators[0], value=""), *table.indicators[1:])

    report = check_table(replace(table, indicators=rows, goals=()), CONTEXT)

    assert [finding.address for finding in report.findings] == ["goals", "indicators.1.value"]


def test_placeholder_covers_the_want_of_numbers():
    report = check_table(replace(clean_table(), goals=(Goal("目标内容1"),)), CONTEXT)

    assert rules_of(report) == ["GO03"]
    assert [finding.rule for finding in report.suppressed] == ["GO06"]


@pytest.mark.parametrize(
    ("code", "at_cell", "in_table"),
    [
        ("GO03", (), ("GO06",)),
        ("GO04", (), ("GO06",)),
        ("BA05", (), ("BA04",)),
        ("VA08", ("VA04", "VA05"), ()),
        ("VA09", ("VA04", "VA05"), ()),
        ("VA10", ("VA04", "VA05"), ()),
        ("VA12", ("VA04", "VA05"), ()),
        ("VA18", ("VA04", "VA05"), ()),
        ("VA11", ("VA17",), ()),
        ("VA13", ("VA06",), ()),
        (
            "ST10",
            ("IN02", "IN06", "IN07", "IN09", "IN11", "VA01", "VA05", "VA08", "VA09", "VA10", "VA12", "VA18"),
            (),
        ),
    ],
)
def test_rules_cover_those_that_the_catalogue_names(code, at_cell, in_table):
    rule = standard_rules().rules[code]

    assert (rule.suppresses, rule.suppresses_in_table) == (at_cell, in_table)


def test_count_by_severity():
    report = check_table(replace(clean_table(), project_code=None, goals=()), CONTEXT)

    assert {severity: report.count(severity) for severity in Severity} == {
        "error": 2,
        "warning": 0,
        "hint": 0,
    }


# What an administrator changes


def test_rule_that_is_off_is_silent():
    table = replace(clean_table(), project_code=None)

    assert rules_of(check_table(table, with_rules(RuleChange("ID01", is_on=False)))) == []


def test_chosen_severity_goes_before_the_rules_own():
    table = replace(clean_table(), project_name="道路改造", indicators=clean_table().indicators[:4])
    changes = (RuleChange("ST02", severity=Severity.HINT), RuleChange("ID01", severity=Severity.HINT))

    context = replace(with_rules(*changes), layout=load_layout("tangshan_gaoxin"))
    report = check_table(replace(table, project_code=""), context)

    chosen = {finding.rule: finding.severity for finding in report.findings}
    assert (chosen["ST02"], chosen["ID01"]) == ("hint", "hint")


@pytest.mark.parametrize(
    ("layout", "severity"), [("hebei_integrated", "error"), ("tangshan_gaoxin", "warning")]
)
def test_layout_may_ask_for_less(layout, severity):
    report = check_table(
        replace(clean_table(), project_code=""), replace(CONTEXT, layout=load_layout(layout))
    )

    assert {finding.severity for finding in report.findings if finding.rule == "ID01"} == {severity}


def test_threshold_that_is_changed():
    table = replace(clean_table(), purpose="支付道路养护公司服务费用")
    strict = with_rules(RuleChange("GO01", thresholds={"characters": Decimal(20)}))

    assert rules_of(check_table(table, CONTEXT)) == []
    assert rules_of(check_table(table, strict)) == ["GO01"]


def test_change_of_an_unknown_rule_is_ignored():
    changed = standard_rules().changed([RuleChange("ZZ99", is_on=False)])

    assert changed.rules == standard_rules().rules


# A rule that breaks


@pytest.fixture
def broken_rule(monkeypatch):
    """A rule in the catalogue that trips over every table."""

    def trips(view):
        raise KeyError("threshold")
        yield

    monkeypatch.setitem(TABLE_CHECKS, "ID11", trips)


def test_rule_that_raises_is_reported_and_the_others_run(broken_rule, caplog):
    with caplog.at_level(logging.ERROR, "projects.checks.engine"):
        report = check_table(replace(clean_table(), project_code=None), CONTEXT)

    assert report.failures == (Failure("ID11", "KeyError: 'threshold'"),)
    assert rules_of(report) == ["ID01"]
    assert [record.getMessage() for record in caplog.records] == ["rule ID11 failed"]


def test_rule_without_a_function_is_a_failure(monkeypatch, caplog):
    monkeypatch.delitem(TABLE_CHECKS, "ID03")

    assert check_table(clean_table(), CONTEXT).failures == (Failure("ID03", "KeyError: 'ID03'"),)


def test_message_without_its_words_is_a_failure(monkeypatch, caplog):
    monkeypatch.setitem(TABLE_CHECKS, "ID03", lambda view: iter([Hit("project.code")]))

    report = check_table(clean_table(), CONTEXT)

    assert [failure.rule for failure in report.failures] == ["ID03"]


@pytest.mark.parametrize(
    ("decorate", "code"), [(table_check, "ID01"), (row_check, "ID01"), (table_check, "VA02")]
)
def test_code_is_never_given_twice(decorate, code):
    assert code in TABLE_CHECKS or code in ROW_CHECKS

    with pytest.raises(ValueError, match=f"rule {code} has a function already"):
        decorate(code)(lambda *_: iter(()))


# Tables nobody would write

CONTROLS = "".join(map(chr, [*range(32), *range(127, 160), 0x200B, 0x2028, 0xFEFF, 0xFFFE, 0xD800]))

LONG_TEXTS = (
    *(char * 5000 for char in "数9（≥ "),
    "率、" * 2500,
    "第1次," * 1000,
    "1.1" * 1600,
)


def odd_tables():
    row = IndicatorRow("产出指标", "数量指标", "养护里程", "长度", "≥3公里", "计划")
    yield GoalTable()
    yield GoalTable(indicators=(IndicatorRow("", "", ""),) * 3, goals=(Goal(""), Goal(" ")))
    yield GoalTable(indicators=(row,) * 500, goals=(Goal("养护3公里"),) * 100)
    for text in LONG_TEXTS:
        yield GoalTable(
            title=text,
            unit_code=text,
            unit_name=text,
            project_code=text,
            project_name=text,
            purpose=text,
            goals=(Goal(text), Goal(f"{text}完成")),
            indicators=(
                IndicatorRow(*[text] * 6),
                replace(row, value=text),
                replace(row, name=text, basis=text),
            ),
        )
    for char in CONTROLS:
        text = f"养护{char}里程{char}"
        yield GoalTable(
            project_code=text,
            project_name=text,
            purpose=text,
            goals=(Goal(text),),
            indicators=(IndicatorRow(*[text] * 6), replace(row, value=f"≥{char}3公里{char}")),
        )
    huge = Decimal("1e30")
    yield replace(clean_table(), budget=Budget(huge, -huge, Decimal("1e-30")))
    yield replace(clean_table(), budget=Budget(Decimal(-1), Decimal(0), None))


@pytest.mark.parametrize("number", range(len(list(odd_tables()))))
def test_odd_tables_are_checked_without_a_failure(number):
    table = list(odd_tables())[number]
    sisters = Sisters([Sister("甲", table), Sister("乙", table)])
    part1 = PartOne(table.purpose, table.project_name, "养护里程3公里")

    context = replace(CONTEXT, sisters=sisters, place=0, part1=part1, previous=table)

    assert check_table(table, context).failures == ()


@settings(max_examples=60)
@given(
    goal_tables(with_weights=True),
    goal_tables(),
    st.sampled_from(layout_names()),
    st.sampled_from(("元", "万元")),
)
def test_any_table_is_checked_without_a_failure(table, other, layout, money_unit):
    sisters = Sisters([Sister("甲", table), Sister("乙", other)])
    context = Context(
        load_layout(layout),
        sisters=sisters,
        place=0,
        money_unit=money_unit,
        part1=PartOne(other.purpose, table.purpose, other.title),
        previous=other,
    )

    report = check_table(table, context)

    assert report.failures == ()


def test_rate_with_a_count_is_said_at_the_value_alone():
    report = check_example("二级指标：质量指标\n三级指标：工资发放准确率\n指标值：=320人")

    assert "VA08" in {finding.rule for finding in report.findings}
    assert [finding.rule for finding in report.suppressed] == ["IN05"]
