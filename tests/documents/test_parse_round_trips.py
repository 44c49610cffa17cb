"""Every goal table that paper can carry is the same after build() and parse(), in every layout."""

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from documents.build import build
from documents.layout import layout_names, load_layout
from documents.parse import parse
from tests.documents.strategies import goal_tables


@pytest.mark.parametrize("name", layout_names())
@settings(max_examples=60)
@given(table=goal_tables(), number=st.sampled_from([None, 1]), unit=st.sampled_from(["元", "万元"]))
def test_parse_reads_back_what_build_prints(name, table, number, unit):
    layout = load_layout(name).in_money_unit(unit)

    read, problems = parse(build(table, layout, number))

    assert read == table
    assert [problem for problem in problems if not problem.is_doubt] == []
