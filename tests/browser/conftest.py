"""A real browser for tests of pages: Debian's chromium, axe, and pictures where they are asked for.

A test that takes `page` gets its own window of 1366 x 768, is marked needs_chromium, and fails on any script error
and on anything the content security policy refused. With PERFGOALS_SCREENSHOTS=folder, `picture` writes what it sees.
"""

import os
import threading
import time
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import sync_playwright

from tests.conftest import find_chromium

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=zh-CN",
)
LONGEST_ANSWER_SECONDS = 10
OFFICE_PC = {"width": 1366, "height": 768}


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.needs_chromium)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session", autouse=True)
def _database_beside_the_browser():
    """Playwright's loop runs in this thread; Django would take its presence for asynchronous code."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(autouse=True)
def _server_at_rest(transactional_db):
    """What a closed window asked for last is still being answered: only after that may the tables be emptied."""
    yield
    give_up_at = time.monotonic() + LONGEST_ANSWER_SECONDS
    while time.monotonic() < give_up_at and any(map(_answers_a_request, threading.enumerate())):
        time.sleep(0.02)


def _answers_a_request(thread):
    return "process_request_thread" in thread.name


@pytest.fixture(scope="session")
def browser():
    """While Playwright's loop runs Django keeps other connections than before and after: none may stay open."""
    connections.close_all()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=QUIET)
        yield chromium
        chromium.close()
        connections.close_all()


@pytest.fixture
def page(browser, live_server):
    """A window with nobody logged in; addresses may begin with a slash."""
    context = browser.new_context(
        base_url=live_server.url,
        viewport=OFFICE_PC,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",  # else axe measures colours half way
    )
    window = context.new_page()
    complaints = []
    window.on("pageerror", lambda error: complaints.append(str(error)))
    window.on("console", lambda message: complaints.extend(_complaint(message, window)))
    yield window
    context.close()
    assert complaints == []


def _complaint(message, window):
    """The text of an error; that the page itself came with a status like 404 is no error of the page."""
    if message.type == "error" and message.location["url"] != window.url:
        yield message.text


@pytest.fixture
def log_in(page, live_server, client, settings):
    """Return a function that makes the window a user's, without the log-in page."""

    def enter(user):
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
        )

    return enter


@pytest.fixture
def axe_finds_nothing(page):
    """Return a function that fails with axe's own words when the page shuts somebody out."""

    def check():
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()

    return check


@pytest.fixture
def picture(page):
    """Return a function that keeps a picture of the window under a name, where PERFGOALS_SCREENSHOTS names a folder."""

    def take(name):
        if folder := os.environ.get("PERFGOALS_SCREENSHOTS"):
            page.screenshot(path=Path(folder) / f"{name}.png")

    return take
