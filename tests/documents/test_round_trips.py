"""Any booklet that paper can carry is the same after it was written to a file and read again."""

from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.layout import layout_names, load_layout
from documents.reading import read_booklet
from documents.writers import write_booklet
from tests.documents.strategies import booklets


@pytest.mark.parametrize("layout_name", layout_names())
@pytest.mark.parametrize("file_format", ["docx", "xlsx", "html", "json"])
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(booklet=booklets(), money_unit=st.sampled_from(["元", "万元"]))
def test_booklet_is_the_same_after_a_file(file_format, layout_name, booklet, money_unit):
    target = BytesIO()
    layout = load_layout(layout_name).in_money_unit(money_unit)

    write_booklet(booklet, target, format=file_format, layout=layout)
    reading = read_booklet(target.getvalue())

    assert reading.booklet == booklet
    assert [problem for problem in reading.problems if not problem.is_doubt] == []
