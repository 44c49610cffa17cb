"""Nothing typed is lost: cuts, a session that ends, a window that closes, and what the page says meanwhile."""

import random
import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from projects.enums import Status
from projects.models import CellEdit, Indicator, Project
from tests.browser.editor_page import names_on
from tests.browser.sync import (
    CELLS,
    NO_STORAGE,
    assert_all_saved,
    cell,
    come_back,
    cut,
    is_saved,
    mend,
    new_window,
    open_editor,
    queue_of,
    random_edits,
    saved_texts,
    status,
    type_all,
)
from tests.cast import PASSWORD

# An entry as no page of ours writes it, that still looks like one.
SPOIL_SECOND = """() => {
  const key = Object.keys(localStorage).find((key) => localStorage.getItem(key).includes("乙"));
  const entry = JSON.parse(localStorage.getItem(key));
  entry.operation.step = "?";
  localStorage.setItem(key, JSON.stringify(entry));
}"""
TIME_OF_A_KEY = """(address) => {
  const cell = document.getElementById(address);
  const times = [...Array(20)].map((_, at) => {
    cell.value += at;
    const began = performance.now();
    cell.dispatchEvent(new InputEvent("input", { bubbles: true }));
    return performance.now() - began;
  });
  return times.sort((one, other) => one - other)[10];
}"""


@pytest.fixture
def page(browser, live_server):
    with new_window(browser, live_server.url) as window:
        yield window


@pytest.fixture
def editor(page, author, project, log_in):
    log_in(author)
    open_editor(page, project)
    return page


def log_in_again(page, username="author"):
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


def test_what_is_typed_is_saved_within_a_second(editor, project):
    cell(editor, "purpose").press("Control+End")
    editor.keyboard.type("，")
    editor.wait_for_timeout(1000)

    is_saved(editor)
    assert saved_texts(project)["purpose"] == "用于外出招商。，"


def test_typing_without_pause_is_saved_meanwhile(editor, project):
    cell(editor, "purpose").press("Control+End")
    with editor.expect_response(lambda response: response.request.method == "POST"):
        editor.keyboard.type("一二三四五六七八九十" * 2, delay=60)

    is_saved(editor)
    assert saved_texts(project)["purpose"].endswith("九十")


def test_a_cut_line_is_told_and_nothing_is_lost(editor, project, axe_finds_nothing, picture):
    edits = random_edits(project, 12, seed=1)
    cut(editor)
    type_all(editor, edits)
    editor.wait_for_timeout(1000)

    expect(status(editor)).to_contain_text("未连接，已记在本机，连上后自动保存")
    picture("editor_offline")
    axe_finds_nothing()
    mend(editor)
    come_back(editor)
    is_saved(editor)
    assert_all_saved(project, edits)


def test_a_session_that_ends_loses_nothing(editor, project):
    edits = random_edits(project, 8, seed=2)
    Session.objects.all().delete()
    type_all(editor, edits)
    expect(status(editor)).to_contain_text("登录已过期")

    with editor.expect_popup() as opened:
        editor.get_by_role("link", name="重新登录").click()
    log_in_again(opened.value)
    expect(opened.value.locator("[data-editor]")).to_be_visible()
    come_back(editor)

    is_saved(editor)
    assert_all_saved(project, edits)


def test_a_closed_window_loses_nothing(editor, project):
    edits = random_edits(project, 8, seed=3)
    cut(editor)
    type_all(editor, edits)
    editor.close()
    window = editor.context.new_page()
    mend(window)
    open_editor(window, project)

    is_saved(window)
    assert_all_saved(project, edits)
    for address, text in dict(edits).items():
        expect(cell(window, address)).to_have_value(text)


def test_without_the_queue_a_closed_window_loses_edits(editor, project):
    cut(editor)
    cell(editor, "purpose").fill("用于省外招商。")
    editor.evaluate("() => localStorage.clear()")
    editor.close()
    window = editor.context.new_page()
    mend(window)
    open_editor(window, project)

    is_saved(window)
    expect(cell(window, "purpose")).to_have_value("用于外出招商。")
    assert saved_texts(project)["purpose"] == "用于外出招商。"


