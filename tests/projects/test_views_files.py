"""Files out: names, contents, only what the person may see, an entry for each."""

import io
import zipfile

import pytest
from django.urls import reverse

from documents.reading import read_booklet
from projects.enums import Status
from projects.exports import ExportRefused
from projects.file_names import file_name
from projects.mapping import goal_table_of
from units.models import AuditEntry

EXPORT = reverse("projects:export")


def content(response):
    return b"".join(response.streaming_content)


def tables_in(response):
    return read_booklet(content(response)).booklet.tables


@pytest.mark.parametrize(
    ("file_format", "content_type"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_table_is_taken_along_as_a_file(client, auditor, project, file_format, content_type):
    client.force_login(auditor)

    response = client.get(reverse("projects:download", args=[project.pk, file_format]))

    assert response["Content-Type"] == content_type
    assert "no-store" in response["Cache-Control"]
    name = "2026%E5%B9%B4%E5%BA%A6%E5%8C%BA%E5%95%86%E5%8A%A1%E5%B1%80%E6%9C%AC%E7%BA%A7"
    assert response["Content-Disposition"].startswith(f"attachment; filename*=utf-8''{name}")
    assert response["Content-Disposition"].endswith(f".{file_format}")
    assert [table.indicators for table in tables_in(response)] == [goal_table_of(project).indicators]


def test_a_download_is_on_record(client, auditor, project):
    client.force_login(auditor)

    content(client.get(reverse("projects:download", args=[project.pk, "xlsx"])))

    entry = AuditEntry.objects.get(action="export")
    assert (entry.actor, entry.unit, entry.after) == (auditor, project.unit, {"format": "xlsx"})


def test_the_layout_that_was_looked_at_is_downloaded(client, author, project):
    client.force_login(author)
    url = reverse("projects:download", args=[project.pk, "docx"])

    table = tables_in(client.get(url, {"layout": "tangshan_gaoxin"}))[0]

    assert [row.level1 for row in table.indicators] == ["产出指标", "效果指标", "满意度指标"]


def test_a_format_that_is_not_offered_is_not_found(client, author, project):
    client.force_login(author)

    assert client.get(reverse("projects:download", args=[project.pk, "html"])).status_code == 404


def test_ticked_tables_are_one_booklet(client, author, make_project):
    projects = [make_project(f"经费{at}") for at in range(3)]
    client.force_login(author)

    response = client.post(EXPORT, {"project": [projects[0].pk, projects[2].pk], "format": "docx"})

    assert [table.project_name for table in tables_in(response)] == ["经费0", "经费2"]


def test_ticked_tables_are_one_word_each_in_a_zip(client, author, make_project):
    projects = [make_project(f"经费{at}") for at in range(2)]
    client.force_login(author)

    response = client.post(EXPORT, {"project": [project.pk for project in projects], "format": "zip"})

    with zipfile.ZipFile(io.BytesIO(content(response))) as package:
        assert package.namelist() == ["001_经费0.docx", "002_经费1.docx"]


def test_all_that_the_filters_show_is_exported(client, administrator, make_project, child_unit):
    make_project("草稿经费")
    make_project("本级经费", status=Status.APPROVED)
    make_project("下级经费", status=Status.APPROVED, unit=child_unit)
    client.force_login(administrator)

    response = client.post(f"{EXPORT}?status=approved", {"all": "xlsx", "project": "1"})

    assert response["Content-Disposition"].endswith(".xlsx")
    assert [table.project_name for table in tables_in(response)] == ["本级经费", "下级经费"]
    entries = AuditEntry.objects.filter(action="export").order_by("pk")
    assert [(entry.unit.name, entry.after) for entry in entries] == [
        ("区商务局本级", {"format": "xlsx", "tables": 1}),
        ("招商服务站", {"format": "xlsx", "tables": 1}),
    ]


def test_all_of_a_unit_and_year_is_its_booklet_with_part_one(client, author, project, unit, fiscal_year):
    unit.department_goals.create(fiscal_year=fiscal_year, overall="优化营商环境。", safeguards="加强管理。")
    client.force_login(author)

    whole = read_booklet(content(client.post(EXPORT, {"all": "docx"}))).booklet
    ticked = read_booklet(content(client.post(EXPORT, {"project": project.pk, "format": "docx"}))).booklet

    assert (whole.part1.overall, whole.part1.safeguards) == ("优化营商环境。", "加强管理。")
    assert ticked.part1 is None


def test_a_ticked_table_out_of_sight_stays_there(client, author, project, make_project, foreign_unit):
    foreign = make_project("邻县经费", unit=foreign_unit)
    client.force_login(author)

    response = client.post(EXPORT, {"project": [project.pk, foreign.pk], "format": "docx"})

    assert [table.project_name for table in tables_in(response)] == ["招商引资经费"]


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"format": "docx"},
        {"project": "x", "format": "docx"},
        {"project": "9" * 40, "format": "docx"},
        {"format": "exe", "project": "own"},
    ],
)
def test_nothing_to_export_leads_back_to_the_same_list(client, author, project, posted):
    client.force_login(author)
    posted = {name: project.pk if value == "own" else value for name, value in posted.items()}

    response = client.post(f"{EXPORT}?status=draft", posted, follow=True)

    assert response.redirect_chain == [(f"{reverse('projects:list')}?status=draft", 302)]
    assert "没有导出：请先勾选要导出的表，再点导出。" in response.content.decode()


def refuse(*args):
    raise ExportRefused("读取期间有表新增或调整了顺序，请再试一次。")


def test_an_export_that_fails_says_why(client, author, project, monkeypatch):
    monkeypatch.setattr("projects.exports._head", refuse)
    client.force_login(author)

    of_list = client.post(EXPORT, {"project": project.pk, "format": "docx"}, follow=True)
    of_table = client.get(reverse("projects:download", args=[project.pk, "docx"]), follow=True)

    assert of_list.redirect_chain == [(reverse("projects:list"), 302)]
    assert of_table.redirect_chain == [(project.get_absolute_url(), 302)]
    assert "请再试一次" in of_list.content.decode()
    assert "请再试一次" in of_table.content.decode()
    assert not AuditEntry.objects.filter(action="export").exists()


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("招商经费绩效目标表", "招商经费绩效目标表.docx"),
        ("../../etc/passwd", "etc_passwd.docx"),
        ('甲\\乙:丙*?"<>|;丁', "甲_乙_丙_丁.docx"),
        ("甲\r\nSet-Cookie: x", "甲_Set-Cookie_x.docx"),
        ("exe.\u202excod", "exe.xcod.docx"),
        ("\x00\u200b ", "绩效目标表.docx"),
        ("长" * 300, "长" * 100 + ".docx"),
    ],
)
def test_file_names_are_harmless(stem, expected):
    assert file_name(stem, "docx") == expected
