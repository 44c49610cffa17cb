"""Settings of the test suite: the real ones, without their slow or disk-bound parts."""

import os
import tempfile

os.environ.setdefault("PERFGOALS_SECRET_KEY", "only for tests")
os.environ.setdefault("PERFGOALS_DATA_DIR", tempfile.mkdtemp(prefix="perfgoals-tests-"))

from perfgoals.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, as in life: a database in memory knows neither the log nor the waiting of two connections.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}  # noqa: F405
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
