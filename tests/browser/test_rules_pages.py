"""The pages of rules in a real browser: change, rehearse, put into force."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from indicators.models import IndicatorScheme
from projects.checks import Report
from projects.checks.finding import Failure
from projects.models import RuleSetting
from projects.rule_failures import note_failures
from tests.projects.ruled import put_in_force, with_slow_money


@pytest.fixture
def scheme(db):
    call_command("loaddata", "schemes", verbosity=0)
    return IndicatorScheme.objects.get(code="hebei_integrated")


@pytest.fixture
def slow(scheme, make_clean_project, child_unit):
    RuleSetting.objects.create(scheme=scheme, first_year=2020, rule="AM08", thresholds={"percent": "50"})
    with_slow_money(make_clean_project("园区维护经费", unit=child_unit))
    make_clean_project("干部培训经费")
    return with_slow_money(make_clean_project("招商引资经费"))


def test_an_administrator_changes_a_rule(
    page, administrator, slow, scheme, log_in, axe_finds_nothing, picture
):
    log_in(administrator)
    page.goto("/")
    page.get_by_role("navigation", name="主菜单").get_by_role("link", name="规则").click()
    picture("rules")
    axe_finds_nothing()

    page.get_by_label("找规则").fill("AM08")
    page.get_by_role("button", name="查找").click()
    page.locator("th a").click()
    page.get_by_label("10月底累计进度不低于（%）").fill("七十五")
    page.get_by_role("button", name="记下改动").click()
    expect(page.get_by_text("应是0到100之间的数，现在是“七十五”")).to_be_visible()
    picture("rule")
    axe_finds_nothing()

    page.get_by_label("10月底累计进度不低于（%）").fill("75")
    page.get_by_label("级别").select_option("error")
    page.get_by_label("理由").fill("十月底前应基本拨付。")
    page.get_by_role("button", name="记下改动").click()
    expect(page.get_by_text("拟改 1 条，还没有生效")).to_be_visible()
    picture("rules_drafted")
    axe_finds_nothing()

    page.get_by_role("link", name="演练后生效").click()
    expect(page.get_by_text("新拦下 2 张")).to_be_visible()
    expect(page.get_by_role("link", name="招商引资经费")).to_be_visible()
    picture("rehearsal")
    axe_finds_nothing()
    page.get_by_role("heading", name="各规则的问题").scroll_into_view_if_needed()
    picture("rehearsal_below")

    page.get_by_role("button", name="让 1 条改动生效").click()
    expect(page.get_by_text("已生效：河北预算管理一体化2026年度起的AM08。")).to_be_visible()
    assert RuleSetting.objects.get(first_year=2026).severity == "error"


def test_a_reviewer_reads_what_was_decided(
    page, administrator, finance_reviewer, slow, scheme, log_in, axe_finds_nothing, picture
):
    put_in_force(scheme, administrator, ("AM08", {"is_on": False}), reason="今年拨款晚")
    log_in(finance_reviewer)

    page.goto(f"{reverse('projects:rule', args=['AM08'])}?scheme={scheme.code}&year=2026")

    expect(page.get_by_text("今年拨款晚")).to_be_visible()
    expect(page.get_by_role("button", name="记下改动")).to_have_count(0)
    picture("rule_read")
    axe_finds_nothing()


def test_a_rule_that_failed_is_switched_off(page, administrator, slow, log_in, axe_finds_nothing, picture):
    note_failures(Report(failures=(Failure("AM08", "ZeroDivisionError: division by zero"),)), slow.pk)
    log_in(administrator)
    page.goto(reverse("projects:rules"))
    picture("rules_failed")
    axe_finds_nothing()

    page.get_by_role("button", name="拟停用 AM08").click()

    expect(page.get_by_text("拟改 1 条，还没有生效")).to_be_visible()
