"""Groups of what is alike, each around one of its members, and tables whose sets of indicators are alike."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import ceil

from projects.twins.bigrams import bits_at, reached
from projects.twins.thresholds import thresholds

# So many sets are counted at once, see bigrams.
_BLOCK_SIZE = 16_384

Near = Mapping[int, Collection[int]]


def both_ways(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """Return with whom each is paired."""
    near: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    return near


def stars(
    tables_of: Mapping[int, set[int]], near: Near, centres: Iterable[int]
) -> Iterator[tuple[int, list[int]]]:
    """Yield groups as a centre and its members, the centre first: all that are alike to it, and no others.

    Whatever stands in two tables and is alike to a centre shares a group with it: of a chain a~b~c, where a and c are
    not alike, no link is lost and none joins what it does not touch. One may be in several groups.
    """
    groups_of: defaultdict[int, set[int]] = defaultdict(set)
    weights = {key: sum(len(tables_of[one]) for one in (key, *near.get(key, ()))) for key in centres}
    for centre in sorted(weights, key=lambda key: (-weights[key], -len(tables_of[key]), key)):
        own, groups = tables_of[centre], groups_of[centre]
        others = near.get(centre, ())
        is_alone = len(own) > 1 and not groups
        if is_alone or any(
            groups.isdisjoint(groups_of[other]) and len(own | tables_of[other]) > 1 for other in others
        ):
            members = [centre, *sorted(others)]
            for member in members:
                groups_of[member].add(centre)
            yield centre, members


def near_tables(rows: Mapping[int, Sequence[int]], near: Near) -> Iterator[tuple[int, int]]:
    """Yield every two tables whose indicators, given by what each row says, are for the most part the same or alike.

    A row that says nothing of its own (library) is 0: it belongs to the size of a set and is like no other.
    """
    tables = [(key, said) for key, said in rows.items() if is_set(said)]
    for start in range(0, len(tables), _BLOCK_SIZE):
        block = tables[start : start + _BLOCK_SIZE]
        bits, places = _bits_of(block, near), [_rows_by_phrase(said) for _, said in block]
        for at, (key, said) in enumerate(tables):
            own = [bits[phrase] for phrase in said if phrase in bits]
            alike = [{phrase, *near.get(phrase, ())} for phrase in _telling(said)]
            for place in reached(own, _fewest(len(said)), len(block)):
                if start + place < at and _are_alike(alike, places[place], len(said), len(block[place][1])):
                    yield block[place][0], key


def _rows_by_phrase(said: Sequence[int]) -> dict[int, list[int]]:
    places: dict[int, list[int]] = {}
    for at, phrase in enumerate(said):
        places.setdefault(phrase, []).append(at)
    return places


def _bits_of(block: Sequence[tuple[int, Sequence[int]]], near: Near) -> dict[int, int]:
    """Return in which tables of the block each phrase, or one that is alike, stands."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for at, (_, said) in enumerate(block):
        for phrase in _telling(said):
            places[phrase].append(at)
    exact = {phrase: bits_at(found) for phrase, found in places.items()}
    bits = dict(exact)
    for phrase, found in exact.items():
        for other in near.get(phrase, ()):
            bits[other] = bits.get(other, 0) | found
    return bits


def is_set(said: Sequence[int]) -> bool:
    """Tell whether so much of a set of indicators is its own work that it can be another's."""
    return is_same_set(len(_telling(said)), len(said))


def _telling(said: Sequence[int]) -> list[int]:
    return [phrase for phrase in said if phrase]


def _are_alike(alike: Iterable[set[int]], places: Mapping[int, list[int]], *sizes: int) -> bool:
    if not is_same_set(min(sizes), *sizes):
        return False
    likes = [[at for phrase in some.intersection(places) for at in places[phrase]] for some in alike]
    return is_same_set(matched(likes), *sizes)


def matched(likes: Sequence[Collection[int]]) -> int:
    """Return how many rows find a like of their own, given the rows of the other table that each is alike to.

    The most there can be (augmenting paths, Berge 1957), so that it is the same seen from either table.
    """
    holder: dict[int, int] = {}
    held: dict[int, int] = {}
    for row in range(len(likes)):
        _place(row, likes, holder, held)
    return len(holder)


def _place(row: int, likes: Sequence[Collection[int]], holder: dict[int, int], held: dict[int, int]) -> None:
    """Give the row a like, moving others to another of theirs where that makes room."""
    reached_from: dict[int, int] = {}
    queue = [row]
    for asking in queue:
        for like in likes[asking]:
            if like in reached_from:
                continue
            reached_from[like] = asking
            if like not in holder:
                _hand_over(like, reached_from, holder, held)
                return
            queue.append(holder[like])


def _hand_over(like: int, reached_from: dict[int, int], holder: dict[int, int], held: dict[int, int]) -> None:
    """Let each on the way back take what was reached from it and pass on what it held; the row itself held none."""
    passed_on: int | None = like
    while passed_on is not None:
        taker = reached_from[passed_on]
        holder[passed_on] = taker
        held[taker], passed_on = passed_on, held.get(taker)


def is_same_set(shared: int, *sizes: int) -> bool:
    """Tell whether sets of these sizes that share so many indicators are one set, filled in twice."""
    limits = thresholds()
    return shared >= limits.fewest_rows and shared >= limits.set_alike * max(sizes)


def _fewest(size: int) -> int:
    limits = thresholds()
    return max(limits.fewest_rows, ceil(limits.set_alike * size - 1e-9))
