"""Findings in the editor: marks, sentences, walking, repairs, excuses, and a table mended from them alone."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from documents.reading import read_booklet
from projects.actions import create_project, excuse_finding

FILING = Path(__file__).parent.parent / "documents/files/docx/001.docx"
# The rules ask for a second on an office PC with a window of its own; here several run beside each other.
SECOND_WITH_A_SLOW_MACHINE_MS = 3000
WATCH = (
    "() => document.addEventListener('input', () => { window.typedAt = performance.now(); }, { once: true })"
)


@pytest.fixture
def open_editor(page, author, log_in):
    """Return a function that opens a table in the editor and waits for its findings."""

    def open_page(project):
        call_command("loaddata", "schemes", "library", verbosity=0)
        log_in(author)
        page.goto(reverse("projects:edit", args=[project.pk]))
        expect(page.locator("[data-findings-bar]")).to_be_visible()
        return page

    return open_page


def has_counts(page, *numbers):
    for severity, number in zip(("error", "warning", "hint"), numbers, strict=True):
        expect(page.locator(f"[data-count={severity}] b")).to_have_text(str(number))


def mark_on(cell):
    return cell.locator("xpath=..").locator(".finding-mark")


def test_a_fault_is_told_within_a_second(open_editor, make_clean_project, axe_finds_nothing, picture):
    page = open_editor(make_clean_project())
    has_counts(page, 0, 0, 0)
    expect(page.locator("[data-score]")).to_have_text("100")
    cell = page.get_by_label("第1行“指标值”")
    page.evaluate(WATCH)

    cell.fill("18")

    expect(mark_on(cell)).to_contain_text("⚠")
    assert page.evaluate("performance.now() - window.typedAt") < SECOND_WITH_A_SLOW_MACHINE_MS
    expect(cell).to_be_focused()
    pane = page.locator("[data-findings-pane]")
    expect(pane).to_contain_text("警告")
    assert "警告：" in page.locator(f"[id='{cell.get_attribute('aria-describedby')}']").text_content()
    picture("findings_fault")
    axe_finds_nothing()


def test_repair_and_undo(open_editor, make_clean_project, picture):
    page = open_editor(make_clean_project())
    cell = page.get_by_label("第3行“指标值”")
    cell.fill("≥100%")
    pane = page.locator("[data-findings-pane]")
    expect(pane.locator("ins")).to_have_text("=100%")
    picture("findings_repair")

    pane.get_by_role("button", name="修复").click()

    expect(cell).to_have_value("=100%")
    expect(cell).to_be_focused()
    expect(mark_on(cell)).to_have_count(0)
    has_counts(page, 0, 0, 0)
    page.keyboard.press("Control+z")
    expect(cell).to_have_value("≥100%")
    has_counts(page, 0, 1, 0)


def test_repairs_of_one_kind_together(open_editor, make_clean_project, axe_finds_nothing, picture):
    project = make_clean_project()
    project.indicators.filter(order__in=(3, 7)).update(value_text="≥100%")
    page = open_editor(project)
    has_counts(page, 0, 2, 0)

    page.locator(".findings-counts").click()
    page.get_by_text("2 处可以一起修复").click()
    picture("findings_list")
    axe_finds_nothing()
    page.get_by_role("button", name="修复同类 2 处").click()

    has_counts(page, 0, 0, 0)
    page.keyboard.press("Control+z")
    has_counts(page, 0, 2, 0)


def test_walk_with_the_keyboard(open_editor, make_clean_project):
    project = make_clean_project()
    project.indicators.filter(order__in=(3, 7)).update(value_text="≥130%")
    page = open_editor(project)
    has_counts(page, 0, 2, 0)
    first, second = page.get_by_label("第3行“指标值”"), page.get_by_label("第7行“指标值”")

    for key, cell in (
        ("F8", first),
        ("F8", second),
        ("F8", first),
        ("Shift+F8", second),
        ("Shift+F8", first),
    ):
        page.keyboard.press(key)
        expect(cell).to_be_focused()
    page.get_by_role("button", name="下一处问题").click()
    expect(second).to_be_focused()
    page.locator(".findings-counts").focus()
    page.keyboard.press("Enter")
    page.locator("dialog[open] .finding-link").nth(0).focus()
    page.keyboard.press("Enter")
    expect(first).to_be_focused()


def test_score_is_told_point_by_point(open_editor, make_clean_project, axe_finds_nothing, picture):
    project = make_clean_project()
    project.indicators.filter(order=3).update(value_text="≥130%")
    page = open_editor(project)
    page.get_by_role("button", name="质量分 96").click()

    expect(page.locator("dialog[open] .loss")).to_have_text(["−4"])
    picture("findings_score")
    axe_finds_nothing()
    page.locator("dialog[open]").get_by_role("button", name="第3行").click()
    expect(page.get_by_label("第3行“指标值”")).to_be_focused()


def test_excuse_and_its_lapse(open_editor, make_clean_project, axe_finds_nothing, picture):
    project = make_clean_project()
    project.indicators.filter(order=3).update(value_text="≥130%")
    page = open_editor(project)
    has_counts(page, 0, 1, 0)
    page.keyboard.press("F8")
    pane = page.locator("[data-findings-pane]")
    pane.get_by_text("不改，写明理由").click()
    pane.locator("textarea").fill("设备")
    pane.get_by_role("button", name="保存说明").click()
    expect(pane.get_by_role("alert")).to_have_count(0)
    pane.locator("textarea").fill("含追加采购的设备，合同另有约定。")
    pane.get_by_role("button", name="保存说明").click()

    expect(pane).to_contain_text("说明：含追加采购的设备，合同另有约定。")
    has_counts(page, 0, 0, 0)
    picture("findings_excused")
    axe_finds_nothing()
    cell = page.get_by_label("第3行“指标值”")
    cell.fill("≥150%")
    expect(pane).to_contain_text("原来的说明已失效")
    expect(pane.locator("textarea")).to_have_value("含追加采购的设备，合同另有约定。")
    has_counts(page, 0, 1, 0)
    cell.fill("≥130%")
    has_counts(page, 0, 0, 0)
    pane.get_by_role("button", name="取消说明").click()
    has_counts(page, 0, 1, 0)


def test_refused_with_links_then_handed_in(open_editor, make_clean_project, axe_finds_nothing, picture):
    project = make_clean_project()
    project.indicators.filter(order=3).update(value_text="≥130%", description="")
    page = open_editor(project)
    page.get_by_role("link", name="去提交审核").click()
    page.get_by_role("button", name="提交审核").click()
    picture("findings_refused")
    axe_finds_nothing()

    page.get_by_role("link", name="比率最高100%").click()

    cell = page.get_by_label("第3行“指标值”")
    expect(cell).to_be_focused()
    cell.fill("=100%")
    page.get_by_label("第3行“绩效指标描述”").fill("一次验收合格的设备台套数占采购台套数的比例")
    has_counts(page, 0, 0, 0)
    page.get_by_role("link", name="去提交审核").click()
    page.get_by_role("button", name="提交审核").click()
    expect(page.get_by_text("已提交审核")).to_be_visible()


def test_readers_see_findings_on_the_page_and_in_the_list(
    page, log_in, unit_reviewer, author, make_clean_project, axe_finds_nothing, picture
):
    call_command("loaddata", "schemes", verbosity=0)
    project = make_clean_project()
    make_clean_project("另一个项目")
    project.indicators.filter(order__in=(3, 7)).update(value_text="≥130%")
    project.indicators.filter(order=4).update(value_text="")
    (row,) = project.indicators.filter(order=3)
    excuse_finding(
        project.pk, "VA16", f"indicators.{row.uid}.value", reason="含追加采购的设备。", actor=author
    )
    log_in(unit_reviewer)
    page.goto(project.get_absolute_url())

    expect(page.locator("#findings")).to_contain_text("说明：含追加采购的设备。")
    expect(page.locator("#findings")).not_to_contain_text("不改，写明理由")
    picture("findings_page")
    page.locator("#findings").scroll_into_view_if_needed()
    page.mouse.wheel(0, 700)
    picture("findings_page_list")
    axe_finds_nothing()
    page.goto(reverse("projects:list"))
    expect(page.get_by_role("row", name="招商引资经费").locator(".problems")).to_contain_text("✕错误1 ⚠警告1")
    expect(page.get_by_role("row", name="另一个项目").locator(".problems")).to_contain_text("没有问题")
    picture("findings_in_list")
    axe_finds_nothing()


# What a clerk writes in 人事代理专项补助 after reading what each finding asks for, by row and part.
WRITTEN = {
    1: {"绩效指标描述": "年内由本单位发放工资并缴纳社会保险的人事代理人员"},
    2: {
        "三级指标": "工资发放差错率",
        "绩效指标描述": "发放金额有误的人次占全年发放人次的比例",
        "指标值": "=0%",
        "指标值确定依据": "人事代理协议（2021年）",
    },
    3: {
        "绩效指标描述": "按协议约定日期发放的月数占全年月数的比例",
        "指标值确定依据": "人事代理协议（2021年）",
    },
    4: {
        "三级指标": "人均年补助成本",
        "绩效指标描述": "全年补助支出除以人事代理人数",
        "指标值": "≤10万元/人",
        "指标值确定依据": "2021年部门预算批复",
    },
    5: {
        "三级指标": "用人支出节约额",
        "绩效指标描述": "比自行招聘同岗位人员少支出的工资和社会保险费",
        "指标值": "≥3万元",
        "指标值确定依据": "2020年工资支出统计",
    },
    6: {
        "三级指标": "人事代理人员年内离职人数",
        "绩效指标描述": "因待遇未落实而离职的人事代理人员",
        "指标值": "≤0人",
        "指标值确定依据": "近三年人员台账",
    },
    7: {
        "三级指标": "绿色办公用纸节约率",
        "绩效指标描述": "用纸量比上年减少的比例",
        "指标值": "≥5%",
        "指标值确定依据": "节约型机关创建方案",
    },
    8: {
        "三级指标": "人事代理人员续签协议人数",
        "绩效指标描述": "年末协议到期后续签的人数",
        "指标值": "≥2人",
        "指标值确定依据": "人事代理协议（2021年）",
    },
}


def test_a_published_table_is_mended_from_its_findings_alone(
    open_editor, unit, fiscal_year, author, axe_finds_nothing, picture
):
    unit.money_unit = "元"
    unit.save()
    table = read_booklet(FILING).booklet.tables[1]
    page = open_editor(create_project(unit, fiscal_year, table, actor=author))
    has_counts(page, 2, 14, 6)
    picture("mending_1_before")
    axe_finds_nothing()

    page.locator(".findings-counts").click()
    page.get_by_text("2 处可以一起修复").click()
    page.locator("dialog[open]").evaluate("(dialog) => dialog.scrollTo(0, dialog.scrollHeight)")
    picture("mending_2_list")
    page.get_by_role("button", name="修复同类 2 处").click()
    expect(page.get_by_label("第3行“指标值”")).to_have_value("=100%")
    page.keyboard.press("F8")
    picture("mending_3_repaired")
    for number, texts in WRITTEN.items():
        for part, text in texts.items():
            page.get_by_label(f"第{number}行“{part}”").fill(text)
    has_counts(page, 0, 1, 2)
    picture("mending_4_written")
    page.get_by_label("项目编码").focus()
    pane = page.locator("[data-findings-pane]")
    pane.get_by_text("不改，写明理由").click()
    pane.locator("textarea").fill("项目由区级代市级立项，沿用市级编码。")
    pane.get_by_role("button", name="保存说明").click()

    has_counts(page, 0, 0, 2)
    picture("mending_5_done")
    axe_finds_nothing()
    page.get_by_role("link", name="去提交审核").click()
    page.get_by_role("button", name="提交审核").click()
    expect(page.get_by_text("已提交审核")).to_be_visible()
