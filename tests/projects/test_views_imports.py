"""Files in: upload, preview, acceptance, undoing."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.blocks import Problem
from documents.canonical import booklet_to_json
from documents.goal_table import Booklet, Goal, GoalTable, IndicatorRow, PartOne
from projects.checks import Report
from projects.enums import BatchState, Status
from projects.findings import TableFindings
from projects.import_plan import Outcome, PlannedTable
from projects.import_preview import PreviewedForm, PreviewedTable
from projects.models import FiscalYear, ImportBatch, Project
from tests.html import inline_code
from tests.projects.tables import a_table

UPLOAD = reverse("projects:import")
FILING = Path(__file__).parent.parent / "documents/files/docx/004.docx"


def as_file(booklet, name="目标表.json"):
    return SimpleUploadedFile(name, json.dumps(booklet_to_json(booklet)).encode())


@pytest.fixture
def window(client, author):
    client.force_login(author)
    return client


@pytest.fixture
def booklet(unit):
    tables = (GoalTable(project_name="招商经费"), GoalTable(project_name="养护经费"))
    return Booklet(2026, unit.code, unit.name, tables=tables)


@pytest.fixture
def make_batch(author, unit, fiscal_year):
    def make(booklet, problems=(), notes=()):
        reading = {"booklet": booklet_to_json(booklet), "problems": list(problems), "notes": list(notes)}
        return ImportBatch.objects.create(
            actor=author, unit=unit, fiscal_year=fiscal_year, file_name="目标表.docx", reading=reading
        )

    return make


def test_a_word_filing_is_read_and_previewed(window, unit, fiscal_year):
    with FILING.open("rb") as file:
        chosen = {"file": file, "unit": unit.pk, "fiscal_year": fiscal_year.pk}
        html = window.post(UPLOAD, chosen, follow=True).content.decode()

    assert "预览：004.docx" in html
    assert "招商经费" in html
    assert inline_code(html) == []
    assert Project.objects.count() == 0


def test_a_file_that_cannot_be_read_gets_one_sentence(window):
    response = window.post(
        UPLOAD, {"file": SimpleUploadedFile("照片.docx", b"\x89PNG\r\n\x1a\n" + bytes(50))}
    )

    assert response.status_code == 422
    assert response.context["refusal"] == (
        "这是一张图片，不是 Word 或 Excel 文件；请导入原来的 Word 或 Excel 文件。"
    )
    assert ImportBatch.objects.count() == 0


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (None, "请选择要导入的文件。"),
        (SimpleUploadedFile("空.docx", b""), "这个文件是空的，请另选。"),
    ],
)
def test_no_file_is_told_at_the_field(window, file, message):
    response = window.post(UPLOAD, {"file": file} if file else {})

    assert response.status_code == 422
    assert response.context["form"].errors["file"] == [message]


def test_no_unit_is_chosen_for_the_person(window, unit):
    """It would go before the unit on the file's cover."""
    assert window.get(UPLOAD).context["form"].fields["unit"].initial is None


def test_a_problem_of_no_table_stands_on_top(window, make_batch, booklet):
    problems = [
        {"table": number, "address": "", "message": f"第{number}个表没有读懂。", "is_doubt": False}
        for number in (None, 2, 9)
    ]

    response = window.get(make_batch(booklet, problems).get_absolute_url())

    assert [problem.table for problem in response.context["file_problems"]] == [None, 9]


def test_the_last_imports_are_at_hand(window, make_batch, booklet):
    batch = make_batch(booklet)

    assert (
        f'<a href="{batch.get_absolute_url()}">目标表.docx</a> 待确认' in window.get(UPLOAD).content.decode()
    )


def test_the_preview_says_what_becomes_of_each_table(window, make_batch, make_project, booklet):
    make_project("招商经费")
    make_project("养护经费", status=Status.APPROVED)

    response = window.get(make_batch(booklet, notes=["年度2026取自封面。"]).get_absolute_url())

    html = response.content.decode()
    assert [table.planned.outcome for table in response.context["tables"]] == [
        Outcome.REPLACES,
        Outcome.REFUSED,
    ]
    assert "年度2026取自封面。" in html
    assert "当前为“已批复”，不能由导入更改" in html


def test_the_table_asked_for_is_shown_else_the_first_with_a_question(window, make_batch, booklet):
    problem = {"table": 2, "address": "purpose", "message": "请确认用途。", "is_doubt": True}
    url = make_batch(booklet, [problem]).get_absolute_url()

    assert window.get(url).context["chosen"].number == 2
    assert window.get(url, {"table": "1"}).context["chosen"].number == 1
    assert window.get(url, {"table": "99"}).context["chosen"].number == 2


