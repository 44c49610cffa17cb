"""The server is killed while somebody types, and started again."""

import os
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import expect

from tests.browser.sync import (
    assert_all_saved,
    become,
    come_back,
    is_saved,
    new_window,
    open_editor,
    random_edits,
    status,
    type_all,
)

PATIENCE_SECONDS = 20


class Server:
    """A server of its own on the test database; killing it is no goodbye."""

    def __init__(self, port):
        self.port, self.url = port, f"http://127.0.0.1:{port}"

    def start(self):
        command = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{self.port}"]
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "PERFGOALS_DATABASE_URL": database_url(),
        }
        self.running = subprocess.Popen(
            command, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.1)

    def _answers(self):
        try:
            with urllib.request.urlopen(f"{self.url}/healthz"):
                return True
        except OSError:
            return False

    def kill(self):
        self.running.kill()
        self.running.wait()


def database_url():
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    who = f"{given['USER']}:{given['PASSWORD']}" if given["PASSWORD"] else given["USER"]
    return f"postgres://{who}@{given['HOST']}:{given['PORT']}/{given['NAME']}"


def free_port():
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


@pytest.fixture
def server(transactional_db):
    call_command("collectstatic", interactive=False, verbosity=0)
    server = Server(free_port())
    server.start()
    yield server
    server.kill()


@pytest.fixture
def page(browser, server):
    with new_window(browser, server.url) as window:
        yield window


def test_a_killed_server_loses_nothing(page, server, author, project):
    become(page, author, server.url)
    open_editor(page, project)
    edits = random_edits(project, 12, seed=5)
    for at in range(0, 12, 6):
        type_all(page, edits[at : at + 3])
        server.kill()
        type_all(page, edits[at + 3 : at + 6])
        expect(status(page)).to_contain_text("未连接，已记在本机")
        server.start()
    come_back(page)

    is_saved(page)
    assert_all_saved(project, edits)
