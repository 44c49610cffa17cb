"""Help at the cell in a browser: search and one click, citations, rows carried over, rows copied, beginnings."""

import re

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from projects.actions import carry_over, create_citation
from projects.enums import Status
from projects.models import Citation, FiscalYear
from tests.browser.editor_page import names_on


@pytest.fixture
def open_editor(page, author, log_in):
    """Return a function that opens a table in the editor."""

    def open_page(project):
        call_command("loaddata", "schemes", "library", verbosity=0)
        log_in(author)
        page.goto(reverse("projects:edit", args=[project.pk]))
        return page

    return open_page


def focus_cell(page, label):
    page.get_by_label(label, exact=True).click()
    expect(page.locator("#pane")).to_be_visible()


def saved(page):
    expect(page.locator("[data-editor-bar]")).to_contain_text("已保存")


def test_search_fills_an_empty_row(open_editor, project, axe_finds_nothing, picture):
    project.indicators.filter(order=1).update(name="", description="", value_text="", value_basis="")
    page = open_editor(project)
    focus_cell(page, "第1行“三级指标”")
    expect(page.get_by_role("heading", name="可以参考的指标")).to_be_visible()

    page.keyboard.press("Tab")
    page.get_by_label("在指标库里找").fill("zshd")
    page.get_by_role("button", name="填入本行：外出招商活动场次").first.click()

    expect(page.get_by_label("第1行“三级指标”")).to_have_value("外出招商活动场次")
    expect(page.get_by_label("第1行“三级指标”")).to_be_focused()
    expect(page.get_by_label("第1行“指标值确定依据”")).to_have_value("计划标准：年度招商工作计划")
    saved(page)
    picture("editor_library")
    axe_finds_nothing()


def test_a_row_with_content_gets_a_new_row_below(open_editor, project):
    page = open_editor(project)
    focus_cell(page, "第1行“三级指标”")

    page.get_by_label("在指标库里找").fill("储备招商")
    page.locator("#library-results").get_by_role("button", name="插入为新行").first.click()

    expect(page.get_by_label("第2行“三级指标”")).to_have_value("储备招商线索个数")
    assert names_on(page)[0] == "引进企业数量"
    saved(page)


def test_a_citation_is_added_and_filled_in(open_editor, project, unit, axe_finds_nothing, picture):
    create_citation(unit, actor=None, title="年度工作计划")
    page = open_editor(project)
    focus_cell(page, "第1行“指标值确定依据”")
    expect(page.get_by_text("用过 3 次")).to_be_visible()

    page.get_by_text("登记一个文件").click()
    page.get_by_label("文件名称").fill("招商工作方案")
    page.get_by_label("文号").fill("3号")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_text("“3号”不是文号。")).to_be_visible()
    picture("editor_citation")
    axe_finds_nothing()
    page.get_by_label("文号").fill("区招[2026]3")
    page.get_by_role("button", name="登记", exact=True).click()
    page.get_by_role("button", name="替换：《招商工作方案》（区招〔2026〕3号）").click()

    expect(page.get_by_label("第1行“指标值确定依据”")).to_have_value("《招商工作方案》（区招〔2026〕3号）")
    assert Citation.objects.count() == 2
    saved(page)
    expect(page.locator(".pane-history-who").first).to_contain_text("引用文件")


def test_what_is_typed_stays_when_the_log_in_has_run_out(open_editor, project):
    page = open_editor(project)
    focus_cell(page, "第1行“指标值确定依据”")
    page.get_by_text("登记一个文件").click()
    page.get_by_label("文件名称").fill("招商工作方案")

    page.route("**/help/citation/", lambda route: route.fulfill(status=302, headers={"Location": "/login/"}))
    page.get_by_role("button", name="登记", exact=True).click()

    expect(page.get_by_text("登录已过期，请在另一个窗口登录后再试。")).to_be_visible()
    expect(page.get_by_label("文件名称")).to_have_value("招商工作方案")


