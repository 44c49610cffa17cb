"""The pages of tables in a real browser: list, form, editor, inbox; each is looked at and searched by axe."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from projects.enums import Status
from projects.models import Project


@pytest.fixture
def many_projects(make_project, unit, sibling_unit):
    names = (
        "招商引资经费",
        "园区道路养护经费",
        "企业服务平台运行维护费",
        "综合政务管理业务费",
        "安全生产巡查经费",
    )
    for at in range(23):
        fields = {"code": f"13020926P0006{at:02}100018", "status": Status.values[at % 4]}
        make_project(f"{names[at % 5]}（{at + 1}）", total_amount=12_345_600 * at, **fields)


def test_the_list_is_walked_with_keys_and_filtered_by_counts(
    page, author, many_projects, log_in, axe_finds_nothing, picture
):
    log_in(author)
    page.goto(reverse("projects:list"))
    picture("list")
    axe_finds_nothing()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("tbody tr:nth-child(2) th a")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("tbody tr:nth-child(1) th a")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("[name=q]")).to_be_focused()
    page.keyboard.type("道路")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(5)
    page.get_by_role("link", name="待审核").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    picture("list_filtered")


def test_the_bar_for_ticked_tables_shows_only_then(
    page, author, many_projects, log_in, axe_finds_nothing, picture
):
    log_in(author)
    page.goto(reverse("projects:list"))
    expect(page.get_by_role("button", name="导出所选 Word")).to_be_hidden()

    page.locator("tbody input[type=checkbox]").nth(1).check()
    page.locator("tbody input[type=checkbox]").nth(3).check()
    expect(page.get_by_text("2 张")).to_be_visible()
    picture("list_ticked")
    axe_finds_nothing()
    page.get_by_label("勾选本页全部").check()
    expect(page.get_by_text("23 张 已勾选")).to_be_visible()

    with page.expect_download() as download:
        page.get_by_role("button", name="导出所选 Word").click()
    assert download.value.suggested_filename == "区商务局本级绩效目标表.docx"


def test_an_empty_list_says_what_to_do(page, author, log_in, axe_finds_nothing, picture):
    log_in(author)
    page.goto(reverse("projects:list"))
    picture("list_empty")
    axe_finds_nothing()

    page.get_by_role("link", name="新建绩效目标表").first.click()
    picture("create")
    axe_finds_nothing()
    expect(page.get_by_role("heading", name="新建绩效目标表")).to_be_visible()


@pytest.mark.parametrize("layout", ["hebei_integrated", "tangshan_gaoxin", "mof_2021"])
def test_a_table_is_shown_in_every_layout(page, author, project, log_in, axe_finds_nothing, picture, layout):
    log_in(author)
    page.goto(f"{project.get_absolute_url()}?layout={layout}")

    expect(page.locator(".goal-table").first).to_contain_text("引进企业落户")
    picture(f"table_{layout}")
    axe_finds_nothing()


def test_the_form_alone_is_printed(page, author, project, log_in, picture):
    log_in(author)
    page.goto(project.get_absolute_url())
    page.emulate_media(media="print")

    expect(page.locator(".paper")).to_be_visible()
    for around in (".top-bar", ".page-head", ".bottom-bar", ".history"):
        expect(page.locator(around).first).to_be_attached()
        expect(page.locator(around).locator("visible=true")).to_have_count(0)
    picture("table_printed")


@pytest.mark.parametrize("layout", ["hebei_integrated", "tangshan_gaoxin", "mof_2021"])
def test_the_editor_is_the_form(page, author, project, log_in, axe_finds_nothing, picture, layout):
    project.unit.layout = layout
    project.unit.save()
    log_in(author)
    page.goto(reverse("projects:edit", args=[project.pk]))
    picture(f"editor_{layout}")
    axe_finds_nothing()

    page.get_by_label("预算数").fill("约三十五")
    page.get_by_label("预算数").press("Tab")
    expect(page.get_by_label("预算数")).to_have_accessible_description(
        "预算数里的“约三十五”不是金额，请填数字，例如 35.00（单位：万元）。"
    )
    picture(f"editor_{layout}_refused")
    axe_finds_nothing()
    page.get_by_role("button", name="去看").click()
    expect(page.get_by_label("预算数")).to_be_focused()


def test_tasks_are_listed_by_urgency(page, author, many_projects, log_in, axe_finds_nothing, picture):
    log_in(author)
    page.goto(reverse("reviews:inbox"))
    picture("inbox")
    axe_finds_nothing()

    expect(page.locator("tbody tr").first).to_contain_text("已退回")


@pytest.mark.parametrize(
    ("who", "heading"),
    [
        ("unit_reviewer", "没有等您办理的表"),
        ("auditor", "您是审计员"),
        ("security_administrator", "您是安全管理员"),
        ("newcomer", "您还没有单位和角色"),
    ],
)
def test_no_tasks_is_good_news(page, cast, make_user, log_in, axe_finds_nothing, picture, who, heading):
    log_in((cast | {"newcomer": make_user("newcomer")})[who])
    page.goto(reverse("reviews:inbox"))

    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    picture(f"inbox_empty_{who}")
    axe_finds_nothing()


def test_the_conflict_of_a_whole_form_is_seen_by_all(
    page, author, project, log_in, axe_finds_nothing, picture
):
    log_in(author)
    page.goto(reverse("projects:edit", args=[project.pk]))
    Project.objects.update(lock_version=1, purpose="用于境外招商。")
    page.evaluate("() => document.getElementById('table-form').submit()")  # as where there is no script

    expect(page.get_by_text("被他人改动过")).to_be_visible()
    expect(page.get_by_role("article")).to_contain_text("用于境外招商。")
    picture("editor_conflict")
    axe_finds_nothing()


def test_a_refused_decision_keeps_the_reason(
    page, unit_reviewer, submitted_project, log_in, axe_finds_nothing, picture
):
    log_in(unit_reviewer)
    page.goto(submitted_project.get_absolute_url())
    Project.objects.update(lock_version=5)
    page.get_by_text("退回修改…").click()
    page.get_by_label("理由").fill("请补充依据。")
    page.get_by_role("button", name="退回修改").click()

    expect(page.get_by_label("您写的理由")).to_have_value("请补充依据。")
    picture("decision_refused")
    axe_finds_nothing()


@pytest.mark.parametrize("name", ["projects:list", "reviews:inbox", "projects:import", "projects:create"])
def test_pages_work_enlarged_twice(page, author, many_projects, log_in, axe_finds_nothing, picture, name):
    page.set_viewport_size({"width": 683, "height": 384})
    log_in(author)
    page.goto(reverse(name))

    picture(f"enlarged_{name.partition(':')[2]}")
    axe_finds_nothing()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 683
    assert page.locator(".main-nav").bounding_box()["height"] < 50
