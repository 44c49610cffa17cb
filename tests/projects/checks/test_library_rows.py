"""The indicators of the shipped library raise nothing: who takes one from it is told of no fault."""

import json
from pathlib import Path

import pytest

from documents.goal_table import IndicatorRow
from tests.projects.checks.rows import codes

LIBRARY = Path(__file__).parents[3] / "fixtures" / "library.json"
INDICATORS = [entry["fields"] for entry in json.loads(LIBRARY.read_text(encoding="utf-8"))]


def as_row(indicator):
    """Return the library's indicator as a row; a value that depends on the plan is any number."""
    target = indicator["target_value"] or "20"
    if indicator["measure_unit"] == "日期":
        value = f"{target}前"
    else:
        value = f"{indicator['operator']}{target}{indicator['measure_unit']}"
    names = (indicator["level1"], indicator["level2"], indicator["name"])
    description = f"{indicator['explanation']}：{indicator['formula']}"
    return IndicatorRow(*names, description, value, indicator["value_basis"])


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator["name"])
def test_nothing_is_said_of_a_library_indicator(indicator):
    assert codes(as_row(indicator)) == []
