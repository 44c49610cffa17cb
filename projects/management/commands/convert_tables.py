"""manage.py convert_tables IN OUT: paper to paper, without the database."""

from dataclasses import replace
from pathlib import Path

from django.core.management.base import BaseCommand

from documents.errors import LayoutError, UnreadableDocument, UnwritableDocument
from documents.goal_table import Booklet
from documents.layout import Layout, load_layout
from documents.reading import Reading
from documents.writers import write_booklet
from projects.console import CommandRefused, add_reading_arguments, output_format, problem_line, unread
from projects.import_reading import read_file
from projects.output_files import UnwritableFile, written_whole

FORMATS = ("docx", "xlsx", "pdf", "html", "json")
DEFAULT_LAYOUT = "hebei_integrated"


class Command(BaseCommand):
    help = "把一个文件里的绩效目标表转换成另一种文件或另一种版式，不用数据库。"
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("source", type=Path, metavar="IN", help="Word、Excel、HTML 或本系统的 JSON 文件")
        parser.add_argument("out", type=Path, metavar="OUT", help="输出文件：.docx .xlsx .pdf .html .json")
        parser.add_argument("--layout", metavar="NAME", help=f"版式，默认 {DEFAULT_LAYOUT}；JSON 默认照原文")
        add_reading_arguments(parser)

    def handle(self, *, source, out, layout, year, limits, **options):
        format = output_format(out, FORMATS)
        try:
            reading = _read(source, year=year, limits=limits)
            form = _in_unit_of(reading, load_layout(layout or DEFAULT_LAYOUT))
            with written_whole(out) as target:
                is_as_read = format == "json" and layout is None
                booklet = reading.booklet if is_as_read else _adapted(reading.booklet, form)
                write_booklet(booklet, target, format=format, layout=form)
        except (UnreadableDocument, UnwritableDocument, UnwritableFile, LayoutError) as refused:
            raise CommandRefused(str(refused)) from refused
        self._report(source.name, reading)
        if format != "json":
            self._report_weights(booklet, form)
        self.stdout.write(f"已把{len(booklet.tables)}个表写到“{out}”。")
        if missed := unread(reading.problems):
            raise CommandRefused(f"“{source.name}”有{len(missed)}处没有读懂，输出文件里缺这些内容。")

    def _report(self, name, reading):
        for line in (*reading.notes, *(problem_line(name, problem) for problem in reading.problems)):
            self.stderr.write(line)

    def _report_weights(self, booklet, layout):
        """Say which words the form has no place for: of all that a table says, only weights can be left out."""
        weighted = sum(row.weight is not None for table in booklet.tables for row in table.indicators)
        if weighted and not layout.prints_weights:
            self.stderr.write(f"版式“{layout.label}”没有权重一栏，{weighted}个指标的权重没有印出。")


def _read(source: Path, **options) -> Reading:
    try:
        return read_file(source, source.name, **options)
    except OSError as error:
        raise CommandRefused(f"打不开文件“{source}”，请检查路径和权限。") from error


def _in_unit_of(reading: Reading, layout: Layout) -> Layout:
    """Print amounts in the unit that the source is written in, where it has one."""
    return layout.in_money_unit(reading.money_unit) if reading.money_unit else layout


def _adapted(booklet: Booklet, layout: Layout) -> Booklet:
    return replace(booklet, tables=tuple(map(layout.adapt, booklet.tables)))
