"""manage.py check_tables on files and on the database."""

import io
import json
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.db import connection

from documents.goal_table import Booklet, Goal, PartOne
from indicators.models import IndicatorScheme
from projects.checks.registry import TABLE_CHECKS
from projects.mapping import replace_table
from projects.models import Project, RuleSetting
from tests.projects.checks.samples import clean_table
from tests.projects.checks.test_expectations import CORPUS
from tests.projects.commands import run
from units.console import CommandRefused

GOALLESS = replace(clean_table(), goals=())
HINTED = replace(clean_table(), goals=(Goal("做好全年道路养护工作。"),))


@pytest.fixture
def kept(unit, fiscal_year):
    """Return a function that keeps a table as a project of the unit, in the code's own region."""
    unit.region.code = "130729"
    unit.region.save()

    def keep(table, order=1, in_unit=unit):
        project = Project.objects.create(
            fiscal_year=fiscal_year, unit=in_unit, name=table.project_name, order=order
        )
        replace_table(project, table)
        return project

    return keep


@pytest.fixture
def schemes(db):
    call_command("loaddata", "schemes", verbosity=0)
    return {scheme.code: scheme for scheme in IndicatorScheme.objects.all()}


# Files


def test_clean_file_has_no_findings(db, file_of):
    path = file_of(clean_table())

    assert run("check_tables", path) == (
        f"{path}：1个表，没有发现问题\n第1个表 乡村道路日常养护：没有发现问题；得分100\n",
        "",
    )


def test_errors_are_listed_and_refused(db, file_of):
    path = file_of(clean_table(), GOALLESS)

    out, refusal = run("check_tables", path)

    assert out.splitlines() == [
        f"{path}：2个表，1处错误、2处警告",
        "第1个表 乡村道路日常养护：1处警告；得分96",
        "  [警告] XT01 绩效指标：本表指标与“乡村道路日常养护”几乎一样（100%相同），请按本项目内容改写。",
        "第2个表 乡村道路日常养护：1处错误、1处警告；得分86",
        "  [错误] GO02 绩效目标：没有填写绩效目标，请写明年底达到什么结果。",
        "  [警告] XT01 绩效指标：本表指标与“乡村道路日常养护”几乎一样（100%相同），请按本项目内容改写。",
    ]
    assert refusal == "有1处错误，请按上面的说明处理。"


def test_hints_and_warnings_alone_are_no_failure(db, file_of):
    out, refusal = run("check_tables", file_of(HINTED))

    assert out.splitlines()[-1].startswith("  [提示] GO06 绩效目标：")
    assert refusal == ""


def test_findings_as_json(db, file_of):
    path = file_of(clean_table(), replace(GOALLESS, indicators=clean_table().indicators[:1]))

    out, refusal = run("check_tables", path, "--format", "json")

    assert json.loads(out)[0] == {
        "table": 2,
        "project_name": "乡村道路日常养护",
        "rule": "GO02",
        "severity": "error",
        "address": "goals",
        "text": "",
        "message": "没有填写绩效目标，请写明年底达到什么结果。",
        "file": str(path),
    }
    assert {found["rule"] for found in json.loads(out)} == {"GO02", "ST01", "ST02", "ST03", "ST04"}
    assert refusal == "有4处错误，请按上面的说明处理。"


@pytest.mark.parametrize(("arguments", "rules"), [((), ["GO03"]), (("--all",), ["GO03", "GO06"])])
def test_covered_findings_are_listed_when_asked(db, file_of, arguments, rules):
    path = file_of(replace(clean_table(), goals=(Goal("待补充"),)))

    out, _ = run("check_tables", path, "--format", "json", *arguments)

    assert [found["rule"] for found in json.loads(out)] == rules
    assert [found["rule"] for found in json.loads(out) if found.get("covered")] == rules[1:]


def test_covered_findings_are_marked_in_text(db, file_of):
    path = file_of(replace(clean_table(), goals=(Goal("待补充"),)))

    covered = [line for line in run("check_tables", path, "--all")[0].splitlines() if "平时不列" in line]

    assert len(covered) == 1
    assert covered[0].startswith("  [提示] GO06 ")


def test_several_files_are_told_apart(db, file_of):
    paths = [file_of(clean_table(), name="甲.json"), file_of(GOALLESS, name="乙.json")]

    out, _ = run("check_tables", *paths, "--format", "json")

    assert [(found["file"], found["table"]) for found in json.loads(out)] == [(str(paths[1]), 1)]


def test_unreadable_file_does_not_keep_the_others(db, file_of, broken):
    path = file_of(clean_table())

    out, refusal = run("check_tables", broken, path)

    assert out.splitlines() == [
        f"{broken}：没有读到绩效目标表",
        f"{path}：1个表，没有发现问题",
        "第1个表 乡村道路日常养护：没有发现问题；得分100",
    ]
    assert refusal == "有1处没有读懂，请按上面的说明处理。"


def test_problems_in_reading_are_told_beside(db, with_a_gap):
    errors = io.StringIO()

    with pytest.raises(CommandRefused):
        call_command("check_tables", str(with_a_gap), "--format", "json", stdout=io.StringIO(), stderr=errors)

    assert "[没有读懂]" in errors.getvalue()


