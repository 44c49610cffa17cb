"""What a cell says, in the pane beside the form."""

from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from projects.models import Indicator


def test_cell_is_told_back_and_its_proper_writing_taken(
    page, author, project, log_in, picture, axe_finds_nothing
):
    call_command("loaddata", "schemes", verbosity=0)
    first = project.indicators.first()
    Indicator.objects.filter(pk=first.pk).update(value_text="不少于 １０ 个")
    log_in(author)
    page.goto(reverse("projects:edit", args=[project.pk]))

    page.locator(f'[id="indicators.{first.uid}.value"]').click()
    expect(page.get_by_text("至少 10 个")).to_be_visible()
    picture("editor_reading")
    axe_finds_nothing()
    page.get_by_role("button", name="改成这样写").click()

    expect(page.locator(f'[id="indicators.{first.uid}.value"]')).to_have_value("≥10个")
    expect(page.get_by_role("button", name="改成这样写")).to_be_hidden()
    page.locator('[id="schedule.6"]').click()
    expect(page.get_by_text("累计支出 50% ≈ 17.50 万元。")).to_be_visible()
    page.locator('[id="schedule.6"]').fill("14万元")
    page.keyboard.press("Tab")
    expect(page.locator('[id="schedule.6"]')).to_have_value("40")
