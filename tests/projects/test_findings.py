"""The findings of one table: places, cells to go to, repairs as differences, counts, score, excuses."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from documents.goal_table import Budget, Goal, GoalTable, IndicatorRow
from projects.cell_operations import DeleteRow, MoveRow, SetCell
from projects.checks import Finding, Repair, Report
from projects.enums import Severity
from projects.findings import TableFindings, findings_of
from projects.models import Excuse

TABLE = GoalTable(
    project_name="招商经费",
    budget=Budget(Decimal(350000), None, None),
    goals=(Goal("引进企业10家。", uid="a"), Goal("办会2场。", uid="b")),
    indicators=(
        IndicatorRow("产出指标", "数量指标", "引进企业数量", "", "10", "", uid="x"),
        IndicatorRow("", "", "", "", "", "", uid="y"),
    ),
)


def a_finding(rule="VA17", severity=Severity.WARNING, address="indicators.x.value", text="10", operations=()):
    repair = Repair("修好", tuple(operations)) if operations else None
    return Finding(rule, severity, address, text, f"{text}不好。", "财预〔2015〕88号", "完整性", repair)


def found(*findings, table=TABLE, excuses=()):
    return TableFindings(table, Report(findings), "万元", excuses)


@pytest.mark.parametrize(
    ("address", "place", "cell"),
    [
        ("", "全表", "project.name"),
        ("title", "表题", "project.name"),
        ("unit.code", "单位代码", "project.name"),
        ("purpose", "资金用途", "purpose"),
        ("schedule", "资金支出计划", "schedule.3"),
        ("schedule.6", "6月底", "schedule.6"),
        ("goals", "绩效目标", "goals.a"),
        ("goals.b", "第2条绩效目标", "goals.b"),
        ("indicators", "绩效指标", "indicators.x.name"),
        ("indicators.y", "第2行", "indicators.y.name"),
        ("indicators.x.value", "第1行“指标值”", "indicators.x.value"),
    ],
)
def test_place_and_cell_to_go_to(address, place, cell):
    findings = found(a_finding(address=address))

    (remark,) = findings.remarks
    assert (remark.place, remark.cell) == (place, cell)
    assert findings.by_cell == {cell: [remark]}


def test_table_without_rows_leads_to_the_row_that_the_form_shows():
    findings = found(a_finding(address="goals"), a_finding(address="indicators"), table=GoalTable())

    assert [remark.cell for remark in findings.remarks] == ["goals.first", "indicators.first.name"]
    assert findings.stored == GoalTable()


def test_repair_as_operations_and_as_a_difference():
    operations = (
        SetCell("budget.total", "36"),
        DeleteRow("indicators.y"),
        MoveRow("goals.b", ""),
        MoveRow("indicators.y", "x"),
    )

    (remark,) = found(a_finding(operations=operations)).remarks

    assert json.loads(remark.operations_json) == [
        {"kind": "set", "address": "budget.total", "after": "36"},
        {"kind": "delete", "row": "indicators.y"},
        {"kind": "move", "row": "goals.b", "after": ""},
        {"kind": "move", "row": "indicators.y", "after": "x"},
    ]
    assert [(one.label, one.before, one.after, one.note) for one in remark.changes] == [
        ("预算数", "35.00", "36", ""),
        ("第2行", "（空）", None, "删除"),
        ("第2条绩效目标", "办会2场。", "办会2场。", "移到最前"),
        ("第2行", "（空）", "（空）", "移到第1行下面"),
    ]


def test_finding_without_repair():
    (remark,) = found(a_finding()).remarks

    assert (remark.operations_json, remark.changes) == ("", ())


def test_counts_and_what_stops_submission():
    findings = found(
        a_finding("VA08", Severity.ERROR), a_finding(), a_finding("GO06", Severity.HINT, "goals", "")
    )

    assert findings.counts == {"error": 1, "warning": 1, "hint": 1}
    assert [remark.finding.rule for remark in findings.open] == ["VA08", "VA17"]
    assert [(severity.value, len(remarks)) for severity, remarks in findings.by_severity] == [
        ("error", 1),
        ("warning", 1),
        ("hint", 1),
    ]
    assert findings.score.points == 85
    assert [(points, remark.finding.rule) for points, remark in findings.losses] == [
        (10, "VA08"),
        (4, "VA17"),
        (1, "GO06"),
    ]


def test_repairs_of_one_kind_touch_each_cell_once():
    first, again = SetCell("purpose", "用于招商。"), SetCell("purpose", "用于会议。")
    other = SetCell("indicators.x.value", "≥10")

    findings = found(
        a_finding(operations=[first]),
        a_finding(address="purpose", operations=[again]),
        a_finding(address="goals.a", operations=[other]),
        a_finding("VA13", operations=[other]),
        a_finding("IN01"),
    )

    (kind,) = findings.kinds
    assert (kind.name, len(kind.changes)) == ("定量值缺计算符号", 2)
    assert [one["after"] for one in json.loads(kind.operations_json)] == ["用于招商。", "≥10"]


def excuse_for(findings, finding, **changes):
    text = findings.cell_text(finding.rule, finding.address)
    fields = {"rule": finding.rule, "address": finding.address, "cell_text": text, "reason": "合同另有约定"}
    return Excuse(**(fields | changes))


def test_excuse_holds_while_the_row_says_the_same():
    finding = a_finding()
    excuse = excuse_for(found(finding), finding)
    above = IndicatorRow("产出指标", "数量指标", "新的一行", "", "", "", uid="z")
    moved = replace(TABLE, indicators=(above, *TABLE.indicators))
    row = replace(TABLE.indicators[0], basis="招商计划")
    changed = replace(TABLE, indicators=(row, TABLE.indicators[1]))

    states = [found(finding, table=table, excuses=[excuse]).remarks[0] for table in (TABLE, moved, changed)]

    assert [(one.is_excused, one.has_lapsed, one.is_open) for one in states] == [
        (True, False, False),
        (True, False, False),
        (False, True, True),
    ]


def test_excused_warning_is_not_counted_and_costs_nothing():
    finding = a_finding(operations=[SetCell("purpose", "")])
    findings = found(finding, excuses=[excuse_for(found(finding), finding)])

    assert findings.counts == {"error": 0, "warning": 0, "hint": 0}
    assert findings.by_severity == findings.kinds == findings.losses == []
    assert findings.score.points == 100
    assert [remark.excuse.reason for remark in findings.excused] == ["合同另有约定"]


def test_excuse_never_stands_for_an_error():
    finding = a_finding(severity=Severity.ERROR)
    (remark,) = found(finding, excuses=[excuse_for(found(finding), finding)]).remarks

    assert (remark.is_excused, remark.is_excusable, remark.is_open) == (False, False, True)


def test_excuse_of_a_part_holds_while_all_its_findings_say_the_same():
    """Two findings of a rule at one part share an excuse: a third one asks for another."""
    missing = [a_finding("ST09", address="indicators", text=text) for text in ("质量指标", "时效指标")]
    excuse = excuse_for(found(*missing), missing[0])

    assert [one.is_excused for one in found(*missing, excuses=[excuse]).remarks] == [True, True]
    assert [one.is_excused for one in found(missing[0], excuses=[excuse]).remarks] == [False]


def test_excuse_of_a_goal_and_of_a_row_that_is_gone():
    goal = a_finding(address="goals.a", text="引进企业10家。")
    gone = a_finding(address="goals.gone")
    findings = found(goal, gone)

    assert findings.cell_text("VA17", "goals.a") == "引进企业10家。\n引进企业10家。"
    assert findings.cell_text("VA17", "goals.gone") == "10 10不好。"


def test_remark_by_its_key():
    findings = found(a_finding())

    assert findings.remark_of("VA17", "indicators.x.value") == findings.remarks[0]
    assert findings.remark_of("VA17", "purpose") is None


@pytest.mark.parametrize("count", [1, 3])
def test_findings_of_a_project_ask_a_constant_number_of_questions(
    make_project, django_assert_num_queries, count
):
    projects = [make_project(f"经费{number}") for number in range(count)]
    Excuse.objects.create(project=projects[0], rule="GO01", address="purpose", reason="合同另有约定")

    with django_assert_num_queries(8):
        findings = findings_of(projects[0])

    assert findings.remark_of("GO01", "purpose").has_lapsed
