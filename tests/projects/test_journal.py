"""The difference of two tables, made again and taken back."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from projects.cell_values import with_first_rows
from projects.journal import difference, made
from tests.projects.tables import any_table

UIDS = [f"r{at}" for at in range(6)]


def named(tables):
    """Tables whose rows are named by a few uids, so that two of them share some."""
    return st.builds(_with_uids, tables, st.permutations(UIDS), st.permutations(UIDS))


def _with_uids(table, goal_uids, row_uids):
    return replace(
        table,
        title=f"{table.project_name}绩效目标表",
        goals=tuple(replace(goal, uid=uid) for goal, uid in zip(table.goals, goal_uids, strict=False)),
        indicators=tuple(replace(row, uid=uid) for row, uid in zip(table.indicators, row_uids, strict=False)),
    )


def uids_of(table):
    return [row.uid for row in (*table.goals, *table.indicators)]


@given(named(any_table()), named(any_table()))
def test_difference_leads_there_and_back(before, after):
    edits = difference(before, after)

    table = with_first_rows(before)
    for edit in edits:
        table = made(table, edit)
    assert (table, uids_of(table)) == (with_first_rows(after), uids_of(with_first_rows(after)))

    for edit in reversed(edits):
        table = made(table, edit.inverse)
    assert (table, uids_of(table)) == (with_first_rows(before), uids_of(with_first_rows(before)))


@given(named(any_table()))
def test_a_table_does_not_differ_from_itself(table):
    assert difference(table, table) == []
