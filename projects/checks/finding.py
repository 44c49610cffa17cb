"""Findings: what a reviewer would send back, at which cell, resting on which clause, and how to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from projects.cell_operations import Operation
from projects.enums import Severity


@dataclass(frozen=True, slots=True)
class Repair:
    """A cure offered with a finding: `label` says in Chinese what it does, `operations` do it."""

    label: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule's function yields: where it hit and the words for the rule's message.

    `address` is a cell's address, that of a part ("goals", "indicators", "schedule"), or "" for the whole table.
    `text` is what stands there. `severity` differs from the rule's own only where the rule says so (ST02, ST07).
    `variant` names another message of the rule.
    """

    address: str
    text: str = ""
    words: Mapping[str, object] = field(default_factory=dict)
    repair: Repair | None = None
    severity: Severity | None = None
    variant: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of one rule; `message` says what and what to do, `clause` what it rests on (文号).

    `dimension` is the reviewer's: 完整性, 相关性, 适当性 or 可行性, with the item of the review form.
    """

    rule: str
    severity: Severity
    address: str
    text: str
    message: str
    clause: str
    dimension: str
    repair: Repair | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that could not run, for the administrator; the other rules ran all the same."""

    rule: str
    error: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that the rules say of one table: findings to act on, those that a more specific one covers, rules that failed.

    Both are in the order of the form, then of the catalogue.
    """

    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()

    def count(self, severity: Severity) -> int:
        return sum(finding.severity == severity for finding in self.findings)
