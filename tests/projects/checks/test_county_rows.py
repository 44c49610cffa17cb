"""Rows of many counties and departments: good ones are left alone, faulty ones noticed, signs offered the right way."""

import csv
from pathlib import Path

import pytest

from projects.checks import standard_rules
from projects.enums import Severity
from tests.projects.checks.rows import found, row, the

HERE = Path(__file__).parent


def rows_of(name):
    with (HERE / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


GOOD, FAULTY, SIGNS = map(rows_of, ("county_rows.csv", "faulty_rows.csv", "signs.csv"))


def findings(judged):
    level2 = judged["level2"].removesuffix("指标")
    texts = (judged[part] for part in ("name", "description", "value", "basis"))
    return found(row(level2, *texts), budget=judged["budget"] or "900", fiscal_year=2026)


def asking(judged):
    return sorted({finding.rule for finding in findings(judged) if finding.severity is not Severity.HINT})


def name_of(judged):
    return f"{judged['name']} {judged['value']}"


@pytest.mark.parametrize("judged", GOOD, ids=name_of)
def test_good_rows_are_asked_no_more_than_this(judged):
    assert asking(judged) == judged["rules"].split()


def test_few_good_rows_are_asked_at_all():
    assert sum(bool(judged["rules"]) for judged in GOOD) * 100 <= 2.5 * len(GOOD)


@pytest.mark.parametrize("judged", FAULTY, ids=name_of)
def test_faulty_rows_are_noticed(judged):
    assert set(judged["rules"].split()) <= {finding.rule for finding in findings(judged)}


def test_severities_are_those_that_the_catalogue_says():
    said = {
        code: {rule.severity, *rule.severity_in_case.values(), *rule.severity_in_layout.values()}
        for code, rule in standard_rules().rules.items()
    }

    for judged in (*GOOD, *FAULTY):
        assert all(finding.severity in said[finding.rule] for finding in findings(judged)), name_of(judged)


@pytest.mark.parametrize("judged", SIGNS, ids=name_of)
def test_signs_are_offered_the_right_way(judged):
    repair = the(
        "VA17", row(judged["level2"].removesuffix("指标"), judged["name"], value=judged["value"])
    ).repair

    assert (repair.operations[0].text if repair else "") == judged["mended"]
