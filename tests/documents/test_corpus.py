"""Every real filing says exactly what its truth says, however it was saved."""

import json
from pathlib import Path

import pytest

from documents.build import build
from documents.canonical import booklet_from_json, booklet_to_json
from documents.layout import layout_names, load_layout
from documents.parse import parse
from documents.reading import read_booklet

FILES = Path(__file__).parent / "files"
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FOLDERS = ("docx", "html", "xlsx", "docx_variants/*")


def _filings() -> list[Path]:
    return sorted(path for root in (FILES, CORPUS) for folder in FOLDERS for path in root.glob(f"{folder}/*"))


def _truth(name: str) -> dict[str, object]:
    return json.loads((FILES / "truth" / f"{name[:3]}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", _filings(), ids=lambda path: "/".join(path.parts[-3:]))
def test_filing_gives_its_truth(path):
    reading = read_booklet(path, path.name)

    assert booklet_to_json(reading.booklet) == _truth(path.stem)
    assert [problem for problem in reading.problems if not problem.is_doubt] == []


def test_filing_doubts_amounts_without_their_unit():
    reading = read_booklet(FILES / "docx" / "004.docx")

    doubts = [(problem.table, problem.address) for problem in reading.problems]
    assert doubts == [(10, "budget.fiscal"), (11, "budget.fiscal")]


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("000", "年度2022取自总体绩效目标：“2022年，城南经济开发区将以落实人事薪”"),
        ("001", "年度2021取自总体绩效目标：“2021年，力争新引进亿元项目8个以上，”"),
        ("004", "年度2021取自标题：“2021年部门整体绩效目标”"),
    ],
)
def test_filing_says_where_its_year_is_from(name, note):
    assert read_booklet(FILES / "docx" / f"{name}.docx").notes[0] == note


@pytest.mark.parametrize("layout_name", layout_names())
@pytest.mark.parametrize("money_unit", ["元", "万元"])
@pytest.mark.parametrize("name", ["000", "001", "004"])
def test_tables_of_a_filing_are_the_same_after_printing_in_any_layout(name, money_unit, layout_name):
    layout = load_layout(layout_name).in_money_unit(money_unit)
    tables = booklet_from_json(_truth(name)).tables

    read = [parse(build(table, layout, number)) for number, table in enumerate(tables, 1)]

    assert read == [(table, []) for table in tables]
