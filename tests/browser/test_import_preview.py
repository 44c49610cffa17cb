"""The preview of an import in a real browser: problems stand in their cells, refusals are one sentence."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from documents.canonical import booklet_to_json
from documents.goal_table import Booklet
from projects.mapping import goal_table_of
from projects.models import ImportBatch

PROBLEMS = (
    ("budget.other", "“其他资金”里的“待定”不是金额，请改正后再导入，或导入后补填。", False),
    ("indicators.2.value", "“≥200万”没有写明单位是元还是税额，请确认。", True),
    ("goals.2", "第2条绩效目标没有编号，已按一条读入，请确认。", True),
    ("", "表格下面的一行字“注：以上为初步安排”没有读入，请确认是否需要。", True),
)


@pytest.fixture
def batch(project, make_project, author, unit, fiscal_year):
    other = make_project("园区道路养护经费")
    tables = (goal_table_of(project), goal_table_of(other))
    booklet = Booklet(2026, unit.code, unit.name, tables=tables)
    problems = [
        {"table": 1, "address": address, "message": message, "is_doubt": is_doubt}
        for address, message, is_doubt in PROBLEMS
    ]
    file_problem = {"table": None, "address": "", "message": "第12段没有读懂，已略过。", "is_doubt": False}
    reading = {
        "booklet": booklet_to_json(booklet),
        "problems": [*problems, file_problem],
        "notes": ["年度2026取自封面“2026年部门预算绩效文本”。"],
    }
    other.delete()
    return ImportBatch.objects.create(
        actor=author, unit=unit, fiscal_year=fiscal_year, file_name="2026年绩效文本.docx", reading=reading
    )


def test_problems_stand_beside_their_cells(page, author, batch, log_in, axe_finds_nothing, picture):
    log_in(author)
    page.goto(batch.get_absolute_url())
    picture("preview_problems")
    axe_finds_nothing()

    expect(page.locator("[data-address='budget.other']")).to_contain_text(f"未读懂 {PROBLEMS[0][1]}")
    expect(page.locator("[data-address='indicators.2.value']")).to_contain_text(f"需确认 {PROBLEMS[1][1]}")
    expect(page.locator("[data-address='goals']")).to_contain_text(PROBLEMS[2][1])
    expect(page.locator(".above-form")).to_contain_text(PROBLEMS[3][1])
    expect(page.locator(".file-notes")).to_contain_text("第12段没有读懂")


def test_tables_are_walked_and_ticked(page, author, batch, log_in, axe_finds_nothing, picture):
    log_in(author)
    page.goto(batch.get_absolute_url())
    page.get_by_label("勾选第 1 张表").uncheck()
    page.get_by_label("勾选第 1 张表").blur()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".paper caption")).to_have_text("园区道路养护经费绩效目标表")
    expect(page.get_by_label("勾选第 1 张表")).not_to_be_checked()

    page.get_by_role("button", name="只接受勾选的").click()
    expect(page.get_by_role("link", name="园区道路养护经费")).to_be_visible()
    picture("import_result")
    axe_finds_nothing()
    page.get_by_role("button", name="撤销导入").click()
    expect(page.get_by_text("已撤销这次导入")).to_be_visible()
    picture("import_undone")
    axe_finds_nothing()


def test_a_file_that_cannot_be_read_gets_one_sentence(page, author, log_in, axe_finds_nothing, picture):
    log_in(author)
    page.goto(reverse("projects:import"))
    photo = {"name": "照片.docx", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(100)}
    page.locator("[name=file]").set_input_files(photo)
    expect(page.get_by_text("照片.docx")).to_be_visible()
    page.get_by_role("button", name="读取并预览").click()

    expect(page.locator(".alert-danger")).to_have_count(1)
    picture("import_refused")
    axe_finds_nothing()


def test_a_file_is_dropped_on_the_frame(page, author, log_in, picture):
    log_in(author)
    page.goto(reverse("projects:import"))
    zone = page.locator("[data-drop-zone]")
    dropped = page.evaluate_handle(
        "() => { const held = new DataTransfer(); held.items.add(new File(['{}'], '目标表.json')); return held; }"
    )

    zone.dispatch_event("dragover", {"dataTransfer": dropped})
    expect(zone).to_have_class("drop-zone is-enhanced is-over")
    picture("upload_drag")
    zone.dispatch_event("dragleave", {"dataTransfer": dropped})
    expect(zone).to_have_class("drop-zone is-enhanced")
    zone.dispatch_event("drop", {"dataTransfer": dropped})

    expect(page.locator("[data-file-name]")).to_have_text("目标表.json")
