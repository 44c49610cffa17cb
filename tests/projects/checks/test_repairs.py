"""Whatever repair is offered makes its own finding go away and no error come.

A row that goes to its proper category, or goes altogether, may leave its old one empty: that is then said (ST01, ST03).
"""

from collections import Counter
from functools import reduce

import pytest

from documents.layout import load_layout
from documents.reading import read_booklet
from projects.cell_operations import apply
from projects.checks import Context, check_table, standard_rules
from projects.enums import Severity
from tests.projects.checks.samples import cells_of, check_example, example_table
from tests.projects.checks.test_expectations import CORPUS, LAYOUTS

RULES = standard_rules().rules


LEFT_EMPTY = {"ST01", "ST03"}


def every_finding(report):
    return [*report.findings, *report.suppressed]


def errors_in(findings):
    return Counter(
        found.rule for found in findings if found.severity is Severity.ERROR and found.rule not in LEFT_EMPTY
    )


def mended(table, finding, context):
    return reduce(
        lambda changed, operation: apply(changed, operation, context.money_unit),
        finding.repair.operations,
        table.with_row_uids(),
    )


def assert_cured(table, context):
    """Assert of every repair of a table that it cures; return the rules that had one."""
    before = every_finding(check_table(table, context))
    offered = [finding for finding in before if finding.repair]
    for finding in offered:
        after = every_finding(check_table(mended(table, finding, context), context))

        assert (finding.rule, finding.address) not in {(found.rule, found.address) for found in after}, (
            finding
        )
        assert errors_in(after) <= errors_in(before), finding
    return {finding.rule for finding in offered}


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_repairs_cure_in_published_tables(name):
    reading = read_booklet(CORPUS / f"{name}.docx")
    context = Context(load_layout(LAYOUTS[name]), money_unit=reading.money_unit)

    cured = set().union(*(assert_cured(table, context) for table in reading.booklet.tables))

    assert cured


@pytest.mark.parametrize("code", sorted(code for code in RULES if cells_of(RULES[code].bad)))
def test_repairs_cure_in_examples(code):
    table, context = example_table(RULES[code].bad)

    assert_cured(table, context)


def test_rules_that_offer_a_repair():
    offering = {
        code
        for code, rule in RULES.items()
        for finding in every_finding(check_example(rule.bad))
        if finding.rule == code and finding.repair
    }

    assert offering >= {"AM06", "GO04", "ID03", "ID07", "ID08", "ID09", "ST05", "ST06", "ST10", "TX01"}
