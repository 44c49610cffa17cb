"""What the rules say of one table, with its author's excuses, as the editor, the pages and the gate show it."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from documents.goal_table import GoalTable
from projects.cell_addresses import HEAD_LABELS, row_of
from projects.cell_operations import DeleteRow, Operation, SetCell
from projects.cell_values import cell_text, label_of, place_of, row_at, row_label, row_texts, with_first_rows
from projects.check_context import checkable
from projects.checks import Finding, Report, standard_rules
from projects.checks.score import Score, score_of
from projects.enums import Severity
from projects.models import Excuse, Project

PARTS = {
    "": "全表",
    "title": "表题",
    "unit.code": "单位代码",
    "unit.name": "单位名称",
    "schedule": "资金支出计划",
    "goals": "绩效目标",
    "indicators": "绩效指标",
}
_FIRST_CELLS = {"schedule": "schedule.3", "title": "project.name", "": "project.name"}


@dataclass(frozen=True)
class Change:
    """What a repair does to one cell or row; a text that is gone or new is None."""

    label: str
    before: str | None
    after: str | None
    note: str = ""


@dataclass(frozen=True)
class Remark:
    """A finding at its place in the table. `cell` is the cell to go to, `excuse` what the author once said of it."""

    finding: Finding
    name: str
    place: str
    cell: str
    excuse: Excuse | None
    is_excused: bool
    changes: tuple[Change, ...]

    @property
    def is_open(self) -> bool:
        """Tell whether it stops submission: an error, or a warning with neither change nor excuse."""
        severity = self.finding.severity
        return severity is Severity.ERROR or (severity is Severity.WARNING and not self.is_excused)

    @property
    def has_lapsed(self) -> bool:
        return self.excuse is not None and not self.is_excused

    @property
    def is_excusable(self) -> bool:
        return self.finding.severity is Severity.WARNING

    @property
    def key(self) -> tuple[str, str]:
        return self.finding.rule, self.finding.address

    @property
    def operations_json(self) -> str:
        """The repair's operations as the editor takes them, "" where there is none."""
        repair = self.finding.repair
        return json.dumps([_sent(one) for one in repair.operations], ensure_ascii=False) if repair else ""


class RepairKind:
    """Repairs of one rule as one step; of two that touch the same cell only the first is done."""

    def __init__(self, remarks: Iterable[Remark]):
        self.remarks: list[Remark] = []
        self._operations: list[dict[str, str]] = []
        for remark in remarks:
            own = json.loads(remark.operations_json)
            if not _touched(own) & _touched(self._operations):
                self.remarks.append(remark)
                self._operations += own

    @property
    def name(self) -> str:
        return self.remarks[0].name

    @property
    def changes(self) -> list[Change]:
        return [change for remark in self.remarks for change in remark.changes]

    @property
    def operations_json(self) -> str:
        return json.dumps(self._operations, ensure_ascii=False)


