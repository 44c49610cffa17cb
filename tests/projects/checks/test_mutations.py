"""Spoiled tables are noticed, clean ones and the indicator library are left alone."""

import json
import re

import pytest
from django.conf import settings

from documents.goal_table import IndicatorRow
from documents.layout import load_layout
from projects.checks import Context, Sister, Sisters, check_table
from tests.projects.checks.mutation_run import clean_tables, run
from tests.projects.checks.spoilings import SPOILINGS

LIBRARY = settings.BASE_DIR / "fixtures" / "library.json"
# Rules about the rows of a table taken together: a table of library rows is no table.
OF_ROWS_TOGETHER = {"IN03", "VA21", "BA02", "BA05"}


def test_spoilings_are_caught_and_clean_tables_left_alone():
    outcome = run()

    assert len(SPOILINGS) == 30
    assert outcome.catch_rate >= 95, outcome.missed
    assert outcome.false_alarm_rate <= 2, outcome.false_alarms


def test_clean_tables_are_not_alike():
    tables = clean_tables()
    sisters = Sisters(Sister(table.project_name, table) for table in tables)

    for place, table in enumerate(tables):
        context = Context(load_layout("hebei_integrated"), sisters=sisters, place=place)

        assert "XT01" not in {finding.rule for finding in check_table(table, context).findings}


def library_row(fields):
    """Return a library indicator as an author would take it over, with a number where the library leaves it open."""
    number = fields["target_value"] or ("11月30日" if fields["measure_unit"] == "日期" else "12")
    unit = fields["measure_unit"]
    if unit == "日期":
        value = f"{number}前" if re.search(r"\d$|日$", number) else number
    else:
        value = f"{fields['operator']}{number}{unit}"
    return IndicatorRow(
        fields["level1"],
        fields["level2"],
        fields["name"],
        fields["explanation"],
        value,
        fields["value_basis"],
    )


LIBRARY_FIELDS = [entry["fields"] for entry in json.loads(LIBRARY.read_text(encoding="utf-8"))]


def test_library_has_all_its_rows():
    assert len(LIBRARY_FIELDS) == 241


@pytest.mark.parametrize("domain", sorted({fields["domain"] for fields in LIBRARY_FIELDS}))
def test_nothing_is_said_of_library_rows(domain):
    table = clean_tables()[0]
    rows = tuple(library_row(fields) for fields in LIBRARY_FIELDS if fields["domain"] == domain)
    of_table = table.__class__(budget=table.budget, indicators=rows)

    report = check_table(of_table, Context(load_layout("hebei_integrated")))

    asking = [
        (finding.rule, finding.severity, finding.text, finding.message)
        for finding in (*report.findings, *report.suppressed)
        if finding.address.startswith("indicators.") and finding.rule not in OF_ROWS_TOGETHER
    ]
    assert asking == []
    assert report.failures == ()
