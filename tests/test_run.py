"""./run keeps an environment that holds what the lock says: nothing older, and nothing besides."""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile

import pytest
from django.conf import settings

# The machine's own, not the environment's, which need not hold pip.
PYTHON = os.path.realpath(sys.executable)

LIST = """import importlib.metadata, sys
print(*sorted(f"{d.name}=={d.version}" for d in importlib.metadata.distributions() if d.name.startswith("goals-")))
print(*sys.argv[1:])
"""


@pytest.fixture
def house(tmp_path):
    """A house with our ./run, three locks, and a manage.py that lists what is installed."""
    shutil.copy(settings.BASE_DIR / "run", tmp_path / "run")
    (tmp_path / "manage.py").write_text(LIST)
    (tmp_path / "wheelhouse").mkdir()
    return tmp_path


def make_wheel(house, name, version):
    """Make the smallest wheel there can be; return its line for a lock."""
    stem = f"{name.replace('-', '_')}-{version}"
    files = {
        f"{stem}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{stem}.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    digests = {
        path: base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        for path, text in files.items()
    }
    record = "".join(f"{path},sha256={digest},\n" for path, digest in digests.items())
    wheel = house / "wheelhouse" / f"{stem}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in (files | {f"{stem}.dist-info/RECORD": record}).items():
            archive.writestr(path, text)
    return f"{name}=={version} \\\n    --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


def write_locks(house, runtime, test):
    (house / "requirements.txt").write_text(runtime)
    (house / "requirements-test.txt").write_text(runtime + test)
    (house / "requirements-dev.txt").write_text(runtime + test)


def run(house, *words):
    """Call ./run without any index; return (exit code, lines of output)."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PERFGOALS_"))}
    told = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(house / "wheelhouse"), "PIP_CONFIG_FILE": os.devnull}
    done = subprocess.run(
        [PYTHON, "run", *words],
        cwd=house,
        env=kept | told,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.splitlines()


def test_the_environment_follows_its_lock(house):
    old, new = make_wheel(house, "goals-paper", "1.0"), make_wheel(house, "goals-paper", "2.0")
    dropped, for_tests = make_wheel(house, "goals-dropped", "1.0"), make_wheel(house, "goals-tests", "1.0")

    write_locks(house, old + dropped, for_tests)
    first = run(house, "manage", "check", "--deploy")
    again = run(house, "manage")
    # Without the package pytest the suite cannot start, but its lock is installed by then.
    with_tests = run(house, "test")
    after_tests = run(house, "manage")
    write_locks(house, new, for_tests)
    changed = run(house, "manage")

    installing = "Installing requirements.txt …"
    assert first == (
        0,
        ["Making .venv …", installing, "goals-dropped==1.0 goals-paper==1.0", "check --deploy"],
    )
    assert again == (0, ["goals-dropped==1.0 goals-paper==1.0", ""])
    assert with_tests[0] == 1
    assert after_tests == (0, ["goals-dropped==1.0 goals-paper==1.0 goals-tests==1.0", ""])
    assert changed == (
        0,
        [
            "Installing requirements-test.txt …",
            "Removing goals-dropped",
            "goals-paper==2.0 goals-tests==1.0",
            "",
        ],
    )


def test_an_install_that_fails_is_tried_again(house):
    write_locks(house, make_wheel(house, "goals-paper", "1.0"), "")
    wheel = next((house / "wheelhouse").iterdir())
    hidden = wheel.rename(house / wheel.name)

    failed, _ = run(house, "manage")
    hidden.rename(wheel)
    repaired, lines = run(house, "manage")

    assert (failed, repaired) == (1, 0)
    assert lines == ["Installing requirements.txt …", "goals-paper==1.0", ""]


def test_an_unknown_word_is_told_before_anything_is_made(house):
    code, lines = run(house, "tset")

    assert (code, lines[0]) == (1, "unknown command 'tset'")
    assert not (house / ".venv").exists()


def test_the_demo_is_not_served_to_other_machines_unasked(house):
    code, lines = run(house, "0.0.0.0:8000")

    assert code == 1
    assert "PERFGOALS_DEMO=1" in lines[0]
    assert not (house / ".venv").exists()
