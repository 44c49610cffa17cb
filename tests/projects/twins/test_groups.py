"""Groups around one of them, and tables whose sets are the same."""

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.twins import groups
from projects.twins.groups import both_ways, is_same_set, is_set, matched, near_tables, stars

rows = st.lists(st.lists(st.integers(1, 9), min_size=3, max_size=6), max_size=8)
pairs = st.sets(st.tuples(st.integers(1, 9), st.integers(1, 9)).filter(lambda pair: pair[0] < pair[1]))
places = st.dictionaries(
    st.integers(1, 9), st.sets(st.integers(1, 6), min_size=1, max_size=3), min_size=9, max_size=9
)


def grouped(tables_of, near):
    return [members for _, members in stars(tables_of, near, tables_of)]


def test_a_chain_makes_a_group_around_every_second_link():
    tables_of = {link: {link * 10} for link in range(1, 6)}

    assert grouped(tables_of, both_ways([(1, 2), (2, 3), (3, 4), (4, 5)])) == [
        [2, 1, 3],
        [3, 2, 4],
        [4, 3, 5],
    ]


def test_all_that_are_alike_to_each_other_make_one_group_around_the_most_used():
    tables_of = {1: {10}, 2: {20, 21}, 3: {30}}

    assert grouped(tables_of, both_ways([(1, 2), (2, 3), (1, 3)])) == [[2, 1, 3]]


def test_what_two_tables_say_to_the_letter_is_a_group_and_what_one_says_is_none():
    assert grouped({1: {10, 11}, 2: {10}}, {}) == [[1]]


def test_texts_that_are_alike_within_one_table_make_no_group():
    assert grouped({1: {10}, 2: {10}}, both_ways([(1, 2)])) == []


def test_only_some_may_be_the_middle_of_a_group():
    tables_of, near = {1: {10}, 2: {20}, 3: {30}}, both_ways([(1, 2), (2, 3)])

    assert list(stars(tables_of, near, [1])) == [(1, [1, 2])]


@given(places, pairs)
def test_whatever_is_alike_in_two_tables_shares_a_group_and_groups_hold_nothing_else(tables_of, alike):
    near = both_ways(alike)

    found = list(stars(tables_of, near, tables_of))

    assert all(members == [centre, *sorted(near.get(centre, ()))] for centre, members in found)
    for one, other in alike:
        if len(tables_of[one] | tables_of[other]) > 1:
            assert any({one, other} <= set(members) for _, members in found)
    together = {key for _, members in found for key in members}
    assert {key for key, tables in tables_of.items() if len(tables) > 1} <= together


@pytest.mark.parametrize(
    ("shared", "sizes", "expected"),
    [(3, (5, 5), True), (3, (5, 6), False), (2, (2, 2), False), (6, (7, 9), True), (5, (9, 7), False)],
)
def test_a_set_is_the_same_when_most_of_the_larger_is_shared(shared, sizes, expected):
    assert is_same_set(shared, *sizes) is expected


def test_a_set_mostly_out_of_the_library_is_none():
    assert is_set([0, 0, 4, 5, 6])
    assert not is_set([0, 0, 0, 5, 6])


def test_every_row_finds_a_like_of_its_own():
    # the second row takes what the first would, the first moves on
    assert matched([["a", "b"], ["a"], ["c"]]) == 3
    assert matched([["a"], ["a"], []]) == 1


@given(st.lists(st.lists(st.integers(0, 4), max_size=3, unique=True), max_size=5))
def test_no_other_choice_matches_more_rows(likes):
    def taken(order):
        free = set(range(5))
        for row in order:
            for like in likes[row]:
                if like in free:
                    free.remove(like)
                    yield row
                    break

    greedy = max(sum(1 for _ in taken(order)) for order in permutations(range(len(likes))))

    assert matched(likes) >= greedy
    assert matched(likes) == matched(_turned(likes))


def _turned(likes):
    return [[row for row, some in enumerate(likes) if like in some] for like in range(5)]


def test_tables_with_the_same_set_are_found():
    sets = {1: [1, 2, 3, 4, 5], 2: [1, 2, 3, 8, 9], 3: [1, 2, 8, 6, 7], 4: [1, 2]}

    assert list(near_tables(sets, {})) == [(1, 2), (2, 3)]


def test_rows_that_are_alike_count_as_the_same():
    sets = {1: [1, 2, 3, 4, 5], 2: [6, 7, 3, 8, 9]}

    assert list(near_tables(sets, both_ways([(1, 6), (7, 2)]))) == [(1, 2)]
    assert list(near_tables(sets, both_ways([(1, 6), (1, 7)]))) == []


def test_a_row_stands_for_one_row_alone():
    assert list(near_tables({1: [5, 5, 5, 5], 2: [5, 7, 8, 9]}, {})) == []
    assert list(near_tables({1: [5, 5, 5, 5], 2: [5, 5, 5, 9]}, {})) == [(1, 2)]


def test_what_the_library_says_is_like_nothing():
    assert list(near_tables({1: [0, 0, 3, 4, 5], 2: [0, 0, 3, 4, 6]}, {})) == []


@given(rows, pairs)
def test_blocks_do_not_change_which_sets_are_found(said, alike):
    sets, near = dict(enumerate(said, 1)), both_ways(alike)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(groups, "_BLOCK_SIZE", 3)
        in_blocks = sorted(near_tables(sets, near))

    assert in_blocks == sorted(near_tables(sets, near)) == by_hand(sets, near)


def by_hand(sets, near):
    found = []
    for one, other in combinations(sets, 2):
        likes = [
            [at for at, b in enumerate(sets[other]) if a == b or b in near.get(a, ())] for a in sets[one]
        ]
        if is_same_set(matched(likes), len(sets[one]), len(sets[other])):
            found.append((one, other))
    return found
