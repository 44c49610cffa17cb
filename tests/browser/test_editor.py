"""The editor in a real browser: where the focus goes, what stays in sight, what grows, what prints."""

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

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


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
@pytest.mark.parametrize("width", [1366, 683])
def test_what_has_the_focus_is_never_covered(editor, key, width):
    editor.set_viewport_size({"width": width, "height": 768 * width // 1366})
    covered, seen = [], set()
    for _ in range(140):
        editor.keyboard.press(key)
        name = editor.evaluate(NAME_OF_FOCUS)
        if not editor.evaluate(IS_IN_SIGHT):
            covered.append(name)
        seen.add(name)

    assert covered == []
    assert len(seen) > 110


@pytest.mark.parametrize("width", [1366, 683])
def test_what_enter_reaches_is_never_covered(editor, width):
    editor.set_viewport_size({"width": width, "height": 768 * width // 1366})
    editor.get_by_label("项目名称").click()
    covered = []
    for _ in range(22):
        editor.keyboard.press("Enter")
        if not editor.evaluate(IS_IN_SIGHT):
            covered.append(editor.evaluate(NAME_OF_FOCUS))

    assert covered == []


def test_a_cell_that_is_refused_says_why_while_it_has_the_focus(editor, axe_finds_nothing, picture):
    editor.get_by_label("预算数").fill("约三十五")
    expect(editor.get_by_label("预算数")).to_have_attribute("aria-invalid", "true")
    picture("editor_refused")
    axe_finds_nothing()
    expect(editor.locator(".cell-error")).to_have_text(
        "预算数里的“约三十五”不是金额，请填数字，例如 35.00（单位：万元）。"
    )
    expect(editor.locator(".cell-error")).to_be_visible()

    editor.get_by_label("项目名称").click()

    expect(editor.locator(".cell-error")).to_be_hidden()


def test_long_text_grows_its_cell(editor):
    cell = editor.get_by_label("第2行“绩效指标描述”")
    before = cell.bounding_box()["height"]
    cell.fill("反映企业新增税收的情况，" * 8)

    after = cell.bounding_box()["height"]
    assert after > 4 * before
    assert cell.evaluate("(cell) => cell.scrollHeight <= cell.clientHeight")


def test_text_grows_its_cell_in_browsers_that_do_not_do_it_themselves(page, author, project, log_in):
    project.indicators.update(description="反映企业新增税收的情况，" * 8)
    page.add_init_script("CSS.supports = () => false")
    log_in(author)
    page.goto(reverse("projects:edit", args=[project.pk]))
    cell = page.get_by_label("第2行“绩效指标描述”")
    grown = cell.evaluate("(cell) => parseFloat(cell.style.height)")
    cell.fill("短")

    assert cell.evaluate("(cell) => parseFloat(cell.style.height)") < grown / 3


def test_the_rail_leads_to_what_is_empty(editor):
    rail = editor.get_by_role("navigation", name="表的各部分")
    expect(rail.get_by_role("link", name="产出，1格有错误")).to_be_visible()
    labels = rail.get_by_role("link").evaluate_all("(links) => links.map((link) => link.ariaLabel)")
    assert labels == [
        "基本信息，已填",
        "资金，已填",
        "支出计划，已填",
        "目标，已填",
        "产出，1格有错误，还有36格没有填",
        "效益，已填",
        "满意度，已填",
    ]

    editor.get_by_label("第4行“绩效指标描述”").fill("反映情况")
    expect(rail.get_by_role("link", name="产出，1格有错误，还有35格没有填")).to_be_visible()
    editor.get_by_label("第1条绩效目标").fill("")
    editor.get_by_label("项目名称").click()
    rail.get_by_role("link", name="目标，还有1格没有填").click()

    expect(editor.get_by_label("第1条绩效目标")).to_be_focused()


def test_the_sum_stands_at_the_budget(editor):
    editor.get_by_label("其他资金").fill("１，000.05")
    note = editor.locator(".cell-note")
    expect(note).to_have_text("财政 35 ＋ 其他 1,000.05 ＝ 1,035.05 万元，比预算数多 1,000.05 万元")

    editor.get_by_label("预算数").fill("1,035.05")
    expect(note).to_have_text("财政 35 ＋ 其他 1,000.05 ＝ 1,035.05 万元，等于预算数")
    editor.get_by_label("财政资金").fill("")
    expect(note).to_have_text("财政 空 ＋ 其他 1,000.05 ＝ 1,000.05 万元，比预算数少 35 万元")

    editor.get_by_label("预算数").fill("35")
    editor.get_by_label("3月底").fill("25.0")
    expect(note).to_have_text("累计支出 25% ＝ 8.75 万元")
    editor.get_by_label("3月底").fill("")
    expect(note).to_be_hidden()
    editor.get_by_label("3月底").fill("33.33")
    expect(note).to_have_text("累计支出 33.33% ＝ 11.6655 万元")
    editor.get_by_label("3月底").fill("8.75万元")
    expect(note).to_have_text("8.75万元 ＝ 预算数的 25%")
    editor.get_by_label("3月底").fill("87500元")
    expect(note).to_have_text("87500元 ＝ 预算数的 25%")
    editor.get_by_label("预算数").fill("3")
    editor.get_by_label("3月底").fill("1万元")
    expect(note).to_have_text("1万元 ≈ 预算数的 33.333333%")


@pytest.mark.parametrize("width", [1366, 1093, 683])
def test_nothing_shuts_anybody_out(editor, axe_finds_nothing, picture, width):
    editor.set_viewport_size({"width": width, "height": 768 * width // 1366})
    editor.get_by_label("第4行“绩效指标描述”").click()
    editor.wait_for_timeout(600)
    picture(f"editor_{width}")
    axe_finds_nothing()

    assert editor.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_it_prints_as_the_form_alone(editor):
    editor.get_by_label("预算数").click()
    editor.emulate_media(media="print")
    shown = editor.evaluate(
        """() => [...document.querySelectorAll("body *")]
          .filter((element) => element.checkVisibility() && !element.closest(".goal-form, .visually-hidden") && !element.querySelector(".goal-form"))
          .map((element) => element.outerHTML)"""
    )

    assert shown == []


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
