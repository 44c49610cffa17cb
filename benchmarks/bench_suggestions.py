"""Suggestions at a cell: CPU with 241 library rows and 2,000 approved indicators, and the queries they take."""

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks import _own_database  # noqa: F401
from benchmarks.measure import cpu_medians
from projects.enums import Status
from projects.help.pane import library_results, pane_for
from projects.help.suggestions import suggestions_for
from projects.mapping import goal_table_of
from projects.models import FiscalYear, Indicator, Project
from units.enums import Role
from units.models import BudgetUnit, FiscalRegion, Membership

TABLES, ROWS = 200, 10
AIM_MS = 50


def fill(tables: int) -> tuple[object, Project]:
    """A unit with that many approved tables of ROWS rows, its author, and a draft to help with."""
    call_command("loaddata", "schemes", "library", verbosity=0)
    region = FiscalRegion.objects.create(code="130209", name="某区")
    unit = BudgetUnit.objects.create(region=region, code="304001", name="区商务局本级")
    user = get_user_model().objects.create_user("author")
    Membership.objects.create(user=user, unit=unit, role=Role.AUTHOR, since=timezone.localdate())
    add_tables(unit, FiscalYear.objects.create(year=2025), tables)
    year = FiscalYear.objects.create(year=2026)
    draft = Project.objects.create(unit=unit, fiscal_year=year, name="招商引资经费", purpose="外出招商、推介")
    for order in range(12):
        Indicator.objects.create(
            project=draft, order=order, level1_name="产出指标", level2_name="数量指标", name=f"已有{order}"
        )
    return user, draft


def add_tables(unit, year, count: int) -> None:
    heads = (f"{kind}{at}号项目" for at in range(count) for kind in ("招商引资", "环境监测"))
    projects = Project.objects.bulk_create(
        Project(unit=unit, fiscal_year=year, order=at, name=next(heads), status=Status.APPROVED)
        for at in range(count)
    )
    Indicator.objects.bulk_create(
        Indicator(
            project=project,
            order=at,
            level1_name="产出指标",
            level2_name="数量指标",
            name=f"第{at}类活动场次{project.order % 7}",
        )
        for project in projects
        for at in range(ROWS)
    )


def query_count(case) -> int:
    with CaptureQueriesContext(connection) as queries:
        case()
    return len(queries)


def main() -> None:
    user, draft = fill(TABLES)
    draft = Project.objects.select_related("unit", "fiscal_year").get(pk=draft.pk)
    table = goal_table_of(draft)
    address = f"indicators.{table.indicators[0].uid}.name"
    cases = {
        "suggestions": lambda: suggestions_for(user, draft, table, "产出指标", "数量指标"),
        "pane at a name": lambda: pane_for(user, draft, address),
        "library search": lambda: library_results(user, draft, "场次 zs", address),
    }
    seconds = cpu_medians(cases)
    few = {name: query_count(case) for name, case in cases.items()}
    add_tables(draft.unit, FiscalYear.objects.create(year=2024), TABLES)
    for name, case in cases.items():
        ms = seconds[name] * 1000
        print(
            f"{name}: {ms:.0f} ms CPU (aim <= {AIM_MS}), queries {few[name]}, {query_count(case)} with twice the tables"
        )


if __name__ == "__main__":
    main()
