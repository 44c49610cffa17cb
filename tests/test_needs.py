"""A tool that is missing skips its tests on a person's machine and fails them in CI."""

import os
import subprocess
import sys

from django.conf import settings

PYTEST = (sys.executable, "-m", "pytest", "-n0", "-p", "no:cacheprovider", "-p", "no:randomly", "-rs")
NEEDY = "tests/browser/test_frame.py::test_the_first_tab_leads_past_the_frame"


def outcome(**environment):
    """Run one browser test where no program can be found; return pytest's exit code and closing lines."""
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "PATH")}
    done = subprocess.run(
        [*PYTEST, NEEDY],
        cwd=settings.BASE_DIR,
        env=kept | {"PATH": "/nowhere"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_a_missing_browser_skips_with_its_reason():
    code, told = outcome()

    assert code == 0
    assert "chromium is not installed" in told
    assert "1 skipped" in told


def test_a_missing_browser_fails_in_ci():
    code, told = outcome(CI="true")

    assert code == 1
    assert "chromium is not installed" in told
    assert "1 error" in told
