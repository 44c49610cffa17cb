"""Samples of a rehearsal: a few tables that the changes concern, to judge by."""

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum

from projects.check_context import Checkable
from projects.checks import Finding, Report
from projects.enums import Severity
from projects.findings import place_name

SAMPLE_COUNT = 10


class Turn(Enum):
    """What the changes do to a table."""

    STOPPED = "将被拦下"
    FREED = "不再拦下"
    OTHER = "检查结果有变化"


@dataclass(frozen=True)
class Sample:
    """A table that the changes concern, and the finding that tells why; `finding` comes or goes with the changes."""

    project: int
    unit: int
    name: str
    unit_name: str
    turn: Turn
    finding: Finding
    place: str


class Samples:
    """The samples of a rehearsal; no more of them are kept than may be shown."""

    def __init__(self) -> None:
        self._of_turn = {turn: _Spread() for turn in Turn}

    def add(self, one: Checkable, unit: int, reports: tuple[Report, Report], turn: Turn) -> None:
        """Keep a table with the finding that tells why, where there is room and such a finding."""
        samples = self._of_turn[turn]
        finding = _telling(*reports, turn) if samples.has_room(unit) else None
        if finding:
            table = one.table.with_row_uids()
            place, unit_name = place_name(table, finding.address), table.unit_name or ""
            samples.add(Sample(one.project, unit, table.project_name, unit_name, turn, finding, place))

    def picked(self) -> list[Sample]:
        """Return half of the samples for either turn where there are enough of both, the rest for other changes."""
        stopped, freed, other = (samples.by_turns() for samples in self._of_turn.values())
        half = max(SAMPLE_COUNT // 2, SAMPLE_COUNT - len(freed))
        return [*stopped[:half], *freed, *other][:SAMPLE_COUNT]


class _Spread:
    """A few samples of many, of as many units as possible: each unit once before any twice."""

    def __init__(self) -> None:
        self._of_unit: dict[int, list[Sample]] = defaultdict(list)

    def has_room(self, unit: int) -> bool:
        if unit in self._of_unit:
            return len(self._of_unit[unit]) < SAMPLE_COUNT
        return len(self._of_unit) < SAMPLE_COUNT

    def add(self, sample: Sample) -> None:
        self._of_unit[sample.unit].append(sample)

    def by_turns(self) -> list[Sample]:
        rounds = (samples[at : at + 1] for at in range(SAMPLE_COUNT) for samples in self._of_unit.values())
        return [sample for one in rounds for sample in one]


def _telling(before: Report, after: Report, turn: Turn) -> Finding | None:
    """Return the gravest finding that only one of the reports has: of a table that is freed the earlier one."""
    sides = (before, after) if turn is Turn.FREED else (after, before)
    known = {_said(finding) for finding in sides[1].findings}
    new = [finding for finding in sides[0].findings if _said(finding) not in known]
    if not new and turn is Turn.OTHER:
        return _telling(before, after, Turn.FREED)
    return min(new, key=lambda finding: _RANK[finding.severity], default=None)


def _said(finding: Finding) -> tuple[str, str, Severity, str]:
    return finding.rule, finding.address, finding.severity, finding.message


_RANK = {severity: place for place, severity in enumerate(Severity)}
