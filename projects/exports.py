"""Tables out of the database as files: streamed, with a number of queries that does not grow."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from django.db.models import Max, Min

from documents.errors import LayoutError, UnwritableDocument
from documents.goal_table import Booklet, GoalTable
from documents.layout import Layout, load_layout
from documents.writers import write_booklet
from projects.file_names import file_name
from projects.mapping import TablesMoved, goal_tables_with
from projects.models import DepartmentGoals
from projects.paper import on_paper
from projects.part_one import part_one_of
from units.models import BudgetUnit

CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "zip": "application/zip",
}
# Of three bytes each, well within what file systems take.
LONGEST_NAME = 60


class ExportRefused(Exception):
    """Tables that cannot be put into one file; str() is a Chinese sentence."""


def export_booklet(projects, target: BinaryIO, format: str, layout_name=None, *, unit=None) -> None:
    """Write the tables of the projects, in print order, as the booklet of a unit with its part 1.

    `unit` is whose booklet it is: the one that all the tables are of where none is given, else nobody's.
    `format` is a key of CONTENT_TYPES; "zip" holds one Word document for each table, and no part 1. The layout and the
    money unit are those of the first table's unit where no layout is named. Tables of a unit with another layout are
    adapted to the layout; in its own layout a table prints exactly what it says. The number of queries is the same
    for one table and for 10,000. Raises ExportRefused.
    """
    year, owner, first_unit = _shared(projects)
    owner = unit or owner
    goals = DepartmentGoals.objects.filter(unit=owner, fiscal_year__year=year).first()
    head = replace(_head(year, owner), part1=part_one_of(goals) if goals else None)
    _write(projects, head, target, format, _layout(owner or first_unit, layout_name))


def export_tables(projects, target: BinaryIO, format: str, layout_name=None) -> None:
    """Write the tables of the projects as export_booklet does, without part 1: a selection, or a single table."""
    year, owner, first_unit = _shared(projects)
    _write(projects, _head(year, owner), target, format, _layout(first_unit, layout_name))


def _head(year: int | None, unit: BudgetUnit | None) -> Booklet:
    return Booklet(year, unit.code or None, unit.name) if unit else Booklet(year)


def _shared(projects) -> tuple[int | None, BudgetUnit | None, BudgetUnit]:
    """Return the year and the unit that all the tables share, None for each they do not, and the first one's unit."""
    first = projects.in_print_order().select_related("unit").first()
    if first is None:
        raise ExportRefused("没有符合条件的绩效目标表，请检查所选的年度、单位、项目和状态。")
    span = projects.order_by().aggregate(
        first_unit=Min("unit"),
        last_unit=Max("unit"),
        first_year=Min("fiscal_year__year"),
        last_year=Max("fiscal_year__year"),
    )
    year = span["first_year"] if span["first_year"] == span["last_year"] else None
    owner = first.unit if span["first_unit"] == span["last_unit"] else None
    return year, owner, first.unit


def _layout(unit, name) -> Layout:
    try:
        return load_layout(name or unit.layout).in_money_unit(unit.money_unit)
    except LayoutError as error:
        raise ExportRefused(str(error)) from error


def _write(projects, head, target, format, layout):
    try:
        if format == "zip":
            _write_zip(projects, target, layout)
        else:
            tables = _adapted(projects, head, layout)
            write_booklet(head, target, format=format, layout=layout, tables=tables)
    except (TablesMoved, UnwritableDocument) as reason:
        raise ExportRefused(str(reason)) from reason


def _adapted(projects, head: Booklet, layout: Layout) -> Iterator[GoalTable]:
    for table, (own_layout,) in goal_tables_with(projects, "unit__layout"):
        yield on_paper(table, layout, own_layout=own_layout, head_unit=(head.unit_code, head.unit_name))


def _write_zip(projects, target, layout):
    """Write a Word document for each table; the number in its name makes it unique."""
    with zipfile.ZipFile(target, "w") as package:
        tables = goal_tables_with(projects, "unit__layout", "fiscal_year__year")
        for number, (table, (own_layout, year)) in enumerate(tables, 1):
            head = Booklet(year, table.unit_code, table.unit_name)
            head_unit = (head.unit_code, head.unit_name)
            printed = on_paper(table, layout, own_layout=own_layout, head_unit=head_unit)
            document = BytesIO()
            write_booklet(replace(head, tables=(printed,)), document, format="docx", layout=layout)
            name = file_name(f"{number:03d}_{table.project_name[:LONGEST_NAME]}", "docx")
            package.writestr(name, document.getvalue())
