"""The editor by keyboard: as in a spreadsheet, and never in the way of an input method."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from projects.actions import create_project
from projects.mapping import goal_table_of
from projects.skeleton import skeleton_of
from tests.browser.editor_page import names_on, texts_on

PASTE = """([address, text, html]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  if (html) clipboardData.setData("text/html", html);
  const cell = document.getElementById(address);
  cell.focus();
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  cell.dispatchEvent(event);
  return event.defaultPrevented;
}"""


@pytest.fixture
def editor(page, author, project, log_in):
    call_command("loaddata", "schemes", verbosity=0)
    log_in(author)
    page.goto(reverse("projects:edit", args=[project.pk]))
    return page


def focus(page):
    return page.evaluate("() => document.activeElement.ariaLabel")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def type_the_head(page):
    page.keyboard.type("13020926P000664100020")
    press(page, "Tab", "Tab")
    for text in ("35", "30", "5", "用于采购图书。", "25", "50", "75", "100", "读者有新书读。"):
        page.keyboard.type(text)
        press(page, "Tab")


def test_a_form_is_filled_by_keyboard_alone(
    page, author, unit, fiscal_year, log_in, picture, axe_finds_nothing
):
    call_command("loaddata", "schemes", verbosity=0)
    project = create_project(unit, fiscal_year, skeleton_of(unit, fiscal_year, "图书采购经费"), actor=author)
    log_in(author)
    page.goto(reverse("projects:edit", args=[project.pk]))
    picture("editor_empty")
    axe_finds_nothing()
    assert focus(page) == "项目编码"
    expect(page.locator("[data-pane-cell]")).to_have_text("项目编码")
    type_the_head(page)
    picture("editor_half_filled")
    axe_finds_nothing()
    count = 0
    while focus(page) and focus(page).startswith("第"):
        if not focus(page).endswith(("一级指标”", "二级指标”")):
            page.keyboard.type(f"内容{count}" if "指标值”" not in focus(page) else "≥90%")
            count += 1
        press(page, "Tab")
    picture("editor_filled")
    axe_finds_nothing()

    expect(page.get_by_text("已保存")).to_be_visible()
    table = goal_table_of(project)
    assert (table.project_code, table.budget.total, table.budget.other) == (
        "13020926P000664100020",
        350_000,
        50_000,
    )
    assert [int(mark.percent) for mark in table.schedule] == [25, 50, 75, 100]
    assert [goal.text for goal in table.goals] == ["读者有新书读。"]
    assert all((row.name, row.description, row.value, row.basis) for row in table.indicators)
    expect(page.get_by_role("navigation", name="表的各部分").get_by_role("link")).to_have_count(7)
    expect(
        page.get_by_role("navigation", name="表的各部分").get_by_role("link", name="没有填")
    ).to_have_count(0)


def test_enter_and_the_arrows_go_from_cell_to_cell(editor):
    editor.get_by_label("预算数").click()
    places = []
    for key in ("Enter", "Enter", "Enter", "Enter", "Enter", "Enter"):
        press(editor, key)
        places.append(focus(editor))
    assert places == [
        "资金用途",
        "3月底",
        "第1条绩效目标",
        "第2条绩效目标",
        "第1行“二级指标”",
        "第2行“二级指标”",
    ]

    press(editor, "ArrowRight", "ArrowRight", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowLeft")
    assert focus(editor) == "第1行“三级指标”"


def test_arrows_stay_in_a_text_until_its_edge(editor):
    editor.get_by_label("第2行“三级指标”").click()
    press(editor, "End", "ArrowLeft")
    assert focus(editor) == "第2行“三级指标”"

    press(editor, "ArrowRight")
    assert focus(editor) == "第2行“三级指标”"
    press(editor, "ArrowRight")
    assert focus(editor) == "第2行“绩效指标描述”"

    press(editor, "F2", "ArrowLeft")
    assert focus(editor) == "第2行“绩效指标描述”"


def test_enter_breaks_a_line_where_that_is_asked(editor):
    editor.get_by_label("资金用途").click()
    press(editor, "End", "Shift+Enter")
    editor.keyboard.type("二")
    press(editor, "Alt+Enter")
    editor.keyboard.type("三")

    expect(editor.get_by_label("资金用途")).to_have_value("用于外出招商。\n二\n三")


def test_an_input_method_keeps_its_keys(editor):
    editor.get_by_label("预算数").click()
    is_taken = editor.evaluate(
        """() => {
          const event = new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true });
          document.activeElement.dispatchEvent(event);
          return event.defaultPrevented;
        }"""
    )

    assert not is_taken
    assert focus(editor) == "预算数"


def test_row_keys_and_the_page_that_tells_of_them(editor, axe_finds_nothing, picture):
    editor.locator("#main").focus()
    press(editor, "?")
    expect(editor.get_by_role("dialog", name="键盘怎么用")).to_be_visible()
    picture("editor_keys")
    axe_finds_nothing()
    press(editor, "Escape")
    expect(editor.get_by_role("dialog", name="键盘怎么用")).to_be_hidden()

    editor.get_by_label("第1行“三级指标”").click()
    press(editor, "Control+d", "Alt+ArrowUp", "Control+Enter")
    editor.keyboard.type("签约?/数量")

    assert names_on(editor) == ["引进企业数量", "签约?/数量", "引进企业数量", "新增税收", "企业满意度"]
    press(editor, "Alt+Delete")
    assert names_on(editor) == ["引进企业数量", "引进企业数量", "新增税收", "企业满意度"]


@pytest.mark.parametrize("key", ["F6", "Control+/"])
def test_a_key_leads_to_the_pane_of_this_cell_and_back(editor, key):
    cell = editor.get_by_label("第2行“指标值”")
    cell.fill("不少于 ２００ 万元")
    expect(editor.get_by_text("已保存")).to_be_visible()
    press(editor, key)
    first = editor.locator("#pane :is(button, input, summary, a):visible").first
    expect(first).to_be_focused()
    expect(editor.locator("[data-pane-cell]")).to_have_text("第2行“指标值”")

    press(editor, "Escape")
    expect(cell).to_be_focused()
    press(editor, key)
    expect(first).to_be_focused()
    press(editor, key)
    expect(cell).to_be_focused()


def test_the_pane_itself_has_the_focus_where_it_offers_nothing(editor):
    editor.get_by_label("预算数").click()
    press(editor, "F6")
    expect(editor.locator("#pane")).to_be_focused()

    press(editor, "Escape")

    expect(editor.get_by_label("预算数")).to_be_focused()
    press(editor, "Escape")
    expect(editor.get_by_label("预算数")).to_be_focused()


def test_what_is_offered_is_taken_by_keyboard(editor):
    cell = editor.get_by_label("第2行“指标值”")
    cell.fill("不少于 ２００ 万元")
    expect(editor.get_by_text("已保存")).to_be_visible()
    press(editor, "F6")
    expect(editor.locator("#pane :focus")).to_have_count(1)
    for _ in range(20):
        if "改成这样写" in editor.evaluate("document.activeElement.textContent"):
            break
        press(editor, "Tab")
    press(editor, "Enter")

    expect(cell).to_have_value("≥200万元")
    expect(cell).to_be_focused()


def test_saving_by_key_says_so(editor):
    editor.get_by_label("资金用途").fill("用于省外招商。")
    press(editor, "Control+s")

    expect(editor.get_by_text("已全部保存")).to_be_visible()


def test_undo_and_redo_by_key(editor):
    editor.get_by_label("资金用途").fill("用于省外招商。")
    press(editor, "Control+z")
    expect(editor.get_by_label("资金用途")).to_have_value("用于外出招商。")

    press(editor, "Control+y")

    expect(editor.get_by_label("资金用途")).to_have_value("用于省外招商。")


def test_undo_leads_to_what_it_took_back_and_names_its_row(editor):
    editor.get_by_label("第3行“指标值”").fill("≥91%")
    editor.get_by_label("第1条绩效目标").click()
    press(editor, "Control+z")

    expect(editor.get_by_label("第3行“指标值”")).to_be_focused()
    expect(editor.get_by_text("已撤销：填写 第3行“指标值”")).to_be_visible()
    expect(editor.get_by_label("第3行“指标值”")).to_have_value("≥90%")

    editor.get_by_role("button", name="重做").click()
    expect(editor.get_by_label("第3行“指标值”")).to_have_value("≥91%")
    expect(editor.get_by_role("button", name="重做")).to_be_focused()


def test_f8_goes_from_problem_to_problem(editor):
    for label in ("预算数", "3月底"):
        editor.get_by_label(label).fill("约三十五")
        press(editor, "Tab")
        expect(editor.get_by_label(label)).to_have_attribute("aria-invalid", "true")
    expect(editor.locator("[data-findings-bar]")).to_be_visible()
    editor.get_by_label("项目名称").click()

    places = []
    for _ in range(3):
        press(editor, "F8")
        places.append(focus(editor))

    assert places == ["预算数", "资金用途", "3月底"]
    expect(editor.get_by_label("预算数")).to_have_accessible_description(
        "预算数里的“约三十五”不是金额，请填数字，例如 35.00（单位：万元）。"
    )
    editor.get_by_label("预算数").fill("36")
    expect(editor.get_by_label("预算数")).not_to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize(
    ("label", "text", "html"),
    [
        ("第1行“三级指标”", "甲\t乙\n丙\t丁", ""),
        ("第1行“三级指标”", "甲 乙", "<table><tr><td>甲</td><td>乙</td></tr></table>"),
        ("3月底", "25\n50", ""),
    ],
)
def test_a_block_opens_its_preview(editor, label, text, html):
    address = editor.get_by_label(label).get_attribute("id")

    assert editor.evaluate(PASTE, [address, text, html])
    expect(editor.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize("text", ["甲乙", "甲\n乙"])
def test_plain_words_are_pasted_as_ever(editor, text):
    address = editor.get_by_label("资金用途").get_attribute("id")

    assert not editor.evaluate(PASTE, [address, text, ""])
    expect(editor.get_by_role("dialog")).to_be_hidden()


def test_a_lone_cell_of_a_spreadsheet_loses_its_line_end(editor):
    address = editor.get_by_label("第1行“三级指标”").get_attribute("id")
    editor.get_by_label("第1行“三级指标”").select_text()

    assert editor.evaluate(PASTE, [address, "甲\r\n", "<table><tr><td>甲</td></tr></table>"])
    assert texts_on(editor)[address] == "甲"
