"""The index of twins follows the tables."""

import threading

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.actions import twins as indexing
from projects.actions.twins import rebuild_twins, refresh_twins, stale_tables
from projects.models import (
    TwinGram,
    TwinIndex,
    TwinPair,
    TwinPhrase,
    TwinStamp,
    TwinUse,
)
from tests.projects.twins.conftest import LONG_GOAL, NEAR_GOAL, OTHER_GOAL, ROW, rows_called, say

GOALS = (LONG_GOAL, NEAR_GOAL, OTHER_GOAL, LONG_GOAL + OTHER_GOAL, "短目标。")


def found():
    """Everything the index knows, without keys: who says what, and which texts are alike."""
    uses = TwinUse.objects.values_list("project", "uid", "phrase__kind", "phrase__text")
    pairs = TwinPair.objects.values_list("phrase__text", "other__text", "likeness")
    return sorted(uses), sorted(pairs)


def words():
    return set(TwinPhrase.objects.values_list("text", flat=True))


def test_nearly_equal_goals_are_paired_from_both_sides(make_table):
    make_table("甲", goals=[LONG_GOAL])
    make_table("乙", goals=[NEAR_GOAL])
    make_table("丙", goals=[OTHER_GOAL])

    assert refresh_twins() == 0
    pairs = TwinPair.objects.values_list("phrase__text", "other__text")
    near, long = (goal.translate({ord(mark): None for mark in "，。"}) for goal in (NEAR_GOAL, LONG_GOAL))
    assert sorted(pairs) == sorted([(near, long), (long, near)])


def test_saving_indexes_nothing(make_table):
    project = make_table("甲", goals=[LONG_GOAL])

    assert TwinUse.objects.count() == 0
    assert list(stale_tables()) == [project]


def test_what_is_up_to_date_is_left_alone(make_table, django_assert_num_queries):
    make_table("甲", goals=[LONG_GOAL])
    refresh_twins()

    with django_assert_num_queries(1):
        assert refresh_twins() == 0


def test_a_table_that_changed_is_indexed_anew(make_table):
    project = make_table("甲", goals=[LONG_GOAL], rows=[ROW])
    refresh_twins()
    say(project, goals=[OTHER_GOAL], rows=[ROW])

    refresh_twins()

    assert sorted(words()) == sorted(
        [OTHER_GOAL.replace("，", "").replace("。", ""), "招商拓展范围\n赴外地开展招商引资地区数量"]
    )
    assert TwinStamp.objects.get().lock_version == project.lock_version


def test_a_text_that_others_say_stays(make_table):
    project = make_table("甲", goals=[LONG_GOAL])
    make_table("乙", goals=[LONG_GOAL])
    refresh_twins()
    kept = TwinPhrase.objects.get()
    say(project)

    refresh_twins()

    assert TwinPhrase.objects.get() == kept
    assert kept.uses.count() == 1


def test_no_more_tables_than_asked_are_indexed_the_wanted_one_first(make_table):
    tables = [make_table(name, goals=[LONG_GOAL]) for name in ("甲", "乙", "丙")]

    assert refresh_twins(first=tables[2].pk, limit=2) == 1
    assert set(TwinStamp.objects.values_list("project", flat=True)) == {tables[0].pk, tables[2].pk}


def test_a_wanted_table_that_is_up_to_date_takes_no_place(make_table):
    done = make_table("甲", goals=[LONG_GOAL])
    refresh_twins()
    other = make_table("乙", goals=[LONG_GOAL])

    assert refresh_twins(first=done.pk, limit=1) == 0
    assert TwinStamp.objects.filter(project=other).exists()


def test_other_rules_make_the_index_anew(make_table):
    make_table("甲", goals=[LONG_GOAL])
    refresh_twins()
    TwinIndex.objects.update(edition="another")
    TwinPhrase.objects.update(text="as another edition wrote it")
    make_table("乙", goals=[OTHER_GOAL])

    refresh_twins(limit=1)

    assert words() == {LONG_GOAL.replace("，", "").replace("。", "")}
    assert TwinIndex.objects.get().edition != "another"


def test_keys_of_phrases_that_are_gone_do_no_harm(make_table):
    project = make_table("甲", goals=[LONG_GOAL])
    refresh_twins()
    project.delete()
    TwinPhrase.objects.all().delete()
    make_table("乙", goals=[NEAR_GOAL])

    refresh_twins()

    assert TwinPair.objects.count() == 0
    assert any(len(bytes(row.phrases)) == 16 for row in TwinGram.objects.all())


@pytest.mark.parametrize("count", [1, 3])
def test_one_table_is_indexed_in_as_many_queries_among_few_as_among_many(
    make_table, django_assert_num_queries, count
):
    for at in range(count):
        make_table(f"旧{at}", goals=[f"{LONG_GOAL}{at}"], rows=rows_called("引进企业数量"))
    refresh_twins()
    make_table("新", goals=[NEAR_GOAL], rows=rows_called("引进人才数量"))

    with django_assert_num_queries(27):
        refresh_twins()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    changes=st.lists(st.tuples(st.integers(0, 3), st.sets(st.sampled_from(GOALS)), st.booleans()), max_size=6)
)
def test_what_was_indexed_bit_by_bit_is_what_is_indexed_at_once(make_table, changes):
    with transaction.atomic():
        tables = [make_table(str(at)) for at in range(4)]
        for at, goals, is_looked_up in changes:
            say(tables[at], goals=sorted(goals), rows=[ROW] * len(goals))
            if is_looked_up:
                refresh_twins(first=tables[at].pk, limit=2)
        refresh_twins()
        by_and_by = found()
        rebuild_twins()

        assert found() == by_and_by
        transaction.set_rollback(True)


def test_what_takes_several_batches_is_the_same(make_table, monkeypatch):
    for at, goal in enumerate(GOALS):
        make_table(str(at), goals=[goal], rows=[ROW])
    refresh_twins()
    at_once = found()
    monkeypatch.setattr(indexing, "_BATCH_SIZE", 2)
    monkeypatch.setattr(indexing, "_TABLES_AT_ONCE", 2)

    rebuild_twins()

    assert found() == at_once


def test_what_the_index_holds_is_called_by_what_it_says(make_table):
    project = make_table("甲", goals=[LONG_GOAL])
    make_table("乙", goals=[NEAR_GOAL])
    refresh_twins()
    phrase, other = TwinPhrase.objects.order_by("pk")
    uid = project.goals.get().uid

    assert str(phrase) == "瞄准重点区域和重点客商加强园区对接引进一批战略支撑项目"
    assert str(TwinStamp.objects.get(project=project)) == f"{project.pk} 1"
    assert str(TwinUse.objects.get(project=project)) == f"{project.pk} {uid}"
    assert str(TwinPair.objects.get(phrase=phrase)) == f"{phrase.pk} {other.pk}"
    assert str(TwinIndex.objects.get()) == TwinIndex.objects.get().edition
    gram = TwinGram.objects.first()
    assert str(gram) == f"goal {gram.gram}"


@pytest.mark.needs_postgresql
@pytest.mark.django_db(transaction=True)
def test_who_comes_while_another_indexes_does_not_wait(make_table):
    make_table("甲", goals=[LONG_GOAL])
    refresh_twins()
    make_table("乙", goals=[NEAR_GOAL])
    left = []
    with transaction.atomic():
        TwinIndex.objects.select_for_update().get()
        thread = threading.Thread(target=lambda: (left.append(refresh_twins()), connection.close()))
        thread.start()
        thread.join(20)

    assert left == [1]
