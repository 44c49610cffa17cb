from documents.goal_table import GoalTable
from projects.kept_table import table_from_kept, table_to_kept
from projects.mapping import goal_table_of


def test_table_is_kept_with_the_uids_of_its_rows(project):
    table = goal_table_of(project)

    kept = table_from_kept(table_to_kept(table))

    assert kept == table
    assert [goal.uid for goal in kept.goals] == [goal.uid for goal in table.goals]
    assert [row.uid for row in kept.indicators] == [row.uid for row in table.indicators]
    assert all(row.uid for row in (*kept.goals, *kept.indicators))


def test_empty_table_is_kept():
    assert table_from_kept(table_to_kept(GoalTable())) == GoalTable()