def test_a_file_of_part_one_alone_shows_it(window, make_batch, unit):
    part1 = PartOne("优化<b>营商</b>环境。", "一、招商。", "加强管理。")
    response = window.get(make_batch(Booklet(2026, unit.code, unit.name, part1)).get_absolute_url())

    html = response.content.decode()
    assert response.context["form"] is None
    assert "<p>优化&lt;b&gt;营商&lt;/b&gt;环境。</p>" in html
    assert "<p>加强管理。</p>" in html


def test_part_one_is_shown_where_asked_for(window, make_batch, booklet):
    batch = make_batch(replace(booklet, part1=PartOne("优化营商环境。")))

    assert "<p>优化营商环境。</p>" not in window.get(batch.get_absolute_url()).content.decode()
    html = window.get(batch.get_absolute_url(), {"table": "part1"}).content.decode()

    assert "<p>优化营商环境。</p>" in html
    assert "工作保障措施" not in html


def test_all_is_accepted(window, make_batch, booklet):
    batch = make_batch(booklet)

    html = window.post(
        reverse("projects:import_accept", args=[batch.pk]), {"all": "1"}, follow=True
    ).content.decode()

    assert sorted(Project.objects.values_list("name", flat=True)) == ["养护经费", "招商经费"]
    assert "已导入“目标表.docx”。" in html
    assert Project.objects.first().get_absolute_url() in html


def test_what_is_ticked_is_accepted(window, make_batch, booklet):
    batch = make_batch(booklet)

    window.post(reverse("projects:import_accept", args=[batch.pk]), {"table": ["2", "x", "9" * 5000]})

    assert list(Project.objects.values_list("name", flat=True)) == ["养护经费"]


def test_nothing_ticked_is_nothing_accepted(window, make_batch, booklet):
    batch = make_batch(booklet)

    html = window.post(
        reverse("projects:import_accept", args=[batch.pk]), {"only": "1"}, follow=True
    ).content.decode()

    assert "没有导入：请先勾选要接受的表。" in html
    assert ImportBatch.objects.get().state == BatchState.PREVIEWED


def test_a_table_of_an_unknown_unit_is_shown_all_the_same(window, make_batch):
    batch = make_batch(Booklet(2026, "999", "没有的单位", tables=(GoalTable(project_name="招商经费"),)))
    ImportBatch.objects.update(unit=None)

    html = window.get(batch.get_absolute_url()).content.decode()

    assert "系统中没有单位“999没有的单位”" in html
    assert 'class="layout-hebei_integrated"' in html


def test_a_refused_acceptance_says_why_and_changes_nothing(window, make_batch, make_project, booklet):
    make_project("养护经费", status=Status.APPROVED)
    batch = make_batch(booklet)

    html = window.post(
        reverse("projects:import_accept", args=[batch.pk]), {"all": "1"}, follow=True
    ).content.decode()

    assert "“目标表.docx”没有导入，1处不能导入。" in html
    assert "第2个表：“养护经费”当前为“已批复”" in html
    assert Project.objects.count() == 1
    assert ImportBatch.objects.get().state == BatchState.PREVIEWED


def test_an_import_of_the_same_again_says_so(window, make_batch, booklet):
    for _ in range(2):
        batch = make_batch(booklet)
        url = reverse("projects:import_accept", args=[batch.pk])
        html = window.post(url, {"all": "1"}, follow=True).content.decode()

    assert "文件内容与系统中的相同，没有需要写入的表。" in html
    assert Project.objects.count() == 2


def test_an_import_is_undone(window, make_batch, booklet):
    batch = make_batch(booklet)
    window.post(reverse("projects:import_accept", args=[batch.pk]), {"all": "1"})

    html = window.post(reverse("projects:import_undo", args=[batch.pk]), follow=True).content.decode()

    assert "已撤销这次导入，表恢复到导入之前的样子。" in html
    assert "没有留下任何改动。" in html
    assert Project.objects.count() == 0


def test_what_was_not_imported_is_not_undone(window, make_batch, booklet):
    batch = make_batch(booklet)

    html = window.post(reverse("projects:import_undo", args=[batch.pk]), follow=True).content.decode()

    assert "“目标表.docx”当前为“待确认”，不能再做这一步。" in html


def test_an_import_is_given_up(window, make_batch, booklet):
    batch = make_batch(booklet)

    html = window.post(reverse("projects:import_discard", args=[batch.pk]), follow=True).content.decode()

    assert "已放弃这次导入，没有改动任何表。" in html
    assert ImportBatch.objects.get().state == BatchState.DISCARDED


def test_import_whose_tables_went_out_of_sight_is_out_of_sight(window, make_batch, booklet, foreign_unit):
    batch = make_batch(booklet)
    window.post(reverse("projects:import_accept", args=[batch.pk]), {"all": "1"})
    Project.objects.filter(name="养护经费").update(unit=foreign_unit)

    assert window.get(batch.get_absolute_url()).status_code == 404


