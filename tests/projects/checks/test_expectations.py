"""The findings on three published documents, before suppression, are those that were counted by hand."""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from documents.reading import read_booklet
from projects.check_context import layout_of
from projects.checks import Context, Sister, Sisters, check_table, standard_rules
from projects.rules_in_force import shipped_levels

CORPUS = Path(__file__).parents[2] / "documents" / "files" / "docx"
EXPECTED = Path(__file__).parent / "rule_expectations.csv"
LAYOUTS = {"000": "hebei_integrated", "001": "hebei_integrated", "004": "tangshan_gaoxin"}
# (rule, table): (hits held for right, why). Empty: every count was found to be right.
DOUBTED: dict[tuple[str, str], tuple[int, str]] = {}


def expected():
    with EXPECTED.open(encoding="utf-8-sig", newline="") as file:
        hits = Counter({(row["rule_id"], row["table"]): int(row["hits"]) for row in csv.DictReader(file)})
    return {**hits, **{key: count for key, (count, _) in DOUBTED.items()}}


@cache
def reports(name):
    return list(_reports(name))


def _reports(name):
    reading = read_booklet(CORPUS / f"{name}.docx")
    tables = reading.booklet.tables
    layout = layout_of(tables)
    sisters = Sisters(Sister(table.project_name, table) for table in tables)
    for number, table in enumerate(tables, 1):
        context = Context(
            layout,
            scheme=shipped_levels(layout.name),
            fiscal_year=reading.booklet.fiscal_year,
            money_unit=reading.money_unit,
            sisters=sisters,
            place=number - 1,
            part1=reading.booklet.part1,
            doubts=[problem for problem in reading.problems if problem.table == number],
        )
        yield f"{name}-{number:02}", check_table(table, context)


@pytest.mark.parametrize("theme", sorted({code[:2] for code in standard_rules().rules}))
def test_findings_are_those_counted_by_hand(theme):
    found = Counter(
        (finding.rule, table)
        for name in LAYOUTS
        for table, report in reports(name)
        for finding in (*report.findings, *report.suppressed)
    )

    assert {key: hits for key, hits in found.items() if key[0].startswith(theme)} == {
        key: hits for key, hits in expected().items() if key[0].startswith(theme)
    }


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_layout_is_told_by_the_categories(name):
    assert layout_of(read_booklet(CORPUS / f"{name}.docx").booklet.tables).name == LAYOUTS[name]


def test_severities_are_those_of_the_documents():
    with EXPECTED.open(encoding="utf-8-sig", newline="") as file:
        said = {(row["rule_id"], row["table"]): row["severity"] for row in csv.DictReader(file)}

    found = {
        (finding.rule, table): finding.severity.value
        for name in LAYOUTS
        for table, report in reports(name)
        for finding in (*report.findings, *report.suppressed)
    }

    assert found == said


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_general_findings_give_way_to_specific_ones(name):
    for _, report in reports(name):
        shown = {(finding.rule, finding.address) for finding in report.findings}
        rules = {rule for rule, _ in shown}
        at = {}
        for rule, address in shown:
            at.setdefault(address, set()).add(rule)

        assert all(
            not (found & {"VA08", "VA09", "VA10", "VA12", "VA18"} and found & {"VA04", "VA05"})
            and not {"VA11", "VA17"} <= found
            for found in at.values()
        )
        assert not {"GO04", "GO06"} <= rules
        assert not {"BA04", "BA05"} <= rules
