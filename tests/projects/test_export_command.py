import os

import pytest

from documents.goal_table import PartOne
from documents.reading import read_booklet
from projects.enums import Status
from projects.models import DepartmentGoals, FiscalYear
from tests.projects.commands import run
from tests.projects.tables import a_table
from units.models import AuditEntry


def test_export_is_of_approved_tables(make_project, tmp_path):
    make_project("草稿", code="A1")
    make_project("已批", code="A2", status=Status.APPROVED)
    out = tmp_path / "out.json"

    printed, refusal = run("export_tables", out)

    assert (printed, refusal) == (f"已输出1个表到“{out}”。\n", "")
    assert [table.project_name for table in read_booklet(out).booklet.tables] == ["已批"]
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.after) == (None, "export", {"format": "json", "tables": 1})


@pytest.mark.parametrize("command", ["export_tables", "convert_tables"])
def test_text_that_no_excel_cell_holds(file_of, make_project, tmp_path, command):
    make_project(purpose="长" * 33_000)
    arguments = {
        "export_tables": ("--status", "any"),
        "convert_tables": (file_of(a_table(purpose="长" * 33_000)),),
    }[command]
    out = tmp_path / "out.xlsx"

    refusal = run(command, *arguments, out)[1]

    assert refusal.endswith("。")
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (("--status", "any"), ["甲", "乙", "丙"]),
        (("--status", "草稿"), ["甲", "丙"]),
        (("--status", "Submitted"), ["乙"]),
        (("--status", "any", "--unit", "304001"), ["甲", "乙", "丙"]),
        (("--status", "any", "--unit", "招商服务站"), ["丙"]),
        (("--status", "any", "--project", "A2", "--project", "丙"), ["乙", "丙"]),
        (("--project", "A2", "丙", "--status", "any"), ["乙", "丙"]),
        (("--status", "any", "--year", "2026"), ["甲", "乙", "丙"]),
    ],
)
def test_export_chooses_tables(make_project, child_unit, tmp_path, arguments, names):
    make_project("甲", code="A1", order=1)
    make_project("乙", code="A2", order=2, status=Status.SUBMITTED)
    make_project("丙", unit=child_unit)
    out = tmp_path / "out.JSON"

    assert run("export_tables", out, *arguments)[1] == ""

    assert [table.project_name for table in read_booklet(out).booklet.tables] == names


def test_export_of_single_projects_leaves_part_one_out(project, unit, fiscal_year, tmp_path):
    DepartmentGoals.objects.create(unit=unit, fiscal_year=fiscal_year, overall="目标")
    whole, single = tmp_path / "whole.json", tmp_path / "single.json"

    run("export_tables", whole, "--status", "any")
    run("export_tables", single, "--status", "any", "--project", project.code)

    assert read_booklet(whole).booklet.part1 == PartOne("目标")
    assert read_booklet(single).booklet.part1 is None


@pytest.mark.parametrize(
    ("name", "arguments", "sentence"),
    [
        ("out.json", (), "没有符合条件的绩效目标表，请检查所选的年度、单位、项目和状态。"),
        (
            "out.txt",
            (),
            "看不出“out.txt”要输出什么格式，文件名请以.docx、.xlsx、.pdf、.html、.json、.zip之一结尾。",
        ),
        ("out.json", ("--unit", "9"), "没有代码或名称为“9”的单位。"),
        (
            "out.json",
            ("--project", "A1", "--project", "A9", "--status", "any"),
            "没有找到项目“A9”，请检查编码、年度、单位和状态。",
        ),
        (
            "out.json",
            ("--status", "final"),
            "没有状态“final”，可用的有：draft（草稿）、submitted（待审核）、returned（已退回）、"
            "approved（已批复）、any（全部）。",
        ),
        ("out.json", ("--status", "any"), "符合条件的表分属2025、2026年度，请用 --year 指定一个年度。"),
        (
            "out.json",
            ("--status", "any", "--year", "2026", "--layout", "x"),
            "没有名为“x”的版式，可用的有：hebei_integrated、mof_2021、tangshan_gaoxin。",
        ),
    ],
)
def test_export_that_is_refused_leaves_no_file(make_project, tmp_path, name, arguments, sentence):
    make_project("甲", code="A1")
    make_project("乙", fiscal_year=FiscalYear.objects.create(year=2025))

    assert run("export_tables", tmp_path / name, *arguments) == ("", sentence)
    assert list(tmp_path.iterdir()) == []


def test_zip_takes_several_years(make_project, tmp_path):
    make_project("甲")
    make_project("乙", fiscal_year=FiscalYear.objects.create(year=2025))

    assert run("export_tables", tmp_path / "out.zip", "--status", "any")[1] == ""


def test_export_to_pdf(project, tmp_path):
    out = tmp_path / "out.pdf"

    said = run("export_tables", out, "--status", "any")

    assert said == (f"已输出1个表到“{out}”。\n", "")
    assert out.read_bytes()[:5] == b"%PDF-"


def test_export_to_pdf_names_a_character_that_it_cannot_print(make_project, tmp_path):
    make_project("甲🚀乙")

    said = run("export_tables", tmp_path / "out.pdf", "--status", "any")

    assert said == ("", "PDF 的字库里没有“🚀”（U+1F680），请换一个写法，或者改用 Word 输出。")
    assert list(tmp_path.iterdir()) == []


def test_export_that_is_refused_keeps_the_file_that_was_there(db, tmp_path):
    out = tmp_path / "out.json"
    out.write_text("old")

    run("export_tables", out)

    assert out.read_text() == "old"
    assert os.listdir(tmp_path) == ["out.json"]


def test_export_into_a_folder_that_is_not_there(project, tmp_path):
    out = tmp_path / "no" / "out.json"

    assert run("export_tables", out, "--status", "any")[1] == (
        f"不能写入文件“{out}”：文件夹不存在，请先建立。"
    )
