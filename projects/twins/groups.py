"""Groups of what belongs together, and tables whose sets of indicators belong together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from projects.twins.bigrams import near_sets
from projects.twins.thresholds import thresholds


class Groups:
    """Groups of numbers: whoever is paired with a member is one too (connected components)."""

    def __init__(self, pairs: Iterable[tuple[int, int]] = ()) -> None:
        self._parent: dict[int, int] = {}
        for first, second in pairs:
            one, other = sorted((self.of(first), self.of(second)))
            self._parent[other] = one

    def of(self, member: int) -> int:
        """Return the smallest number of the member's group, which names it."""
        root = member
        while (parent := self._parent.get(root, root)) != root:
            root = parent
        while member != root:
            self._parent[member], member = root, self._parent[member]
        return root

    def members(self, everyone: Iterable[int]) -> dict[int, list[int]]:
        """Return those of everyone who are in a group of more than one, by the name of the group."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for member in everyone:
            found[self.of(member)].append(member)
        return {root: members for root, members in found.items() if len(members) > 1}


def near_tables(sets: Mapping[int, Collection[int]]) -> Iterator[tuple[int, int]]:
    """Yield pairs of tables whose indicators, given by what they say, are for the most part the same.

    Of tables with the very same set only the first is compared with those of other sets; the rest are named with it.
    """
    limits = thresholds()
    same: defaultdict[frozenset[int], list[int]] = defaultdict(list)
    for table, members in sets.items():
        if len(members) >= limits.fewest_rows:
            same[frozenset(members)].append(table)
    for first, *others in same.values():
        yield from ((first, other) for other in others)
    # Where the larger of two sets has this share in common, this is the least they can be alike.
    alike = limits.set_alike / (2 - limits.set_alike) - 1e-9
    firsts = {tables[0]: members for members, tables in same.items()}
    for one, other, _ in near_sets({}, firsts, alike):
        if is_same_set(len(firsts[one] & firsts[other]), len(firsts[one]), len(firsts[other])):
            yield one, other


def is_same_set(shared: int, *sizes: int) -> bool:
    """Tell whether sets of these sizes that share so many indicators are one set, filled in twice."""
    limits = thresholds()
    return shared >= limits.fewest_rows and shared >= limits.set_alike * max(sizes)
