"""Real filings through the database and out again, by the commands."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from documents.canonical import booklet_from_json
from documents.layout import layout_names
from documents.reading import read_booklet
from documents.text import squeeze
from projects.models import ImportBatch
from units.models import BudgetUnit, FiscalRegion

FILES = Path(__file__).parents[1] / "documents" / "files"
LAYOUTS = {"000": "hebei_integrated", "001": "hebei_integrated", "004": "tangshan_gaoxin"}
MONEY_UNITS = {"000": "万元", "001": "元", "004": "万元"}


def truth_of(number):
    return json.loads((FILES / "truth" / f"{number}.json").read_text(encoding="utf-8"))


def read_again(path):
    """What the dry run says of a file, without its doubts."""
    out = io.StringIO()
    call_command("import_tables", path, "--dry-run", "--format", "json", stdout=out, stderr=io.StringIO())
    (booklet,) = json.loads(out.getvalue())
    booklet.pop("problems")
    return booklet


@pytest.fixture(params=sorted(LAYOUTS))
def number(request, db):
    """One of the filings, imported."""
    number = request.param
    truth = truth_of(number)
    region = FiscalRegion.objects.create(code="130000", name="某省")
    BudgetUnit.objects.create(
        region=region,
        code=truth["unit_code"] or "",
        name=truth["unit_name"],
        layout=LAYOUTS[number],
        money_unit=MONEY_UNITS[number],
    )
    call_command("import_tables", FILES / "docx" / f"{number}.docx", stdout=io.StringIO())
    return number


def export(path, *arguments):
    call_command("export_tables", path, "--status", "any", *arguments, stdout=io.StringIO())
    return path


@pytest.mark.parametrize("extension", ["docx", "xlsx", "html", "json"])
def test_filing_comes_out_in_its_own_layout_as_it_went_in(number, extension, tmp_path):
    path = export(tmp_path / f"out.{extension}")

    assert read_again(path) == truth_of(number)


@pytest.mark.parametrize("extension", ["docx", "xlsx", "html"])
@pytest.mark.parametrize("layout", layout_names())
def test_filing_keeps_every_word_in_every_layout(number, layout, extension, tmp_path):
    path = export(tmp_path / f"out.{extension}", "--layout", layout)

    truth = booklet_from_json(truth_of(number))
    read = read_booklet(path)
    assert [words(table) for table in read.booklet.tables] == [words(table) for table in truth.tables]
    assert read.booklet.part1 == truth.part1


def words(table):
    """What a table says, whatever its categories are called and in whatever order its rows stand."""
    rows = sorted((row.name, row.description, row.value, row.basis) for row in table.indicators)
    goals = [squeeze(goal.text) for goal in table.goals]
    head = (table.title, table.project_code, table.project_name, table.purpose)
    return head, table.budget, table.schedule, goals, rows


def test_second_import_of_the_export_changes_nothing(number, tmp_path):
    path, out = export(tmp_path / "out.docx"), io.StringIO()

    call_command("import_tables", path, stdout=out)

    count, batch = len(truth_of(number)["tables"]), ImportBatch.objects.first()
    told = out.getvalue().splitlines()[0]
    assert told == f"{path}：已导入{count}个表，其中新增或更新0个。导入编号 {batch.pk}。"


@pytest.mark.parametrize("extension", ["docx", "xlsx", "html", "json"])
@pytest.mark.parametrize("number_", sorted(LAYOUTS))
def test_filing_is_converted_without_a_database(number_, extension, tmp_path):
    source, out = FILES / "docx" / f"{number_}.docx", tmp_path / f"out.{extension}"
    arguments = () if extension == "json" else ("--layout", LAYOUTS[number_])

    call_command("convert_tables", source, out, *arguments, stdout=io.StringIO(), stderr=io.StringIO())

    assert read_again(out) == truth_of(number_)


@pytest.mark.parametrize(("number_", "unit"), [("000", "万元"), ("001", "元"), ("004", "万元")])
def test_conversion_prints_the_unit_of_money_of_its_source(number_, unit, tmp_path):
    source, out = FILES / "docx" / f"{number_}.docx", tmp_path / "out.docx"

    call_command("convert_tables", source, out, stdout=io.StringIO(), stderr=io.StringIO())

    assert read_booklet(out).money_unit == unit


def test_json_is_converted_back_to_paper(tmp_path):
    word = tmp_path / "out.docx"

    call_command("convert_tables", FILES / "truth" / "000.json", word, stdout=io.StringIO())

    assert read_again(word) == truth_of("000")
