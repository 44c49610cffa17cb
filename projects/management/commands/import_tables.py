"""manage.py import_tables FILE...: goal tables out of Word, Excel, HTML or JSON files into the database."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from documents.errors import LayoutError
from documents.layout import load_layout
from projects.actions import ImportRefused, undo_import
from projects.console import CommandRefused, add_reading_arguments, unit_called
from projects.console_import import dry_run_json, dry_run_lines, import_file, read_or_tell
from projects.models import ImportBatch


class Command(BaseCommand):
    help = "导入文件里的绩效目标表；每个文件要么全部导入，要么一个表也不动。重复导入不会重复。"
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "files", nargs="*", type=Path, metavar="FILE", help="Word、Excel、HTML、JSON 文件"
        )
        parser.add_argument("--unit", metavar="CODE", help="表里没有写单位，或者系统中没有时，用这个单位")
        add_reading_arguments(parser)
        parser.add_argument("--dry-run", action="store_true", help="只读文件，不写数据库")
        parser.add_argument("--format", choices=("text", "json"), default="text", help="结果的形式")
        parser.add_argument("--create-units", action="store_true", help="系统中没有的单位自动建立")
        parser.add_argument("--layout", metavar="NAME", help="自动建立的单位用的版式")
        parser.add_argument("--despite-problems", action="store_true", help="没有读懂的地方留空，照样导入")
        parser.add_argument("--undo", type=int, metavar="NUMBER", help="撤销这个编号的导入")

    def handle(self, *, files, undo, dry_run, **options):
        """Print a result for each file; raise CommandRefused (exit code 1) when one of them falls short."""
        if undo is not None:
            self._undo(undo)
        elif not files:
            raise CommandRefused("请写明要导入的文件。")
        elif dry_run:
            self._dry_run(files, **options)
        else:
            self._import(files, **options)

    def _dry_run(self, files, *, unit, year, limits, format, **options):
        reads = [read_or_tell(file, year=year, limits=limits) for file in files]
        if format == "json":
            self._print_json(map(dry_run_json, reads))
            self._print_notes(reads)
        else:
            # The unit is looked up only here: JSON comes without any database.
            unit = unit and self._unit_if_any(unit)
            self.stdout.writelines(f"{line}\n" for read in reads for line in dry_run_lines(read, unit))
        if missed := sum(read.unread_count for read in reads):
            raise CommandRefused(f"有{missed}处没有读懂，请按上面的说明处理。")

    def _import(
        self, files, *, unit, year, limits, format, create_units, layout, despite_problems, **options
    ):
        unit = unit and unit_called(unit)
        new_units = _unit_fields(layout) if create_units else None
        imports = [
            import_file(
                read_or_tell(file, year=year, limits=limits),
                unit=unit,
                accepts_gaps=despite_problems,
                new_units=new_units,
            )
            for file in files
        ]
        if format == "json":
            self._print_json(done.json for done in imports)
            self._print_notes([done.read for done in imports])
        else:
            self.stdout.writelines(f"{line}\n" for done in imports for line in done.lines)
        if failed := sum(done.batch is None for done in imports):
            raise CommandRefused(f"有{failed}个文件没有导入，请按上面的说明处理。")

    def _unit_if_any(self, text):
        """Return the unit, None where it is not there, or the database is not: files are read all the same."""
        try:
            return unit_called(text)
        except CommandRefused as refused:
            self.stderr.write(str(refused))
        except DatabaseError:
            self.stderr.write("数据库还没有建立，不能查找单位。")
        return None

    def _undo(self, number):
        try:
            batch = undo_import(number, actor=None)
        except ImportBatch.DoesNotExist as missing:
            raise CommandRefused(f"没有编号为{number}的导入。") from missing
        except ImportRefused as refused:
            raise CommandRefused("\n".join((str(refused), *refused.reasons))) from refused
        self.stdout.write(f"已撤销“{batch}”的导入，表恢复到导入之前的样子。")

    def _print_json(self, values):
        self.stdout.write(json.dumps(list(values), ensure_ascii=False, indent=1))

    def _print_notes(self, reads):
        for read in reads:
            self.stderr.writelines(f"{read.file}：{note}\n" for note in read.reading.notes)


def _unit_fields(layout: str | None) -> dict:
    try:
        return {"layout": load_layout(layout).name} if layout else {}
    except LayoutError as unknown:
        raise CommandRefused(str(unknown)) from unknown
