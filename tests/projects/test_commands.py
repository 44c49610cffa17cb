import io
import json
import os
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.db import connection

from documents.canonical import booklet_to_json
from documents.goal_table import Booklet, PartOne
from documents.layout import load_layout
from documents.reading import read_booklet
from documents.writers import write_booklet
from projects.enums import Status
from projects.mapping import goal_table_of
from projects.models import DepartmentGoals, FiscalYear, ImportBatch, Project
from tests.projects.tables import a_table
from units.console import CommandRefused
from units.models import AuditEntry, BudgetUnit, FiscalRegion

HEAD = Booklet(2026, "304001", "区商务局本级")


def run(command, *arguments, **options):
    """Return what a command prints, and the sentence it refuses with, "" when it does not."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(command, *map(str, arguments), stdout=out, stderr=err, **options)
    except CommandRefused as refused:
        return out.getvalue(), str(refused)
    return out.getvalue(), ""


@pytest.fixture
def file_of(tmp_path):
    """Return a function that writes a file of tables."""

    def write(*tables, name="文本.json", head=HEAD):
        path = tmp_path / name
        booklet = booklet_to_json(replace(head, tables=tables))
        path.write_text(json.dumps(booklet, ensure_ascii=False), encoding="utf-8")
        return path

    return write


@pytest.fixture
def broken(tmp_path):
    path = tmp_path / "坏.docx"
    path.write_bytes(b"PK\x03\x04 and no more")
    return path


@pytest.fixture
def with_a_gap(tmp_path):
    """A form in which an amount is not a number."""
    path = tmp_path / "缺.html"
    target = io.BytesIO()
    write_booklet(
        replace(HEAD, tables=(a_table(),)), target, format="html", layout=load_layout("hebei_integrated")
    )
    path.write_bytes(target.getvalue().replace(b"35.00", "若干".encode(), 1))
    return path


# import_tables --dry-run


def test_dry_run_as_json_needs_no_database(file_of, capsys):
    """Without the fixture db a query is an error."""
    out, refusal = run("import_tables", file_of(a_table()), "--dry-run", "--format", "json", "--unit", "1")

    assert json.loads(out) == [booklet_to_json(replace(HEAD, tables=(a_table(),))) | {"problems": []}]
    assert refusal == ""


def test_dry_run_prints_the_rest_when_a_file_cannot_be_read(file_of, broken):
    good = file_of(a_table())

    out, refusal = run("import_tables", broken, good, "--dry-run", "--format", "json")

    bad, read = json.loads(out)
    (problem,) = bad.pop("problems")
    assert bad == booklet_to_json(Booklet())
    assert (problem["file"], problem["table"], problem["address"]) == (str(broken), None, "")
    assert (problem["is_doubt"], problem["message"][-1]) == (False, "。")
    assert len(read["tables"]) == 1
    assert refusal == "有1处没有读懂，请按上面的说明处理。"


def test_dry_run_names_file_table_and_address_of_a_problem(file_of):
    path = file_of(a_table(), a_table("乙", code="1" * 41))

    out, refusal = run("import_tables", path, "--dry-run", "--format", "json")

    assert json.loads(out)[0]["problems"] == [
        {
            "file": str(path),
            "table": 2,
            "address": "project.code",
            "message": "项目编码有41个字，最多40个，请缩短。",
            "is_doubt": False,
        }
    ]
    assert refusal == "有1处没有读懂，请按上面的说明处理。"


def test_dry_run_prints_notes_beside_the_json(file_of, capsys):
    path = file_of(a_table(), head=Booklet(unit_name="区商务局本级"))
    out, err = io.StringIO(), io.StringIO()
    word = path.with_suffix(".docx")
    run("convert_tables", path, word, "--year", 2026)

    call_command("import_tables", word, "--dry-run", "--format", "json", stdout=out, stderr=err)

    assert json.loads(out.getvalue())[0]["fiscal_year"] == 2026
    assert err.getvalue().startswith(f"{word}：年度2026取自")


def test_year_fills_in_for_a_file_that_names_none(file_of):
    path = file_of(a_table(), head=Booklet())

    out, _ = run("import_tables", path, "--dry-run", "--format", "json", "--year", "2031")

    assert json.loads(out)[0]["fiscal_year"] == 2031


def test_dry_run_as_text_says_what_importing_would_do(file_of, project, submitted_project):
    path = file_of(
        a_table("新的"),
        replace(goal_table_of(project), purpose="改"),
        goal_table_of(submitted_project),
        replace(goal_table_of(submitted_project), project_code="A1", unit_name="旧名"),
        a_table("长", code="1" * 41),
    )

    out, refusal = run("import_tables", path, "--dry-run")

    assert out.splitlines() == [
        f"{path}：2026年度 304001区商务局本级 5个表",
        "  1.  新的 350000.00元 [新增]",
        "  2. 13020926P000664100018 招商引资经费 350000.00元 [更新]",
        "  3.  园区维护经费 350000.00元 [内容相同]",
        "  4. A1 园区维护经费 350000.00元 [不能导入] 与第3个表是同一个项目，请改项目名称，或者填写不同的项目编码。",
        f"  5. {'1' * 41} 长 350000.00元 [不能导入] 项目编码有41个字，最多40个，请缩短。",
        f"{path} 第5个表 project.code [没有读懂] 项目编码有41个字，最多40个，请缩短。",
    ]
    assert refusal == "有1处没有读懂，请按上面的说明处理。"
    assert not ImportBatch.objects.exists()


def test_dry_run_as_text_shows_what_to_confirm(file_of, unit):
    path = file_of(a_table(unit_code="304001", unit_name="旧名"), head=Booklet())

    out, _ = run("import_tables", path, "--dry-run", "--year", "2026")

    assert out.splitlines() == [
        f"{path}：2026年度  1个表",
        "  1.  招商引资经费 350000.00元 [新增] 文件里的单位是“304001旧名”，将导入到“304001区商务局本级”，请确认。",
    ]


def test_dry_run_as_text_before_the_database_is_there(file_of, db):
    path = file_of(a_table(), head=Booklet())
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE units_budgetunit RENAME TO elsewhere")

    out, refusal = run("import_tables", path, "--dry-run", "--unit", "304001")

    assert out.splitlines() == [
        f"{path}：年度不明  1个表",
        "数据库还没有建立，看不出会新增还是更新。",
        "  1.  招商引资经费 350000.00元",
    ]
    assert refusal == ""


@pytest.mark.parametrize(
    ("code", "outcome"),
    [("304001", "[新增]"), ("9", "[不能导入] 文件里看不出预算单位，请在导入时选定单位。")],
)
def test_dry_run_as_text_for_a_unit(file_of, unit, code, outcome):
    path = file_of(a_table(), head=Booklet(2026))

    out, refusal = run("import_tables", path, "--dry-run", "--unit", code)

    assert out.splitlines() == [f"{path}：2026年度  1个表", f"  1.  招商引资经费 350000.00元 {outcome}"]
    assert refusal == ""


# import_tables


def test_import_tells_of_each_file(file_of, unit, broken):
    out, refusal = run("import_tables", broken, file_of(a_table()))

    batch = ImportBatch.objects.get()
    lines = out.splitlines()
    assert lines[0] == f"{broken}：没有导入，数据库没有任何改动。"
    assert lines[1].startswith(f"{broken} [没有读懂] ")
    assert lines[2].endswith(f"文本.json：已导入1个表，其中新增或更新1个。导入编号 {batch.pk}。")
    assert refusal == "有1个文件没有导入，请按上面的说明处理。"
    assert (batch.actor, batch.file_name, Project.objects.count()) == (None, "文本.json", 1)


def test_import_as_json(file_of, unit, broken):
    good = file_of(a_table())

    out, _ = run("import_tables", good, broken, "--format", "json")

    done, failed = json.loads(out)
    assert done == {
        "file": str(good),
        "batch": ImportBatch.objects.get().pk,
        "tables": 1,
        "reasons": [],
        "problems": [],
    }
    assert (failed["batch"], failed["tables"], len(failed["problems"])) == (None, 0, 1)


def test_import_that_is_refused_leaves_no_trace(file_of, submitted_project):
    path = file_of(a_table("甲"), a_table(submitted_project.name))

    out, refusal = run("import_tables", path)

    assert out.splitlines() == [
        f"{path}：没有导入，数据库没有任何改动。",
        "“文本.json”没有导入，1处不能导入。",
        "第2个表：“园区维护经费”当前为“待审核”，不能由导入更改；退回后再导入。",
    ]
    assert refusal == "有1个文件没有导入，请按上面的说明处理。"
    assert not ImportBatch.objects.exists()
    assert Project.objects.count() == 1


def test_import_with_a_gap_is_refused_unless_told(with_a_gap, unit):
    _, refusal = run("import_tables", with_a_gap)
    assert refusal == "有1个文件没有导入，请按上面的说明处理。"
    assert not Project.objects.exists()

    _, refusal = run("import_tables", with_a_gap, "--despite-problems")
    assert refusal == ""
    assert Project.objects.get().total_amount is None


def test_import_for_a_unit_given_by_code_or_name(file_of, unit, sibling_unit):
    run("import_tables", file_of(a_table("甲"), head=Booklet(2026)), "--unit", "304002")
    run("import_tables", file_of(a_table("乙"), head=Booklet(2026)), "--unit", "区商务局本级")

    assert list(Project.objects.order_by("pk").values_list("name", "unit__code")) == [
        ("甲", "304002"),
        ("乙", "304001"),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("999", "没有代码或名称为“999”的单位。"),
        ("304001", "代码或名称为“304001”的单位不止一个，请写出能分清的代码或名称。"),
    ],
)
def test_import_for_a_unit_that_is_not_one(file_of, unit, foreign_unit, text, sentence):
    assert run("import_tables", file_of(a_table()), "--unit", text) == ("", sentence)


def test_import_makes_units(file_of, db):
    path = file_of(a_table("甲"), head=Booklet(2026, None, "高新区办公室"))

    assert run("import_tables", path)[0].splitlines() == [
        f"{path}：没有导入，数据库没有任何改动。",
        "“文本.json”没有导入，1处不能导入。",
        "第1个表：系统中没有单位“高新区办公室”，请先建立该单位，或者在导入时选定单位。",
        "文件里有系统中没有的单位：加上 --create-units 会自动建立，加上 --unit 会导入到指定的单位。",
    ]
    assert run("import_tables", path, "--create-units", "--layout", "tangshan_gaoxin")[1] == ""

    made = BudgetUnit.objects.get()
    assert (made.name, made.layout) == ("高新区办公室", "tangshan_gaoxin")
    assert Project.objects.get().unit == made


def test_import_makes_no_unit_of_an_unknown_layout(file_of, db):
    _, refusal = run("import_tables", file_of(a_table()), "--create-units", "--layout", "x")

    assert refusal == "没有名为“x”的版式，可用的有：hebei_integrated、mof_2021、tangshan_gaoxin。"
    assert not BudgetUnit.objects.exists()


def test_import_that_is_refused_makes_no_unit(file_of, db):
    path = file_of(a_table("甲"), a_table("甲"), head=Booklet(2026, None, "高新区办公室"))

    _, refusal = run("import_tables", path, "--create-units")

    assert refusal == "有1个文件没有导入，请按上面的说明处理。"
    assert not BudgetUnit.objects.exists()
    assert not FiscalRegion.objects.exists()


def test_import_without_files():
    assert run("import_tables") == ("", "请写明要导入的文件。")


@pytest.mark.parametrize("name", ["没有.docx", "."])
def test_import_of_what_is_no_file(tmp_path, name):
    out, _ = run("import_tables", tmp_path / name, "--dry-run")

    assert out == f"{tmp_path / name} [没有读懂] 打不开这个文件，请检查路径和权限。\n"


def test_import_is_undone_by_its_number(file_of, unit):
    run("import_tables", file_of(a_table()))
    number = ImportBatch.objects.get().pk

    assert run("import_tables", "--undo", number)[0] == (
        "已撤销“文本.json”的导入，表恢复到导入之前的样子。\n"
    )
    assert not Project.objects.exists()
    assert run("import_tables", "--undo", number)[1] == "“文本.json”当前为“已撤销”，不能再做这一步。"
    assert run("import_tables", "--undo", number + 1)[1] == f"没有编号为{number + 1}的导入。"


def test_undo_that_is_refused_says_why(file_of, unit):
    run("import_tables", file_of(a_table()))
    Project.objects.update(lock_version=7)

    _, refusal = run("import_tables", "--undo", ImportBatch.objects.get().pk)

    assert refusal == (
        "“文本.json”不能撤销，1处在导入之后有了变化。\n“招商引资经费”在导入之后有过修改或办理。"
    )


# export_tables


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
            "看不出“out.txt”要输出什么格式，文件名请以.docx、.xlsx、.html、.json、.zip之一结尾。",
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


def test_export_to_pdf_is_for_later(tmp_path):
    with pytest.raises(CommandRefused, match=r"^本版还不能输出 PDF") as refused:
        call_command("export_tables", tmp_path / "out.pdf")

    assert refused.value.returncode == 2


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


# convert_tables


@pytest.mark.parametrize("name", ["out.docx", "out.xlsx", "out.html", "out.json"])
def test_convert_needs_no_database(file_of, tmp_path, name):
    printed, refusal = run("convert_tables", file_of(a_table()), tmp_path / name)

    assert (printed, refusal) == (f"已把1个表写到“{tmp_path / name}”。\n", "")
    (table,) = read_booklet(tmp_path / name).booklet.tables
    assert [row.name for row in table.indicators] == [row.name for row in a_table().indicators]


def test_convert_takes_the_words_of_the_layout(file_of, tmp_path):
    out = tmp_path / "out.json"

    run("convert_tables", file_of(a_table()), out, "--layout", "tangshan_gaoxin")
    assert read_booklet(out).booklet.tables[0].indicators[1].level1 == "效果指标"

    run("convert_tables", file_of(a_table()), out)
    assert read_booklet(out).booklet.tables[0].indicators[1].level1 == "效益指标"


def test_convert_with_a_gap_writes_the_rest(with_a_gap, tmp_path):
    out = tmp_path / "out.json"

    printed, refusal = run("convert_tables", with_a_gap, out)

    assert printed == f"已把1个表写到“{out}”。\n"
    assert refusal == "“缺.html”有1处没有读懂，输出文件里缺这些内容。"
    assert read_booklet(out).booklet.tables[0].budget.total is None


@pytest.mark.parametrize(
    ("name", "arguments", "sentence"),
    [
        ("out.zip", (), "看不出“out.zip”要输出什么格式，文件名请以.docx、.xlsx、.html、.json之一结尾。"),
        ("no/out.json", (), "不能写入文件“{out}”：文件夹不存在，请先建立。"),
        (
            "out.docx",
            ("--layout", "x"),
            "没有名为“x”的版式，可用的有：hebei_integrated、mof_2021、tangshan_gaoxin。",
        ),
    ],
)
def test_convert_that_is_refused(file_of, tmp_path, name, arguments, sentence):
    out = tmp_path / name

    assert run("convert_tables", file_of(a_table()), out, *arguments) == ("", sentence.format(out=out))
    assert not out.exists()


def test_convert_of_what_cannot_be_read(broken, tmp_path):
    out, refusal = run("convert_tables", broken, tmp_path / "out.docx")

    assert (out, refusal[-1]) == ("", "。")
    assert not (tmp_path / "out.docx").exists()
    assert run("convert_tables", tmp_path / "无.docx", tmp_path / "out.docx")[1] == (
        f"打不开文件“{tmp_path / '无.docx'}”，请检查路径和权限。"
    )
