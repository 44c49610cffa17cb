"""Texts of real tables copied with edits of a known size, and as many texts that nobody copied."""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from benchmarks.synthetic import goal_tables
from documents.canonical import booklet_from_json
from documents.goal_table import Goal, GoalTable, IndicatorRow
from projects.twins.bigrams import near_texts
from projects.twins.groups import both_ways
from projects.twins.kinds import TwinKind
from projects.twins.phrases import Phrase, has_likes, phrases_of, row_text
from projects.twins.thresholds import thresholds

_ROOT = Path(__file__).parent.parent
_LIBRARY = _ROOT / "fixtures" / "library.json"
_BOOKLETS = _ROOT / "tests" / "documents" / "files" / "truth"
SHARES = (0.05, 0.1, 0.2)


def corpus_tables() -> list[GoalTable]:
    """Return the tables of the published documents, rows with uids."""
    paths = sorted(_BOOKLETS.glob("*.json"))
    booklets = (booklet_from_json(json.loads(path.read_text(encoding="utf-8"))) for path in paths)
    return [table.with_row_uids() for booklet in booklets for table in booklet.tables]


@cache
def library_pieces() -> list[tuple[str, str]]:
    """Return name and explanation of every indicator of the library."""
    rows = json.loads(_LIBRARY.read_text(encoding="utf-8"))
    return [(row["fields"]["name"], row["fields"]["explanation"]) for row in rows]


@cache
def _strange() -> str:
    return "".join(name for name, _ in library_pieces())


def edited(text: str, share: float, chance: random.Random) -> str:
    """Return the text with that share of its characters replaced, left out or put in, one to three at a time."""
    strange = _strange()
    budget, lines = round(share * len(text)), text
    while budget > 0:
        size = min(budget, chance.randrange(1, 4))
        at, new = chance.randrange(len(lines) - size + 1), chance.randrange(len(strange) - size)
        kept, put = chance.choice(((size, True), (size, False), (0, True)))
        lines = lines[:at] + strange[new : new + size] * put + lines[at + kept :]
        budget -= size
    return lines


def edited_table(table: GoalTable, share: float, chance: random.Random) -> GoalTable:
    """Return the table with that share of its rows written anew, and of every other row's texts that share edited."""
    rows = list(table.indicators)
    anew = set(chance.sample(range(len(rows)), round(share * len(rows))))
    changed = (
        _unlike_row(chance.randrange(800)) if at in anew else edited_row(row, share, chance)
        for at, row in enumerate(rows)
    )
    return replace(table, indicators=tuple(changed))


def edited_row(row: IndicatorRow, share: float, chance: random.Random) -> IndicatorRow:
    name, description = (edited(text, share, chance) for text in (row.name, row.description))
    return replace(row, name=name, description=description)


def unlike_tables(count: int) -> Iterator[GoalTable]:
    """Yield up to 800 tables of many trades, put together from names of the library.

    Every place of a text has its own stock of names, and any two texts share at most one of three, or of four: near
    misses, never copies.
    """
    for at in range(count):
        yield GoalTable(
            project_name=f"项目{at}",
            goals=(Goal("，".join(_pieces(at, 4, 59)), "g"),),
            indicators=tuple(_unlike_row(at * 7 + row) for row in range(7)),
        )


def _unlike_row(at: int) -> IndicatorRow:
    name, *description = _pieces(at, 3, 79)
    return IndicatorRow("", "", name, "".join(description), uid=f"r{at}")


def _pieces(at: int, count: int, stock: int) -> list[str]:
    """Return the nth choice of names, one of each stock: a Latin square of a prime order, so that two share only one."""
    names = [name for name, _ in library_pieces()]
    one, two = at % stock, at // stock % stock
    places = [one, *((one * step + two) % stock for step in range(count - 1))]
    return [names[place + which * stock] for which, place in enumerate(places)]


def trade_phrases(count: int) -> list[Phrase]:
    """Return the texts of tables that are filled in from one small stock of words, as in one trade."""
    return [phrase for table in goal_tables(count) for phrase in phrases_of(table.with_row_uids())]


def numbered_rows(tables: list[GoalTable]) -> tuple[dict[int, list[int]], dict[int, set[int]]]:
    """Return what every row of the tables says, as numbers, by table; and which of these are alike."""
    words = [[row_text(row.name, row.description) for row in table.indicators] for table in tables]
    number = {text: at for at, text in enumerate(sorted({text for texts in words for text in texts}), 1)}
    long = {at: text for text, at in number.items() if has_likes(TwinKind.ROW, text)}
    near = both_ways(pair[:2] for pair in near_texts({}, long, thresholds().alike))
    return {at: [number[text] for text in texts] for at, texts in enumerate(words)}, near
