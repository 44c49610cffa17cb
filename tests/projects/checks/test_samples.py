"""Every rule's examples in the catalogue: the bad one speaks, the good and the near one are silent."""

import pytest

from documents.layout import load_layout
from projects.checks import Context, check_table, standard_rules
from projects.checks.registry import ROW_CHECKS, TABLE_CHECKS
from tests.projects.checks.samples import cells_of, check_example, clean_table

# What no cell of the table can say; test_tables.py has their examples.
IN_PROSE = {"XT01"}
RULES = standard_rules().rules
WITH_CELLS = sorted(set(RULES) - IN_PROSE)


def codes(report):
    return {finding.rule for finding in (*report.findings, *report.suppressed)}


def test_nothing_is_said_of_the_clean_table():
    report = check_table(clean_table(), Context(load_layout("hebei_integrated")))

    assert (report.findings, report.suppressed, report.failures) == ((), (), ())


def test_every_rule_has_a_function():
    assert set(RULES) == set(TABLE_CHECKS) | set(ROW_CHECKS)


@pytest.mark.parametrize("code", WITH_CELLS)
def test_examples_give_cells(code):
    rule = RULES[code]

    assert all(map(cells_of, (rule.bad, rule.good, rule.near)))


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_says_what_it_rests_on(code):
    rule = RULES[code]
    dimensions = {
        *("完整性—规范完整性", "完整性—明确清晰性", "相关性—目标相关性", "相关性—指标科学性"),
        *("适当性—绩效合理性", "适当性—资金匹配性", "可行性—实现可能性", "可行性—条件充分性"),
    }

    assert all((rule.name, rule.message, rule.clause))
    assert rule.dimension in dimensions


@pytest.mark.parametrize("code", WITH_CELLS)
def test_bad_example_speaks(code):
    report = check_example(RULES[code].bad)

    assert report.failures == ()
    assert code in codes(report)


@pytest.mark.parametrize("code", WITH_CELLS)
def test_good_example_is_silent(code):
    assert code not in codes(check_example(RULES[code].good))


@pytest.mark.parametrize("code", WITH_CELLS)
def test_near_miss_is_silent(code):
    assert code not in codes(check_example(RULES[code].near))