def test_amounts_without_unit_are_known_from_reading(db):
    out, _ = run("check_tables", CORPUS / "004.docx", "--format", "json")

    assert [found["table"] for found in json.loads(out) if found["rule"] == "AM01"] == [10, 11]


def test_part_one_is_known_from_the_file(db, file_of):
    head = Booklet(2026, "417001", "交通运输局本级", PartOne(divisions="养护道路里程达到500公里。"))

    out, _ = run("check_tables", file_of(clean_table(), head=head), "--format", "json")

    assert [found["rule"] for found in json.loads(out)] == ["XT02"]


@pytest.mark.parametrize(
    ("layout", "severity"), [("hebei_integrated", "error"), ("tangshan_gaoxin", "warning")]
)
def test_layout_may_be_given(db, file_of, layout, severity):
    path = file_of(replace(clean_table(), project_code=None))

    out, _ = run("check_tables", path, "--layout", layout, "--format", "json")

    assert [found["severity"] for found in json.loads(out) if found["rule"] == "ID01"] == [severity]


def test_unknown_layout_is_refused(db, file_of):
    _, refusal = run("check_tables", file_of(clean_table()), "--layout", "nowhere")

    assert refusal.startswith("没有名为“nowhere”的版式")


def test_files_are_checked_before_the_database_is_there(db, file_of):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE indicators_indicatorscheme RENAME TO elsewhere")

    assert run("check_tables", file_of(clean_table()))[1] == ""


def test_rule_that_breaks_is_told(db, file_of, monkeypatch):
    monkeypatch.setitem(TABLE_CHECKS, "ID11", lambda view: 1 / 0)
    path = file_of(clean_table())
    errors = io.StringIO()

    out, _ = run("check_tables", path)
    call_command("check_tables", str(path), "--format", "json", stdout=io.StringIO(), stderr=errors)

    assert "  [没有检查] ID11 这条规则运行出错，请告诉系统管理员：" in out
    assert errors.getvalue().startswith("规则 ID11 运行出错：ZeroDivisionError")


# The database


def test_tables_of_a_year(kept):
    first = kept(clean_table())
    second = kept(replace(GOALLESS, project_code=None), 2)

    out, refusal = run("check_tables", "--year", "2026", "--format", "json")

    found = json.loads(out)
    assert {(one["project"], one["table"], one["rule"]) for one in found} == {
        (first.pk, 1, "XT01"),
        (second.pk, 2, "ID01"),
        (second.pk, 2, "GO02"),
        (second.pk, 2, "XT01"),
    }
    assert refusal == "有2处错误，请按上面的说明处理。"


def test_tables_of_a_unit_and_those_below(kept, department, child_unit, sibling_unit):
    kept(clean_table())
    kept(GOALLESS, in_unit=sibling_unit)

    assert run("check_tables", "--unit", "304001")[1] == ""
    assert run("check_tables", "--unit", "304")[1] == "有1处错误，请按上面的说明处理。"


def test_text_of_the_database_counts_its_tables(kept):
    kept(clean_table())

    assert run("check_tables", "--year", "2026")[0].splitlines() == [
        "第1个表 乡村道路日常养护：没有发现问题；得分100",
        "共1个表，没有发现问题",
    ]


def test_settings_of_the_administrator_hold(kept, schemes):
    kept(GOALLESS)
    scheme = schemes["hebei_integrated"]
    RuleSetting.objects.create(scheme=scheme, first_year=2020, rule="GO02", severity="hint")

    assert run("check_tables", "--year", "2026")[1] == ""


def test_nothing_to_check_is_refused(db):
    assert run("check_tables") == ("", "请写明要检查的文件，或者用 --year、--unit 指定库里的表。")


@pytest.mark.parametrize("year", ["1", "-5", "99999999999999999999", "2026"])
def test_year_without_tables_is_refused(db, year):
    out, refusal = run("check_tables", f"--year={year}")

    assert out == ""
    assert refusal.startswith(f"库里没有{year}年度的表")


def test_unit_without_tables_is_refused(unit):
    assert run("check_tables", "--unit", unit.code) == (
        "",
        f"库里没有单位“{unit.code}”的表，请检查 --year 和 --unit。",
    )


def test_arguments_that_would_do_nothing_are_refused(db, file_of):
    path = file_of(clean_table())

    assert run("check_tables", path, "--unit", "304") == (
        "",
        "--unit 只用于检查库里的表，请去掉 --unit，或者不写文件。",
    )
    assert run("check_tables", "--year", "2026", "--layout", "mof_2021") == (
        "",
        "--layout 只用于检查文件，库里的表按单位的版式检查，请去掉 --layout。",
    )


@pytest.mark.parametrize("arguments", [("--year", "2026"), ("--unit", "304")])
def test_database_without_tables_is_told(db, arguments):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE projects_project RENAME TO elsewhere")
        cursor.execute("ALTER TABLE units_budgetunit RENAME TO nowhere")

    assert run("check_tables", *arguments) == (
        "",
        "数据库打不开，或者还没有建表；请先运行 ./run manage migrate。",
    )
