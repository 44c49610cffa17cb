"""Import this before any model: the process then works on a SQLite database of its own, gone at its end.

BENCHMARK_DATABASE_URL names another one, empty and left behind full.
"""

import atexit
import os
import tempfile
from pathlib import Path

import django
from django.core.management import call_command

_folder = tempfile.TemporaryDirectory(prefix="perfgoals-benchmark-")
atexit.register(_folder.cleanup)
FOLDER = Path(_folder.name)

os.environ |= {
    "DJANGO_SETTINGS_MODULE": "perfgoals.settings",
    "PERFGOALS_DATA_DIR": str(FOLDER),
    "PERFGOALS_DATABASE_URL": os.environ.get(
        "BENCHMARK_DATABASE_URL", f"sqlite:///{FOLDER / 'benchmark.sqlite3'}"
    ),
    "PERFGOALS_ALLOWED_HOSTS": "testserver",
    "PERFGOALS_SECRET_KEY": "only for benchmarks",
}
django.setup()
call_command("migrate", verbosity=0)
