"""kill -9 in the middle of an import leaves all of it or nothing."""

import json
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from django.conf import settings
from django.db import connection

from documents.canonical import booklet_to_json
from documents.goal_table import Booklet
from projects.models import ImportBatch, Indicator, Project
from tests.projects.tables import a_table
from units.models import AuditEntry, BudgetUnit, FiscalRegion

COUNT = 80
CHILD = """
import sys, django
django.setup()
from django.core.management import call_command
from django.db import connections
connections["default"].settings_dict["NAME"] = sys.argv[1]
print("begins", flush=True)
call_command("import_tables", sys.argv[2])
"""


def started(path):
    """Return a process that is about to import the file into the database of this test."""
    name = str(connection.settings_dict["NAME"])
    child = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", CHILD, name, path],
        stdout=subprocess.PIPE,
        cwd=settings.BASE_DIR,
    )
    child.stdout.readline()
    return child


def counts():
    return tuple(model.objects.count() for model in (ImportBatch, Project, Indicator, AuditEntry))


@pytest.mark.django_db(transaction=True)
def test_killed_import_leaves_all_or_nothing(tmp_path):
    region = FiscalRegion.objects.create(code="130209", name="某区")
    BudgetUnit.objects.create(region=region, code="304001", name="区商务局本级")
    path = tmp_path / "tables.json"
    tables = tuple(a_table(f"项目{number}") for number in range(COUNT))
    head = Booklet(2026, "304001", "区商务局本级")
    path.write_text(json.dumps(booklet_to_json(replace(head, tables=tables))))

    # Each try begins where the one before left nothing, until one is fast enough to end.
    for delay in (0.05, 0.15, 0.3):
        child = started(path)
        time.sleep(delay)
        child.kill()
        child.communicate()
        if counts() != (0, 0, 0, 0):
            break
    else:
        with started(path) as child:
            child.communicate()

    # One entry for each table, one for the batch, one for the year it brought.
    assert counts() == (1, COUNT, 3 * COUNT, COUNT + 2)
