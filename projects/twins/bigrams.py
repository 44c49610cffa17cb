"""Which of many texts share enough pairs of characters: an inverted index whose lists are the bits of long numbers."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from math import ceil
from pathlib import Path

from projects.twins.phrases import grams
from projects.twins.thresholds import thresholds

# So many texts are counted at once; more take more memory, fewer more time.
_BLOCK_SIZE = 16_384
_COMMON = Path(__file__).with_name("common_pairs.txt")


@cache
def _common_ranks() -> dict[int, int]:
    """Return the pairs that stand in many goal tables, the more common the higher."""
    pairs = _COMMON.read_text(encoding="utf-8").split()
    return {gram: rank for rank, pair in enumerate(reversed(pairs), 1) for gram in grams(pair)}


def _rarity(gram: int) -> tuple[int, int]:
    # The multiplication only shuffles: pairs that no list names come in an order of their own, always the same.
    return _common_ranks().get(gram, 0), gram * 2_654_435_761 & 0xFFFFFFFF


def kept_grams(text: str) -> list[int]:
    """Return the rare pairs that a text is found by.

    Of n pairs, two texts that are alike to the degree t share one of their first n - ⌈tn⌉ + 1 in any order that is
    the same for both (prefix filtering, Chaudhuri 2006).
    """
    pairs = grams(text)
    least = ceil(thresholds().alike * len(pairs) - 1e-9)
    return sorted(pairs, key=_rarity)[: len(pairs) - least + 1]


def near_texts(
    known: Mapping[int, str], new: Mapping[int, str], alike: float
) -> Iterator[tuple[int, int, float]]:
    """Yield every two texts of one line or more that are at least so much alike, as near_sets does."""
    known_grams, new_grams = ({key: grams(text) for key, text in texts.items()} for texts in (known, new))
    return near_sets(known_grams, new_grams, alike)


def near_sets(
    known: Mapping[int, Collection[int]], new: Mapping[int, Collection[int]], alike: float
) -> Iterator[tuple[int, int, float]]:
    """Yield the keys of every two sets that are at least so much alike (Jaccard), and how much.

    At least one of the two is new; no key is both known and new. Exact: what is found depends on no order, and
    nothing is left to chance.
    """
    numbers: dict[int, int] = {}
    # One number object for each member, and tuples: a fifth of the memory of sets.
    sets = [
        (tuple(numbers.setdefault(member, member) for member in members), key)
        for key, members in (*known.items(), *new.items())
        if members
    ]
    sets.sort(key=lambda entry: (len(entry[0]), entry[1]))
    starts = range(0, len(sets), _BLOCK_SIZE)
    for start in starts:
        block = Block(sets[start : start + _BLOCK_SIZE])
        for at, (members, key) in enumerate(sets):
            if key in new:
                for place, share in block.near(members, alike):
                    other = block.sets[place][1]
                    if start + place < at or (other not in new and other != key):
                        yield key, other, share


class Block:
    """Sets, none empty, the smaller ones first; bit n of a member's number says whether the nth set has the member."""

    def __init__(self, sets: list[tuple[tuple[int, ...], int]]) -> None:
        self.sets = sets
        self._smallest, self._largest = len(sets[0][0]), len(sets[-1][0])
        places: defaultdict[int, list[int]] = defaultdict(list)
        for at, (members, _) in enumerate(sets):
            for member in members:
                places[member].append(at)
        self._bits = {member: bits_at(found) for member, found in places.items()}

    def near(self, members: tuple[int, ...], alike: float) -> Iterator[tuple[int, float]]:
        """Yield the places of the sets that are at least so much alike, each with its likeness."""
        count = len(members)
        if alike * count > self._largest or alike * self._smallest > count:
            return
        smallest = max(self._smallest, ceil(alike * count - 1e-9))
        needed = ceil(alike * (count + smallest) / (1 + alike) - 1e-9)
        rows = [bits for member in members if (bits := self._bits.get(member))]
        mine = frozenset(members)
        for place in reached(rows, needed, len(self.sets)):
            others = self.sets[place][0]
            both = len(mine.intersection(others))
            share = both / (count + len(others) - both)
            if share >= alike:
                yield place, share


def bits_at(places: list[int]) -> int:
    """Return the number whose bits at these places, given in rising order, are set."""
    found = bytearray(places[-1] // 8 + 1)
    for at in places:
        found[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(found, "little")


def reached(rows: Iterable[int], needed: int, size: int) -> Iterator[int]:
    """Yield the places, of so many, whose bits are set in at least `needed` of the rows."""
    bits = _set_in(rows, needed, size)
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def _set_in(rows: Iterable[int], needed: int, size: int) -> int:
    """Return the bits that are set in at least `needed` of the rows, counting all places at once.

    Place by place the planes hold a counter in binary; it starts so high that it runs over at `needed`.
    """
    width = needed.bit_length()
    start = (1 << width) - needed
    everything = (1 << size) - 1
    planes = [everything * (start >> at & 1) for at in range(width)]
    found = 0
    for row in rows:
        carry = row
        for at, plane in enumerate(planes):
            planes[at], carry = plane ^ carry, plane & carry
            if not carry:
                break
        found |= carry
    return found