def test_twenty_cuts_lose_nothing(editor, project):
    chance, cuts = random.Random(20), []

    def unreliable(route):
        if len(cuts) == 20 or chance.random() < 0.4:
            return route.continue_()
        cuts.append(route.request.method)
        if chance.random() < 0.5:
            route.fetch()  # the server has it, and nobody learns that
        return route.abort()

    edits = []
    editor.context.route(CELLS, unreliable)
    while len(cuts) < 20:
        edits += random_edits(project, 3, seed=len(edits))
        type_all(editor, edits[-3:])
        come_back(editor)
        editor.wait_for_timeout(chance.randrange(50, 600))
    mend(editor)
    come_back(editor)

    is_saved(editor)
    assert len(cuts) == 20
    assert_all_saved(project, edits)


def test_an_answer_that_got_lost_does_nothing_twice(editor, project):
    editor.context.route(CELLS, lambda route: (route.fetch(), route.abort()))
    cell(editor, "purpose").fill("用于省外招商。")
    expect(status(editor)).to_contain_text("未连接")
    mend(editor)
    come_back(editor)

    is_saved(editor)
    assert CellEdit.objects.filter(address="purpose").count() == 1


def test_a_refused_text_stays_with_its_sentence(editor, project, axe_finds_nothing, picture):
    cell(editor, "budget.total").fill("约三十五")
    cell(editor, "purpose").fill("用于省外招商。")
    expect(status(editor)).to_contain_text("1处没有保存（有误）")
    assert saved_texts(project)["purpose"] == "用于省外招商。"
    editor.reload()

    expect(cell(editor, "budget.total")).to_have_value("约三十五")
    expect(status(editor)).to_contain_text("1处没有保存（有误）")
    editor.get_by_role("button", name="去看").click()
    expect(cell(editor, "budget.total")).to_be_focused()
    picture("editor_refused_text")
    axe_finds_nothing()
    cell(editor, "budget.total").fill("36")
    is_saved(editor)
    assert saved_texts(project)["budget.total"] == "36.00"


def test_half_a_text_is_no_mistake_yet(editor):
    total = cell(editor, "budget.total")
    total.fill("约")
    expect(status(editor)).to_contain_text("1处没有保存（有误）")
    expect(total).not_to_have_attribute("aria-invalid", "true", timeout=100)
    total.press("Tab")
    expect(total).to_have_attribute("aria-invalid", "true", timeout=500)

    total.fill("36约")
    expect(total).to_have_accessible_description(re.compile("“36约”不是金额"), timeout=6000)  # the hand rests
    total.fill("36")
    is_saved(editor)
    expect(total).not_to_have_attribute("aria-invalid", "true")


def test_a_text_typed_back_is_no_mistake_any_more(editor):
    total = cell(editor, "budget.total")
    before = total.input_value()
    total.fill("约")
    total.press("Tab")
    expect(total).to_have_attribute("aria-invalid", "true")

    total.fill(before)

    expect(total).not_to_have_attribute("aria-invalid", "true")
    is_saved(editor)


def test_handing_in_tells_once_of_what_is_not_saved(editor, project):
    cell(editor, "budget.total").fill("约三十五")
    expect(status(editor)).to_contain_text("1处没有保存（有误）")
    hand_in = editor.get_by_role("link", name="去提交审核")
    hand_in.click()
    expect(status(editor)).to_contain_text("1处没有保存，不在提交的内容里；仍要提交请再点一次")
    cell(editor, "project.name").fill("招商")
    cell(editor, "schedule.3").fill("很多")
    hand_in.click()
    expect(status(editor)).to_contain_text("2处没有保存，不在提交的内容里")
    assert "/edit/" in editor.url

    hand_in.click()

    expect(editor).to_have_url(project.get_absolute_url())
    assert saved_texts(project)["project.name"] == "招商"


