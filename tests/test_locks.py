"""Lock files and what comes out of the wheels they pin."""

import base64
import hashlib
import re
from itertools import pairwise
from pathlib import Path

import django_include_bootstrap
import pytest
from django.conf import settings

LOCKS = ["requirements.txt", "requirements-test.txt", "requirements-dev.txt"]
HOST_OR_INDEX = re.compile(
    r"://|--index|--extra-index|--find-links|--trusted-host|(^|\s)(-i|-f)\s", re.MULTILINE
)
PIN = re.compile(
    r"^([a-z0-9][a-z0-9.\[\]-]*==\S+)((?: ;[^\\]*)?)((?: \\\n    --hash=sha256:[0-9a-f]{64})+)", re.MULTILINE
)
BOOTSTRAP = {
    "css/bootstrap.min.css": "sRIl4kxILFvY47J16cr9ZwB07vP4J8+LH7qKQnuqkuIAvNWLzeN8tE5YBujZqJLB",
    "js/bootstrap.bundle.min.js": "FKyoEForCGlyvwx9Hj09JcYn3nv7wiPVlz7YYwJrWVcXK/BmnVDxM+D2scQbITxI",
}


def pins(lock):
    return {match[1]: match[3].count("--hash") for match in PIN.finditer(lock_text(lock))}


def lock_text(lock):
    return (settings.BASE_DIR / lock).read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_a_host_or_an_index(lock):
    assert HOST_OR_INDEX.findall(lock_text(lock)) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_its_hashes(lock):
    lines = [
        line for line in lock_text(lock).splitlines() if "==" in line and not line.lstrip().startswith("#")
    ]

    assert len(pins(lock)) == len(lines)


@pytest.mark.parametrize(("smaller", "larger"), [*pairwise(LOCKS)])
def test_each_lock_holds_all_of_the_one_before(smaller, larger):
    assert pins(smaller).keys() - pins(larger).keys() == set()


@pytest.mark.parametrize(("name", "sha384"), BOOTSTRAP.items())
def test_bootstrap_in_the_wheel_is_the_one_its_makers_publish(name, sha384):
    file = Path(django_include_bootstrap.__file__).parent / "static" / name

    assert base64.b64encode(hashlib.sha384(file.read_bytes()).digest()).decode() == sha384
