"""The frame in a real browser: log-in, refusals, the account menu, keys."""

import pytest
from playwright.sync_api import expect

from tests.cast import PASSWORD


def test_a_person_logs_in_with_the_keyboard(page, author, axe_finds_nothing, picture):
    page.goto("/login/?next=/password/")
    picture("login")
    axe_finds_nothing()

    page.keyboard.type("author")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="修改密码")).to_be_visible()


def test_a_wrong_password_is_told_on_the_page(page, author, axe_finds_nothing, picture):
    page.goto("/login/")
    page.get_by_label("用户名").fill("author")
    page.get_by_label("密码").fill("wrong")
    page.get_by_role("button", name="登录").click()

    expect(page.get_by_text("用户名或密码不对，没有登录。")).to_be_visible()
    picture("login_refused")
    axe_finds_nothing()


def test_the_account_menu_opens_and_logs_out(page, author, log_in, axe_finds_nothing, picture):
    log_in(author)
    page.goto("/password/")
    picture("password")
    axe_finds_nothing()

    page.get_by_text("填报人·304001").click()
    picture("account_menu")
    page.get_by_role("button", name="退出登录").click()

    expect(page.get_by_role("button", name="登录")).to_be_visible()


def test_the_first_tab_leads_past_the_frame(page, author, log_in):
    log_in(author)
    page.goto("/password/done/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()


@pytest.mark.parametrize("address", ["/nowhere/"])
def test_refusals_are_readable(page, author, log_in, axe_finds_nothing, picture, address):
    log_in(author)
    page.goto(address)

    expect(page.get_by_role("heading", name="没有找到这一页")).to_be_visible()
    picture("not_found")
    axe_finds_nothing()
