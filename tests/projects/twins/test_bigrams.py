"""The index of pairs of characters finds what comparing every two texts finds."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.twins import bigrams
from projects.twins.bigrams import kept_grams, near_sets, near_texts
from projects.twins.phrases import grams
from projects.twins.thresholds import thresholds

SHARES = (0.3, 0.43, 0.5, 0.6, 1.0)
texts = st.text("道路养护河清淤", min_size=0, max_size=9)
sets = st.lists(st.frozensets(st.integers(0, 12), max_size=9), max_size=12)


def by_hand(members, alike):
    pairs = combinations(sorted(members), 2)
    return {
        frozenset(pair) for pair in pairs if jaccard(*(members[key] for key in pair)) >= Fraction(str(alike))
    }


def jaccard(one, other):
    return Fraction(len(one & other), len(one | other) or 1)


@given(sets, st.sampled_from(SHARES))
def test_every_two_sets_that_are_alike_are_found_once(members, alike):
    members = dict(enumerate(members))
    found = [frozenset((one, other)) for one, other, _ in near_sets({}, members, alike)]

    assert len(found) == len(set(found))
    assert set(found) == by_hand(members, alike)


@given(sets, sets, st.sampled_from(SHARES))
def test_known_sets_are_compared_with_new_ones_alone(known, new, alike):
    known, new = dict(enumerate(known)), dict(enumerate(new, 100))
    found = [frozenset((one, other)) for one, other, _ in near_sets(known, new, alike)]

    assert len(found) == len(set(found))
    assert set(found) == {pair for pair in by_hand(known | new, alike) if max(pair) >= 100}


@given(sets)
def test_blocks_do_not_change_what_is_found(members):
    members = dict(enumerate(members))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bigrams, "_BLOCK_SIZE", 3)
        in_blocks = sorted(near_sets({}, members, 0.5))

    assert sorted(near_sets({}, members, 0.5)) == in_blocks


def test_likeness_is_the_share_of_all_pairs():
    # 道路 路养 养护 against 道路 路养 养殖: two of four
    assert list(near_texts({1: "道路养护"}, {2: "道路养殖"}, 0.5)) == [(2, 1, 0.5)]
    assert list(near_texts({1: "道路养护"}, {2: "道路养殖"}, 0.51)) == []


def test_the_same_set_is_wholly_alike():
    assert list(near_sets({}, {1: {5, 6}, 2: {5, 6}}, 1.0)) == [(2, 1, 1.0)]


@given(texts, texts)
def test_texts_that_are_alike_are_found_by_a_common_pair(one, other):
    if grams(one) and jaccard(grams(one), grams(other)) >= Fraction(str(thresholds().alike)):
        assert set(kept_grams(one)) & set(kept_grams(other))


def test_a_text_is_found_by_its_rare_pairs():
    # 完成, 成工 and 工作 stand in many tables
    assert set(kept_grams("鳜鱼完成工作")) == grams("鳜鱼完") | grams("成工")
