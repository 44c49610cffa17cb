"""Rows judged by hand as a finance reviewer would, before the rules were asked."""

import csv
from pathlib import Path

import pytest

from tests.projects.checks.rows import codes, row

with (Path(__file__).parent / "reviewed_rows.csv").open(encoding="utf-8") as file:
    REVIEWED = list(csv.DictReader(file))


@pytest.mark.parametrize("reviewed", REVIEWED, ids=lambda reviewed: f"{reviewed['name']} {reviewed['value']}")
def test_rules_say_what_the_reviewer_says(reviewed):
    level2 = reviewed["level2"].removesuffix("指标")
    texts = (reviewed[part] for part in ("name", "description", "value", "basis"))

    assert codes(row(level2, *texts), budget=reviewed["budget"]) == reviewed["rules"].split()
