"""The thin way through works with JavaScript switched off."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from projects.mapping import goal_table_of
from tests.browser.conftest import OFFICE_PC


@pytest.fixture
def plain_page(browser, live_server, client, settings, author):
    client.force_login(author)
    context = browser.new_context(base_url=live_server.url, viewport=OFFICE_PC, java_script_enabled=False)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    yield context.new_page()
    context.close()


def test_a_table_is_edited_and_submitted(plain_page, project):
    plain_page.goto(reverse("projects:edit", args=[project.pk]))
    plain_page.get_by_role("button", name="在第1行下面加一行").click()
    plain_page.get_by_label("第2行“三级指标”").fill("签约项目数量")
    plain_page.get_by_role("button", name="删去第1条绩效目标").click()
    plain_page.get_by_role("button", name="保存并预览").click()
    plain_page.get_by_role("button", name="提交审核").click()

    expect(plain_page.get_by_text("已提交审核")).to_be_visible()
    table = goal_table_of(project)
    assert [row.name for row in table.indicators] == [
        "引进企业数量",
        "签约项目数量",
        "新增税收",
        "企业满意度",
    ]
    assert [goal.text for goal in table.goals] == ["按时完成招商活动。"]


def test_enter_in_a_cell_saves(plain_page, project):
    plain_page.goto(reverse("projects:edit", args=[project.pk]))
    plain_page.get_by_label("预算数").fill("36")
    plain_page.keyboard.press("Enter")

    expect(plain_page.get_by_text("已保存")).to_be_visible()


def test_the_bar_for_ticked_tables_needs_no_script(plain_page, project):
    plain_page.goto(reverse("projects:list"))
    expect(plain_page.get_by_role("button", name="导出所选 Word")).to_be_hidden()

    plain_page.get_by_label("勾选招商引资经费").check()

    expect(plain_page.get_by_role("button", name="导出所选 Word")).to_be_visible()