def test_rows_carried_over_are_settled(open_editor, project, unit, author, axe_finds_nothing, picture):
    year = FiscalYear.objects.create(year=2027)
    table = carry_over(project, unit, year, name=project.name, actor=author)
    page = open_editor(table)
    focus_cell(page, "第1行“指标值”")
    expect(page.get_by_text("从上年带来的行：待处理 5")).to_be_visible()

    page.get_by_role("button", name="沿用：引进企业数量").click()
    expect(page.get_by_text("从上年带来的行：待处理 4")).to_be_visible()
    page.get_by_label("第1行“指标值”").fill("≥8个")
    page.get_by_label("第2行“指标值”").click()
    saved(page)
    focus_cell(page, "第1行“指标值”")
    page.get_by_label("指标值比上年低，理由").fill("资金减少。")
    picture("editor_carried")
    axe_finds_nothing()
    page.get_by_role("button", name="保存理由").click()
    expect(page.get_by_text("从上年带来的行：待处理 4")).to_be_visible()

    page.get_by_role("link", name="从上年带来的行：待处理 4").click()
    expect(page.get_by_role("heading", name=re.compile("引进企业数量"))).to_contain_text("已修改")
    picture("carried_rows")
    axe_finds_nothing()
    page.goto(table.get_absolute_url())
    expect(page.get_by_role("heading", name=re.compile("与上年比较：修改 1"))).to_be_visible()
    page.get_by_role("region", name="与上年比较", exact=True).scroll_into_view_if_needed()
    picture("change_sheet")
    axe_finds_nothing()


def test_rows_are_copied_from_another_table(open_editor, project, make_project, axe_finds_nothing, picture):
    other = make_project("招商活动经费", status=Status.APPROVED)
    other.indicators.filter(order=1).update(name="推介会场次")
    page = open_editor(project)
    focus_cell(page, "第1行“三级指标”")

    page.get_by_role("button", name="从别的表复制行…").click()
    page.get_by_role("button", name="招商活动经费").click()
    page.get_by_role("checkbox", name=re.compile("推介会场次")).check()
    picture("editor_copy")
    axe_finds_nothing()
    page.get_by_role("button", name="复制勾选的行").click()
    page.get_by_role("button", name="插入1行").click()

    expect(page.get_by_label("第2行“三级指标”")).to_have_value("推介会场次")
    saved(page)


def test_a_search_of_too_many_words_says_so(open_editor, project):
    page = open_editor(project)
    focus_cell(page, "第1行“三级指标”")

    page.get_by_label("在指标库里找").fill("长" * 720)

    expect(page.get_by_text("关键词太长，最多100个字。")).to_be_visible()


def test_a_table_begins_from_its_kind(page, log_in, author, unit, fiscal_year, axe_finds_nothing, picture):
    call_command("loaddata", "schemes", verbosity=0)
    log_in(author)
    page.goto(reverse("projects:create"))

    page.get_by_label("项目名称").fill("办公设备购置")
    expect(page.get_by_text("与项目名称相符").first).to_be_visible()
    page.get_by_role("radio", name=re.compile("购置类")).check()
    page.get_by_text("看这 7 行").locator("visible=true").click()
    picture("project_create")
    axe_finds_nothing()
    page.get_by_role("button", name="新建并填写").click()

    expect(page.get_by_label("第1行“三级指标”")).to_have_value("购置设备数量")


def test_pages_shut_nobody_out(page, log_in, author, unit, axe_finds_nothing, picture):
    call_command("loaddata", "library", verbosity=0)
    create_citation(unit, actor=None, title="招商工作方案", document_number="区招〔2026〕3号")
    log_in(author)

    page.goto(f"{reverse('indicators:library')}?q=lh")
    picture("library")
    axe_finds_nothing()
    page.goto(reverse("projects:citations"))
    picture("citations")
    axe_finds_nothing()
