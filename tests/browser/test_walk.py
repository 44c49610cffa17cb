"""The main job from end to end in a real browser: a Word filing comes in, is edited, reviewed twice, and goes out."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from documents.reading import read_booklet
from projects.actions import excuse_finding
from projects.enums import Status
from projects.findings import findings_of
from projects.models import FiscalYear, Project
from tests.cast import PASSWORD
from units.enums import MoneyUnit, Role
from units.models import BudgetUnit

FILING = Path(__file__).parent.parent / "documents/files/docx/001.docx"
REASON = "“购置率”的指标值没有说明依据，请写明依据哪项计划。"
NAME = "综合政务管理业务费"
MENDED = {
    "第2行“指标值确定依据”": "2021年会议计划",
    "第5行“指标值”": "≤97万元",
    "第7行“指标值”": "≥95%",
    "第9行“指标值”": "≥90%",
}


@pytest.fixture
def center(region, bureau):
    return BudgetUnit.objects.create(
        region=region,
        parent=bureau,
        code="631001",
        name="秦皇岛市山海关区临港经济开发区发展中心本级",
        money_unit=MoneyUnit.YUAN,
    )


@pytest.fixture
def people(center, make_user):
    call_command("loaddata", "schemes", verbosity=0)
    FiscalYear.objects.create(year=2021)
    return make_user("filler", Role.AUTHOR, center), make_user("checker", Role.UNIT_REVIEWER, center)


class Walker:
    """A person at the window: logs in by the page, looks at every page with axe, keeps pictures."""

    def __init__(self, page, axe_finds_nothing, picture):
        self.page, self.axe_finds_nothing, self.picture = page, axe_finds_nothing, picture

    def log_in(self, username):
        self.page.context.clear_cookies()
        self.page.goto(reverse("login"))
        self.page.get_by_label("用户名").fill(username)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.press("登录")

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).last.click()

    def open(self, name):
        with self.page.expect_navigation(wait_until="load"):
            self.page.get_by_role("link", name=name, exact=True).first.click()

    def task(self, button):
        return self.page.get_by_role("row", name=NAME).get_by_role("link", name=button)

    def look(self, name):
        self.picture(f"walk_{name}")
        self.axe_finds_nothing()

    def sees(self, text):
        expect(self.page.get_by_text(text).first).to_be_visible()


@pytest.fixture
def walker(page, axe_finds_nothing, picture):
    return Walker(page, axe_finds_nothing, picture)


def test_a_filing_comes_in_and_goes_out(walker, people, tmp_path):
    import_the_filing(walker)
    edit_a_table(walker)
    mend_what_the_checks_found(walker)
    submit(walker)
    send_back(walker)
    mend_and_submit_again(walker)
    approve(walker)
    says_what_was_typed(download(walker, tmp_path))

    assert Project.objects.get(name=NAME).status == Status.APPROVED


def import_the_filing(walker):
    walker.log_in("filler")
    walker.look("nothing_to_do")
    walker.open("导入")
    walker.look("upload")
    walker.page.locator("[name=file]").set_input_files(FILING)
    walker.press("读取并预览")
    walker.sees("张表，还没有导入")
    walker.look("preview")
    walker.press("接受全部")
    walker.sees("已导入“001.docx”")
    walker.look("imported")


def edit_a_table(walker):
    walker.open(NAME)
    walker.look("table")
    walker.open("编辑")
    walker.look("editor")
    walker.page.get_by_label("资金用途").fill("用于开发区综合办公及业务支出。")
    walker.page.get_by_label("第1行“三级指标”").press("Control+Enter")
    added = walker.page.get_by_label("第2行“三级指标”")
    expect(added).to_be_focused()
    added.fill("会议次数")
    walker.page.get_by_label("第2行“指标值”").fill("≥12次")
    walker.page.get_by_label("第8行“三级指标”").press("Alt+Delete")
    walker.look("editor_rows")
    walker.open("去提交审核")


def mend_what_the_checks_found(walker):
    """What must be, in the cells; what a warning is about, as an excuse: it is the text of a real filing."""
    walker.press("提交审核")
    walker.sees("处需要处理，改好或者写明理由后再提交审核。")
    walker.look("refused")
    walker.open("去改第一处")
    expect(walker.page.locator("[data-findings-bar]")).to_be_visible()
    for cell, text in MENDED.items():
        walker.page.get_by_label(cell).fill(text)
    expect(walker.page.locator("[data-count=error] b")).to_have_text("0")
    walker.look("mended")
    explain_the_rest()
    walker.open("去提交审核")


def explain_the_rest():
    project, filler = Project.objects.get(name=NAME), get_user_model().objects.get(username="filler")
    for remark in findings_of(project).open:
        excuse_finding(project.pk, *remark.key, reason="沿用上年经财政同意的写法。", actor=filler)


def submit(walker):
    walker.press("提交审核")
    walker.sees(f"已提交审核“{NAME}”")
    walker.look("submitted")


def send_back(walker):
    walker.log_in("checker")
    walker.look("to_review")
    walker.task("审核").click()
    walker.page.get_by_text("退回修改…").click()
    walker.page.get_by_label("理由").fill(REASON)
    walker.look("reason")
    walker.press("退回修改")
    walker.sees(f"已退回修改“{NAME}”")


def mend_and_submit_again(walker):
    walker.log_in("filler")
    walker.look("returned_task")
    walker.task("看意见并修改").click()
    walker.sees(REASON)
    walker.look("returned")
    walker.open("编辑")
    walker.page.get_by_label("第1行“指标值确定依据”").fill("2021年度采购计划")
    walker.open("去提交审核")
    walker.sees("检查结果")
    # What was said of the row holds no longer: it says something else now.
    explain_the_rest()
    walker.press("提交审核")


def approve(walker):
    walker.log_in("checker")
    walker.task("审核").click()
    walker.press("通过")
    walker.sees(f"已通过“{NAME}”")


def download(walker, tmp_path):
    walker.page.goto(Project.objects.get(name=NAME).get_absolute_url())
    walker.look("approved")
    with walker.page.expect_download() as found:
        walker.page.get_by_role("link", name="下载 Word", exact=True).first.click()
    assert (
        found.value.suggested_filename == f"2021年度{Project.objects.first().unit.name}{NAME}绩效目标表.docx"
    )
    return found.value.save_as(tmp_path / "out.docx") or tmp_path / "out.docx"


def says_what_was_typed(path):
    table = read_booklet(path).booklet.tables[0]
    before = read_booklet(FILING).booklet.tables[0]

    assert table.project_name == NAME
    assert table.purpose == "用于开发区综合办公及业务支出。"
    assert [row.name for row in table.indicators[:3]] == ["购置率", "会议次数", "综合业务管理工作完成率"]
    assert table.indicators[0].basis == "2021年度采购计划"
    assert (table.budget, table.schedule, table.goals) == (before.budget, before.schedule, before.goals)
    assert len(table.indicators) == len(before.indicators)
