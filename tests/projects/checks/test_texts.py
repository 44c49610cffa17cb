"""White space that nobody meant."""

from dataclasses import replace

import pytest

from documents.goal_table import Goal
from documents.layout import load_layout
from projects.cell_operations import SetCell
from projects.checks import Context, check_table
from tests.projects.checks.samples import clean_table


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("支付清扫\t费用", "支付清扫 费用"),
        ("支付清扫费用  ", "支付清扫费用"),
        ("支付清扫费用\u3000", "支付清扫费用"),
        ("支付清扫费用\n\n", "支付清扫费用"),
        ("支付清扫费用 \n支付绿化费用", "支付清扫费用\n支付绿化费用"),
    ],
)
def test_stray_white_space(text, mended):
    table = replace(clean_table(), goals=(Goal(f"养护3公里，{text}", uid="a"),))

    (finding,) = check_table(table, Context(load_layout("hebei_integrated"))).findings

    assert (finding.rule, finding.address) == ("TX01", "goals.a")
    assert finding.repair.operations == (SetCell("goals.a", f"养护3公里，{mended}"),)


@pytest.mark.parametrize("text", ["支付 清扫费用", "  支付清扫费用", "支付清扫费用\n支付绿化费用"])
def test_white_space_that_was_meant(text):
    table = replace(clean_table(), goals=(Goal(f"养护3公里，{text}"),))

    assert check_table(table, Context(load_layout("hebei_integrated"))).findings == ()
