"""Category names of one layout in the words of another: renamed, moved, put in order, never lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from documents.goal_table import IndicatorRow

Category = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class CategoryNames:
    """The level-1 and level-2 names a layout prints: other names of the same thing, and level 2 under another level 1.

    `moves` maps (level 1, level 2) as printed elsewhere, after renaming, to the pair printed here.
    """

    level1_order: tuple[str, ...] = ()
    level1: Mapping[str, str] = field(default_factory=dict)
    level2: Mapping[str, str] = field(default_factory=dict)
    moves: Mapping[Category, Category] = field(default_factory=dict)

    def adapt(self, rows: Iterable[IndicatorRow]) -> tuple[IndicatorRow, ...]:
        """Return the rows under the names printed here; unknown names stay. Idempotent.

        Only when a row had to move under another level 1 are the rows put in the order of level 1 again,
        and rows of one level 1 keep their order.
        """
        adapted = []
        has_moved = False
        for row in rows:
            renamed = (self.level1.get(row.level1, row.level1), self.level2.get(row.level2, row.level2))
            level1, level2 = self.moves.get(renamed, renamed)
            has_moved = has_moved or level1 != renamed[0]
            adapted.append(replace(row, level1=level1, level2=level2))
        if has_moved:
            adapted.sort(key=lambda row: self._rank(row.level1))
        return tuple(adapted)

    def _rank(self, level1: str) -> int:
        return self.level1_order.index(level1) if level1 in self.level1_order else len(self.level1_order)
