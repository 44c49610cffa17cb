"""Bringing the index of twins up to date.

Nothing is indexed when a table is saved: a table that is worked on is saved hundreds of times and looked up for twins
once. Each indexed table bears the lock_version it was read at; whoever looks twins up, or runs find_twins, first indexes
the tables that have moved on since, each with its own texts alone. So saving costs nothing, and what is looked up is
never older than the tables.
"""

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.db.models import F, QuerySet

from projects import twins
from projects.mapping import goal_tables_with
from projects.models import Project, TwinGram, TwinIndex, TwinPair, TwinPhrase, TwinStamp, TwinUse
from projects.twins.bigrams import kept_grams, near_texts
from projects.twins.kinds import TwinKind
from projects.twins.phrases import Phrase, has_likes, phrases_of
from projects.twins.thresholds import thresholds

# Rows that go into the database, or keys into a query, at once.
_BATCH_SIZE = 5_000
_TABLES_AT_ONCE = 1_000
# What a text is compared by is decided by these files: another edition of them makes another index.
_RULES = ("thresholds.toml", "common_pairs.txt", "phrases.py", "bigrams.py")


def stale_tables():
    """Return the projects whose tables have changed since they were indexed, or never were: one query.

    Every table's stamp is looked up by its key, so it takes longer with more tables: with 350,000 of them and none
    stale 0.3 s on SQLite and on PostgreSQL, which joins them in memory and takes no index.
    """
    return Project.objects.exclude(twin_stamp__lock_version=F("lock_version")).order_by("pk")


def refresh_table(key: int) -> None:
    """Index one table, where it is stale: what it shares with the tables that are indexed by now is then known.

    This looks at no other table. Where the index is of another edition, or held, nothing is done.
    """
    if stale_tables().filter(pk=key).exists():
        with transaction.atomic():
            for _ in _held_index().filter(edition=_edition()):
                _index([key])


def refresh_twins(*, first: int | None = None, limit: int | None = None) -> int:
    """Index the tables that are stale, `first` before the others and no more than `limit`, and return how many are left.

    Where somebody else is indexing nothing is done: what they have done by now is what one finds.
    """
    if not stale_tables().exists():
        return 0
    with transaction.atomic():
        for index in _held_index():
            if index.edition != _edition():
                _clear(index)
            _index(_chosen(first, limit))
    return stale_tables().count()


def rebuild_twins() -> None:
    """Forget everything and index all tables, in one transaction: until then the old index is what one finds."""
    with transaction.atomic():
        for index in _held_index():
            _clear(index)
            _index(_chosen(None, None))


def _held_index() -> QuerySet[TwinIndex]:
    """Return the row of the index, held until the end of the transaction; none where somebody else holds it."""
    TwinIndex.objects.bulk_create([TwinIndex(pk=1)], ignore_conflicts=True)
    return TwinIndex.objects.select_for_update(skip_locked=True).filter(pk=1)


@cache
def _edition() -> str:
    folder = Path(twins.__file__).parent
    return _digest(b"".join((folder / name).read_bytes() for name in _RULES))


def _clear(index: TwinIndex) -> None:
    for model in (TwinGram, TwinPair, TwinUse, TwinStamp, TwinPhrase):
        model.objects.all().delete()
    index.edition = _edition()
    index.save()


def _chosen(first: int | None, limit: int | None) -> list[int]:
    """Return the keys of the tables to index now."""
    keys = list(stale_tables().values_list("pk", flat=True)[:limit])
    if first is not None and stale_tables().filter(pk=first).exists():
        keys = list(dict.fromkeys([first, *keys]))[:limit]
    return keys


def _index(keys: Sequence[int]) -> None:
    new: dict[int, tuple[str, str]] = {}
    for start in range(0, len(keys), _TABLES_AT_ONCE):
        new |= _index_uses(keys[start : start + _TABLES_AT_ONCE])
    for kind in TwinKind:
        _pair({key: text for key, (of, text) in new.items() if of == kind and has_likes(of, text)}, kind)


