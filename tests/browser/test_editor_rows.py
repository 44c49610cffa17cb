"""Rows of the editor: whatever is done with them on screen, it stays the form that the server would print."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.editor_page import form_on, form_printed, names_on, texts_on
from tests.browser.sync import new_window

LAYOUTS = ["hebei_integrated", "tangshan_gaoxin", "mof_2021"]


@pytest.fixture
def page(browser, live_server):
    with new_window(browser, live_server.url) as window:
        yield window


@pytest.fixture(params=LAYOUTS)
def layout(request, unit):
    unit.layout = request.param
    unit.save()
    return request.param


@pytest.fixture
def open_editor(page, author, project, log_in):
    """Return a function that opens the table in the editor."""

    def open_page():
        call_command("loaddata", "schemes", verbosity=0)
        log_in(author)
        page.goto(reverse("projects:edit", args=[project.pk]))
        return page

    return open_page


@pytest.fixture
def is_as_printed(client, author, project):
    """Return a function that compares the form on screen with what the server makes of the same texts."""

    def check(page):
        assert form_on(page) == form_printed(page, client, reverse("projects:edit", args=[project.pk]))

    return check


def tool(page, name):
    return page.get_by_role("toolbar").get_by_role("button", name=name)


def goals_on(page):
    return [text for address, text in texts_on(page).items() if address.startswith("goals.")]


def test_rows_stay_the_form_that_is_printed(layout, open_editor, is_as_printed):
    page = open_editor()
    is_as_printed(page)

    page.get_by_label("第1行“三级指标”").click()
    tool(page, "插入").click()
    expect(page.get_by_label("第2行“三级指标”")).to_be_focused()
    page.keyboard.type("签约项目数量")
    is_as_printed(page)

    tool(page, "复制").click()
    assert names_on(page) == ["引进企业数量", "签约项目数量", "签约项目数量", "新增税收", "企业满意度"]
    is_as_printed(page)

    page.get_by_label("第5行“三级指标”").click()
    for _ in range(3):
        tool(page, "上移").click()
        is_as_printed(page)
    expect(page.get_by_label("第4行“三级指标”")).to_have_value("企业满意度")
    expect(page.get_by_label("第4行“三级指标”")).to_be_focused()

    page.get_by_label("第1行“三级指标”").click()
    tool(page, "下移").click()
    is_as_printed(page)
    tool(page, "删除").click()
    is_as_printed(page)
    assert names_on(page) == ["签约项目数量", "签约项目数量", "企业满意度", "新增税收"]


def test_goals_stay_the_form_that_is_printed(layout, open_editor, is_as_printed):
    page = open_editor()
    page.get_by_label("第1条绩效目标").click()
    tool(page, "插入").click()
    expect(page.get_by_label("第2条绩效目标")).to_be_focused()
    page.keyboard.type("留住企业。")
    is_as_printed(page)

    tool(page, "上移").click()
    expect(page.get_by_label("第1条绩效目标")).to_be_focused()
    is_as_printed(page)
    page.get_by_label("第2条绩效目标").click()
    tool(page, "删除").click()

    is_as_printed(page)
    assert goals_on(page) == ["留住企业。", "按时完成招商活动。"]


def test_the_last_rows_leave_empty_ones(layout, open_editor, is_as_printed):
    page = open_editor()
    page.get_by_label("第1行“三级指标”").click()
    for _ in range(3):
        page.keyboard.press("Alt+Delete")
    expect(page.get_by_label("第1行“三级指标”")).to_be_focused()
    page.get_by_label("第1条绩效目标").click()
    for _ in range(2):
        page.keyboard.press("Alt+Delete")

    is_as_printed(page)
    assert (goals_on(page), names_on(page)) == ([""], [])


def test_one_click_adds_a_row_to_a_category(layout, open_editor, is_as_printed):
    page = open_editor()
    page.get_by_role("button", name="在“经济效益指标”下加一行").click()

    expect(page.get_by_label("第3行“三级指标”")).to_be_focused()
    expect(page.get_by_label("第3行“二级指标”")).to_have_value("经济效益指标")
    page.get_by_role("button", name="加一条绩效目标").click()
    expect(page.get_by_label("第3条绩效目标")).to_be_focused()
    is_as_printed(page)


def test_a_row_crosses_the_border_of_its_category_where_it_stands(open_editor, is_as_printed):
    page = open_editor()
    page.get_by_label("第2行“三级指标”").click()

    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_label("第2行“二级指标”")).to_have_value("数量指标")
    expect(page.get_by_label("第2行“一级指标”")).to_have_value("产出指标")
    expect(page.get_by_label("第2行“三级指标”")).to_have_value("新增税收")
    page.keyboard.press("Alt+ArrowUp")

    expect(page.get_by_label("第1行“三级指标”")).to_have_value("新增税收")
    is_as_printed(page)


def test_level_1_follows_level_2_and_the_row_joins_its_category(open_editor, is_as_printed):
    page = open_editor()
    page.get_by_label("第3行“二级指标”").select_option("数量指标")
    expect(page.get_by_label("第3行“一级指标”")).to_have_value("产出指标")

    page.get_by_label("预算数").click()

    assert names_on(page) == ["引进企业数量", "企业满意度", "新增税收"]
    is_as_printed(page)


def test_level_2_follows_level_1_where_that_leaves_no_choice(open_editor):
    page = open_editor()
    page.get_by_label("第1行“一级指标”").select_option("满意度指标")
    expect(page.get_by_label("第1行“二级指标”")).to_have_value("服务对象满意度指标")

    page.get_by_label("第1行“一级指标”").select_option("效益指标")

    expect(page.get_by_label("第1行“二级指标”")).to_have_value("")


@pytest.mark.parametrize("is_offline", [False, True], ids=["online", "offline"])
def test_rows_come_back_from_the_server_as_they_stood(layout, open_editor, is_offline, is_as_printed):
    page = open_editor()
    if is_offline:
        page.route("**/cells/**", lambda route: route.abort())
    page.get_by_label("第1行“三级指标”").click()
    page.keyboard.press("Control+Enter")
    page.keyboard.type("签约项目数量")
    page.keyboard.press("Alt+ArrowDown")
    page.get_by_label("第1条绩效目标").click()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Control+d")
    page.get_by_label("第4行“三级指标”").click()
    page.keyboard.press("Alt+Delete")
    here = form_on(page), texts_on(page)
    page.unroute_all()
    expect(page.get_by_text("已保存")).to_be_visible(timeout=15000)

    assert (form_on(page), texts_on(page)) == here
    page.reload()

    assert (form_on(page), texts_on(page)) == here
    is_as_printed(page)


def test_a_deleted_row_comes_back(layout, open_editor):
    page = open_editor()
    here = form_on(page), texts_on(page)
    page.get_by_label("第2行“三级指标”").click()
    page.keyboard.press("Alt+Delete")
    expect(page.get_by_label("第2行“三级指标”")).to_have_value("企业满意度")

    page.keyboard.press("Control+z")

    expect(page.get_by_label("第2行“三级指标”")).to_have_value("新增税收")
    assert (form_on(page), texts_on(page)) == here
    expect(page.get_by_label("第2行“三级指标”")).to_be_focused()


def test_what_a_colleague_does_appears_and_the_focus_stays(open_editor, project, is_as_printed):
    page = open_editor()
    page.get_by_label("第3行“三级指标”").click()
    rows = list(project.indicators.order_by("order"))
    first, second, third = (row.uid for row in rows)
    page.evaluate(
        """([first, second, third]) => {
          const texts = Object.fromEntries([...document.querySelectorAll("[data-cell]")].map((cell) => [cell.id, cell.value]));
          texts[`indicators.${first}.name`] = "他人写的";
          texts[`indicators.${third}.name`] = "没有发出的不该变";
          const edits = { [`indicators.${first}.name`]: { who: "同事", when: "10:32" } };
          const goals = [...document.querySelectorAll("[data-row^=goals]")].map((row) => row.dataset.row.slice(6)).reverse();
          const state = { texts, edits, goals, indicators: [third, "b".repeat(32), first] };
          texts[`indicators.${"b".repeat(32)}.level1`] = "产出指标";
          const pending = new Set([`indicators.${third}.name`, `indicators.${third}`]);
          document.querySelector("[data-editor]").dispatchEvent(new CustomEvent("editor:state", { detail: { state, pending } }));
        }""",
        [first, second, third],
    )

    expect(page.get_by_label("第1行“三级指标”")).to_be_focused()
    assert names_on(page) == ["企业满意度", "他人写的"]
    assert goals_on(page) == ["按时完成招商活动。", "引进企业落户。"]
    assert page.get_by_label("第3行“三级指标”").locator("..").get_attribute("title") == "同事 10:32 改"
    is_as_printed(page)


def test_a_table_without_rows_is_typed_into_at_once(open_editor, project):
    project.goals.all().delete()
    project.indicators.all().delete()
    page = open_editor()
    page.get_by_label("第1条绩效目标").fill("引进企业落户。")
    page.get_by_label("第1行“三级指标”").fill("引进企业数量")
    page.keyboard.press("Control+Enter")
    page.keyboard.type("签约项目数量")
    expect(page.get_by_text("已保存")).to_be_visible()

    page.reload()

    assert goals_on(page) == ["引进企业落户。"]
    assert names_on(page) == ["引进企业数量", "签约项目数量"]
    assert [row.name for row in project.indicators.order_by("order")] == names_on(page)
