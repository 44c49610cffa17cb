"""The ways to find nearly equal texts that were measured and not kept: MinHash with bands, and SimHash."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain

from projects.twins.phrases import grams

_PRIME = (1 << 61) - 1
_chance = random.Random(7)
_HASHES = [(_chance.randrange(1, _PRIME), _chance.randrange(_PRIME)) for _ in range(63)]
_ROWS = 3


def minhash_pairs(
    known: Mapping[int, str], new: Mapping[int, str], alike: float
) -> Iterator[tuple[int, int, float]]:
    """Yield new texts with other texts that share a band of 3 of 63 least hashes; likeness is the share of hashes."""
    signatures = {key: _signature(text) for key, text in chain(known.items(), new.items())}
    bands: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
    for key, signature in signatures.items():
        for at in range(0, len(signature), _ROWS):
            bands[at, *signature[at : at + _ROWS]].append(key)
    for key in new:
        signature = signatures[key]
        starts = range(0, len(signature), _ROWS)
        near = {other for at in starts for other in bands[at, *signature[at : at + _ROWS]]}
        for other in near - {key}:
            share = sum(map(int.__eq__, signature, signatures[other])) / len(signature)
            if share >= alike:
                yield key, other, share


def _signature(text: str) -> tuple[int, ...]:
    pairs = grams(text)
    return tuple(min((gram * factor + more) % _PRIME for gram in pairs) for factor, more in _HASHES)


def simhash_pairs(
    known: Mapping[int, str], new: Mapping[int, str], alike: float
) -> Iterator[tuple[int, int, float]]:
    """Yield new texts with other texts whose fingerprints of 64 bits have enough bits in common; every two compared."""
    prints = {key: _fingerprint(text) for key, text in chain(known.items(), new.items())}
    most = round((1 - alike) * 64)
    for key in new:
        own = prints[key]
        for other, fingerprint in prints.items():
            if (own ^ fingerprint).bit_count() <= most and other != key:
                yield key, other, 1 - (own ^ fingerprint).bit_count() / 64


def _fingerprint(text: str) -> int:
    factor, more = _HASHES[0]
    hashes = [(gram * factor + more) % _PRIME for gram in grams(text)]
    hashes = [(value * factor + more) & 0xFFFFFFFFFFFFFFFF for value in hashes]
    ones = (sum(value >> bit & 1 for value in hashes) for bit in range(64))
    return sum(1 << bit for bit, count in enumerate(ones) if 2 * count > len(hashes))
