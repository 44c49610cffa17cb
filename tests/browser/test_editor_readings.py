"""What a cell says, in the pane beside the form."""

import re

from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from projects.models import Indicator


def test_cell_is_told_back_and_its_proper_writing_taken(
    page, author, project, log_in, picture, axe_finds_nothing
):
    call_command("loaddata", "schemes", verbosity=0)
    first = project.indicators.first()
    Indicator.objects.filter(pk=first.pk).update(value_text="不少于 １０ 个")
    log_in(author)
    page.goto(reverse("projects:edit", args=[project.pk]))

    page.locator(f'[id="indicators.{first.uid}.value"]').click()
    expect(page.get_by_text("至少 10 个")).to_be_visible()
    picture("editor_reading")
    axe_finds_nothing()
    page.get_by_role("button", name="改成这样写").click()

    expect(page.locator(f'[id="indicators.{first.uid}.value"]')).to_have_value("≥10个")
    expect(page.get_by_role("button", name="改成这样写")).to_be_hidden()
    page.locator('[id="schedule.6"]').click()
    expect(page.get_by_text("累计支出 50% ＝ 17.50 万元。")).to_be_visible()
    page.locator('[id="schedule.6"]').fill("14万元")
    page.keyboard.press("Tab")
    expect(page.locator('[id="schedule.6"]')).to_have_value("40")


def test_a_refused_text_is_what_the_pane_speaks_of(
    page, author, make_clean_project, log_in, picture, axe_finds_nothing
):
    call_command("loaddata", "schemes", verbosity=0)
    project = make_clean_project()
    log_in(author)
    page.goto(reverse("projects:edit", args=[project.pk]))
    cell, pane = page.get_by_label("10月底"), page.locator("#pane")
    cell.fill("")
    expect(pane).to_contain_text("空白不等于 0")
    expect(pane.locator("[data-findings-pane]")).to_be_visible()
    page.get_by_label("12月底").click()
    cell.fill("101")
    page.get_by_label("12月底").click()
    cell.click()

    expect(pane.locator("[data-refusal-pane]")).to_contain_text("101")
    expect(pane.get_by_text("空白不等于 0")).to_be_hidden()
    expect(pane.locator("[data-findings-pane]")).to_be_hidden()
    expect(cell.locator("xpath=..").locator(".finding-mark")).to_have_count(0)
    picture("editor_refused")
    axe_finds_nothing()

    cell.fill("75")
    expect(pane.locator("[data-refusal-pane]")).to_be_hidden()
    expect(pane).to_contain_text("累计支出 75%")


def test_findings_come_back_with_the_text_they_are_about(page, author, make_clean_project, log_in):
    call_command("loaddata", "schemes", verbosity=0)
    project = make_clean_project()
    log_in(author)
    page.goto(reverse("projects:edit", args=[project.pk]))
    cell = page.get_by_label("10月底")
    mark = cell.locator("xpath=..").locator(".finding-mark")
    cell.fill("")
    expect(mark).to_have_count(1)
    cell.fill("101")
    page.get_by_label("12月底").click()
    expect(mark).to_have_count(0)

    cell.fill("")

    expect(mark).to_have_count(1)
    expect(cell).to_have_accessible_description(re.compile("10月底"))


def test_a_share_is_said_once_in_money(page, author, project, log_in):
    call_command("loaddata", "schemes", verbosity=0)
    log_in(author)
    page.goto(reverse("projects:edit", args=[project.pk]))
    note = page.locator(".cell-note")
    page.get_by_label("6月底").click()
    expect(page.get_by_text("累计支出 50% ＝ 17.50 万元。")).to_be_visible()
    expect(note).to_have_count(0)

    page.keyboard.press("Control+a")
    page.keyboard.type("40")
    expect(note).to_have_text("累计支出 40% ＝ 14 万元")
    page.get_by_label("10月底").click()
    expect(note).to_have_count(0)


def test_the_pane_says_why_it_is_empty(page, author, project, log_in, picture):
    call_command("loaddata", "schemes", verbosity=0)
    log_in(author)
    page.goto(reverse("projects:edit", args=[project.pk]))
    hint = page.locator("[data-pane-hint]")
    page.route("**/reading/*", lambda route: route.fulfill(status=302, headers={"Location": "/login/"}))
    page.get_by_label("6月底").click()
    expect(hint).to_have_text("登录已过期，这里的说明和参考登录后再显示。")
    picture("editor_pane_hint")

    page.unroute("**/reading/*")
    page.evaluate("() => dispatchEvent(new Event('focus'))")

    expect(hint).to_be_hidden()
    expect(page.get_by_text("累计支出 50%")).to_be_visible()
