"""Saving a cell: server CPU against the same rows written bare, its queries, and a hundred editors on eight tables.

On PostgreSQL where BENCHMARK_DATABASE_URL names an empty database of it, which is filled.
"""

import itertools
import random
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks import _own_database  # noqa: F401
from benchmarks.measure import cpu_medians, print_ratio
from documents.goal_table import Goal, GoalTable, IndicatorRow
from projects.actions.cells import apply_operations
from projects.actions.tables import create_project
from projects.cell_operations import SetCell
from projects.cell_requests import Sent
from projects.enums import EditSource
from projects.models import CellEdit, FiscalYear, Indicator, Project
from units.enums import Role
from units.models import AuditEntry, BudgetUnit, FiscalRegion, Membership

SAVES = 20
EDITORS, TABLES, WORKERS = 100, 8, 8
# Each editor fills a cell every five seconds, for as long as this.
PACE_SECONDS, ROUNDS = 5, 4


def people_and_unit():
    region = FiscalRegion.objects.create(code="130209", name="某区")
    unit = BudgetUnit.objects.create(region=region, code="304001", name="区商务局本级")
    author = get_user_model().objects.create_user("author")
    Membership.objects.create(user=author, unit=unit, role=Role.AUTHOR, since=timezone.localdate())
    return author, unit, FiscalYear.objects.create(year=2026)


def make_table(name: str, rows: int, unit, year) -> Project:
    indicators = tuple(
        IndicatorRow(
            "产出指标",
            "数量指标",
            f"第{at}类活动场次",
            "反映活动的情况",
            "≥10场",
            "年度工作计划",
            uid=f"r{at}",
        )
        for at in range(rows)
    )
    table = GoalTable(project_name=name, goals=(Goal("办好活动。"),), indicators=indicators)
    return create_project(unit, year, table, actor=None)


class Typist:
    """Types into the cells of a table, one after the other."""

    def __init__(self, project, author, rows):
        self.project, self.author, self.rows, self.count, self.seen = project, author, rows, 0, 0
        self.texts = {}

    def type(self):
        self.count += 1
        cell = f"indicators.r{self.count % self.rows}.value"
        text = f"≥{self.count}场"
        sent = Sent(
            f"a-{self.count}",
            f"s{self.count}",
            EditSource.TYPING,
            SetCell(cell, text),
            self.texts.get(cell, "≥10场"),
        )
        saved = apply_operations(self.project.pk, [sent], actor=self.author, seen=self.seen)
        assert saved.results[0].outcome == "done", saved.results[0].message
        self.texts[cell], self.seen = text, saved.project.lock_version

    def work(self):
        for _ in range(SAVES):
            self.type()


NUMBERS = itertools.count(1)


def write_bare(project, author):
    """The same rows in one transaction, with nothing read, compared or checked."""
    for _ in range(SAVES):
        number = next(NUMBERS)
        with transaction.atomic():
            Project.objects.filter(pk=project.pk).update(lock_version=number, updated_at=timezone.now())
            Indicator.objects.filter(project=project, uid="r0").update(
                value_text=f"≥{number}场", target_value=number
            )
            CellEdit.objects.create(
                project=project,
                number=10**6 + number,
                step="s",
                lock_version=number,
                actor=author,
                source=EditSource.TYPING,
                kind="set",
                address="indicators.r0.value",
                before="≥1场",
                after="≥2场",
            )
            AuditEntry.objects.create(
                actor=author, action="edit_cells", unit=project.unit, before={"a": "b"}, after={"a": "c"}
            )


def query_count(case) -> int:
    with CaptureQueriesContext(connection) as queries:
        case()
    return len(queries)


class Window:
    """A browser on a table; its requests go through all of the server but the sockets."""

    def __init__(self, project, author, number):
        self.client, self.url, self.turn = Client(), f"/projects/{project.pk}/cells/", threading.Lock()
        self.client.force_login(author)
        self.user = author.pk
        self.number, self.seen, self.waits = number, 0, []
        self.cell, self.text = f"indicators.r{number}.value", "≥10场"

    def save_at(self, moment):
        """Save at a moment; the wait for a worker of the server counts too."""
        time.sleep(max(0, moment - time.monotonic()))
        with self.turn:
            self.save(f"≥{len(self.waits) + 1}场")
        self.waits.append(time.monotonic() - moment)

    def save(self, text):
        operation = {"id": f"{self.number}-{len(self.waits)}", "step": f"{self.number}s{len(self.waits)}"}
        operation |= {
            "source": "typing",
            "kind": "set",
            "address": self.cell,
            "before": self.text,
            "after": text,
        }
        body = {"user": self.user, "seen": self.seen, "operations": [operation]}
        answer = self.client.post(self.url, body, content_type="application/json").json()
        assert answer["results"][0]["outcome"] == "done", answer
        self.text, self.seen = text, answer["lock_version"]


def load(author, unit, year) -> list[float]:
    """Return how long the saves of a hundred editors waited, worst last. Each writes one cell, last its last text."""
    projects = [make_table(f"第{at}张表", EDITORS, unit, year) for at in range(TABLES)]
    windows = [Window(projects[at % TABLES], author, at) for at in range(EDITORS)]
    chance, begin = random.Random(1), time.monotonic() + 1
    turns = [
        (begin + (at + chance.random()) * PACE_SECONDS, number)
        for at in range(ROUNDS)
        for number in range(EDITORS)
    ]
    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(lambda turn: windows[turn[1]].save_at(turn[0]), sorted(turns)))
    assert CellEdit.objects.filter(project__in=projects).count() == EDITORS * ROUNDS
    said = Indicator.objects.filter(project__in=projects, value_text=f"≥{ROUNDS}场").count()
    assert said == EDITORS, f"{EDITORS - said} texts are lost"
    return sorted(wait for window in windows for wait in window.waits)


def main() -> None:
    author, unit, year = people_and_unit()
    small, large = (make_table(f"{rows}行", rows, unit, year) for rows in (12, 250))
    typists = {rows: Typist(project, author, rows) for rows, project in ((12, small), (250, large))}
    bare = make_table("裸写", 12, unit, year)
    seconds = cpu_medians(
        {
            "12 rows": typists[12].work,
            "250 rows": typists[250].work,
            "bare": lambda: write_bare(bare, author),
        }
    )
    for rows in (12, 250):
        cpu, queries = seconds[f"{rows} rows"], query_count(typists[rows].type)
        print(f"{rows} rows: {cpu / SAVES * 1000:.1f} ms CPU a save, {queries} queries")
        print_ratio(f"cell save with {rows} rows, CPU to bare writes", cpu / seconds["bare"], "<= 7")
    cpu = time.process_time()
    waits = load(author, unit, year)
    print(f"{(time.process_time() - cpu) / len(waits) * 1000:.1f} ms CPU a request, tables made included")
    cuts = statistics.quantiles(waits, n=100)
    print(
        f"{EDITORS} editors on {TABLES} tables ({connection.vendor}), {len(waits)} saves, none lost: "
        f"p50 {cuts[49] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms (aim <= 300), worst {waits[-1] * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
