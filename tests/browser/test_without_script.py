"""The thin way through works with JavaScript switched off."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from projects.mapping import goal_table_of
from projects.models import Project
from tests.browser.conftest import OFFICE_PC
from tests.cast import PASSWORD


@pytest.fixture
def plain_page(browser, live_server, client, settings, author):
    client.force_login(author)
    context = browser.new_context(base_url=live_server.url, viewport=OFFICE_PC, java_script_enabled=False)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    yield context.new_page()
    context.close()


def test_a_table_is_edited_and_submitted(plain_page, make_clean_project):
    project = make_clean_project()
    plain_page.goto(reverse("projects:edit", args=[project.pk]))
    plain_page.get_by_role("button", name="在第1行下面加一行").click()
    texts = {
        "三级指标": "操作培训场次",
        "绩效指标描述": "面向卫生院医生组织的会诊系统操作培训",
        "指标值": "≥6场",
        "指标值确定依据": "设备采购合同",
    }
    for part, text in texts.items():
        plain_page.get_by_label(f"第2行“{part}”").fill(text)
    plain_page.get_by_role("button", name="删去第1条绩效目标").click()
    plain_page.get_by_role("button", name="保存并预览").click()
    plain_page.get_by_role("button", name="提交审核").click()

    expect(plain_page.get_by_text("已提交审核")).to_be_visible()
    table = goal_table_of(project)
    assert [row.name for row in table.indicators][:3] == [
        "会诊终端购置数量",
        "操作培训场次",
        "阅片工作站购置数量",
    ]
    assert [goal.text for goal in table.goals] == ["全年完成远程会诊1200例以上，设备验收合格率100%。"]


def test_enter_in_a_cell_saves(plain_page, project):
    plain_page.goto(reverse("projects:edit", args=[project.pk]))
    plain_page.get_by_label("预算数").fill("36")
    plain_page.keyboard.press("Enter")

    expect(plain_page.get_by_text("已保存")).to_be_visible()


def test_the_cell_of_an_error_is_led_to(plain_page, project):
    plain_page.goto(reverse("projects:edit", args=[project.pk]))
    plain_page.get_by_label("预算数").fill("约三十五")
    plain_page.get_by_role("button", name="保存", exact=True).last.click()
    expect(plain_page.get_by_role("alert")).to_be_focused()

    plain_page.get_by_role("link", name="预算数里的").click()

    expect(plain_page.get_by_label("预算数")).to_be_focused()
    expect(plain_page.get_by_label("预算数")).to_have_accessible_description(
        "预算数里的“约三十五”不是金额，请填数字，例如 35.00（单位：万元）。"
    )


def test_a_conflict_shows_both_texts(plain_page, project):
    plain_page.goto(reverse("projects:edit", args=[project.pk]))
    plain_page.get_by_label("资金用途", exact=True).fill("用于省外招商。")
    Project.objects.update(lock_version=1, purpose="用于境外招商。")
    plain_page.get_by_role("button", name="保存", exact=True).last.click()

    expect(plain_page.get_by_text("被他人改动过")).to_be_visible()
    expect(plain_page.get_by_label("资金用途", exact=True)).to_have_value("用于省外招商。")
    expect(plain_page.get_by_role("article")).to_contain_text("用于境外招商。")


def test_the_row_after_a_removed_one_has_the_focus(plain_page, project):
    plain_page.goto(reverse("projects:edit", args=[project.pk]))
    plain_page.get_by_role("button", name="删去第2行").click()

    expect(plain_page.get_by_label("第2行“三级指标”")).to_be_focused()
    expect(plain_page.get_by_label("第2行“三级指标”")).to_have_value("企业满意度")


def test_what_was_typed_outlives_the_session(plain_page, project):
    plain_page.goto(reverse("projects:edit", args=[project.pk]))
    plain_page.get_by_label("资金用途").fill("用于省外招商。\n第二行")
    Session.objects.all().delete()
    plain_page.get_by_role("button", name="保存", exact=True).last.click()

    expect(plain_page.get_by_text("登录已过期，刚才的操作没有执行")).to_be_visible()
    plain_page.get_by_label("用户名").fill("author")
    plain_page.get_by_label("密码").fill(PASSWORD)
    plain_page.get_by_role("button", name="登录").click()

    expect(plain_page.get_by_text("已放回下面的表里")).to_be_visible()
    expect(plain_page.get_by_label("资金用途")).to_have_value("用于省外招商。\n第二行")
    plain_page.get_by_role("button", name="保存", exact=True).last.click()
    expect(plain_page.get_by_text("已保存")).to_be_visible()
    assert Project.objects.get(pk=project.pk).purpose == "用于省外招商。\n第二行"


def test_the_bar_for_ticked_tables_needs_no_script(plain_page, project):
    plain_page.goto(reverse("projects:list"))
    expect(plain_page.get_by_role("button", name="导出所选 Word")).to_be_hidden()

    plain_page.get_by_label("勾选招商引资经费").check()

    expect(plain_page.get_by_role("button", name="导出所选 Word")).to_be_visible()
