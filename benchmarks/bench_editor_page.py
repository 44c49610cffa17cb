"""The editor of a table with 12 indicators: CPU per page beyond its reads, queries, and its cells to other templates."""

import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import benchmarks._own_database  # noqa: F401 (first: it makes the database)
from benchmarks._editor_peers import crispy_forms, plain_template
from benchmarks.measure import cpu_medians, print_ratio
from benchmarks.synthetic import CATEGORIES
from projects import cell_texts
from projects.cell_inputs import CellInputs, KeptTexts
from projects.mapping import goal_table_of
from projects.models import FiscalYear, Indicator, Project
from projects.paper import grid_html, grid_of, layout_for
from projects.skeleton import categories_for
from projects.views.table_page import unit_path
from units.enums import Role
from units.models import BudgetUnit, FiscalRegion, Membership

ROWS, MANY = 12, 250
PAGES = 20


def fill() -> tuple[Client, Project, Project]:
    call_command("loaddata", "schemes", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    settings.ALLOWED_HOSTS.append("testserver")
    region = FiscalRegion.objects.create(code="130209", name="某区")
    unit = BudgetUnit.objects.create(region=region, code="304001", name="区商务局本级")
    author = get_user_model().objects.create_user("author")
    Membership.objects.create(user=author, unit=unit, role=Role.AUTHOR, since=datetime.date(2020, 1, 1))
    year = FiscalYear.objects.create(year=2026)
    small, large = (
        Project.objects.create(fiscal_year=year, unit=unit, name=f"项目{rows}", purpose="用于外出招商。")
        for rows in (ROWS, MANY)
    )
    for project, rows in ((small, ROWS), (large, MANY)):
        project.goals.create(order=1, text="引进企业落户，按时完成招商活动。")
        Indicator.objects.bulk_create(_indicator(project, at, rows) for at in range(rows))
    client = Client()
    client.force_login(author)
    return client, small, large


def _indicator(project: Project, at: int, rows: int) -> Indicator:
    level1, level2 = CATEGORIES[at * len(CATEGORIES) // rows]
    return Indicator(
        project=project,
        order=at,
        level1_name=level1,
        level2_name=level2,
        name=f"引进企业数量{at}",
        description="反映全年引进企业的数量",
        value_text="≥10个",
        value_basis="年度工作计划",
    )


def read(client: Client, project: Project) -> None:
    """What the page asks the database, and no more."""
    session = SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value)
    author = get_user_model().objects.get(pk=session["_auth_user_id"])
    found = Project.objects.visible_to(author).select_related("unit", "fiscal_year").get(pk=project.pk)
    goal_table_of(found)
    categories_for(found.unit, found.fiscal_year)
    list(unit_path(found.unit))


def cells(project: Project, table, categories) -> str:
    layout = layout_for(project.unit)
    texts = cell_texts.texts_of(table, layout.money_unit)
    inputs = CellInputs(KeptTexts(texts), categories, layout)
    grid = grid_of(cell_texts.shape_of(table, texts), project.unit, layout)
    return grid_html(grid, layout, inputs, inputs.row)


def query_count(client: Client, project: Project) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/projects/{project.pk}/edit/")
    return len(queries)


def main() -> None:
    client, small, large = fill()
    table, categories = goal_table_of(small), categories_for(small.unit, small.fiscal_year)
    cases = {
        "page": lambda: [client.get(f"/projects/{small.pk}/edit/") for _ in range(PAGES)],
        "reads": lambda: [read(client, small) for _ in range(PAGES)],
        "cells": lambda: [cells(small, table, categories) for _ in range(PAGES)],
        "plain": lambda: [plain_template(table, categories) for _ in range(PAGES)],
        "crispy": lambda: [crispy_forms(table, categories) for _ in range(PAGES)],
    }
    for case in cases.values():
        case()
    milliseconds = {name: 1000 * value / PAGES for name, value in cpu_medians(cases).items()}
    print(", ".join(f"{name} {value:.2f} ms" for name, value in milliseconds.items()))
    print(f"queries: {query_count(client, small)} of {ROWS} rows, {query_count(client, large)} of {MANY}")
    print_ratio("CPU ms of a page beyond its reads", milliseconds["page"] - milliseconds["reads"], "<= 5")
    print_ratio("cells to a plain template", milliseconds["cells"] / milliseconds["plain"], "<= 0.25")
    print_ratio("crispy to cells", milliseconds["crispy"] / milliseconds["cells"], ">= 50")


if __name__ == "__main__":
    main()
