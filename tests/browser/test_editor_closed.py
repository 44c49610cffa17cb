"""The editor of a table whose year was closed under the hands."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from projects.models import FiscalYear
from tests.browser.sync import new_window, open_editor, status


@pytest.fixture
def page(browser, live_server):
    with new_window(browser, live_server.url) as window:
        yield window


@pytest.fixture
def editor(page, author, project, log_in):
    call_command("loaddata", "schemes", verbosity=0)
    log_in(author)
    open_editor(page, project)
    return page


def test_undo_says_why_it_cannot(editor):
    editor.get_by_label("资金用途").fill("用于省外招商。")
    expect(status(editor)).to_contain_text("已保存")
    FiscalYear.objects.update(is_closed=True)
    editor.keyboard.press("Control+z")
    expect(status(editor)).to_contain_text("已关闭")

    editor.get_by_label("资金用途").fill("用于省内招商。")
    expect(status(editor)).to_contain_text("1处没有保存")
    editor.keyboard.press("Control+z")

    editor.wait_for_timeout(500)
    expect(status(editor)).to_contain_text("已关闭")
