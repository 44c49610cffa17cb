"""Fixtures for every test: what the machine must have, and the cast."""

import os
import shutil

import hypothesis
import pytest
from django.conf import settings

pytest_plugins = ["tests.cast"]

# How long an example takes says nothing on a shared machine. In CI Hypothesis itself repeats the same examples.
hypothesis.settings.register_profile("perfgoals", hypothesis.settings.default, deadline=None)
hypothesis.settings.load_profile("perfgoals")

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def _on_postgresql() -> bool:
    return "postgresql" in settings.DATABASES["default"]["ENGINE"]


NEEDS = {
    "needs_chromium": (find_chromium, "chromium is not installed"),
    "needs_poppler": (lambda: shutil.which("pdftotext"), "poppler-utils (pdftotext) is not installed"),
    "needs_libreoffice": (lambda: shutil.which("soffice"), "LibreOffice (soffice) is not installed"),
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of what only PostgreSQL does belong to the run on PostgreSQL; .ci/run sees to it that there is one."""
    if _on_postgresql():
        return
    foreign = [item for item in items if item.get_closest_marker("needs_postgresql")]
    config.hook.pytest_deselected(items=foreign)
    items[:] = [item for item in items if item not in foreign]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test whose tool is missing is skipped with the reason; in CI that is a failure."""
    for mark in item.iter_markers():
        is_there, reason = NEEDS.get(mark.name, (bool, ""))
        if reason and not is_there():
            _leave_out(reason)


def _leave_out(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
