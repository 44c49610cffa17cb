"""Sister tables: the tables of one document, or of one unit and year, and which of them are alike."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from documents.goal_table import GoalTable
from projects.checks.wording import normalise

IndicatorSet = frozenset[int]


@dataclass(frozen=True, slots=True)
class Sister:
    """A table among its sisters; `name` is how a message calls it."""

    name: str
    table: GoalTable


@dataclass(frozen=True, slots=True)
class Likeness:
    """A sister and the share of indicators that two tables have in common: Jaccard's, 0 to 1."""

    sister: Sister
    share: float


class Sisters:
    """Tables that belong together; what is needed to compare them is worked out once for all of them."""

    def __init__(self, sisters: Iterable[Sister] = ()) -> None:
        self._sisters: Sequence[Sister] = tuple(sisters)

    def __len__(self) -> int:
        return len(self._sisters)

    @cached_property
    def _sets(self) -> list[IndicatorSet]:
        return [_indicator_set(sister.table) for sister in self._sisters]

    @cached_property
    def _holders(self) -> dict[int, list[int]]:
        """The tables in which each indicator stands."""
        holders: dict[int, list[int]] = defaultdict(list)
        for place, of_table in enumerate(self._sets):
            for indicator in of_table:
                holders[indicator].append(place)
        return holders

    @cached_property
    def _firsts(self) -> dict[IndicatorSet, list[int]]:
        """The first two tables with the same set of indicators: one of them is a sister of the other."""
        firsts: dict[IndicatorSet, list[int]] = defaultdict(list)
        for place, of_table in enumerate(self._sets):
            if len(firsts[of_table]) < 2:
                firsts[of_table].append(place)
        return firsts

    def most_alike(self, table: GoalTable, place: int | None, *, at_least: Decimal) -> Likeness | None:
        """Return the sister most like a table, the first of several, None where none is as alike as `at_least`.

        `place` is where the table itself stands among the sisters, None where it is none of them. Two tables that are
        alike share one of their rarest indicators, so that only holders of these are compared.
        """
        own = _indicator_set(table)
        if not own:
            return None
        for twin in self._firsts.get(own, ()):
            if twin != place:
                return Likeness(self._sisters[twin], 1.0)
        best, at = max(
            (
                (_share(own, self._sets[other]), -other)
                for other in self._candidates(own, at_least)
                if other != place
            ),
            default=(0.0, 0),
        )
        return Likeness(self._sisters[-at], best) if best >= at_least else None

    def _candidates(self, own: IndicatorSet, at_least: Decimal) -> set[int]:
        """Return the tables that hold one of the rarest indicators, as many of them as one must have to be alike."""
        rarest = sorted(own, key=lambda indicator: len(self._holders.get(indicator, ())))
        must_share = -int(-len(own) * at_least // 1)
        return {
            place
            for indicator in rarest[: len(own) - must_share + 1]
            for place in self._holders.get(indicator, ())
        }


def _indicator_set(table: GoalTable) -> IndicatorSet:
    """Return a table's indicators, each as a number: 40 bytes where its texts are several hundred."""
    texts = (tuple(map(normalise, (row.level2, row.name, row.description))) for row in table.indicators)
    return frozenset(hash(row) for row in texts if row[1])


def _share(own: IndicatorSet, other: IndicatorSet) -> float:
    common = len(own & other)
    return common / (len(own) + len(other) - common)