def test_handing_in_with_all_saved_goes_at_once(editor, project):
    cell(editor, "purpose").fill("用于省外招商。")
    editor.get_by_role("link", name="去提交审核").click()

    expect(editor).to_have_url(project.get_absolute_url())
    assert saved_texts(project)["purpose"] == "用于省外招商。"


def test_a_refused_text_can_be_let_go(editor, project):
    before = cell(editor, "budget.total").input_value()
    cell(editor, "budget.total").fill("约三十五")
    expect(status(editor)).to_contain_text("1处没有保存（有误）")
    editor.get_by_role("button", name="去看").click()
    editor.get_by_role("button", name="放弃我填的").click()

    is_saved(editor)
    expect(cell(editor, "budget.total")).to_have_value(before)


def test_a_table_handed_in_meanwhile_keeps_the_text_in_sight(editor, project, axe_finds_nothing, picture):
    Project.objects.update(status=Status.SUBMITTED)
    cell(editor, "purpose").fill("用于省外招商。")

    expect(status(editor)).to_contain_text("（1处没有保存）")
    expect(cell(editor, "purpose")).to_have_value("用于省外招商。")
    picture("editor_handed_in")
    axe_finds_nothing()
    editor.get_by_role("button", name="复制没有保存的内容").click()
    expect(status(editor)).to_contain_text("已复制")
    expect(editor.get_by_label("没有保存的内容", exact=True)).to_have_value("资金用途：用于省外招商。")
    Project.objects.update(status=Status.DRAFT)
    come_back(editor)
    is_saved(editor)
    assert saved_texts(project)["purpose"] == "用于省外招商。"


def test_where_nothing_can_be_kept_the_page_says_so(page, author, project, log_in, axe_finds_nothing):
    asked = []
    page.add_init_script(NO_STORAGE)
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    log_in(author)
    open_editor(page, project)
    cut(page)
    cell(page, "purpose").fill("用于省外招商。")

    expect(status(page)).to_contain_text("本机不能暂存，请不要关闭本页（1处没有保存）")
    axe_finds_nothing()
    page.get_by_role("link", name="绩效目标表", exact=True).first.click()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    mend(page)
    come_back(page)
    is_saved(page)
    assert saved_texts(project)["purpose"] == "用于省外招商。"


def test_leaving_does_not_ask_where_nothing_can_be_lost(editor, project):
    asked = []
    editor.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    cut(editor)
    cell(editor, "purpose").fill("用于省外招商。")
    editor.get_by_role("link", name="绩效目标表", exact=True).first.click()
    expect(editor).to_have_url("/projects/")

    assert asked == []
    assert [operation["after"] for operation in queue_of(editor)] == ["用于省外招商。"]


def test_what_cannot_be_read_in_the_storage_breaks_nothing(editor, author, project):
    prefix = f"unsent {author.pk} {project.pk} "
    for at, text in enumerate(("{", "null", "[]", '{"operation": 3}', '{"operation": {}, "at": 1}')):
        editor.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"{prefix}{at}", text])
    editor.reload()
    cell(editor, "purpose").fill("用于省外招商。")

    expect(status(editor)).to_contain_text("已保存")
    assert saved_texts(project)["purpose"] == "用于省外招商。"


def test_letters_of_a_sound_are_not_sent(editor, project):
    typing = editor.context.new_cdp_session(editor)
    cell(editor, "purpose").fill("")
    is_saved(editor)
    typing.send("Input.imeSetComposition", {"text": "zhao'shang", "selectionStart": 10, "selectionEnd": 10})
    editor.wait_for_timeout(1200)
    assert saved_texts(project)["purpose"] == ""
    typing.send("Input.insertText", {"text": "招商"})

    is_saved(editor)
    assert saved_texts(project)["purpose"] == "招商"
    assert [edit.after for edit in CellEdit.objects.order_by("number")] == ["", "招商"]


