"""All quality rules over goal tables: CPU against reading every text once, memory, tables of one family."""

import os
import time
import tracemalloc
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

import django

from benchmarks.measure import cpu_medians, print_ratio
from benchmarks.synthetic import goal_tables
from documents.goal_table import GoalTable
from documents.layout import load_layout

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perfgoals.settings")
django.setup()  # the severities are TextChoices

from projects.checks import Context, Sister, Sisters, check_table  # noqa: E402

COUNT = 1_000
FAMILY = 10_000
LAYOUT = load_layout("hebei_integrated")


def texts_of(table: GoalTable) -> Iterator[str]:
    yield from (table.title, table.project_name, table.purpose, table.project_code or "")
    yield from (goal.text for goal in table.goals)
    for row in table.indicators:
        yield from (row.level1, row.level2, row.name, row.description, row.value, row.basis)


def read_texts(tables: list[GoalTable]) -> int:
    """The floor: every text once in its normal form, without white space."""
    return sum(
        len("".join(unicodedata.normalize("NFKC", text).split()))
        for table in tables
        for text in texts_of(table)
    )


def check_all(tables: list[GoalTable]) -> int:
    context = Context(LAYOUT, fiscal_year=2026)
    return sum(len(check_table(table, context).findings) for table in tables)


def check_family(tables: list[GoalTable]) -> int:
    """As the tables of one document: every table is compared with all others."""
    sisters = Sisters(Sister(table.project_name, table) for table in tables)
    return sum(
        sisters.most_alike(table, place, at_least=Decimal("0.8")) is not None
        for place, table in enumerate(tables)
    )


def print_memory(tables: list[GoalTable]) -> None:
    """What is left behind after the first and after the last hundred tables: caches, but no more and more of them."""
    tracemalloc.start()
    sizes = []
    for start in range(0, len(tables), 100):
        check_all(tables[start : start + 100])
        sizes.append(tracemalloc.get_traced_memory()[0] / 1e6)
    tracemalloc.stop()
    print(f"memory held after each tenth of them, MB: {' '.join(f'{size:.1f}' for size in sizes)}")


def main() -> None:
    tables = list(goal_tables(COUNT))
    rows = sum(len(table.indicators) for table in tables)
    start = time.perf_counter()
    found = check_all(tables)
    cold = time.perf_counter() - start
    print(f"{COUNT} tables with {rows} indicators, {found} findings, first run {cold:.2f} s")
    seconds = cpu_medians(
        {"checks": lambda: check_all(tables), "floor": lambda: read_texts(tables)}, rounds=5
    )
    print(f"one table: {1000 * seconds['checks'] / COUNT:.2f} ms (aim <= 3)")
    print(f"{COUNT} tables: {seconds['checks']:.2f} s (aim <= 3)")
    print_ratio("all rules, CPU to reading every text once", seconds["checks"] / seconds["floor"], "<= 60")
    print_memory(tables)
    family = list(goal_tables(FAMILY))
    for name, members in {"all different": family, "copies of ten": family[:10] * (FAMILY // 10)}.items():
        spent = cpu_medians({"family": lambda members=members: check_family(members)}, rounds=1)["family"]
        print(f"likeness of {FAMILY} sisters, {name}: {spent:.2f} s")


if __name__ == "__main__":
    main()
