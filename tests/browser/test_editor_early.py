"""Typing on a slow line: what is typed before the editor's scripts are there is saved all the same."""

from django.urls import reverse
from playwright.sync_api import expect

from projects.models import Project

SYNC = "**/js/editor/sync*.js"


def test_what_is_typed_before_the_scripts_is_saved(page, author, project, log_in):
    waiting = []
    page.route(SYNC, lambda route: waiting.append(route))
    log_in(author)
    page.goto(reverse("projects:edit", args=[project.pk]), wait_until="commit")
    purpose = page.locator("#purpose")
    purpose.fill("用于省外招商。")
    expect(purpose).to_have_value("用于省外招商。")

    page.wait_for_timeout(300)
    for route in waiting:
        route.continue_()

    expect(page.locator("[data-sync-words]")).to_contain_text("已保存")
    assert waiting
    assert Project.objects.get(pk=project.pk).purpose == "用于省外招商。"
