"""The editor's bottom bar: on every width of an office PC its parts stand beside each other."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

LONG = "“２０２６年物流园区道路修缮工程及配套排水设施改造项目”现在是“待审核”，不能修改。（12处没有保存）"
SAY = """(words) => {
  const place = document.querySelector("[data-sync-words] > span");
  place.textContent = words;
  document.querySelectorAll("[data-sync-look], [data-sync-log-in]").forEach((one) => (one.hidden = false));
}"""
# Boxes of the bar's parts that lie over each other, or outside of the window.
OVERLAPS = """() => {
  const parts = [...document.querySelectorAll(".editor-bar :is(button, a, .sync-words)")].filter((one) => one.offsetWidth);
  const boxes = parts.map((one) => one.getBoundingClientRect());
  const found = [];
  boxes.forEach((a, i) => boxes.forEach((b, j) => {
    const isOver = i < j && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    if (isOver) found.push([parts[i].textContent.trim(), parts[j].textContent.trim()]);
  }));
  parts.forEach((one, i) => (boxes[i].right > innerWidth || one.scrollWidth > one.clientWidth + 1) && found.push([one.textContent.trim()]));
  return found;
}"""


@pytest.mark.parametrize("width", [1366, 1280, 1092, 1024, 800])
def test_nothing_in_the_bar_lies_over_another(
    page, author, project, log_in, picture, axe_finds_nothing, width
):
    call_command("loaddata", "schemes", verbosity=0)
    page.set_viewport_size({"width": width, "height": 768})
    log_in(author)
    page.goto(reverse("projects:edit", args=[project.pk]))
    expect(page.locator("[data-findings-bar]")).to_be_visible()
    expect(page.get_by_text("已全部保存")).to_be_visible()
    assert page.evaluate(OVERLAPS) == []

    page.evaluate(SAY, LONG)

    assert page.evaluate(OVERLAPS) == []
    picture(f"editor_bar_{width}")
    axe_finds_nothing()
    for name in ("下一处问题(F8)", "撤销", "重做", "打印", "按键"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    for name in ("预览", "附件", "导出Word", "导出Excel", "去提交审核"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()


def test_the_title_has_all_of_a_long_status(page, author, project, log_in):
    call_command("loaddata", "schemes", verbosity=0)
    log_in(author)
    page.goto(reverse("projects:edit", args=[project.pk]))

    expect(page.locator("[data-sync-words]")).to_have_attribute("title", "已全部保存")
