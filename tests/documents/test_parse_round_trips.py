"""Every goal table that paper can carry is the same after build() and parse(), in every layout."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.build import build
from documents.layout import layout_names, load_layout
from documents.parse import parse
from tests.documents.strategies import goal_tables

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


@pytest.mark.parametrize("name", layout_names())
@settings(max_examples=60, suppress_health_check=SLOW)
@given(table=goal_tables(), number=st.sampled_from([None, 1]), unit=st.sampled_from(["元", "万元"]))
def test_table_is_the_same_after_printing(name, table, number, unit):
    layout = load_layout(name).in_money_unit(unit)

    read, problems = parse(build(table, layout, number))

    assert read == table
    assert [problem for problem in problems if not problem.is_doubt] == []


@settings(max_examples=30, suppress_health_check=SLOW)
@given(table=goal_tables(with_weights=True))
def test_weights_are_the_same_after_printing_where_a_layout_prints_them(table):
    assert parse(build(table, load_layout("mof_2021")))[0] == table
