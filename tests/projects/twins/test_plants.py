"""Copies with edits of a known size are found; the library, and texts that share only a piece, are not."""

import random

import pytest

from benchmarks._twin_plants import (
    corpus_tables,
    edited,
    edited_table,
    library_pieces,
    numbered_rows,
    unlike_tables,
)
from projects.twins.bigrams import near_texts
from projects.twins.groups import near_tables
from projects.twins.kinds import TwinKind
from projects.twins.library import Library, library_phrases
from projects.twins.phrases import bare, is_telling, phrases_of, row_text
from projects.twins.thresholds import thresholds

KINDS = (TwinKind.GOAL, TwinKind.ROW)
COPIES = 5


def sources(kind):
    """The texts of published documents that are long enough to be called copied."""
    phrases = (phrase for table in corpus_tables() for phrase in phrases_of(table))
    texts = {phrase.text for phrase in phrases if phrase.kind == kind and is_telling(kind, phrase.text)}
    return dict(enumerate(sorted(texts)))


@pytest.mark.parametrize(
    ("kind", "share", "expected"),
    [
        (TwinKind.GOAL, 0.05, 1.0),
        (TwinKind.GOAL, 0.1, 1.0),
        (TwinKind.GOAL, 0.2, 0.95),
        (TwinKind.ROW, 0.05, 1.0),
        (TwinKind.ROW, 0.1, 0.98),
        (TwinKind.ROW, 0.2, 0.9),
    ],
)
def test_planted_copies_are_found(kind, share, expected):
    chance, known = random.Random(20261), sources(kind)
    copies = {
        1000 * (key + 1) + at: edited(text, share, chance)
        for key, text in known.items()
        for at in range(COPIES)
    }

    pairs = {(copy, source) for copy, source, _ in near_texts(known, copies, thresholds().alike)}
    found = sum((copy, copy // 1000 - 1) in pairs for copy in copies)

    assert found >= expected * len(copies)


@pytest.mark.parametrize(("kind", "allowed"), [(TwinKind.GOAL, 0), (TwinKind.ROW, 0.04)])
def test_texts_that_share_a_piece_are_silent(kind, allowed):
    phrases = [phrase for table in unlike_tables(300) for phrase in phrases_of(table) if phrase.kind == kind]
    texts = dict(enumerate(sorted({phrase.text for phrase in phrases})))

    alarmed = {key for pair in near_texts({}, texts, thresholds().alike) for key in pair[:2]}

    assert len(alarmed) <= allowed * len(texts)


def test_a_goal_of_which_half_is_another_is_a_near_miss():
    one = bare("引进企业落户园区，完成道路养护，保障机关正常运转")
    half = bare("引进企业落户园区，开展职业培训，改善办学条件质量")
    most = bare("引进企业落户园区，完成道路养护，改善机关工作环境")

    assert list(near_texts({1: one}, {2: half}, thresholds().alike)) == []
    assert [pair[:2] for pair in near_texts({1: one}, {2: most}, thresholds().alike)] == [(2, 1)]


def test_the_whole_library_is_silent():
    rows = [(name, explanation, "") for name, explanation in library_pieces()]
    texts = dict(enumerate(row_text(name, explanation) for name, explanation, _ in rows))

    assert Library(library_phrases(rows)).keys_of(texts) == set(texts)


def test_whole_sets_are_found_among_published_tables():
    found = set(near_tables(*numbered_rows(corpus_tables())))

    # 001-02 and 03, 004-02 and 03: the pairs that XT01 names too; 004-11 and 12 share four of six
    assert found == {(3, 4), (8, 9), (17, 18)}


@pytest.mark.parametrize(("share", "expected"), [(0.05, 1.0), (0.1, 1.0), (0.2, 0.7)])
def test_planted_sets_are_found(share, expected):
    # so many rows written anew and so much of the others edited, both at once
    chance, tables = random.Random(20261), [table for table in corpus_tables() if len(table.indicators) >= 3]
    copies = [edited_table(table, share, chance) for table in tables for _ in range(3)]

    found = set(near_tables(*numbered_rows(tables + copies)))

    hits = sum((at // 3, len(tables) + at) in found for at in range(len(copies)))
    assert hits >= expected * len(copies)


def test_sets_that_share_a_piece_are_silent():
    assert list(near_tables(*numbered_rows(list(unlike_tables(300))))) == []
