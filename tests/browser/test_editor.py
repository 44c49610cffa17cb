"""The editor in a real browser: where the focus goes, what stays in sight, what outlives the session."""

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from projects.models import Project
from tests.cast import PASSWORD

# Whether the place where one types in what has the focus is on the screen, with nothing of another lying over it.
IS_IN_SIGHT = """() => {
  const focused = document.activeElement;
  if (focused === document.body) return true;
  const box = focused.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + Math.min(12, box.width / 2), box.y + box.height / 2);
  return focused === top || focused.contains(top);
}"""
NAME_OF_FOCUS = (
    "() => document.activeElement.id || document.activeElement.ariaLabel || document.activeElement.outerHTML"
)


@pytest.fixture
def editor(page, author, project, log_in):
    """The editor of a table that is longer than the screen."""
    call_command("loaddata", "schemes", verbosity=0)
    for order in range(10, 22):
        project.indicators.create(
            order=order, level1_name="产出指标", level2_name="数量指标", name=f"指标{order}"
        )
    log_in(author)
    page.goto(reverse("projects:edit", args=[project.pk]))
    return page


def press_save(page):
    page.get_by_role("button", name="保存", exact=True).last.click()


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
@pytest.mark.parametrize("width", [1366, 683])
def test_what_has_the_focus_is_never_covered(editor, key, width):
    editor.set_viewport_size({"width": width, "height": 768 * width // 1366})
    covered, seen = [], set()
    for _ in range(180):
        editor.keyboard.press(key)
        name = editor.evaluate(NAME_OF_FOCUS)
        if not editor.evaluate(IS_IN_SIGHT):
            covered.append(name)
        seen.add(name)

    assert covered == []
    assert len(seen) > 120


def test_the_cell_of_an_error_is_in_sight(editor):
    editor.get_by_label("预算数").fill("约三十五")
    press_save(editor)
    expect(editor.get_by_role("alert")).to_be_focused()

    editor.get_by_role("link", name="预算数里的").click()

    expect(editor.get_by_label("预算数")).to_be_focused()
    assert editor.evaluate(IS_IN_SIGHT)
    expect(editor.get_by_label("预算数")).to_have_accessible_description(
        "预算数里的“约三十五”不是金额，请填数字，例如 35.00（单位：万元）。"
    )


def test_a_row_added_after_an_error_has_the_focus(editor):
    editor.get_by_label("预算数").fill("约三十五")
    press_save(editor)
    editor.get_by_role("link", name="预算数里的").click()

    editor.get_by_role("button", name="在第10行下面加一行").click()

    expect(editor.get_by_label("第11行“三级指标”")).to_be_focused()
    assert editor.evaluate(IS_IN_SIGHT)
    assert "#" not in editor.url


def test_the_row_after_a_removed_one_has_the_focus(editor):
    editor.get_by_role("button", name="删去第12行").click()

    expect(editor.get_by_label("第12行“三级指标”")).to_be_focused()
    expect(editor.get_by_label("第12行“三级指标”")).to_have_value("指标19")
    assert editor.evaluate(IS_IN_SIGHT)


def test_after_saving_the_page_stands_where_it_stood(editor):
    editor.get_by_label("第13行“三级指标”").fill("参会企业数")
    height = editor.evaluate("() => scrollY")
    editor.keyboard.press("Control+s")

    expect(editor.get_by_text("已保存")).to_be_visible()
    expect(editor.get_by_label("第13行“三级指标”")).to_be_focused()
    assert abs(editor.evaluate("() => scrollY") - height) < 100


def test_what_was_typed_outlives_the_session(editor, project, axe_finds_nothing, picture):
    editor.get_by_label("资金用途").fill("用于省外招商。\n第二行")
    Session.objects.all().delete()
    press_save(editor)

    expect(editor.get_by_text("登录已过期，刚才的操作没有执行")).to_be_visible()
    picture("login_late")
    axe_finds_nothing()
    editor.get_by_label("用户名").fill("author")
    editor.get_by_label("密码").fill(PASSWORD)
    editor.get_by_role("button", name="登录").click()

    expect(editor.get_by_text("已放回下面的表里")).to_be_visible()
    expect(editor.get_by_label("资金用途")).to_have_value("用于省外招商。\n第二行")
    picture("editor_back_after_login")
    press_save(editor)
    expect(editor.get_by_text("已保存")).to_be_visible()
    assert Project.objects.get(pk=project.pk).purpose == "用于省外招商。\n第二行"


def test_a_reason_outlives_the_session(page, unit_reviewer, submitted_project, log_in, axe_finds_nothing):
    log_in(unit_reviewer)
    page.goto(submitted_project.get_absolute_url())
    page.get_by_text("退回修改…").click()
    page.get_by_label("理由").fill("请补充依据。")
    Session.objects.all().delete()
    page.get_by_role("button", name="退回修改").click()
    page.get_by_label("用户名").fill("unit_reviewer")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()

    expect(page.get_by_label("理由")).to_have_value("请补充依据。")
    axe_finds_nothing()
    page.get_by_role("button", name="退回修改").click()

    expect(page.get_by_text(f"已退回修改“{submitted_project.name}”")).to_be_visible()
