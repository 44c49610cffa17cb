"""Settings of the test suite: the real ones, without their slow parts, on data of its own."""

import atexit
import os
import shutil
import tempfile

if "PERFGOALS_TEST_DIR" not in os.environ:  # pytest-xdist's workers inherit it
    os.environ["PERFGOALS_TEST_DIR"] = tempfile.mkdtemp(prefix="perfgoals-tests-")
    atexit.register(shutil.rmtree, os.environ["PERFGOALS_TEST_DIR"], ignore_errors=True)
os.environ["PERFGOALS_DATA_DIR"] = os.environ["PERFGOALS_TEST_DIR"]
os.environ["PERFGOALS_SECRET_KEY"] = "only for tests"

from perfgoals.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, as in life: a database in memory knows neither the log nor the waiting of two connections.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}  # noqa: F405
else:
    # A browser that keeps its line open would keep the test database from being dropped.
    DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
