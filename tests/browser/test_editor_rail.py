"""The rail beside the editor: where errors are, where something is missing, what is filled in."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect


@pytest.fixture
def open_editor(page, author, log_in):
    def open_page(project):
        call_command("loaddata", "schemes", verbosity=0)
        log_in(author)
        page.goto(reverse("projects:edit", args=[project.pk]))
        expect(page.locator("[data-findings-bar]")).to_be_visible()
        return page

    return open_page


def rail_on(page):
    links = page.get_by_role("navigation", name="表的各部分").get_by_role("link")
    return [link.get_attribute("aria-label") for link in links.all()]


def test_an_error_is_no_tick(open_editor, make_clean_project, picture, axe_finds_nothing):
    page = open_editor(make_clean_project())
    rail = page.get_by_role("navigation", name="表的各部分")
    names = [label.partition("，")[0] for label in rail_on(page)]
    assert rail_on(page) == [f"{name}，已填" for name in names]

    page.get_by_label("10月底").fill("101")
    page.get_by_label("项目编码").fill("1302")
    page.get_by_label("资金用途").fill("")
    page.get_by_label("第3行“指标值”").click()

    expect(rail.get_by_role("link", name="基本信息，1格有错误")).to_have_text("基本信息✕1")
    expect(rail.get_by_role("link", name="支出计划，1格有错误")).to_have_text("支出计划✕1")
    expect(rail.get_by_role("link", name="资金，还有1格没有填")).to_have_text("资金空1")
    picture("editor_rail")
    axe_finds_nothing()


def test_the_rail_leads_to_the_error(open_editor, make_clean_project):
    page = open_editor(make_clean_project())
    rail = page.get_by_role("navigation", name="表的各部分")
    page.get_by_label("10月底").fill("101")
    page.get_by_label("3月底").fill("")
    page.get_by_label("第3行“指标值”").click()

    rail.get_by_role("link", name="支出计划，1格有错误，还有1格没有填").click()
    expect(page.get_by_label("10月底")).to_be_focused()
    page.get_by_label("10月底").fill("75")
    rail.get_by_role("link", name="支出计划，还有1格没有填").click()
    expect(page.get_by_label("3月底")).to_be_focused()
