"""The administration in a real browser."""

from playwright.sync_api import expect


def test_the_administration_is_in_chinese_and_open_to_all(
    page, administrator, log_in, axe_finds_nothing, picture
):
    log_in(administrator)
    page.goto("/admin/")
    picture("administration")

    expect(page.get_by_role("heading", name="管理", exact=True)).to_be_visible()
    axe_finds_nothing()

    page.get_by_role("link", name="预算单位", exact=True).last.click()
    expect(page.get_by_role("cell", name="区财政局")).to_be_visible()
