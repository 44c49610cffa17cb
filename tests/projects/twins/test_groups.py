"""Groups, and tables whose sets are the same."""

import pytest

from projects.twins.groups import Groups, is_same_set, near_tables


def test_members_of_a_group_are_named_by_the_smallest():
    groups = Groups([(5, 3), (8, 5), (9, 7)])

    assert [groups.of(member) for member in (3, 5, 8, 9, 7, 1)] == [3, 3, 3, 7, 7, 1]
    assert groups.members((8, 3, 9, 1)) == {3: [8, 3]}


def test_the_order_of_the_pairs_does_not_matter():
    pairs = [(1, 2), (3, 4), (2, 4), (9, 8), (6, 4)]

    forth, back = Groups(pairs), Groups([(b, a) for a, b in reversed(pairs)])

    assert (
        [forth.of(n) for n in range(10)] == [back.of(n) for n in range(10)] == [0, 1, 1, 1, 1, 5, 1, 7, 8, 8]
    )


@pytest.mark.parametrize(
    ("shared", "sizes", "expected"),
    [(3, (5, 5), True), (3, (5, 6), False), (2, (2, 2), False), (6, (7, 9), True), (5, (9, 7), False)],
)
def test_a_set_is_the_same_when_most_of_the_larger_is_shared(shared, sizes, expected):
    assert is_same_set(shared, *sizes) is expected


def test_tables_with_the_same_set_are_found():
    sets = {1: {1, 2, 3, 4, 5}, 2: {1, 2, 3, 8, 9}, 3: {1, 2, 8, 6, 7}, 4: {1, 2}}

    assert {frozenset(pair) for pair in near_tables(sets)} == {frozenset({1, 2}), frozenset({2, 3})}


def test_sets_that_are_too_small_are_none():
    assert list(near_tables({1: {1, 2}, 2: {1, 2}})) == []


def test_tables_with_the_very_same_set_are_named_with_the_first():
    sets = {7: {1, 2, 3}, 5: {3, 2, 1}, 9: {1, 2, 3}, 8: {1, 2, 3, 4}}

    assert {frozenset(pair) for pair in near_tables(sets)} == {frozenset({7, n}) for n in (5, 9, 8)}
