"""What the tests of saving in the editor share: cells, the status, the queue in the browser, the network."""

import json
import random
import re
from contextlib import contextmanager

from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from projects.cell_texts import texts_of
from projects.mapping import goal_table_of
from projects.models import Project
from projects.paper import layout_for
from tests.browser.conftest import OFFICE_PC

PATIENCE_MS = 20_000
NO_STORAGE = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
CELLS = re.compile(r"/cells/(\?|$)")


@contextmanager
def new_window(browser, address):
    """A window of a browser of its own; what it cannot reach is no error there, a fault of a script is."""
    context = browser.new_context(
        base_url=address,
        viewport=OFFICE_PC,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
    )
    complaints = []
    context.on("weberror", lambda found: complaints.append(str(found.error)))
    context.on("console", lambda message: complaints.extend(_complaint(message)))
    yield context.new_page()
    context.close()
    assert complaints == []


def _complaint(message):
    if message.type == "error" and not message.text.startswith("Failed to load resource"):
        yield message.text


def become(window, user, address):
    """Make the window a user's, without the log-in page."""
    client = Client()
    client.force_login(user)
    morsels = client.cookies.values()
    window.context.clear_cookies()
    window.context.add_cookies([{"name": each.key, "value": each.value, "url": address} for each in morsels])


def open_editor(page, project):
    page.goto(reverse("projects:edit", args=[project.pk]))


def cell(page, address):
    return page.locator(f'[id="{address}"]')


def status(page):
    return page.locator("[data-sync-words]")


def is_saved(page):
    """Wait until the page says that everything is saved and holds nothing back."""
    expect(status(page)).to_contain_text(re.compile("已(全部)?保存"), timeout=PATIENCE_MS)
    assert queue_of(page) == []


def queue_of(page):
    """The operations on this machine, whosesoever they are."""
    entries = page.evaluate("() => Object.entries({...localStorage}).sort()")
    return [json.loads(text)["operation"] for key, text in entries if key.startswith("unsent ")]


def come_back(page):
    """What the browser tells a page that is looked at again."""
    page.evaluate("() => dispatchEvent(new Event('focus'))")


def cut(page):
    """Break the line to the server, for saving and reading alike; a page that can be loaded is cut off all the same.

    What a page sends while it closes passes by the routes, so the open page loses its voice as well.
    """
    page.context.route(CELLS, lambda route: route.abort())
    page.evaluate(
        "() => { window.line ??= fetch; window.fetch = () => Promise.reject(new TypeError('cut')); }"
    )


def mend(page):
    page.context.unroute_all(behavior="ignoreErrors")
    page.evaluate("() => { window.fetch = window.line ?? window.fetch; }")


def saved_texts(project):
    """What the server has, as the form shows it."""
    project = Project.objects.get(pk=project.pk)
    return texts_of(goal_table_of(project), layout_for(project.unit).money_unit)


def random_edits(project, number, seed):
    """Texts for cells in which anything may stand; the later one of a cell is the one to be found again."""
    chance = random.Random(seed)
    rows = [row.uid for row in project.indicators.all()]
    cells = ["purpose", *(f"goals.{goal.uid}" for goal in project.goals.all())]
    cells += [f"indicators.{uid}.{part}" for uid in rows for part in ("name", "description", "basis")]
    return [(chance.choice(cells), f"第{at}次填写{chance.randrange(10**6)}") for at in range(number)]


def type_all(page, edits):
    for address, text in edits:
        cell(page, address).fill(text)


def assert_all_saved(project, edits):
    texts = saved_texts(project)
    wanted = dict(edits)

    assert {address: texts[address] for address in wanted} == wanted
