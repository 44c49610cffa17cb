"""Twins: recall on planted copies and false alarms of three methods, and the time that 10,000 tables take."""

import random
import resource
import time
from collections.abc import Callable, Iterable

from django.db.models import F

import benchmarks._own_database  # noqa: F401  before any model
from benchmarks._twin_plants import (
    SHARES,
    corpus_tables,
    edited,
    edited_table,
    numbered_rows,
    trade_phrases,
    unlike_tables,
)
from benchmarks._twin_rivals import minhash_pairs, simhash_pairs
from benchmarks.synthetic import goal_tables
from projects.actions.twins import refresh_twins
from projects.mapping import replace_tables
from projects.models import FiscalYear, Project, TwinPair, TwinPhrase
from projects.twin_finder import twin_counts
from projects.twin_groups import twin_groups
from projects.twins.bigrams import near_texts
from projects.twins.groups import near_tables
from projects.twins.kinds import TwinKind
from projects.twins.phrases import is_telling, phrases_of
from projects.twins.thresholds import thresholds
from units.models import BudgetUnit, FiscalRegion

COUNT = 10_000
COPIES = 10
# Every method with the likeness that it calls a twin from. Each rival got this one setting, not tuned: other settings
# of it may find more, or raise fewer false alarms.
METHODS = {
    "bigram index": (near_texts, thresholds().alike),
    "MinHash 21x3": (minhash_pairs, 0.5),
    "SimHash 64  ": (simhash_pairs, 0.75),
}
KINDS = (TwinKind.GOAL, TwinKind.ROW)


def main() -> None:
    trade = trade_phrases(300)
    unlike = [phrase for table in unlike_tables(800) for phrase in phrases_of(table)]
    corpus = [phrase for table in corpus_tables() for phrase in phrases_of(table)]
    for kind in KINDS:
        texts = [numbered(p.text for p in some if p.kind == kind) for some in (corpus, unlike, trade)]
        for name, (method, alike) in METHODS.items():
            print(f"{kind} {name}:", *measured(method, alike, *texts))
    print("whole sets:", *measured_sets())
    fill()
    measure_index()


def numbered(texts: Iterable[str]) -> dict[int, str]:
    return dict(enumerate(sorted({text for text in texts if is_telling(TwinKind.ROW, text)})))


def measured(method: Callable, alike: float, corpus: dict, unlike: dict, trade: dict) -> Iterable[str]:
    start, chance = time.process_time(), random.Random(20261)
    for share in SHARES:
        copies = {
            (key + 1) * 10_000 + at: edited(text, share, chance)
            for key, text in corpus.items()
            for at in range(COPIES)
        }
        found = {(copy, source) for copy, source, _ in method(corpus, copies, alike)}
        hits = sum((copy, copy // 10_000 - 1) in found for copy in copies)
        yield f"{share:.0%} edited {hits / len(copies):.1%},"
    for label, texts in (("unlike", unlike), ("one trade", trade)):
        alarmed = {key for pair in method({}, texts, alike) for key in pair[:2]}
        yield f"false alarms {label} {len(alarmed) / len(texts):.1%},"
    yield f"{time.process_time() - start:.1f} s"


def measured_sets() -> Iterable[str]:
    """Yield how many copies of whole tables are found when rows are written anew and the others edited, both at once."""
    chance, tables = random.Random(20261), [table for table in corpus_tables() if len(table.indicators) >= 3]
    for share in SHARES:
        copies = [edited_table(table, share, chance) for table in tables for _ in range(COPIES)]
        found = set(near_tables(*numbered_rows(tables + copies)))
        hits = sum((at // COPIES, len(tables) + at) in found for at in range(len(copies)))
        yield f"{share:.0%} edited {hits / len(copies):.1%},"
    unlike = list(unlike_tables(800))
    alarmed = {key for pair in near_tables(*numbered_rows(unlike)) for key in pair}
    yield f"false alarms unlike {len(alarmed) / len(unlike):.1%}"


def fill() -> None:
    region = FiscalRegion.objects.create(code="130209", name="某区")
    names = [f"第{number}单位" for number in range(100)]
    units = [BudgetUnit.objects.create(region=region, name=name) for name in names]
    year = FiscalYear.objects.create(year=2026)
    tables = list(goal_tables(COUNT))
    projects = Project.objects.bulk_create(
        Project(unit=units[order % 100], fiscal_year=year, order=order, name=table.project_name)
        for order, table in enumerate(tables, 1)
    )
    replace_tables(list(zip(projects, tables, strict=True)))


def measure_index() -> None:
    timed(f"index of {COUNT} tables (aim <= 60 s)", refresh_twins)
    print(
        f"{TwinPhrase.objects.count()} different texts, {TwinPair.objects.count() // 2} nearly equal pairs,"
    )
    print(
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most, these tables in memory too"
    )
    project = Project.objects.all()[77]
    goal = project.goals.first()
    goal.text += "另行安排。"
    goal.save()
    Project.objects.filter(pk=project.pk).update(lock_version=F("lock_version") + 1)
    timed("one changed table into the index", refresh_twins)
    timed("what one table shares", lambda: twin_counts(project))
    for kind in TwinKind:
        timed(f"groups of the year, {kind}", lambda kind=kind: twin_groups(Project.objects.all(), kind))


def timed(what: str, step: Callable[[], object]) -> None:
    start, cpu = time.perf_counter(), time.process_time()
    step()
    print(
        f"{what}: {time.perf_counter() - start:.2f} s, {time.process_time() - cpu:.2f} s of CPU", flush=True
    )


if __name__ == "__main__":
    main()
