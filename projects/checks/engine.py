"""check_table(): every rule in force over one table, the more specific finding before the general one."""

import logging
from collections.abc import Callable, Iterable, Iterator

from documents.goal_table import GoalTable
from projects.checks.catalogue import Rule
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
    findings: list[Finding] = []
    failures: list[Failure] = []
    for rule in context.rules.rules.values():
        if rule.is_on:
            try:
                findings += [_finding(rule, hit, context) for hit in _hits(rule.code, view)]
            except Exception as error:  # whatever a rule trips over must not silence the others
                logger.exception("rule %s failed", rule.code)
                failures.append(Failure(rule.code, f"{type(error).__name__}: {error}"))
    findings.sort(key=lambda finding: view.place(finding.address))
    shown, suppressed = _parted(findings, context.rules.rules.__getitem__)
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


def _parted(
    findings: Iterable[Finding], rule_of: Callable[[str], Rule]
) -> tuple[list[Finding], list[Finding]]:
    """Part the findings to show from those that a more specific one covers."""
    findings = list(findings)
    at_cell = {(finding.address, code) for finding in findings for code in rule_of(finding.rule).suppresses}
    in_table = {code for finding in findings for code in rule_of(finding.rule).suppresses_in_table}
    shown: list[Finding] = []
    suppressed: list[Finding] = []
    for finding in findings:
        is_covered = finding.rule in in_table or (finding.address, finding.rule) in at_cell
        (suppressed if is_covered else shown).append(finding)
    return shown, suppressed