class TableFindings:
    """All that the rules say of one table; `excuses` are those of its project, whether they still hold or not."""

    def __init__(self, table: GoalTable, report: Report, money_unit: str, excuses: Iterable[Excuse] = ()):
        self.stored = table.with_row_uids()
        self.table, self.report, self.money_unit = with_first_rows(self.stored), report, money_unit
        self._excuses = {(excuse.rule, excuse.address): excuse for excuse in excuses}

    @cached_property
    def remarks(self) -> list[Remark]:
        return [self._remark(finding) for finding in self.report.findings]

    @property
    def open(self) -> list[Remark]:
        return [remark for remark in self.remarks if remark.is_open]

    @property
    def excused(self) -> list[Remark]:
        return [remark for remark in self.remarks if remark.is_excused]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many findings of each severity there are that nobody has explained yet."""
        counted = Counter(remark.finding.severity for remark in self.remarks if not remark.is_excused)
        return {severity.value: counted[severity] for severity in Severity}

    @cached_property
    def by_severity(self) -> list[tuple[Severity, list[Remark]]]:
        """Those to act on, the most severe first; without severities that have none."""
        found: dict[Severity, list[Remark]] = {severity: [] for severity in Severity}
        for remark in self.remarks:
            if not remark.is_excused:
                found[remark.finding.severity].append(remark)
        return [(severity, remarks) for severity, remarks in found.items() if remarks]

    @cached_property
    def by_cell(self) -> dict[str, list[Remark]]:
        """The findings of each cell that people type in; those about a part are at the cell to go to."""
        found: dict[str, list[Remark]] = defaultdict(list)
        for remark in self.remarks:
            found[remark.cell].append(remark)
        return found

    @cached_property
    def kinds(self) -> list["RepairKind"]:
        """Rules with several repairs, to be done together."""
        found: dict[str, list[Remark]] = defaultdict(list)
        for remark in self.remarks:
            if remark.finding.repair and not remark.is_excused:
                found[remark.finding.rule].append(remark)
        return [RepairKind(remarks) for remarks in found.values() if len(remarks) > 1]

    @cached_property
    def score(self) -> Score:
        return score_of(self.report.findings, {remark.key for remark in self.excused})

    @property
    def losses(self) -> list[tuple[int, Remark]]:
        """What each finding costs, beside the finding; those that cost nothing left out."""
        pairs = zip(self.score.losses, self.remarks, strict=True)
        return [(loss.points, remark) for loss, remark in pairs if loss.points]

    def remark_of(self, rule: str, address: str) -> Remark | None:
        return next((remark for remark in self.remarks if remark.key == (rule, address)), None)

    def cell_text(self, rule: str, address: str) -> str:
        """Return what an excuse answers to: a row's texts, or elsewhere what the findings themselves say."""
        said = [found for found in self.report.findings if (found.rule, found.address) == (rule, address)]
        row = row_of(address)
        if row and place_of(self.table, row) is not None:
            return "\n".join([*(found.text for found in said), *row_texts(row_at(self.table, row)).values()])
        return "\n".join(f"{found.text} {found.message}" for found in said)

    def _remark(self, finding: Finding) -> Remark:
        excuse = self._excuses.get((finding.rule, finding.address))
        holds = excuse is not None and excuse.cell_text == self.cell_text(finding.rule, finding.address)
        return Remark(
            finding=finding,
            name=rule_name(finding.rule),
            place=place_name(self.table, finding.address),
            cell=cell_to_go_to(self.table, finding.address),
            excuse=excuse,
            is_excused=holds and finding.severity is Severity.WARNING,
            changes=self._changes(finding),
        )

    def _changes(self, finding: Finding) -> tuple[Change, ...]:
        operations = finding.repair.operations if finding.repair else ()
        return tuple(_change(self.table, operation, self.money_unit) for operation in operations)


def findings_of(project: Project) -> TableFindings:
    """Return the findings of a project's table as it is stored; a constant number of queries."""
    ready = checkable(project)
    return TableFindings(
        ready.table, ready.check(), ready.context.money_unit, project.excuses.select_related("author")
    )


def rule_name(code: str) -> str:
    return standard_rules().rules[code].name


def place_name(table: GoalTable, address: str) -> str:
    """Name a cell or a part of the form: 第3行“指标值”, 绩效指标."""
    if address in PARTS:
        return PARTS[address]
    return row_label(table, address) if _is_indicator_row(address) else label_of(table, address)


def cell_to_go_to(table: GoalTable, address: str) -> str:
    """Return the address of the cell where a finding is mended: its own, or the first one of the part it is about."""
    if address == "goals":
        return f"goals.{table.goals[0].uid}"
    if address == "indicators":
        return f"indicators.{table.indicators[0].uid}.name"
    if _is_indicator_row(address):
        return f"{address}.name"
    is_cell = address in HEAD_LABELS or row_of(address)
    return address if is_cell else _FIRST_CELLS.get(address, "project.name")


def _is_indicator_row(address: str) -> bool:
    return address.startswith("indicators.") and address == row_of(address)


def _sent(operation: Operation) -> dict[str, str]:
    if isinstance(operation, SetCell):
        return {"kind": "set", "address": operation.address, "after": operation.text}
    if isinstance(operation, DeleteRow):
        return {"kind": "delete", "row": operation.row}
    return {"kind": "move", "row": operation.row, "after": operation.after}


def _change(table: GoalTable, operation: Operation, money_unit: str) -> Change:
    if isinstance(operation, SetCell):
        before = cell_text(table, operation.address, money_unit)
        return Change(place_name(table, operation.address), before, operation.text)
    label, said = row_label(table, operation.row), _said(table, operation.row)
    if isinstance(operation, DeleteRow):
        return Change(label, said, None, "删除")
    above = row_label(table, f"indicators.{operation.after}") if operation.after else ""
    return Change(label, said, said, f"移到{above}下面" if above else "移到最前")


def _said(table: GoalTable, row: str) -> str:
    return "，".join(filter(None, row_texts(row_at(table, row)).values())) or "（空）"


def _touched(operations: Iterable[dict[str, str]]) -> set[str]:
    return {one.get("address") or one["row"] for one in operations}
