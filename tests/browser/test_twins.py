"""The pages of twins in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from documents.goal_table import IndicatorRow
from indicators.models import LibraryIndicator
from projects.actions.twins import refresh_twins
from tests.projects.twins.conftest import LONG_GOAL, NEAR_GOAL, make_table, rows_called

__all__ = ["make_table"]

NAMES = ("招商拓展地区", "到会客商人数", "出口额增长率", "招待客商费用")


@pytest.fixture
def tables(make_table, child_unit, foreign_unit):
    LibraryIndicator.objects.create(
        domain="招商",
        level1="产出指标",
        level2="数量指标",
        name="外出招商活动场次",
        explanation="组织或参加的外出招商、推介、展会场次",
    )
    library_row = IndicatorRow(
        "产出指标", "数量指标", "外出招商活动场次", "组织或参加的外出招商、推介、展会场次"
    )
    rows = [*rows_called(*NAMES), library_row]
    own = make_table("招商引资经费", goals=[LONG_GOAL], rows=rows)
    make_table("园区推介经费", goals=[NEAR_GOAL], rows=rows, unit=child_unit)
    make_table("驻外招商经费", goals=[LONG_GOAL], unit=child_unit)
    make_table("邻县招商经费", goals=[LONG_GOAL], rows=rows, unit=foreign_unit)
    return own


def test_a_reviewer_sees_what_a_table_shares(
    page, finance_reviewer, tables, log_in, axe_finds_nothing, picture
):
    log_in(finance_reviewer)
    page.goto(tables.get_absolute_url())

    page.get_by_role("link", name="雷同文字").last.click()

    expect(page.get_by_role("heading", name="整套指标与其他表相同")).to_be_visible()
    expect(page.get_by_text("用在 4 张表").first).to_be_visible()
    picture("twins")
    page.get_by_text("不算雷同的文字 1 处").click()
    expect(page.locator("#main").get_by_text("指标库", exact=True)).to_be_visible()
    axe_finds_nothing()


def test_a_reviewer_walks_from_a_group_to_its_tables(
    page, finance_reviewer, tables, log_in, axe_finds_nothing, picture
):
    log_in(finance_reviewer)
    page.goto(reverse("projects:list"))
    page.get_by_role("navigation", name="主菜单").get_by_role("link", name="雷同文字").click()
    expect(page.get_by_role("heading", name="雷同文字")).to_be_visible()
    picture("twin_list")
    axe_finds_nothing()

    page.get_by_role("link", name="整套指标").click()
    expect(page.get_by_text("用在 2 张表")).to_be_visible()
    page.get_by_role("link", name="园区推介经费").click()

    expect(page.get_by_role("heading", name="园区推介经费：雷同文字")).to_be_visible()


def test_the_pane_tells_an_author_of_the_cell(page, author, tables, log_in, axe_finds_nothing, picture):
    refresh_twins()
    log_in(author)
    page.goto(reverse("projects:edit", args=[tables.pk]))

    page.locator(f'[id="goals.{tables.goals.get().uid}"]').click()

    section = page.locator("#pane section", has=page.get_by_role("heading", name="雷同"))
    expect(section).to_contain_text("这段文字用在 4 张表（含本表，3 个单位）。")
    picture("twins_pane")
    axe_finds_nothing()
    page.locator('[name="purpose"]').click()
    expect(section).to_be_hidden()
