"""What the pane and dialogs of the editor offer, and what becomes of it in the table."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.editor_page import form_on, form_printed, names_on, texts_on

# What a section of the pane may answer; the address is filled in.
OFFER = '<button type="button" data-operations="{}" data-source="library">采用</button>'


@pytest.fixture
def editor(page, author, project, log_in):
    call_command("loaddata", "schemes", verbosity=0)
    log_in(author)
    page.goto(reverse("projects:edit", args=[project.pk]))
    return page


@pytest.fixture
def offer(editor):
    """Return a function that lets the pane offer some operations."""

    def put(operations):
        html = OFFER.format(json.dumps(operations, ensure_ascii=False).replace('"', "&quot;"))
        editor.evaluate(
            "(html) => document.querySelector('#pane').insertAdjacentHTML('beforeend', html)", html
        )
        return editor.get_by_role("button", name="采用")

    return put


def test_an_offer_is_one_step_and_leads_to_its_first_cell(editor, offer, project):
    uid = project.indicators.order_by("order")[1].uid
    row = f"indicators.{uid}"
    before = texts_on(editor)
    offer(
        [
            {"kind": "set", "address": f"{row}.name", "after": "税收收入增长率"},
            {"kind": "set", "address": f"{row}.value", "after": "≥5%"},
            {"kind": "set", "address": "indicators.gone.value", "after": "没有这一行"},
        ]
    ).click()

    expect(editor.get_by_label("第2行“三级指标”")).to_be_focused()
    expect(editor.get_by_text("已保存")).to_be_visible()
    edits = list(project.cell_edits.values_list("source", "step", "address", "after"))
    assert [(source, address, after) for source, _, address, after in edits] == [
        ("library", f"{row}.name", "税收收入增长率"),
        ("library", f"{row}.value", "≥5%"),
    ]
    assert len({step for _, step, _, _ in edits}) == 1

    editor.keyboard.press("Control+z")
    expect(editor.get_by_label("第2行“三级指标”")).to_have_value("新增税收")
    assert texts_on(editor) == before


def test_a_new_row_is_offered_under_a_name_of_its_own(editor, offer, project, client):
    last = project.indicators.order_by("order").last().uid
    offer(
        [
            {
                "kind": "insert",
                "row": "indicators.new-1",
                "after": last,
                "texts": {"level1": "满意度指标", "level2": "服务对象满意度指标", "name": "群众满意度"},
            },
            {"kind": "set", "address": "indicators.new-1.value", "after": "≥95%"},
            {"kind": "insert", "row": "indicators.new-2", "after": "new-1", "texts": {"name": "学生满意度"}},
        ]
    ).click()

    expect(editor.get_by_label("第4行“三级指标”")).to_be_focused()
    expect(editor.get_by_text("已保存")).to_be_visible()
    assert names_on(editor) == ["引进企业数量", "新增税收", "企业满意度", "群众满意度", "学生满意度"]
    expect(editor.get_by_label("第4行“指标值”")).to_have_value("≥95%")
    url = reverse("projects:edit", args=[project.pk])
    assert form_on(editor) == form_printed(editor, client, url)
    assert [row.name for row in project.indicators.order_by("order")] == names_on(editor)


def test_a_dialog_that_cannot_be_reached_says_so(editor):
    editor.route("**/paste/", lambda route: route.fulfill(status=302, headers={"Location": "/login/"}))
    editor.evaluate(
        """() => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", "甲\\t乙");
          const cell = document.getElementById("purpose");
          cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }"""
    )

    expect(editor.get_by_role("dialog")).to_contain_text("没有连上服务器")
    editor.get_by_role("button", name="知道了").click()
    expect(editor.get_by_role("dialog")).to_be_hidden()


def test_the_pane_follows_the_cell(editor):
    editor.get_by_label("第2行“指标值”").click()
    pane = editor.get_by_role("complementary", name="此格的说明")

    expect(pane.get_by_role("heading", name="此格 第2行“指标值”")).to_be_visible()
    expect(pane).to_contain_text("至少 200 万元")
    editor.get_by_label("第3行“指标值”").click()
    expect(pane).to_contain_text("至少 90 %")


def test_a_cell_is_all_of_its_box(editor):
    editor.get_by_label("第1行“绩效指标描述”").fill("反映引进企业数量的情况，" * 5)
    box = editor.get_by_label("第1行“指标值”").locator("..").bounding_box()
    editor.mouse.click(box["x"] + 10, box["y"] + 5)

    expect(editor.get_by_label("第1行“指标值”")).to_be_focused()
