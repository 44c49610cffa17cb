"""Settings: what they become on the machine, not what they ask for."""

import os
import stat
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection
from django.db.utils import ConnectionHandler

from perfgoals.database import with_safe_options

PRODUCTION = {"PERFGOALS_ALLOWED_HOSTS": "goals.example", "PERFGOALS_HTTPS": "1"}


def manage(*words, environment):
    """Run manage.py on the real settings, with nothing of the test suite's environment."""
    own = ("PERFGOALS_", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=settings.BASE_DIR,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def sqlite_file(tmp_path, db):
    configured = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "db.sqlite3"}
    handler = ConnectionHandler({"default": with_safe_options(configured)})
    yield handler["default"]
    handler["default"].close()


def pragma(opened, name):
    with opened.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


def test_sqlite_syncs_every_commit_through_a_write_ahead_log(sqlite_file):
    assert pragma(sqlite_file, "journal_mode") == "wal"
    assert pragma(sqlite_file, "synchronous") == 2
    assert pragma(sqlite_file, "busy_timeout") == 20_000


def test_sqlite_transactions_take_the_write_lock_at_once(sqlite_file):
    statements = []
    sqlite_file.ensure_connection()
    sqlite_file.connection.set_trace_callback(statements.append)

    sqlite_file._start_transaction_under_autocommit()

    assert statements == ["BEGIN IMMEDIATE"]


@pytest.mark.needs_postgresql
def test_postgresql_gives_up_waiting(db):
    with connection.cursor() as cursor:
        limits = []
        for name in ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"):
            cursor.execute(f"SHOW {name}")
            limits.append(cursor.fetchone()[0])

    assert limits == ["20s", "2min", "1min"]


def test_postgresql_keeps_the_options_of_its_address():
    configured = {"ENGINE": "django.db.backends.postgresql", "OPTIONS": {"sslmode": "require"}}

    opened = with_safe_options(configured)

    assert opened["OPTIONS"]["sslmode"] == "require"
    assert opened["OPTIONS"]["options"].startswith("-c lock_timeout=20s")


def test_requests_are_never_wrapped_in_a_transaction():
    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"] is False


def test_a_first_start_makes_its_own_secret_key(tmp_path):
    started = manage("check", environment={"PERFGOALS_DATA_DIR": str(tmp_path)})

    assert started.returncode == 0, started.stderr
    key = tmp_path / "secret_key"
    assert len(key.read_text()) >= 50
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


@pytest.mark.parametrize("proxies", ["0", "1"])
def test_deployment_check_finds_nothing(tmp_path, proxies):
    told = {"PERFGOALS_DATA_DIR": str(tmp_path), "PERFGOALS_PROXY_COUNT": proxies}
    environment = PRODUCTION | told

    checked = manage("check", "--deploy", "--fail-level", "WARNING", environment=environment)

    assert checked.returncode == 0, checked.stderr


def test_deployment_check_speaks_without_https(tmp_path):
    """The check above is no empty gesture."""
    environment = {"PERFGOALS_DATA_DIR": str(tmp_path)}

    checked = manage("check", "--deploy", "--fail-level", "WARNING", environment=environment)

    assert checked.returncode == 1
    assert "security.W004" in checked.stderr


def test_a_lock_counts_tries_on_the_account_wherever_they_come_from():
    assert settings.AXES_LOCKOUT_PARAMETERS == ["username"]
    assert settings.ADDRESS_FAILURE_LIMIT > settings.AXES_FAILURE_LIMIT
