"""Booklets through files of every format and back: the same booklet, whatever its words."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.canonical import booklet_from_json
from documents.layout import layout_names, load_layout
from documents.reading import read_booklet
from documents.writers import write_booklet
from tests.documents.sample_tables import BOOKLET
from tests.documents.strategies import goal_tables

TRUTH = Path(__file__).parents[3] / "shared" / "corpus" / "truth"
FORMATS = ("docx", "xlsx", "html", "json")


def through_file(booklet, format, layout):
    target = io.BytesIO()
    write_booklet(booklet, target, format=format, layout=layout)
    return read_booklet(target.getvalue(), f"文件.{format}")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", layout_names())
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(tables=st.lists(goal_tables(), min_size=1, max_size=2))
def test_tables_survive_every_format_and_layout(name, format, tables):
    booklet = replace(BOOKLET, tables=tuple(tables))

    assert through_file(booklet, format, load_layout(name)).booklet == booklet


@pytest.mark.skipif(not TRUTH.is_dir(), reason="the corpus of real filings lies beside the project")
@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("layout", layout_names())
@pytest.mark.parametrize(("name", "unit"), [("000", "万元"), ("001", "元"), ("004", "万元")])
def test_real_filings_survive_every_format_and_layout(name, unit, layout, format):
    booklet = booklet_from_json(json.loads((TRUTH / f"{name}.json").read_text(encoding="utf-8")))

    assert through_file(booklet, format, load_layout(layout).in_money_unit(unit)).booklet == booklet