def test_former_author_neither_sees_nor_undoes_an_import(window, author, make_batch, booklet):
    batch = make_batch(booklet)
    window.post(reverse("projects:import_accept", args=[batch.pk]), {"all": "1"})
    pending = make_batch(booklet)
    author.memberships.update(until="2021-01-01")

    answers = [
        window.get(batch.get_absolute_url()),
        window.get(pending.get_absolute_url()),
        window.post(reverse("projects:import_undo", args=[batch.pk])),
        window.post(reverse("projects:import_accept", args=[pending.pk]), {"all": "1"}),
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert Project.objects.count() == 2


def result_of(window, batch, **posted):
    response = window.post(reverse("projects:import_accept", args=[batch.pk]), posted, follow=True)
    return " ".join(response.content.decode().split())


def test_result_says_that_part_one_alone_was_written(window, make_batch, booklet):
    result_of(window, make_batch(booklet), all="1")

    html = result_of(window, make_batch(replace(booklet, part1=PartOne("总体目标"))), all="1")

    assert "部门整体绩效目标（第一部分）已写入“区商务局本级”。" in html
    assert "表的内容都与系统中的相同，没有写入表。" in html


def test_result_says_that_nothing_was_to_be_written(window, make_batch, booklet):
    with_part_one = replace(booklet, part1=PartOne("总体目标"))
    result_of(window, make_batch(with_part_one), all="1")

    html = result_of(window, make_batch(with_part_one), all="1")

    assert "文件内容与系统中的相同，没有需要写入的表。" in html
    assert "第一部分" not in html


def test_result_of_an_import_that_was_undone_does_not_speak_of_part_one(window, make_batch, booklet):
    result_of(window, make_batch(replace(booklet, part1=PartOne("总体目标"))), all="1")
    batch = make_batch(replace(booklet, part1=PartOne("另一个目标")))
    result_of(window, batch, all="1")

    window.post(reverse("projects:import_undo", args=[batch.pk]))

    html = window.get(batch.get_absolute_url()).content.decode()
    assert "没有留下任何改动。" in html
    assert "第一部分" not in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_preview_asks_a_constant_number_of_questions(
    window, make_batch, make_project, unit, django_assert_num_queries, count
):
    FiscalYear.objects.get_or_create(year=2026)
    tables = tuple(GoalTable(project_name=f"经费{at}") for at in range(count))
    for table in tables:
        make_project(table.project_name)
    batch = make_batch(Booklet(2026, unit.code, unit.name, tables=tables))
    window.get(batch.get_absolute_url())

    with django_assert_num_queries(16):
        window.get(batch.get_absolute_url())


def previewed(problems, unit):
    rows = (
        IndicatorRow("产出指标", "数量指标", "甲", value="1个"),
        IndicatorRow("产出指标", "数量指标", "乙"),
    )
    table = GoalTable(project_name="招商经费", goals=(Goal("一"), Goal("二")), indicators=rows)
    problems = [Problem(message, 1, address, is_doubt) for address, message, is_doubt in problems]
    planned = PlannedTable(1, table, Outcome.NEW, unit)
    return PreviewedTable(planned, problems, TableFindings(table, Report(), "元"))


def test_what_was_understood_is_counted(unit):
    table = previewed(
        [
            ("indicators.1.value", "请确认。", True),
            ("goals.2", "没有读懂。", False),
            ("", "另见附注。", True),
        ],
        unit,
    )

    assert (table.read_count, table.doubt_count, table.unread_count) == (8, 2, 1)


def test_problems_stand_in_their_cells_or_above(unit):
    problems = [
        ("indicators.1.value", "请确认<b>数值</b>。", True),
        ("goals.2", "没有读懂。", False),
        ("indicators.2.level2", "合并的格。", True),
        ("", "另见附注。", True),
    ]

    form = PreviewedForm(previewed(problems, unit), unit)

    assert [problem.message for problem in form.above] == ["合并的格。", "另见附注。"]
    value = form.html.partition('data-address="indicators.1.value">')[2].partition("</td>")[0]
    assert value.startswith("1个<span")
    assert value.endswith("请确认&lt;b&gt;数值&lt;/b&gt;。</span>")
    assert "没有读懂。" in form.html.partition('data-address="goals">')[2].partition("</td>")[0]


def test_preview_says_what_the_rules_say_and_accepts_all_the_same(window, make_batch, unit):
    table = a_table("新项目", purpose="招商")
    batch = make_batch(Booklet(2026, unit.code, unit.name, tables=(table,)))

    html = window.get(batch.get_absolute_url()).content.decode()

    assert "资金用途只写了“招商”" in html
    assert '<a href="#finding-' in html
    assert inline_code(html) == []
    window.post(reverse("projects:import_accept", args=[batch.pk]), {"all": "1"})
    assert Project.objects.get(name="新项目").purpose == "招商"
