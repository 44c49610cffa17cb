"""Files that commands read, and imports at every step."""

import io
import json
from dataclasses import replace

import pytest
from django.db import connection
from django.db.models import F

from documents.canonical import booklet_to_json
from documents.layout import load_layout
from documents.writers import write_booklet
from projects.actions import (
    accept_import,
    preview_import,
)
from projects.models import Project
from tests.projects.commands import HEAD
from tests.projects.imports import file_of as content_of
from tests.projects.tables import a_table


@pytest.fixture
def file_of(tmp_path):
    """Return a function that writes a file of tables."""

    def write(*tables, name="文本.json", head=HEAD):
        path = tmp_path / name
        booklet = booklet_to_json(replace(head, tables=tables))
        path.write_text(json.dumps(booklet, ensure_ascii=False), encoding="utf-8")
        return path

    return write


@pytest.fixture
def broken(tmp_path):
    path = tmp_path / "坏.docx"
    path.write_bytes(b"PK\x03\x04 and no more")
    return path


@pytest.fixture
def with_a_gap(tmp_path):
    """A form in which an amount is not a number."""
    path = tmp_path / "缺.html"
    target = io.BytesIO()
    write_booklet(
        replace(HEAD, tables=(a_table(),)), target, format="html", layout=load_layout("hebei_integrated")
    )
    path.write_bytes(target.getvalue().replace(b"35.00", "若干".encode(), 1))
    return path


@pytest.fixture
def previewed(author, unit):
    """Return a function that previews a file of tables for the author's unit."""

    def preview(*tables, **head):
        content = content_of(*tables, unit_code=unit.code, **head)
        return preview_import(content, "文本.json", unit=None, fiscal_year=None, actor=author)

    return preview


@pytest.fixture
def imported(author, previewed):
    """Return a function that previews and accepts."""
    return lambda *tables, **head: accept_import(previewed(*tables, **head).pk, actor=author)


@pytest.fixture
def someone_is_faster():
    """Let every project change just before the first UPDATE of projects, as another connection would."""
    done = []

    def change_first(execute, sql, *query):
        if sql.startswith('UPDATE "projects_project"') and not done:
            done.append(True)
            Project.objects.update(lock_version=F("lock_version") + 1)
        return execute(sql, *query)

    with connection.execute_wrapper(change_first):
        yield
