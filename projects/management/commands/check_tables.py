"""manage.py check_tables [FILE ... | --year YYYY --unit CODE]: what reviewers would send back, file by file or unit by unit."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from documents.errors import LayoutError
from documents.layout import Layout, load_layout
from projects.check_context import checkables, contexts_of_file
from projects.checks import check_table
from projects.console import CommandRefused, add_reading_arguments, unit_called
from projects.console_checks import CheckedTable, counted
from projects.console_import import FileRead, read_or_tell
from projects.enums import Severity
from projects.models import Project

FIRST_YEAR, LAST_YEAR = 1990, 2100


class Command(BaseCommand):
    help = "检查绩效目标表：文件里的，或者库里某年度、某单位的。没有错误时退出码为0，否则为1。"
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "files", nargs="*", type=Path, metavar="FILE", help="Word、Excel、HTML、JSON 文件"
        )
        add_reading_arguments(parser)
        parser.add_argument("--unit", metavar="CODE", help="单位代码或名称，连同其下级单位；不写文件时用")
        parser.add_argument("--layout", metavar="NAME", help="文件的版式，默认按类别名称辨认")
        parser.add_argument("--format", choices=("text", "json"), default="text", help="结果的形式")
        parser.add_argument("--all", action="store_true", help="连同被更具体的问题覆盖的问题一起列出")

    def handle(self, *, files, year, unit, layout, limits, format, all, **options):
        """Print the findings; raise CommandRefused (exit code 1) when there is an error or something unreadable."""
        _refuse_idle_arguments(files, unit, layout)
        if files:
            reads = [read_or_tell(file, year=year, limits=limits) for file in files]
            tables = [one for read in reads for one in _of_file(read, _layout(layout), all)]
        elif year is not None or unit:
            reads, tables = [], _kept(year, unit, all)
        else:
            raise CommandRefused("请写明要检查的文件，或者用 --year、--unit 指定库里的表。")
        if format == "json":
            findings = [finding for table in tables for finding in table.json()]
            self.stdout.write(json.dumps(findings, ensure_ascii=False, indent=1))
        else:
            self._print_lines(reads, tables)
        self._print_problems(reads, tables, format)
        self._refuse_faults(reads, tables)

    def _print_lines(self, reads, tables):
        for read in reads:
            own = [table for table in tables if table.source == _source(read)]
            said = f"{len(own)}个表，{counted(own)}" if own else "没有读到绩效目标表"
            self.stdout.write(f"{read.file}：{said}")
            self.stdout.writelines(f"{line}\n" for table in own for line in table.lines())
        if not reads:
            self.stdout.writelines(f"{line}\n" for table in tables for line in table.lines())
            self.stdout.write(f"共{len(tables)}个表，{counted(tables)}")

    def _print_problems(self, reads, tables, format):
        for line in (line for read in reads for line in (*read.reading.notes, *read.problem_lines)):
            self.stderr.write(line)
        if format == "json":
            for failure in sorted(
                {failure for table in tables for failure in table.report.failures}, key=str
            ):
                self.stderr.write(f"规则 {failure.rule} 运行出错：{failure.error}")

    def _refuse_faults(self, reads, tables):
        faults = []
        if errors := sum(table.report.count(Severity.ERROR) for table in tables):
            faults.append(f"有{errors}处错误")
        if missed := sum(read.unread_count for read in reads):
            faults.append(f"有{missed}处没有读懂")
        if faults:
            raise CommandRefused(f"{'，'.join(faults)}，请按上面的说明处理。")


def _layout(name: str | None) -> Layout | None:
    try:
        return load_layout(name) if name else None
    except LayoutError as unknown:
        raise CommandRefused(str(unknown)) from unknown


def _source(read: FileRead) -> dict:
    return {"file": str(read.file)}


def _of_file(read: FileRead, layout: Layout | None, shows_all: bool):
    contexts = contexts_of_file(read.reading, layout)
    for number, (table, context) in enumerate(zip(read.reading.booklet.tables, contexts, strict=True), 1):
        yield CheckedTable(number, table, check_table(table, context), _source(read), shows_all)


def _refuse_idle_arguments(files, unit, layout):
    """Refuse arguments that would do nothing, so that nobody believes they did."""
    if files and unit:
        raise CommandRefused("--unit 只用于检查库里的表，请去掉 --unit，或者不写文件。")
    if layout and not files:
        raise CommandRefused("--layout 只用于检查文件，库里的表按单位的版式检查，请去掉 --layout。")


def _kept(year, unit, shows_all):
    """Return the tables of the database. Raises CommandRefused where there are none, or no database."""
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise CommandRefused(f"库里没有{year}年度的表，请检查 --year。")
    try:
        tables = [*_of_database(year, unit, shows_all)]
    except DatabaseError as error:
        raise CommandRefused("数据库打不开，或者还没有建表；请先运行 ./run manage migrate。") from error
    if not tables:
        whose = "".join([f"{year}年度" if year else "", f"单位“{unit}”" if unit else ""])
        raise CommandRefused(f"库里没有{whose}的表，请检查 --year 和 --unit。")
    return tables


def _of_database(year, unit, shows_all):
    projects = Project.objects.for_year(year) if year else Project.objects.all()
    if unit:
        projects = projects.filter(unit__path__startswith=unit_called(unit).path)
    for number, one in enumerate(checkables(projects), 1):
        yield CheckedTable(number, one.table, one.check(), {"project": one.project}, shows_all)
