"""Random gestures on cells and rows while the line breaks: in the end the server has what the screen shows."""

import random

import pytest
from playwright.sync_api import expect

from tests.browser.editor_page import texts_on
from tests.browser.sync import CELLS, become, come_back, is_saved, new_window, open_editor, saved_texts

GESTURES = ("Control+Enter", "Control+d", "Alt+ArrowUp", "Alt+ArrowDown", "Alt+Delete")
CELLS_OF_ROWS = '[data-cell][id^="goals."], [data-cell][id$=".name"], [data-cell][id$=".description"]'


@pytest.fixture
def page(browser, live_server):
    with new_window(browser, live_server.url) as window:
        yield window


class Clerk:
    """Works on at random; the line fails now and then, before or after the server has heard."""

    def __init__(self, page, project, seed):
        self.page, self.project, self.chance, self.is_unreliable = page, project, random.Random(seed), True
        page.context.route(CELLS, self._answer)

    def _answer(self, route):
        luck = self.chance.random() if self.is_unreliable else 0
        if luck < 0.5:
            return route.continue_()
        if luck < 0.75:
            route.fetch()
        return route.abort()

    def do_something(self, at):
        luck = self.chance.random()
        if luck < 0.1:
            self.page.reload()
        elif luck < 0.15:
            self.page = self._another_window()
        elif luck < 0.5:
            self._cell().press(self.chance.choice(GESTURES))
        else:
            self._cell().fill(f"第{at}次填写")
        self.page.wait_for_timeout(self.chance.randrange(150))

    def _cell(self):
        cells = self.page.locator(CELLS_OF_ROWS)
        return cells.nth(self.chance.randrange(cells.count()))

    def _another_window(self):
        window = self.page.context.new_page()
        self.page.close()
        open_editor(window, self.project)
        return window


def decide(page):
    """A page loaded while a deletion was on its way may show the row a moment longer: who types there is asked."""
    settled = page.locator('[data-sync-words="done"], [data-sync-words="error"]')
    expect(settled).to_be_visible(timeout=20_000)
    while (choices := page.locator("[data-choice]:visible")).count():
        choices.first.click()
        expect(settled).to_be_visible()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_server_has_what_the_screen_shows(page, author, project, live_server, seed):
    become(page, author, live_server.url)
    open_editor(page, project)
    clerk = Clerk(page, project, seed)
    for at in range(40):
        clerk.do_something(at)
    clerk.is_unreliable = False
    come_back(clerk.page)

    decide(clerk.page)
    is_saved(clerk.page)
    shown = texts_on(clerk.page)
    saved = saved_texts(project)
    assert list(shown.items()) == [pair for pair in saved.items() if not pair[0].endswith(".weight")]
    expect(clerk.page.locator("[data-unsaved]")).to_be_hidden()
    clerk.page.reload()
    is_saved(clerk.page)
    assert texts_on(clerk.page) == shown
