"""manage.py rehearse_rules: how many tables changed rules would stop at submission, before they are in force."""

import json
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand

from indicators.models import IndicatorScheme
from projects.console import unit_called
from projects.mapping import TablesMoved
from projects.models import FiscalYear, RuleDraft, RuleSetting
from projects.rehearsal import Stop, books_for, projects_of, rehearse
from projects.rule_changes import UnusableChange, change_words, changes_from_json
from units.console import CommandRefused


class Command(BaseCommand):
    help = "演练检查规则的改动：用已有的表比较改前改后拦下多少张、在哪些单位。只读，不改任何表和规则。"

    def add_arguments(self, parser):
        parser.add_argument("--scheme", required=True, metavar="CODE", help="指标体系的代码")
        parser.add_argument("--year", type=int, metavar="YYYY", help="改动从哪个年度起，默认最近的年度")
        parser.add_argument("--tables", type=int, metavar="YYYY", help="用哪个年度的表，默认同 --year")
        parser.add_argument("--unit", metavar="CODE", help="单位代码或名称，连同其下级单位")
        changes = parser.add_mutually_exclusive_group()
        changes.add_argument(
            "--changes",
            type=Path,
            metavar="FILE.json",
            help='改动，例如 [{"rule": "AM08", "severity": "error", "thresholds": {"percent": 50}}]',
        )
        changes.add_argument("--drafts-of", metavar="USER", help="用这个管理员在网页上拟改的规则")
        parser.add_argument("--format", choices=("text", "json"), default="text", help="结果的形式")

    def handle(self, *, scheme, year, tables, unit, changes, drafts_of, format, **options):
        """Print the rehearsal. Raises CommandRefused for a scheme, a file or a unit that is not there."""
        scheme = _scheme(scheme)
        year = year or _newest_year()
        drafts = _from_file(changes, year) if changes else _prepared(drafts_of, scheme, year)
        projects = projects_of(scheme, tables or year)
        if unit:
            projects = projects.filter(unit__path__startswith=unit_called(unit).path)
        try:
            found = rehearse(projects, books_for(scheme, max(year, tables or year), drafts))
        except TablesMoved as moved:
            raise CommandRefused(str(moved)) from moved
        (self._write_json if format == "json" else self._write_text)(found)

    def _write_json(self, found):
        self.stdout.write(json.dumps(_as_json(found), ensure_ascii=False, indent=1))

    def _write_text(self, found):
        sides = f"现在拦下{found.stopped_before}张，改后拦下{found.stopped_after}张"
        turns = f"新拦下{found.newly_stopped}张，不再拦下{found.newly_freed}张"
        self.stdout.write(f"{found.table_count}张表：{sides}；{turns}。")
        for label, before, after in found.stops:
            self.stdout.write(f"  因为{label}：{before} → {after}")
        for one in filter(lambda tally: tally.is_concerned, found.units):
            turns = f"新拦下{one.newly_stopped}张，不再拦下{one.newly_freed}张"
            self.stdout.write(f"单位 {one.unit}：{one.table_count}张表，{turns}")
        for rule in found.rules:
            if (rule.was, rule.before) != (rule.now, rule.after):
                counts = f"问题{rule.before} → {rule.after}"
                self.stdout.write(f"规则 {rule.code} {rule.name}：{rule.was} → {rule.now}，{counts}")
        for sample in found.samples:
            place = f"{sample.unit_name} {sample.name} {sample.place}"
            self.stdout.write(f"[{sample.turn.value}] {place}：{sample.finding.message}")
        for code in sorted(found.failed_rules):
            self.stderr.write(f"规则 {code} 运行出错，没有算在内。")


def _scheme(code):
    try:
        return IndicatorScheme.objects.get(code=code)
    except IndicatorScheme.DoesNotExist:
        known = "、".join(IndicatorScheme.objects.values_list("code", flat=True))
        raise CommandRefused(f"没有代码为“{code}”的指标体系，现有：{known or '无'}。") from None


def _newest_year():
    newest = FiscalYear.objects.first()
    if newest is None:
        raise CommandRefused("还没有预算年度，请用 --year 写明。")
    return newest.year


def _from_file(path, year):
    try:
        changes = changes_from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as unusable:
        said = str(unusable) if isinstance(unusable, UnusableChange) else "不是能读的JSON文件。"
        raise CommandRefused(f"“{path.name}”：{said}") from unusable
    return [RuleSetting(rule=change.rule, first_year=year, **change_words(change)) for change in changes]


def _prepared(username, scheme, year):
    if not username:
        return []
    drafts = RuleDraft.objects.filter(author__username=username, scheme=scheme, first_year=year)
    if not drafts:
        raise CommandRefused(f"“{username}”没有为{scheme.name}{year}年度拟改规则。")
    return list(drafts)


def _as_json(found):
    return {
        "tables": found.table_count,
        "stopped": {"before": found.stopped_before, "after": found.stopped_after},
        "newly_stopped": found.newly_stopped,
        "newly_freed": found.newly_freed,
        "reasons": {
            stop.name.lower(): {"before": found.before[stop], "after": found.after[stop]}
            for stop in Stop
            if stop is not Stop.NONE
        },
        "units": [_unit_as_json(tally) for tally in found.units],
        "rules": [asdict(rule) for rule in found.rules],
        "samples": [_sample_as_json(sample) for sample in found.samples],
        "failed_rules": sorted(found.failed_rules),
    }


def _unit_as_json(tally):
    return {
        "unit_code": tally.unit.code,
        "unit_name": tally.unit.name,
        "tables": tally.table_count,
        "stopped_before": tally.stopped_before,
        "stopped_after": tally.stopped_after,
        "newly_stopped": tally.newly_stopped,
        "newly_freed": tally.newly_freed,
    }


def _sample_as_json(sample):
    finding = sample.finding
    return {
        "project": sample.project,
        "project_name": sample.name,
        "unit_name": sample.unit_name,
        "turn": sample.turn.name.lower(),
        "rule": finding.rule,
        "severity": finding.severity.value,
        "address": finding.address,
        "text": finding.text,
        "message": finding.message,
    }
