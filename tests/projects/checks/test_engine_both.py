"""check_by_both(): the same as two runs of check_table()."""

from dataclasses import replace
from decimal import Decimal

import pytest

from projects.checks import RuleChange, check_by_both, check_table, standard_rules
from projects.enums import Severity
from tests.projects.checks.samples import example_table

BOOK = standard_rules()
EXAMPLES = [text for rule in BOOK.rules.values() for text in (rule.bad, rule.good)]
CHANGES = [
    *(RuleChange(code, is_on=False) for code in BOOK.rules),
    *(RuleChange(code, severity=severity) for code in BOOK.rules for severity in Severity),
    *(
        RuleChange(rule.code, thresholds={name: number / 2})
        for rule in BOOK.rules.values()
        for name, number in rule.thresholds.items()
    ),
]


@pytest.mark.parametrize("start", range(8))
def test_both_reports_are_those_of_two_runs(start):
    changed = [BOOK.changed(CHANGES[at::8]) for at in range(start, start + 2)]

    for text in EXAMPLES[start::8]:
        table, context = example_table(text)
        for book in changed:
            reports = check_by_both(table, context, book)

            assert reports == (check_table(table, context), check_table(table, replace(context, rules=book)))


def test_a_rule_reads_no_thresholds_but_its_own():
    """What a changed threshold changes is known by the rule alone: the others are not run again."""
    for text in EXAMPLES:
        table, context = example_table(text)
        before = check_table(table, context)
        for rule in BOOK.rules.values():
            if rule.thresholds:
                change = RuleChange(rule.code, thresholds=dict.fromkeys(rule.thresholds, Decimal(1)))
                after = check_table(table, replace(context, rules=BOOK.changed([change])))
                said = [
                    {(f.rule, f.address, f.message) for f in (*report.findings, *report.suppressed)}
                    for report in (before, after)
                ]

                assert {code for code, _, _ in said[0] ^ said[1]} <= {rule.code}


def test_every_threshold_has_a_label_and_a_range_it_lies_in():
    for rule in BOOK.rules.values():
        assert set(rule.thresholds) == set(rule.threshold_labels) == set(rule.threshold_ranges)
        for name, number in rule.thresholds.items():
            least, most, is_whole = rule.threshold_ranges[name]

            assert least <= number <= most
            assert not is_whole or number == int(number)
