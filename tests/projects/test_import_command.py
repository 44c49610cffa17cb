import io
import json
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.db import connection

from documents.canonical import booklet_to_json
from documents.goal_table import Booklet
from projects.mapping import goal_table_of
from projects.models import ImportBatch, Project
from tests.projects.commands import HEAD, run
from tests.projects.tables import a_table
from units.models import BudgetUnit, FiscalRegion

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
