"""Rows carried over from last year: what became of each, what is left to do, the change sheet."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.goal_table import Goal, GoalTable, IndicatorRow
from projects.actions import (
    EditRefused,
    carry_over,
    create_project,
    decide_carried_row,
    delete_draft,
    restore_draft,
)
from projects.cell_values import row_texts
from projects.enums import CarryDecision, Status
from projects.help.carried import carried_states, carry_problems, rows_by_address
from projects.help.change_sheet import change_sheet
from projects.mapping import goal_table_of
from projects.models import CarriedRow, FiscalYear, Project
from tests.projects.carrying import change_row, decide, drop_row, problems, save, states, value_row
from tests.projects.tables import a_table
from units.models import AuditEntry

OPEN, KEPT, CHANGED, DROPPED = CarryDecision.values


@pytest.fixture
def last_year(unit, project):
    """A table of last year with two goals, three indicators and an empty row."""
    year = FiscalYear.objects.create(year=2025)
    table = a_table("招商经费", code="13020925P000664100018")
    empty = IndicatorRow("产出指标", "时效指标", "")
    return create_project(unit, year, replace(table, indicators=(*table.indicators, empty)), actor=None)


@pytest.fixture
def carried(last_year, unit, fiscal_year, author):
    """This year's table, begun from last year's."""
    return carry_over(last_year, unit, fiscal_year, name="招商经费", actor=author)


def test_the_table_says_what_last_years_said(last_year, carried):
    before, now = goal_table_of(last_year), goal_table_of(carried)

    assert carried.predecessor == last_year
    assert now == replace(before, title="招商经费绩效目标表", budget=now.budget, schedule=now.schedule)
    assert (now.budget.total, now.budget.fiscal, now.budget.other) == (None, None, None)
    assert [mark.percent for mark in now.schedule] == [None] * 4
    assert [row.uid for row in now.indicators] == [row.uid for row in before.indicators]


def test_rows_that_say_something_are_carried(carried):
    assert [
        (row.source.get("name") or row.source["text"], row.decision) for row in carried.carried_rows.all()
    ] == [
        ("引进企业落户。", OPEN),
        ("按时完成招商活动。", OPEN),
        ("引进企业数量", OPEN),
        ("新增税收", OPEN),
        ("企业满意度", OPEN),
    ]


def test_carrying_over_is_on_record(last_year, carried, author):
    entries = AuditEntry.objects.filter(actor=author).order_by("pk")

    assert [entry.action for entry in entries] == ["create_project", "carry_over"]
    assert entries[1].after == {"predecessor": last_year.pk, "rows": 5}


@pytest.mark.parametrize("which", ["same year", "another unit"])
def test_only_earlier_tables_of_the_unit_are_carried_over(
    last_year, project, fiscal_year, unit, sibling_unit, which
):
    source, target = (project, unit) if which == "same year" else (last_year, sibling_unit)

    with pytest.raises(EditRefused, match="以前年度的表，不能照着建"):
        carry_over(source, target, fiscal_year, name="新项目", actor=None)


def test_every_row_waits_for_a_decision(carried):
    assert [state.decision for state in states(carried)] == [OPEN] * 5
    assert problems(carried)[:3:2] == [
        "第1条绩效目标“引进企业落户。”是从上年的表带来的，请选择沿用、修改或者不再设置。",
        "第1行“引进企业数量”是从上年的表带来的，请选择沿用、修改或者不再设置。",
    ]


def test_a_kept_row_is_settled(carried, author):
    row = value_row(carried).row

    decide(carried, row, author)

    (state,) = [state for state in states(carried) if state.row == row]
    assert (state.decision, state.problem) == (KEPT, None)
    entry = AuditEntry.objects.get(action="decide_carried_row")
    assert entry.before == {"row": row, "decision": "open", "reason": ""}
    assert entry.after == {"row": row, "decision": "kept", "reason": ""}


def test_the_same_decision_twice_is_no_news(carried):
    decide(carried, value_row(carried).row)
    decide(carried, value_row(carried).row)

    assert AuditEntry.objects.filter(action="decide_carried_row").count() == 1


def test_a_row_that_is_edited_is_changed_by_itself(carried):
    decide(carried, value_row(carried).row)

    change_row(carried, 0, value="≥12个")

    (state,) = [state for state in states(carried) if state.row == value_row(carried).row]
    assert (state.decision, state.is_lowered, state.value_change.words) == (CHANGED, False, "增加20%")
    assert [(change.label, change.before, change.after) for change in state.changes] == [
        ("指标值", "≥10个", "≥12个")
    ]


def test_a_row_that_is_put_back_is_what_it_was(carried):
    decide(carried, value_row(carried).row)
    change_row(carried, 0, value="≥12个")

    change_row(carried, 0, value="≥10个")

    assert [state.decision for state in states(carried)].count(KEPT) == 1


def test_a_lowered_value_needs_a_reason(carried):
    row = value_row(carried).row
    change_row(carried, 0, value="≥8个")

    left = problems(carried)
    decide(carried, row, decision=OPEN, reason="项目资金减少。")

    assert "第1行“引进企业数量”的指标值由上年的“≥10个”降为“≥8个”，请写明理由。" in left
    assert len(problems(carried)) == len(left) - 1


def test_a_reason_holds_for_the_value_it_was_given_for(carried):
    row = value_row(carried).row
    change_row(carried, 0, value="≥8个")
    decide(carried, row, decision=OPEN, reason="项目资金减少。")
    settled = len(problems(carried))

    change_row(carried, 0, value="≥1个")
    left = len(problems(carried))
    decide(carried, row, decision=OPEN, reason="项目资金减少。")

    assert (left, len(problems(carried))) == (settled + 1, settled)
    assert AuditEntry.objects.filter(action="decide_carried_row").count() == 2


def test_a_row_that_is_gone_is_dropped_and_needs_a_reason(carried):
    row = value_row(carried).row
    drop_row(carried, 0)

    left = problems(carried)
    decide(carried, row, decision=OPEN, reason="不再招商。")

    assert "上年的“引进企业数量”今年没有设置，请写明理由。" in left
    assert len(problems(carried)) == len(left) - 1
    assert [state.decision for state in states(carried)].count(DROPPED) == 1


def test_blanks_are_no_reason(carried):
    change_row(carried, 0, value="≥8个")
    CarriedRow.objects.update(reason="  ")

    assert "降为" in "".join(problems(carried))


def test_where_a_problem_leads(carried):
    goal, _, lowered, dropped, plain = (state.row for state in states(carried))
    change_row(carried, 0, value="≥8个")
    drop_row(carried, 1)

    addresses = {state.row: state.problem.address for state in states(carried)}

    assert addresses[goal] == goal
    assert (addresses[lowered], addresses[plain]) == (f"{lowered}.value", f"{plain}.name")
    assert addresses[dropped] == "indicators"


def test_a_long_goal_is_named_by_its_beginning(carried):
    carried.carried_rows.filter(row__startswith="goals.").update(source={"text": "长" * 40})

    assert states(carried)[0].label == "长" * 30 + "…"


def test_a_table_without_predecessor_has_nothing_to_do(project, django_assert_num_queries):
    table = goal_table_of(project)

    with django_assert_num_queries(0):
        assert (carry_problems(project, table), change_sheet(project, table)) == ([], None)


@pytest.mark.parametrize(
    ("decision", "reason", "sentence"),
    [
        (CHANGED, "", "请选择沿用"),
        (DROPPED, "", "请选择沿用"),
        ("别的", "", "请选择沿用"),
        (KEPT, "长" * 501, "理由有501个字，最多500个，请缩短。"),
    ],
)
def test_decisions_that_are_refused(carried, decision, reason, sentence):
    with pytest.raises(EditRefused, match=sentence):
        decide(carried, value_row(carried).row, decision=decision, reason=reason)


def test_only_carried_rows_are_decided_about(carried):
    with pytest.raises(EditRefused, match="不是从以前年度的表带来的"):
        decide(carried, "indicators.没有")


def test_others_decide_nothing(carried, unit_reviewer):
    with pytest.raises(EditRefused, match="现在不能修改"):
        decide(carried, value_row(carried).row, unit_reviewer)


def test_nothing_is_decided_after_submission(carried, author):
    Project.objects.filter(pk=carried.pk).update(status=Status.SUBMITTED)

    with pytest.raises(EditRefused, match="现在不能修改"):
        decide(carried, value_row(carried).row, author)


def test_nothing_is_decided_about_a_table_that_is_gone(carried):
    row = value_row(carried).row
    key = carried.pk
    carried.delete()

    with pytest.raises(EditRefused, match="已被删除"):
        decide_carried_row(key, row, actor=None, decision=KEPT, reason="")


def test_a_deleted_draft_comes_back_with_its_carried_rows(carried, author):
    decide(carried, value_row(carried).row, reason="按原计划。")
    before = list(carried.carried_rows.values("row", "source", "decision", "reason"))
    carried.refresh_from_db()

    entry = delete_draft(carried.pk, actor=author, lock_version=carried.lock_version)
    gone = CarriedRow.objects.count()
    restored = restore_draft(entry, actor=author)

    assert gone == 0
    assert list(restored.carried_rows.order_by("pk").values("row", "source", "decision", "reason")) == before


# The change sheet


def test_the_change_sheet(carried):
    decide(carried, value_row(carried).row)
    change_row(carried, 1, value="≥100万元")
    drop_row(carried, 2)
    table = goal_table_of(carried)
    new = IndicatorRow("产出指标", "质量指标", "签约落地率", value="≥60%")
    save(carried, indicators=(*table.indicators, new), goals=table.goals[1:])

    sheet = change_sheet(carried, goal_table_of(carried))

    assert [state.label for state in sheet.kept] == ["引进企业数量"]
    assert [state.label for state in sheet.changed] == ["新增税收"]
    assert [state.label for state in sheet.dropped] == ["引进企业落户。", "企业满意度"]
    assert [state.label for state in sheet.open] == ["按时完成招商活动。"]
    assert [(row.category, row.label) for row in sheet.added] == [
        ("时效指标", "（空）"),
        ("质量指标", "签约落地率"),
    ]
    assert sheet.unsettled_count == 4


def test_reviewers_read_the_change_sheet(client, carried, unit_reviewer):
    change_row(carried, 0, value="≥8个")
    drop_row(carried, 1)
    save(carried, goals=(*goal_table_of(carried).goals, Goal("新的目标。")))
    decide(carried, states(carried)[4].row)
    client.force_login(unit_reviewer)

    html = client.get(carried.get_absolute_url()).content.decode()

    assert "与上年比较：修改 1，不再设置 1，新增 2，沿用 1，待处理 4" in html
    assert "（减少20%）" in html
    assert "还没有写理由" in html
    assert "新的目标。" in html


ROWS = st.lists(st.sampled_from("甲乙丙丁"), unique=True, max_size=4)


@given(before=ROWS, now=ROWS, kept=ROWS, edited=ROWS)
def test_every_row_is_in_exactly_one_state(before, now, kept, edited):
    def table(uids, suffix):
        rows = (IndicatorRow("产出指标", "数量指标", uid + suffix(uid), uid=uid) for uid in uids)
        return GoalTable(indicators=tuple(rows))

    old = table(before, lambda uid: "")
    new = table(now, lambda uid: "改" if uid in edited else "")
    carried = [
        CarriedRow(row=address, source=row_texts(row), decision=KEPT if row.uid in kept else OPEN)
        for address, row in rows_by_address(old).items()
    ]

    found = {state.row[-1]: state.decision for state in carried_states(carried, new)}

    assert {uid for uid, decision in found.items() if decision == DROPPED} == set(before) - set(now)
    assert {uid for uid, decision in found.items() if decision == CHANGED} == set(before) & set(now) & set(
        edited
    )
    still = (set(before) & set(now)) - set(edited)
    assert {uid for uid, decision in found.items() if decision == KEPT} == still & set(kept)
    assert {uid for uid, decision in found.items() if decision == OPEN} == still - set(kept)
