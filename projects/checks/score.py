"""The quality score of a table: 100 points, every lost one told by a finding."""

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from projects.checks.finding import Finding
from projects.enums import Severity

FULL = 100

_FILE = tomllib.loads((Path(__file__).parent / "score.toml").read_text(encoding="utf-8"))
_POINTS = {Severity(severity): points for severity, points in _FILE["points"].items()}
_MOST_PER_RULE = {Severity(severity): points for severity, points in _FILE["most_per_rule"].items()}


@dataclass(frozen=True, slots=True)
class Loss:
    """What one finding costs; 0 where its rule has cost all that it can, or nothing is left to lose."""

    finding: Finding
    points: int


@dataclass(frozen=True, slots=True)
class Score:
    """Points of a table and where the others went: points and losses add up to 100."""

    points: int
    losses: tuple[Loss, ...]


def score_of(findings: Iterable[Finding], excused: Collection[tuple[str, str]] = ()) -> Score:
    """Return the score of a table with these findings; a warning that is excused, by (rule, address), costs nothing.

    Errors cost first, then warnings, then hints, so that what is left to lose goes to what is most in need of a cure.
    The losses are in the order of the findings.
    """
    findings = list(findings)
    left = FULL
    spent_on_rule: dict[tuple[str, Severity], int] = defaultdict(int)
    costs: dict[int, int] = {}
    for at in sorted(range(len(findings)), key=lambda at: _RANK[findings[at].severity]):
        finding = findings[at]
        key = (finding.rule, finding.severity)
        is_excused = finding.severity is Severity.WARNING and (finding.rule, finding.address) in excused
        room = min(left, _MOST_PER_RULE[finding.severity] - spent_on_rule[key])
        costs[at] = 0 if is_excused else min(room, _POINTS[finding.severity])
        left -= costs[at]
        spent_on_rule[key] += costs[at]
    return Score(left, tuple(Loss(finding, costs[at]) for at, finding in enumerate(findings)))


_RANK = {severity: place for place, severity in enumerate(Severity)}
