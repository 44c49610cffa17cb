"""manage.py find_twins: bring the index of twins up to date and list what stands in several tables of a year."""

import json

from django.core.management.base import BaseCommand

from projects.actions.twins import rebuild_twins, refresh_twins
from projects.console import unit_called
from projects.models import FiscalYear, Project
from projects.twin_groups import twin_groups, with_words
from projects.twins.kinds import TwinKind


class Command(BaseCommand):
    help = "比对全部绩效目标表，列出一个年度里几张表雷同的绩效目标、指标和整套指标。"

    def add_arguments(self, parser):
        parser.add_argument("--year", type=int, metavar="YYYY", help="预算年度，默认最近的年度")
        parser.add_argument("--unit", metavar="CODE", help="单位代码或名称，连同其下级单位")
        parser.add_argument("--format", choices=("text", "json"), default="text", help="输出形式，默认 text")
        parser.add_argument("--rebuild", action="store_true", help="丢掉已有的比对结果，全部重新比对")

    def handle(self, *, year, unit, format, rebuild, **options):
        (rebuild_twins if rebuild else refresh_twins)()
        latest = FiscalYear.objects.first()
        year = year or (latest and latest.year)
        projects = Project.objects.for_year(year)
        if unit:
            projects = projects.filter(unit__path__startswith=unit_called(unit).path)
        groups = [group for kind in TwinKind for group in twin_groups(projects, kind)]
        with_words(groups)
        (self._write_json if format == "json" else self._write_text)(groups)

    def _write_json(self, groups):
        rows = [_as_json(group) for group in groups]
        self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))

    def _write_text(self, groups):
        for group in groups:
            words = f"“{group.words}”" if group.words else ""
            label = TwinKind(group.kind).label
            self.stdout.write(f"{label}{words}：用在{group.table_count}张表，{group.unit_count}个单位")
            for project in group.projects:
                self.stdout.write(f"  {project.unit} {project.code} {project.name}")
        self.stdout.write(f"共{len(groups)}组雷同。")


def _as_json(group):
    return {
        "kind": group.kind,
        "text": group.words,
        "wordings": group.wording_count,
        "units": group.unit_count,
        "tables": [
            {
                "year": project.fiscal_year.year,
                "unit_code": project.unit.code,
                "unit_name": project.unit.name,
                "project_code": project.code,
                "project_name": project.name,
            }
            for project in group.projects
        ],
    }
