"""Offers: buttons in the pane that change the table, with the operations that they stand for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from documents.goal_table import GoalTable, IndicatorRow
from projects.enums import EditSource
from projects.help.categories import kind_of, rank_of

ROW_PARTS = ("name", "description", "value", "basis")


@dataclass(frozen=True, slots=True)
class Offer:
    """A button: what it says, what it does, and why it does not do what one might expect."""

    label: str
    operations: tuple[Mapping[str, object], ...]
    source: EditSource = EditSource.LIBRARY
    note: str = ""
    is_of_other_category: bool = False

    @property
    def operations_json(self) -> str:
        return json.dumps(self.operations, ensure_ascii=False)


def set_cell(address: str, text: str) -> dict[str, object]:
    return {"kind": "set", "address": address, "after": text}


def insert_row(texts: Mapping[str, str], after: str, suffix: object = "") -> dict[str, object]:
    """Return the operation that adds an indicator row below the row `after`; the page gives the row its uid."""
    return {"kind": "insert", "row": f"indicators.new{suffix}", "after": after, "texts": dict(texts)}


def row_with(table: GoalTable, uid: str) -> IndicatorRow | None:
    return next((row for row in table.indicators if row.uid == uid), None)


def fill_offer(table: GoalTable, uid: str, texts: Mapping[str, str]) -> Offer:
    """Return the offer to take an indicator over into the row `uid`, as a new row where that one is not free for it.

    `texts` has the indicator's texts by part, categories in the words of the form. A row is free where it is of the
    same category or of none, and says nothing that would be lost.
    """
    row = row_with(table, uid)
    if row is None:
        return _new_row(table, texts, "")
    if kind_of(row.level1, row.level2) not in (None, kind_of(texts["level1"], texts["level2"])):
        offer = _new_row(table, texts, f"本行不是{texts['level2']}")
        return replace(offer, is_of_other_category=True)
    if any(getattr(row, part) not in ("", texts[part]) for part in ROW_PARTS if texts[part]):
        return _new_row(table, texts, "本行已有内容", uid)
    return Offer("填入本行", tuple(_cells_to_fill(row, texts)))


def last_of_category(table: GoalTable, level1: str, level2: str) -> str:
    """Return the uid of the row below which a row of the category belongs, "" for the top."""
    rank = rank_of(level1, level2)
    above = [row.uid for row in table.indicators if rank_of(row.level1, row.level2) <= rank]
    return above[-1] if above else ""


def _new_row(table, texts, note, after=""):
    below = after or last_of_category(table, texts["level1"], texts["level2"])
    return Offer("插入为新行", (insert_row(texts, below),), note=note)


def _cells_to_fill(row, texts):
    parts = ROW_PARTS if row.level2 else ("level1", "level2", *ROW_PARTS)
    for part in parts:
        if texts[part] and getattr(row, part) != texts[part]:
            yield set_cell(f"indicators.{row.uid}.{part}", texts[part])
