"""check_table(): every rule in force over one table, the more specific finding before the general one."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from documents.goal_table import GoalTable
from projects.checks.catalogue import Rule, RuleBook
from projects.checks.context import Context
from projects.checks.finding import Failure, Finding, Hit, Report
from projects.checks.registry import ROW_CHECKS, TABLE_CHECKS
from projects.checks.view import TableView

logger = logging.getLogger(__name__)


def check_table(table: GoalTable, context: Context) -> Report:
    """Return what the rules in force say of a table; nothing is written, queried or raised.

    Rows without a uid are named by their position, from 1. A rule that raises is logged and reported as a failure, the
    others still run.
    """
    view = TableView(table.with_row_uids(), context)
    return _report(view, [_outcome(rule, view) for rule in _on(context.rules)])


def check_by_both(table: GoalTable, context: Context, changed: RuleBook) -> tuple[Report, Report]:
    """Return what check_table says by the context's rules and by the changed ones; rules that stay run only once."""
    view = TableView(table.with_row_uids(), context)
    other = TableView(view.table, replace(context, rules=changed))
    before = {rule.code: _outcome(rule, view) for rule in _on(context.rules)}
    after = {
        rule.code: before[rule.code] if context.rules.rules[rule.code] == rule else _outcome(rule, other)
        for rule in _on(changed)
    }
    report = _report(view, before.values())
    if all(before.get(code, _SILENCE) == after.get(code, _SILENCE) for code in context.rules.rules):
        return report, report
    return report, _report(other, after.values())


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What one rule says of a table, or that it failed."""

    findings: list[Finding] = field(default_factory=list)
    failure: Failure | None = None


_SILENCE = _Outcome()


def _on(book: RuleBook) -> Iterator[Rule]:
    return (rule for rule in book.rules.values() if rule.is_on)


def _outcome(rule: Rule, view: TableView) -> _Outcome:
    try:
        return _Outcome([_finding(rule, hit, view.context) for hit in _hits(rule.code, view)])
    except Exception as error:  # whatever a rule trips over must not silence the others
        logger.exception("rule %s failed", rule.code)
        return _Outcome(failure=Failure(rule.code, f"{type(error).__name__}: {error}"))


def _report(view: TableView, outcomes: Iterable[_Outcome]) -> Report:
    outcomes = list(outcomes)
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    findings.sort(key=lambda finding: view.place(finding.address))
    shown, suppressed = _parted(findings, view.context.rules.rules)
    failures = [outcome.failure for outcome in outcomes if outcome.failure]
    return Report(tuple(shown), tuple(suppressed), tuple(failures))


def _hits(code: str, view: TableView) -> Iterator[Hit]:
    if function := TABLE_CHECKS.get(code):
        yield from function(view)
    else:
        of_row = ROW_CHECKS[code]
        for row in view.rows:
            yield from of_row(row, view)


def _finding(rule: Rule, hit: Hit, context: Context) -> Finding:
    return Finding(
        rule=rule.code,
        severity=rule.severity_of(hit.severity, context.layout.name),
        address=hit.address,
        text=hit.text,
        message=rule.variants.get(hit.variant, rule.message).format_map(hit.words),
        clause=rule.clause,
        dimension=rule.dimension,
        repair=hit.repair,
    )


def _parted(findings: Iterable[Finding], rules: Mapping[str, Rule]) -> tuple[list[Finding], list[Finding]]:
    """Part the findings to show from those that a more specific one covers."""
    findings = list(findings)
    at_cell = {(finding.address, code) for finding in findings for code in rules[finding.rule].suppresses}
    in_row = {
        (_row_of(finding), code) for finding in findings for code in rules[finding.rule].suppresses_in_row
    }
    in_table = {code for finding in findings for code in rules[finding.rule].suppresses_in_table}
    shown: list[Finding] = []
    suppressed: list[Finding] = []
    for finding in findings:
        is_covered = (
            finding.rule in in_table
            or (finding.address, finding.rule) in at_cell
            or (_row_of(finding), finding.rule) in in_row
        )
        (suppressed if is_covered else shown).append(finding)
    return shown, suppressed


def _row_of(finding: Finding) -> str:
    """Return the address of the row or part in which a finding's cell stands."""
    return finding.address.rpartition(".")[0]
