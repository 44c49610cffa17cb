"""How alike two Chinese texts are, by the pairs of neighbouring characters they share; no network, no word lists."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

_RUN = re.compile(r"[^\W_]+")

Pairs = frozenset[str]


def pairs_of(*texts: str) -> Pairs:
    """Return the pairs of neighbouring characters (招商引资: 招商, 商引, 引资), none across a mark or a blank."""
    runs = (run for text in texts for run in _RUN.findall(text.lower()))
    return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1))


def name_likeness(one: Pairs, other: Pairs) -> float:
    """Return the share of pairs that two names have in common (Dice), from 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


class Weights:
    """Weights of pairs by how few of the texts hold them (inverse document frequency)."""

    def __init__(self, texts: Iterable[Pairs]):
        kept = list(texts)
        counts: Mapping[str, int] = Counter(pair for pairs in kept for pair in pairs)
        self._weights = {pair: math.log(1 + len(kept) / count) for pair, count in counts.items()}
        self._unknown = math.log(1 + len(kept))

    def of(self, pairs: Pairs) -> float:
        return math.fsum(self._weights.get(pair, self._unknown) for pair in pairs)

    def likeness(self, one: Pairs, other: Pairs) -> float:
        """Return the weight of what two texts share against the weight of each (cosine of sets), from 0 to 1."""
        shared = one & other
        return self.of(shared) / math.sqrt(self.of(one) * self.of(other)) if shared else 0.0
