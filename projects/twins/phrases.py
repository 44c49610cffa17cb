"""Phrases: the texts of a table that are compared, without what does not count, and their pairs of characters."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from documents.goal_table import GoalTable
from projects.twins.kinds import TwinKind
from projects.twins.thresholds import thresholds


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is compared of a goal or of an indicator; `uid` is the row's. Lines are compared apart."""

    kind: TwinKind
    uid: str
    text: str


def bare(text: str) -> str:
    """Return the letters and digits of a text, wide ones narrow, capitals small: layout and punctuation do not count."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def row_text(name: str, description: str) -> str:
    """Return name and description bare, as two lines, or as one where they say the same."""
    return "\n".join(dict.fromkeys(filter(None, (bare(name), bare(description)))))


def phrases_of(table: GoalTable) -> Iterator[Phrase]:
    """Yield what can be copied of a table: goals that are long enough, and every indicator that says something."""
    for goal in table.goals:
        if len(text := bare(goal.text)) >= thresholds().shortest_goal:
            yield Phrase(TwinKind.GOAL, goal.uid, text)
    for row in table.indicators:
        if text := row_text(row.name, row.description):
            yield Phrase(TwinKind.ROW, row.uid, text)


def is_telling(kind: str, text: str) -> bool:
    """Tell whether a text is long enough to be called copied by itself; shorter ones count only within a set."""
    return kind == TwinKind.GOAL or len(text) >= thresholds().shortest_row


def has_likes(kind: str, text: str) -> bool:
    """Tell whether texts that are nearly equal are sought; of the shortest only the same to the letter are twins."""
    return kind == TwinKind.GOAL or len(text) >= thresholds().shortest_in_set


def grams(text: str) -> frozenset[int]:
    """Return the pairs of neighbouring characters (bigrams) of each line, as numbers of 31 bits."""
    pairs = chain.from_iterable(pairwise(line) for line in text.split("\n"))
    return frozenset((ord(first) * 65_599 + ord(second)) & 0x7FFFFFFF for first, second in pairs)
