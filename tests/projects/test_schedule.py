"""The spending schedule in shares and in money."""

from decimal import Decimal

import pytest

from projects.cell_operations import SetCell, apply, says
from projects.schedule import amount_of, percent_of
from projects.table_form import TableForm
from tests.projects.tables import a_table


@pytest.mark.parametrize(
    ("text", "total", "percent"),
    [
        ("8.75万元", "350000", "25"),
        ("８．７５ 万元", "350000", "25"),
        ("87,500元", "350000", "25"),
        ("1万", "30000", "33.33"),
        ("2万", "30000", "66.67"),
        ("40万元", "350000", "114.29"),
        ("0元", "350000", "0"),
    ],
)
def test_amount_is_a_share_of_the_total(text, total, percent):
    assert percent_of(text, Decimal(total)) == Decimal(percent)


@pytest.mark.parametrize(
    "text", ["25", "25%", "", "约8万元", "8.75", "无", "1e9元", "九万元", "9" * 50 + "万元", "9" * 100 + "元"]
)
def test_what_is_no_amount_with_a_unit_is_no_share(text):
    assert percent_of(text, Decimal(350000)) is None


@pytest.mark.parametrize("total", [None, Decimal(0), Decimal(-5)])
def test_nothing_is_a_share_of_no_total(total):
    assert percent_of("8.75万元", total) is None


def test_share_in_money():
    assert amount_of(Decimal("33.33"), Decimal("100.01")) == Decimal("33.33")


def test_amount_typed_in_the_schedule_is_its_share():
    table = apply(a_table(), SetCell("schedule.3", "7万元"), "万元")

    assert table.schedule[0].percent == 20
    assert says(table, "schedule.3", "70000元", "元")


def test_amount_in_the_form_without_script_is_its_share():
    form = TableForm({"schedule.3": "7万元"}, table=a_table(), money_unit="元")

    assert form.is_valid()
    assert form.table().schedule[0].percent == 20
