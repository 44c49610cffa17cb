"""What check_tables prints: the findings of tables as lines to read or as JSON."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from documents.goal_table import GoalTable
from projects.cell_values import label_of
from projects.checks import Finding, Report
from projects.checks.score import score_of
from projects.enums import Severity

_PARTS = {
    "": "全表",
    "title": "表题",
    "unit.code": "单位代码",
    "unit.name": "单位名称",
    "schedule": "资金支出计划",
    "goals": "绩效目标",
    "indicators": "绩效指标",
}


@dataclass(frozen=True)
class CheckedTable:
    """One table and what the rules say of it; `source` tells whose it is in JSON: {"file": …} or {"project": …}."""

    number: int
    table: GoalTable
    report: Report
    source: dict
    shows_all: bool = False

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings to print: with all of them, those that a more specific one covers as well."""
        return self.report.findings + (self.report.suppressed if self.shows_all else ())

    @property
    def name(self) -> str:
        return self.table.project_name.strip() or self.table.title.strip() or "（没有项目名称）"

    def json(self) -> Iterator[dict]:
        """Yield the findings; those that a more specific one covers say so."""
        for finding in self.findings:
            covered = {"covered": True} if self._is_covered(finding) else {}
            yield (
                {
                    "table": self.number,
                    "project_name": self.table.project_name,
                    "rule": finding.rule,
                    "severity": finding.severity.value,
                    "address": finding.address,
                    "text": finding.text,
                    "message": finding.message,
                }
                | covered
                | self.source
            )

    def _is_covered(self, finding: Finding) -> bool:
        return any(finding is one for one in self.report.suppressed)

    def lines(self) -> Iterator[str]:
        score = score_of(self.report.findings).points
        yield f"第{self.number}个表 {self.name}：{counted([self])}；得分{score}"
        table = self.table.with_row_uids()
        for finding in self.findings:
            place = _PARTS.get(finding.address) or label_of(table, finding.address)
            covered = "（同处有更具体的问题，平时不列）" if self._is_covered(finding) else ""
            yield f"  [{finding.severity.label}] {finding.rule} {place}：{finding.message}{covered}"
        for failure in self.report.failures:
            yield f"  [没有检查] {failure.rule} 这条规则运行出错，请告诉系统管理员：{failure.error}"


def counted(tables: Iterable[CheckedTable]) -> str:
    """Return how many findings of each severity tables have: 5处错误、2处警告、1处提示."""
    tables = list(tables)
    counts = {severity: sum(table.report.count(severity) for table in tables) for severity in Severity}
    said = "、".join(f"{count}处{severity.label}" for severity, count in counts.items() if count)
    return said or "没有发现问题"
