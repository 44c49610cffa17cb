"""JSON: the canonical form, streamed."""

import io
import json
from dataclasses import replace

import pytest

from documents.canonical import booklet_from_json, booklet_to_json
from documents.goal_table import Booklet
from documents.writers.json import write_json
from tests.documents.sample_tables import BOOKLET, DIRTY_TEXTS, HOSTILE_TEXTS, ORDINARY, with_texts


def written(booklet, tables=None):
    target = io.BytesIO()
    write_json(booklet, target, tables)
    return target.getvalue().decode("utf-8")


@pytest.mark.parametrize("booklet", [BOOKLET, Booklet(), Booklet(tables=(ORDINARY,))])
def test_file_is_the_canonical_form(booklet):
    assert json.loads(written(booklet)) == booklet_to_json(booklet)


def test_stream_stands_in_for_the_tables_of_the_booklet():
    assert booklet_from_json(json.loads(written(BOOKLET, iter([ORDINARY])))) == replace(
        BOOKLET, tables=(ORDINARY,)
    )


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_texts_are_kept_whole(text):
    booklet = Booklet(tables=(with_texts(text),))

    assert booklet_from_json(json.loads(written(booklet))) == booklet


@pytest.mark.parametrize("text", DIRTY_TEXTS)
def test_dirty_texts_never_break_an_export(text):
    assert len(json.loads(written(Booklet(tables=(with_texts(text),))))["tables"]) == 1
