"""Pasting a block from a spreadsheet: first the preview, then one step that one undo takes back."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.editor_page import names_on, texts_on

BLOCK = (
    "三级指标\t绩效指标描述\t指标值\t指标值确定依据\n"
    "签约项目数量\t签约的项目数\t≥ ６ 个\t年度工作计划\n"
    "签约资金到位率\t到位资金占协议资金的比例\t0.8\t合同\n"
    "项目开工时间\t#REF!\t12月底前\t招商协议\n"
    "企业投诉次数\t全年受理的投诉\t≤2次\t历史数据\n"
)
PASTE = """([id, text, html]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  if (html) data.setData("text/html", html);
  const cell = document.getElementById(id);
  cell.focus();
  cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def editor(page, author, project, log_in):
    call_command("loaddata", "schemes", verbosity=0)
    log_in(author)
    page.goto(reverse("projects:edit", args=[project.pk]))
    return page


def paste(page, address, text, html=""):
    page.evaluate(PASTE, [address, text, html])
    expect(page.get_by_role("heading", name="粘贴前请核对")).to_be_visible()


def name_cell(page, number):
    return [address for address in texts_on(page) if address.startswith("ind") and address.endswith(".name")][
        number - 1
    ]


def test_block_is_previewed_and_then_pasted_as_one_step(editor, picture, axe_finds_nothing, project):
    before = texts_on(editor)

    paste(editor, name_cell(editor, 2), BLOCK)

    dialog = editor.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="粘贴 13 格")).to_be_focused()
    expect(dialog.get_by_text("像是丢了百分号（80%），请核对。")).to_be_visible()
    expect(dialog.get_by_text("这是 Excel 的出错标记，请在原表里改正。")).to_be_visible()
    assert texts_on(editor) == before
    picture("editor_paste_preview")
    axe_finds_nothing()

    dialog.get_by_label("采用指标值").check()
    expect(dialog.get_by_role("button", name="粘贴 14 格")).to_be_visible()
    dialog.get_by_label("采用指标值").uncheck()
    dialog.get_by_role("button", name="粘贴 13 格").click()

    expect(dialog).to_be_hidden()
    assert names_on(editor) == [
        "引进企业数量",
        "签约项目数量",
        "签约资金到位率",
        "项目开工时间",
        "企业投诉次数",
    ]
    assert texts_on(editor)[name_cell(editor, 2).replace(".name", ".value")] == "≥6个"
    assert texts_on(editor)[name_cell(editor, 3).replace(".name", ".value")] == "≥90%"
    expect(editor.get_by_text("已保存").first).to_be_visible()
    assert list(project.indicators.values_list("name", flat=True)) == names_on(editor)
    picture("editor_pasted")

    editor.get_by_role("button", name="撤销").click()

    expect(editor.get_by_label("第2行“三级指标”")).to_have_value("新增税收")
    assert names_on(editor) == ["引进企业数量", "新增税收", "企业满意度"]


def test_cancel_changes_nothing_and_gives_the_cell_back(editor):
    before, address = texts_on(editor), name_cell(editor, 1)

    paste(editor, address, "甲\t乙\n")
    editor.get_by_role("button", name="取消").click()

    expect(editor.locator("#editor-dialog")).to_be_hidden()
    assert texts_on(editor) == before
    assert editor.evaluate("document.activeElement.id") == address


def test_table_of_html_with_merged_cells(editor):
    html = (
        "<table><tr><td rowspan=2>产出指标</td><td rowspan=2>质量指标</td><td>验收合格率</td></tr>"
        "<tr><td>资料完整率</td></tr></table>"
    )

    paste(editor, name_cell(editor, 1), "", html)
    editor.get_by_role("button", name="粘贴 5 格").click()

    assert names_on(editor)[:2] == ["验收合格率", "资料完整率"]
    levels = [text for address, text in texts_on(editor).items() if address.endswith(".level2")][:2]
    assert levels == ["质量指标", "质量指标"]


def test_shares_pasted_side_by_side(editor):
    paste(editor, "schedule.3", "10\t7万元\t一半\t100")

    dialog = editor.get_by_role("dialog")
    expect(dialog.get_by_text("不是数字，请填数字，例如 25。")).to_be_visible()
    dialog.get_by_role("button", name="粘贴 2 格").click()

    texts = texts_on(editor)
    assert [texts[f"schedule.{month}"] for month in (3, 6, 10, 12)] == ["10", "20", "75", "100"]


def test_filled_rows_stay_where_the_block_is_added(editor):
    before = names_on(editor)

    paste(editor, name_cell(editor, 1), "甲\t说明\n乙\t说明\n")
    dialog = editor.get_by_role("dialog")
    expect(dialog.get_by_text("替换 4 格已有内容")).to_be_visible()
    dialog.get_by_role("button", name="改为插入新行").click()
    expect(dialog.get_by_role("button", name="改为替换原有的行")).to_be_visible()
    dialog.get_by_role("button", name="粘贴 4 格").click()

    assert names_on(editor) == [before[0], "甲", "乙", *before[1:]]


def test_list_of_goals_is_split(editor, picture):
    address = editor.evaluate("document.querySelector('[id^=\"goals.\"]').id")

    paste(editor, address, "1.第一条\n2.第二条\n3.第三条")
    picture("editor_paste_goals")
    editor.get_by_role("button", name="粘贴 3 格").click()

    goals = editor.evaluate("[...document.querySelectorAll('[id^=\"goals.\"]')].map(({ value }) => value)")
    assert goals == ["第一条", "第二条", "第三条"]