def _index_uses(keys: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Write down what the tables say now and return the phrases nobody said before, with kind and text, by key."""
    _forget(keys)
    found: dict[int, list[Phrase]] = {}
    stamps = []
    for table, (pk, version) in goal_tables_with(Project.objects.filter(pk__in=keys), "pk", "lock_version"):
        found[pk] = list(phrases_of(table))
        stamps.append(TwinStamp(project_id=pk, lock_version=version))
    named = {
        (phrase.kind, phrase.text): _digest(phrase.text.encode())
        for texts in found.values()
        for phrase in texts
    }
    known, new = _phrase_keys(named)
    uses = (
        TwinUse(
            project_id=pk,
            kind=phrase.kind,
            uid=phrase.uid,
            phrase_id=known[phrase.kind, named[phrase.kind, phrase.text]],
        )
        for pk, texts in found.items()
        for phrase in texts
    )
    _write(TwinUse, uses)
    _write(TwinStamp, stamps)
    return new


def _forget(keys: Sequence[int]) -> None:
    """Take back what the tables said before, and the phrases that nobody else says."""
    TwinStamp.objects.filter(project__in=keys).delete()
    uses = TwinUse.objects.filter(project__in=keys)
    if phrases := set(uses.values_list("phrase_id", flat=True)):
        uses.delete()
        TwinPhrase.objects.filter(pk__in=phrases, uses=None).delete()


def _phrase_keys(named: dict[tuple[str, str], str]):
    """Return the keys of all these phrases by kind and digest, and the new ones among them by key."""
    known: dict[tuple[str, str], int] = {}
    for digests in _batches(sorted(set(named.values()))):
        rows = TwinPhrase.objects.filter(digest__in=digests)
        known |= {(kind, digest): pk for pk, kind, digest in rows.values_list("pk", "kind", "digest")}
    missing = [
        TwinPhrase(kind=kind, text=text, digest=digest)
        for (kind, text), digest in named.items()
        if (kind, digest) not in known
    ]
    _write(TwinPhrase, missing)
    known |= {(phrase.kind, phrase.digest): phrase.pk for phrase in missing}
    return known, {phrase.pk: (phrase.kind, phrase.text) for phrase in missing}


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _pair(new: dict[int, str], kind: str) -> None:
    """Write down which phrases are alike to the new ones, and by which pairs of characters these are found."""
    found_by: defaultdict[int, list[int]] = defaultdict(list)
    for key, text in new.items():
        for gram in kept_grams(text):
            found_by[gram].append(key)
    known = _texts(_post(found_by, kind) - new.keys(), kind)
    pairs = near_texts(known, new, thresholds().alike)
    both_ways = (
        TwinPair(phrase_id=one, other_id=other, likeness=share)
        for first, second, share in pairs
        for one, other in ((first, second), (second, first))
    )
    _write(TwinPair, both_ways)


def _post(found_by: dict[int, list[int]], kind: str) -> set[int]:
    """Add the keys to the lists of their pairs of characters and return every key that stood in one of these."""
    met: set[int] = set()
    for grams in _batches(sorted(found_by)):
        rows = {row.gram: row for row in TwinGram.objects.filter(kind=kind, gram__in=grams)}
        for row in rows.values():
            keys = array("q", bytes(row.phrases))
            met.update(keys)
            row.phrases = (keys + array("q", found_by[row.gram])).tobytes()
        TwinGram.objects.bulk_update(rows.values(), ["phrases"], batch_size=500)
        fresh = (gram for gram in grams if gram not in rows)
        _write(
            TwinGram, (TwinGram(kind=kind, gram=g, phrases=array("q", found_by[g]).tobytes()) for g in fresh)
        )
    return met


def _texts(keys: Iterable[int], kind: str) -> dict[int, str]:
    """Return the texts of those phrases that are still there: an old key may name nothing, or another kind's phrase."""
    texts: dict[int, str] = {}
    for some in _batches(sorted(keys)):
        texts |= TwinPhrase.objects.filter(pk__in=some, kind=kind).values_list("pk", "text")
    return texts


def _batches(keys: Sequence) -> Iterator[Sequence]:
    for start in range(0, len(keys), _BATCH_SIZE):
        yield keys[start : start + _BATCH_SIZE]


def _write(model, rows: Iterable) -> None:
    """Write the rows some thousand at a time, so that no more of them are in memory."""
    rest = iter(rows)
    while some := list(islice(rest, _BATCH_SIZE)):
        model.objects.bulk_create(some)
