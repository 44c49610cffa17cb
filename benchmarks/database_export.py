"""1,000 tables from the database to one .docx: CPU against zlib level 6 of the same XML, and the queries it takes."""

import zipfile
import zlib
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks._own_database import FOLDER
from benchmarks.measure import cpu_medians, print_ratio
from benchmarks.synthetic import goal_tables
from projects.exports import export_tables
from projects.mapping import goal_tables as read_tables
from projects.mapping import replace_tables
from projects.models import FiscalYear, Project
from units.models import BudgetUnit, FiscalRegion

COUNT = 1_000


def fill() -> None:
    region = FiscalRegion.objects.create(code="130209", name="某区")
    unit = BudgetUnit.objects.create(region=region, code="304001", name="区商务局本级")
    year = FiscalYear.objects.create(year=2026)
    tables = list(goal_tables(COUNT))
    projects = Project.objects.bulk_create(
        Project(unit=unit, fiscal_year=year, order=order, name=table.project_name)
        for order, table in enumerate(tables, 1)
    )
    replace_tables(list(zip(projects, tables, strict=True)))


def read() -> int:
    return sum(1 for _ in read_tables(Project.objects.all()))


def export(projects, path: Path) -> None:
    with path.open("wb") as target:
        export_tables(projects, target, "docx")


def write_floor(xml: bytes, path: Path) -> None:
    zlib.crc32(xml)
    path.write_bytes(zlib.compress(xml, 6))


def query_count(projects) -> int:
    with CaptureQueriesContext(connection) as queries:
        export(projects, FOLDER / "counted.docx")
    return len(queries)


def main() -> None:
    fill()
    projects, ours, floor = Project.objects.all(), FOLDER / "ours.docx", FOLDER / "floor"
    export(projects, ours)
    xml = zipfile.ZipFile(ours).read("word/document.xml")
    seconds = cpu_medians(
        {
            "read": read,
            "export": lambda: export(projects, ours),
            "floor": lambda: write_floor(xml, floor),
        }
    )
    print_ratio("database to GoalTables, CPU to zlib 6", seconds["read"] / seconds["floor"], "<= 0.5")
    print_ratio("database to .docx, CPU to zlib 6", seconds["export"] / seconds["floor"], "<= 1.75")
    few = projects.filter(order__lte=10)
    print(f"queries: {query_count(few)} for 10 tables, {query_count(projects)} for {COUNT}")


if __name__ == "__main__":
    main()
