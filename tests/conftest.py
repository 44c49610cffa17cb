"""Fixtures for every test: what the machine must have, and the cast."""

import os
import shutil

import pytest
from django.conf import settings

pytest_plugins = ["tests.cast"]

pytest_plugins = ["tests.cast"]

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def _on_postgresql() -> bool:
    return "postgresql" in settings.DATABASES["default"]["ENGINE"]


NEEDS = {
    "needs_chromium": (find_chromium, "chromium is not installed"),
    "needs_libreoffice": (lambda: shutil.which("soffice"), "LibreOffice (soffice) is not installed"),
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of what only PostgreSQL does belong to the run on PostgreSQL; .ci/run sees to it that there is one."""
    foreign = (
        [] if _on_postgresql() else [item for item in items if item.get_closest_marker("needs_postgresql")]
    )
    config.hook.pytest_deselected(items=foreign)
    items[:] = [item for item in items if item not in foreign]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test whose tool is missing is skipped with the reason; in CI that is a failure."""
    for mark in item.iter_markers():
        is_there, reason = NEEDS.get(mark.name, (lambda: True, ""))
        if not is_there():
            (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
