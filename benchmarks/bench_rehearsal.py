"""The rehearsal of rules: tables a second and memory, beside one run of the rules in force over the same tables."""

import resource
import time
from collections.abc import Callable

from django.core.management import call_command

import benchmarks._own_database  # noqa: F401  before any model
from benchmarks.measure import print_ratio
from benchmarks.synthetic import goal_tables
from indicators.models import IndicatorScheme
from projects.check_context import checkables
from projects.mapping import replace_tables
from projects.models import FiscalYear, Project, RuleSetting
from projects.rehearsal import books_for, rehearse
from units.models import BudgetUnit, FiscalRegion

COUNT = 10_000
TABLES_PER_UNIT = 20
AT_ONCE = 500
CHANGES = {
    "nothing": [],
    "a switch and a severity": [
        RuleSetting(rule="VA01", first_year=2026, is_on=False),
        RuleSetting(rule="AM08", first_year=2026, severity="error"),
    ],
    "four thresholds": [
        RuleSetting(rule="AM08", first_year=2026, thresholds={"percent": "50"}),
        RuleSetting(rule="VA19", first_year=2026, thresholds={"low": "60"}),
        RuleSetting(rule="VA20", first_year=2026, thresholds={"percent": "90"}),
        RuleSetting(rule="GO01", first_year=2026, thresholds={"characters": "30"}),
    ],
}


def fill() -> None:
    call_command("loaddata", "schemes", verbosity=0)
    region = FiscalRegion.objects.create(code="130209", name="某区")
    year = FiscalYear.objects.create(year=2026)
    tables = list(goal_tables(COUNT))
    for start in range(0, COUNT, AT_ONCE):
        names = range(start, start + AT_ONCE, TABLES_PER_UNIT)
        units = [BudgetUnit.objects.create(region=region, name=f"第{name}单位") for name in names]
        some = tables[start : start + AT_ONCE]
        projects = Project.objects.bulk_create(
            Project(fiscal_year=year, unit=units[at // TABLES_PER_UNIT], name=table.project_name)
            for at, table in enumerate(some)
        )
        replace_tables(list(zip(projects, some, strict=True)))


def timed(what: str, step: Callable[[], object]) -> float:
    start, cpu = time.perf_counter(), time.process_time()
    step()
    spent = time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    wall = time.perf_counter() - start
    print(f"{what}: {spent:.1f} s of CPU, {wall:.1f} s, {COUNT / spent:.0f} tables/s, {peak} MB", flush=True)
    return spent


def main() -> None:
    fill()
    scheme, projects = IndicatorScheme.objects.get(code="hebei_integrated"), Project.objects.all()
    few = projects.filter(unit__in=BudgetUnit.objects.all()[: 1_000 // TABLES_PER_UNIT])
    timed("(warm, a tenth)", lambda: rehearse(few, books_for(scheme, 2026)))
    once = timed(
        "rules in force alone", lambda: sum(len(one.check().findings) for one in checkables(projects))
    )
    for name, drafts in CHANGES.items():
        books = books_for(scheme, 2026, drafts)
        spent = timed(f"rehearsal, {name}", lambda books=books: rehearse(projects, books))
        print_ratio(f"rehearsal, {name}, CPU to one run", spent / once, "<= 1.5")


if __name__ == "__main__":
    main()
