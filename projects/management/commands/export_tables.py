"""manage.py export_tables OUT: tables of the database as Word, Excel, HTML, JSON or a zip of Word documents."""

from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db.models import Q

from projects.console import CommandRefused, output_format, unit_called
from projects.enums import Status
from projects.exports import CONTENT_TYPES, ExportRefused, export_booklet, export_tables
from projects.models import Project
from projects.output_files import UnwritableFile, written_whole
from units import audit

ANY_STATUS = "any"


class Command(BaseCommand):
    help = "把库里的绩效目标表输出为文件；格式由文件名的扩展名决定，默认只输出已批复的表。"

    def add_arguments(self, parser):
        parser.add_argument(
            "out", type=Path, metavar="OUT", help="输出文件：.docx .xlsx .pdf .html .json .zip"
        )
        parser.add_argument("--year", type=int, metavar="YYYY", help="预算年度")
        parser.add_argument("--unit", metavar="CODE", help="单位代码或名称，连同其下级单位")
        parser.add_argument(
            "--project",
            action="extend",
            nargs="+",
            metavar="CODE",
            help="项目编码或名称，可写多个；只输出这些表，不带第一部分",
        )
        parser.add_argument(
            "--status", metavar="NAME", default=Status.APPROVED, help=f"状态，默认已批复；{ANY_STATUS} 为全部"
        )
        parser.add_argument("--layout", metavar="NAME", help="版式，默认用单位自己的版式")

    def handle(self, *, out, year, unit, project, status, layout, **options):
        """Write tables of one year; a booklet, with part 1, unless single projects are named."""
        format = output_format(out, CONTENT_TYPES)
        unit = unit and unit_called(unit)
        projects = _of_status(Project.objects.all(), status)
        projects = projects.for_year(year) if year else projects
        projects = projects.filter(unit__path__startswith=unit.path) if unit else projects
        projects = _called(projects, project) if project else projects
        if format != "zip":
            _refuse_several_years(projects)
        write = export_tables if project else partial(export_booklet, unit=unit)
        try:
            with written_whole(out) as target:
                write(projects, target, format, layout)
        except (ExportRefused, UnwritableFile) as refused:
            raise CommandRefused(str(refused)) from refused
        count = projects.count()
        audit.record_many(None, "export", Project, unit=unit, after={"format": format, "tables": count})
        self.stdout.write(f"已输出{count}个表到“{out}”。")


def _of_status(projects, name):
    if name == ANY_STATUS:
        return projects
    words = {word: status for status in Status for word in (status.value, status.label)}
    if name.lower() not in words:
        known = "、".join(f"{status.value}（{status.label}）" for status in Status)
        raise CommandRefused(f"没有状态“{name}”，可用的有：{known}、{ANY_STATUS}（全部）。")
    return projects.filter(status=words[name.lower()])


def _called(projects, names):
    found = projects.filter(Q(code__in=names) | Q(name__in=names))
    known = {word for pair in found.values_list("code", "name") for word in pair}
    if missing := [name for name in names if name not in known]:
        raise CommandRefused(f"没有找到项目“{'”、“'.join(missing)}”，请检查编码、年度、单位和状态。")
    return found


def _refuse_several_years(projects):
    years = sorted(projects.order_by().values_list("fiscal_year__year", flat=True).distinct())
    if len(years) > 1:
        raise CommandRefused(f"符合条件的表分属{'、'.join(map(str, years))}年度，请用 --year 指定一个年度。")