def test_a_step_is_taken_back_and_done_again(editor, project):
    cell(editor, "purpose").fill("用于省外招商。")
    editor.get_by_role("button", name="撤销").click()

    expect(cell(editor, "purpose")).to_have_value("用于外出招商。")
    expect(status(editor)).to_contain_text("已撤销")
    assert saved_texts(project)["purpose"] == "用于外出招商。"
    editor.get_by_role("button", name="重做").click()
    expect(cell(editor, "purpose")).to_have_value("用于省外招商。")


def test_a_forgotten_page_stops_asking(page, author, project, log_in):
    asked = []
    page.clock.install()
    log_in(author)
    open_editor(page, project)
    is_saved(page)
    page.on("request", lambda request: asked.append(request.url))
    pass_minutes(page, 10)  # of which it is awake five

    assert 10 <= len(asked) <= 32
    del asked[:]
    page.mouse.move(5, 5)
    pass_minutes(page, 1)
    assert 1 <= len(asked) <= 8


def pass_minutes(page, minutes):
    """In steps, so that answers come while the clock of the page stands."""
    for _ in range(minutes * 6):
        page.clock.run_for(10_000)
        page.wait_for_timeout(40)


def test_rows_made_while_cut_off_come_back(editor, project):
    first, second, third = project.indicators.order_by("order")
    cut(editor)
    cell(editor, f"indicators.{first.uid}.name").press("Control+Enter")
    added = editor.evaluate("() => document.activeElement.id")
    editor.keyboard.type("签约项目数量")
    cell(editor, f"indicators.{third.uid}.name").press("Alt+Delete")
    cell(editor, f"indicators.{second.uid}.basis").fill("招商工作要点")
    names = names_on(editor)
    editor.close()
    window = editor.context.new_page()
    open_editor(window, project)
    expect(status(window)).to_contain_text("未连接")
    assert names_on(window) == names == ["引进企业数量", "签约项目数量", "新增税收"]
    mend(window)
    come_back(window)

    is_saved(window)
    texts = saved_texts(project)
    assert [texts[address] for address in texts if address.endswith(".name")][1:] == names
    assert texts[added] == "签约项目数量"
    assert texts[f"indicators.{second.uid}.basis"] == "招商工作要点"


def test_one_operation_that_is_not_understood_holds_up_no_other(editor, project):
    cut(editor)
    type_all(
        editor, [("project.name", "甲"), ("purpose", "乙"), (f"goals.{project.goals.first().uid}", "丙")]
    )
    editor.evaluate(SPOIL_SECOND)
    editor.goto("/healthz")
    mend(editor)
    open_editor(editor, project)

    expect(status(editor)).to_contain_text("1处没有保存（有误）")
    expect(cell(editor, "purpose")).to_have_value("乙")
    expect(cell(editor, "purpose")).to_have_accessible_description(re.compile("发来的内容不完整"))
    texts = saved_texts(project)
    assert (texts["project.name"], texts["purpose"]) == ("甲", "用于外出招商。")
    cell(editor, "purpose").fill("乙丙")
    is_saved(editor)
    assert saved_texts(project)["purpose"] == "乙丙"


def test_full_storage_is_told_and_what_is_sent_is_let_go(editor, project):
    editor.evaluate("() => localStorage.setItem('other', 'x'.repeat(5 * 1024 * 1024 - 800))")
    cut(editor)
    cell(editor, "purpose").fill("长" * 3000)

    expect(status(editor)).to_contain_text("本机不能暂存，请不要关闭本页（1处没有保存）")
    mend(editor)
    come_back(editor)
    is_saved(editor)
    assert saved_texts(project)["purpose"] == "长" * 3000


def test_a_key_never_waits(page, author, project, log_in):
    """250 indicators: what a key costs in the page, the queue and the status together."""
    Indicator.objects.bulk_create(
        Indicator(
            project=project, order=order, level1_name="产出指标", level2_name="数量指标", name=f"指标{order}"
        )
        for order in range(4, 251)
    )
    log_in(author)
    open_editor(page, project)
    cut(page)

    assert page.evaluate(TIME_OF_A_KEY, "purpose") < 16
