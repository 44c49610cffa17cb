"""Operations on a goal table: the one language in which typing, pasting, repairing and undoing change it.

An operation names cells by address and says texts as the form shows them, amounts in the unit of money of the form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SetCell:
    """Let a cell say `text`."""

    address: str
    text: str


@dataclass(frozen=True, slots=True)
class InsertRow:
    """Add a row, given as "goals.<uid>" or "indicators.<uid>", below the row with the uid `after`, "" for the top.

    `texts` has the row's texts by part (level1, level2, name, …); a goal's only part is "text".
    """

    row: str
    after: str
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeleteRow:
    row: str


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Put a row below the row with the uid `after`, "" for the top; its categories are cells of their own."""

    row: str
    after: str


Operation = SetCell | InsertRow | DeleteRow | MoveRow
