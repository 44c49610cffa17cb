"""Several windows and several people at one table; logging out with something unsent."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from projects.enums import Status
from projects.models import CellEdit, Project
from tests.browser.sync import (
    CELLS,
    NO_STORAGE,
    become,
    cell,
    come_back,
    cut,
    is_saved,
    mend,
    new_window,
    open_editor,
    queue_of,
    saved_texts,
    status,
)

MINE, THEIRS = "用于省外招商。", "用于境外招商。"


@pytest.fixture
def page(browser, live_server):
    with new_window(browser, live_server.url) as window:
        yield window


@pytest.fixture
def editor(page, author, project, live_server):
    become(page, author, live_server.url)
    open_editor(page, project)
    return page


@pytest.fixture
def others_editor(browser, live_server, colleague, project):
    """A colleague at the same table."""
    with new_window(browser, live_server.url) as window:
        become(window, colleague, live_server.url)
        open_editor(window, project)
        yield window


def both_type(editor, others_editor):
    cell(others_editor, "purpose").fill(THEIRS)
    is_saved(others_editor)
    cell(editor, "purpose").fill(MINE)
    expect(status(editor)).to_contain_text("1处他人也改过，请您选定")


def test_different_cells_merge_and_appear(editor, others_editor, project):
    cell(editor, "purpose").fill(MINE)
    cell(others_editor, "project.name").fill("招商引资工作经费")
    is_saved(editor)
    is_saved(others_editor)
    come_back(editor)
    come_back(others_editor)

    expect(cell(editor, "project.name")).to_have_value("招商引资工作经费")
    expect(cell(others_editor, "purpose")).to_have_value(MINE)
    texts = saved_texts(project)
    assert (texts["purpose"], texts["project.name"]) == (MINE, "招商引资工作经费")


def test_what_others_write_never_touches_the_cell_one_is_in(editor, others_editor, project):
    cell(editor, "project.name").click()
    cell(others_editor, "purpose").fill(THEIRS)
    is_saved(others_editor)
    cut(editor)
    editor.keyboard.type("新")
    mend(editor)
    come_back(editor)

    expect(cell(editor, "purpose")).to_have_value(THEIRS)
    expect(cell(editor, "project.name")).to_be_focused()
    is_saved(editor)
    assert "新" in saved_texts(project)["project.name"]


def test_the_same_cell_asks_and_shows_both(editor, others_editor, project, axe_finds_nothing, picture):
    both_type(editor, others_editor)
    box = editor.get_by_role("region", name="1 处没有保存")

    expect(cell(editor, "purpose")).to_have_value(MINE)
    expect(box).to_contain_text(MINE)
    expect(box).to_contain_text(THEIRS)
    expect(box).to_contain_text("colleague")
    assert saved_texts(project)["purpose"] == THEIRS
    picture("editor_same_cell")
    axe_finds_nothing()


def test_ones_own_text_is_chosen_by_keyboard(editor, others_editor, project):
    both_type(editor, others_editor)
    editor.get_by_role("button", name="去看").focus()
    editor.keyboard.press("Enter")
    expect(editor.get_by_role("button", name="用我的")).to_be_focused()
    editor.keyboard.press("Enter")

    is_saved(editor)
    expect(cell(editor, "purpose")).to_be_focused()
    assert saved_texts(project)["purpose"] == MINE
    come_back(others_editor)
    expect(cell(others_editor, "purpose")).to_have_value(MINE)


def test_the_others_text_is_chosen(editor, others_editor, project):
    both_type(editor, others_editor)
    editor.get_by_role("button", name="用现在的").click()

    is_saved(editor)
    expect(cell(editor, "purpose")).to_have_value(THEIRS)
    assert saved_texts(project)["purpose"] == THEIRS


def test_a_choice_outlives_the_window(editor, others_editor, project):
    both_type(editor, others_editor)
    editor.reload()

    expect(cell(editor, "purpose")).to_have_value(MINE)
    editor.get_by_role("button", name="用我的").click()
    is_saved(editor)
    assert saved_texts(project)["purpose"] == MINE


def test_a_row_deleted_by_another_can_be_brought_back(
    editor, others_editor, project, picture, axe_finds_nothing
):
    row = project.indicators.order_by("order")[1]
    uid, address = row.uid, f"indicators.{row.uid}.name"
    editor.context.set_offline(True)
    cell(editor, address).fill("新增地方税收")
    cell(others_editor, address).click()
    others_editor.keyboard.press("Alt+Delete")
    expect(cell(others_editor, address)).to_have_count(0)
    is_saved(others_editor)
    editor.context.set_offline(False)
    come_back(editor)

    expect(editor.locator("[data-unsaved-message]")).to_be_visible()
    picture("editor_row_gone")
    axe_finds_nothing()
    editor.get_by_role("button", name="恢复这一行并填入").click()
    is_saved(editor)
    texts = saved_texts(project)
    assert (texts[address], texts[f"indicators.{uid}.value"]) == ("新增地方税收", "≥200万元")


def test_a_step_that_another_wrote_over_is_passed_over(editor, others_editor, project):
    cell(editor, "project.name").fill("园区维护经费")
    is_saved(editor)
    cell(editor, "purpose").fill(MINE)
    is_saved(editor)
    come_back(others_editor)
    expect(cell(others_editor, "purpose")).to_have_value(MINE)
    cell(others_editor, "purpose").fill(THEIRS)
    is_saved(others_editor)
    undo = editor.get_by_role("button", name="撤销")
    undo.click()
    expect(status(editor)).to_contain_text("再按一次撤销，就跳过它，撤销“填写 项目名称”。")
    assert saved_texts(project)["project.name"] == "园区维护经费"

    undo.click()

    expect(cell(editor, "project.name")).to_have_value("招商引资经费")
    assert (saved_texts(project)["project.name"], saved_texts(project)["purpose"]) == ("招商引资经费", THEIRS)


def test_two_windows_of_one_person_send_once(editor, project):
    cut(editor)
    cell(editor, "purpose").fill(MINE)
    expect(status(editor)).to_contain_text("未连接")
    other = editor.context.new_page()
    mend(editor)
    open_editor(other, project)
    is_saved(other)
    come_back(editor)
    is_saved(editor)
    cell(editor, "purpose").press("Control+End")
    editor.keyboard.type("又")

    is_saved(editor)
    assert saved_texts(project)["purpose"] == f"{MINE}又"
    assert CellEdit.objects.filter(address="purpose").count() == 2


def test_logging_out_first_sends(editor, project):
    cut(editor)
    cell(editor, "purpose").fill(MINE)
    expect(status(editor)).to_contain_text("未连接")
    mend(editor)
    log_out(editor)

    expect(editor.get_by_label("密码")).to_be_visible()
    assert saved_texts(project)["purpose"] == MINE
    assert queue_of(editor) == []


def test_logging_out_sends_from_any_page(editor, project):
    cut(editor)
    cell(editor, "purpose").fill(MINE)
    editor.goto("/projects/")
    mend(editor)
    log_out(editor)

    expect(editor.get_by_label("密码")).to_be_visible()
    assert saved_texts(project)["purpose"] == MINE


def test_logging_out_says_what_would_be_lost(editor, project, axe_finds_nothing, picture):
    cut(editor)
    cell(editor, "purpose").fill(MINE)
    log_out(editor)
    dialog = editor.get_by_role("dialog", name="还有 1 处没有保存")

    expect(dialog).to_contain_text(f"资金用途：{MINE}")
    picture("log_out_unsaved")
    axe_finds_nothing()
    dialog.get_by_role("button", name="不退出").click()
    expect(cell(editor, "purpose")).to_have_value(MINE)
    assert [operation["after"] for operation in queue_of(editor)] == [MINE]
    log_out(editor)
    dialog.get_by_role("button", name="退出，放弃这些内容").click()
    expect(editor.get_by_label("密码")).to_be_visible()
    assert queue_of(editor) == []
    assert saved_texts(project)["purpose"] == "用于外出招商。"


def log_out(editor):
    if editor.locator(".account-menu").get_attribute("open") is None:
        editor.locator(".account-menu summary").click()
    editor.get_by_role("button", name="退出登录").click()


def test_nobody_sees_or_sends_the_queue_of_another(editor, project, author, colleague, live_server):
    Session.objects.all().delete()
    cell(editor, "purpose").fill(MINE)
    expect(status(editor)).to_contain_text("登录已过期")
    become(editor, colleague, live_server.url)
    open_editor(editor, project)
    cell(editor, "project.name").fill("招商引资工作经费")
    expect(status(editor)).to_contain_text("已保存")

    expect(cell(editor, "purpose")).to_have_value("用于外出招商。")
    assert [operation["after"] for operation in queue_of(editor)] == [MINE]
    become(editor, author, live_server.url)
    open_editor(editor, project)
    is_saved(editor)
    assert saved_texts(project)["purpose"] == MINE


def test_a_page_of_one_person_is_not_sent_by_another(editor, project, author, colleague, live_server):
    become(editor, colleague, live_server.url)
    cell(editor, "purpose").fill(MINE)

    expect(status(editor)).to_contain_text("现在登录的是另一个人，这里的 1 处是您填的，没有保存")
    assert saved_texts(project)["purpose"] == "用于外出招商。"
    become(editor, author, live_server.url)
    come_back(editor)
    is_saved(editor)
    assert CellEdit.objects.get(address="purpose").actor == author


def test_what_waits_on_this_machine_is_told_on_other_pages(editor, project, axe_finds_nothing, picture):
    cut(editor)
    cell(editor, "purpose").fill(MINE)
    expect(status(editor)).to_contain_text("未连接")
    Project.objects.update(status=Status.SUBMITTED)
    open_editor(editor, project)  # leads to the table, which is not to be written any more
    notice = editor.get_by_role("button", name="本机有 1 处没有保存")
    notice.click()

    dialog = editor.get_by_role("dialog", name="本机还有没有保存的内容")
    expect(dialog).to_contain_text(f"资金用途：{MINE}")
    picture("kept_on_this_machine")
    axe_finds_nothing()
    dialog.get_by_role("button", name="关闭").click()
    assert len(queue_of(editor)) == 1
    notice.click()
    dialog.get_by_role("button", name="放弃这些内容").click()
    expect(notice).to_be_hidden()
    assert queue_of(editor) == []


def test_a_row_that_another_changed_is_not_deleted_unasked(editor, others_editor, project):
    row = project.indicators.order_by("order")[1]
    address = f"indicators.{row.uid}.name"
    editor.route(CELLS, lambda route: route.abort())
    cell(others_editor, address).fill("新增地方税收")
    is_saved(others_editor)
    cell(editor, address).click()
    editor.keyboard.press("Alt+Delete")
    editor.unroute(CELLS)
    come_back(editor)

    expect(editor.get_by_role("button", name="不删除")).to_be_visible()
    expect(cell(editor, address)).to_have_value("新增地方税收")
    editor.get_by_role("button", name="仍然删除").click()
    is_saved(editor)
    expect(cell(editor, address)).to_have_count(0)
    assert address not in saved_texts(project)


def test_logging_out_asks_where_nothing_can_be_kept(page, author, project, live_server):
    page.add_init_script(NO_STORAGE)
    become(page, author, live_server.url)
    open_editor(page, project)
    cut(page)
    cell(page, "purpose").fill(MINE)
    log_out(page)
    dialog = page.get_by_role("dialog", name="还有 1 处没有保存")

    expect(dialog).to_contain_text(f"资金用途：{MINE}")
    dialog.get_by_role("button", name="退出，放弃这些内容").click()
    expect(page.get_by_label("密码")).to_be_visible()
    assert saved_texts(project)["purpose"] == "用于外出招商。"


def test_a_page_without_unsent_text_tells_a_stranger_to_reload(editor, colleague, live_server):
    become(editor, colleague, live_server.url)
    come_back(editor)

    expect(status(editor)).to_contain_text("现在登录的是另一个人，请刷新本页")


def test_a_cell_with_the_focus_is_not_covered_by_the_list(editor, others_editor, project):
    both_type(editor, others_editor)
    last = project.indicators.order_by("order").last()
    cell(editor, f"indicators.{last.uid}.basis").focus()
    box = cell(editor, f"indicators.{last.uid}.basis").bounding_box()

    assert box["y"] + box["height"] <= editor.locator("[data-unsaved]").bounding_box()["y"]
