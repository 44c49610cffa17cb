"""Whole forms pasted into a table, and rows as they are copied out of a filing."""

from dataclasses import replace
from pathlib import Path

import pytest

from documents.build import build
from documents.goal_table import Goal, GoalTable
from documents.layout import load_layout
from documents.reading import read_booklet
from projects.cell_operations import SetCell
from projects.paste import PasteRefused
from projects.paste.cells import proper_value
from tests.projects.pasted import HEBEI, applied, as_copied, named, paste
from tests.projects.tables import a_table


@pytest.mark.parametrize("name", ["hebei_integrated", "tangshan_gaoxin", "mof_2021"])
def test_whole_form_is_read_by_its_labels(name):
    layout = load_layout(name).in_money_unit("万元")
    source = a_table(code="13020926P000664100018")
    texts = form_as_rows(source, layout)
    target = named(GoalTable(project_name="新项目", goals=(Goal("旧目标"),)))

    plan = paste(target, "purpose", as_copied(texts), layout=layout, categories=[])

    said = {op.address: op.text for op in plan.operations if isinstance(op, SetCell)}
    assert said["project.name"] == "招商引资经费"
    assert said["budget.total"] == "35.00"
    assert said["schedule.10"] == "75"
    assert said["goals.1"] == "引进企业落户。"
    names = [cell.text for cell in plan.cells if cell.address.endswith(".name")][1:]
    assert names == ["引进企业数量", "新增税收", "企业满意度"]


def test_labels_without_a_form_are_only_words():
    plan = paste(named(a_table()), "indicators.1.name", "年度\t主管部门\n资金用途\t项目周期")

    assert [cell.text for cell in plan.indicators[0].cells] == ["年度", "主管部门"]


@pytest.mark.parametrize(
    "address", ["", "indicators.9.name", "goals.9", "indicators.1", "title", "budget.none"]
)
def test_address_that_is_no_cell_is_refused(address):
    with pytest.raises(PasteRefused) as refused:
        paste(named(a_table()), address, "a\tb")

    assert str(refused.value) == "要粘贴到的格子已经不在这张表里，没有粘贴；请点选一个格子再粘贴。"


def test_rows_that_begin_with_categories_are_indicators_wherever_they_are_pasted():
    plan = paste(named(a_table()), "project.name", "产出指标\t数量指标\t企业数\n\t质量指标\t合格率\n")

    assert [operation.row for operation in plan.operations] == ["indicators.new1", "indicators.new2"]
    assert [(row.level1, row.level2) for row in applied(named(a_table()), plan).indicators[3:]] == [
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
    ]


def test_first_column_of_categories_says_where_the_block_begins():
    plan = paste(named(a_table()), "indicators.1.value", "数量指标\t企业数\t说明\t≥11个")

    assert [cell.address for cell in plan.cells] == [
        f"indicators.1.{part}" for part in ("level2", "name", "description", "value")
    ]


FILINGS = sorted((Path(__file__).parents[2] / "fixtures" / "demo").glob("*.docx"))
TABLES = [table for path in FILINGS for table in read_booklet(path).booklet.tables]


def without_levels_above(table):
    """The rows as a spreadsheet copies merged cells: a category only in its first row."""
    above, rows = ("", ""), []
    for row in table.indicators:
        here = (row.level1, row.level2)
        shown = ("" if here[0] == above[0] else here[0], "" if here == above else here[1])
        rows.append([*shown, row.name, row.description, row.value, row.basis])
        above = here
    return rows


@pytest.mark.parametrize("table", TABLES, ids=[table.project_name for table in TABLES])
def test_filed_rows_pasted_from_merged_cells_are_the_rows(table):
    plan = paste(
        GoalTable(), "indicators.first.level1", as_copied(without_levels_above(table)), categories=[]
    )

    expected = [replace(row, value=proper_value(row.value)) for row in table.indicators]
    assert list(applied(GoalTable(), plan).indicators) == expected


@pytest.mark.parametrize("table", TABLES, ids=[table.project_name for table in TABLES])
def test_filed_form_pasted_as_a_whole_is_the_table(table):
    layout = HEBEI
    adapted = layout.adapt(table)

    plan = paste(GoalTable(), "purpose", as_copied(form_as_rows(adapted, layout)), categories=[])

    said = {cell.address: cell.text for cell in plan.head}
    assert said["project.name"] == table.project_name
    assert said.get("purpose", "") == table.purpose
    assert [row.cells[0].text for row in plan.goals] == [goal.text for goal in table.goals]
    expected = [replace(row, value=proper_value(row.value)) for row in adapted.indicators]
    assert list(applied(GoalTable(), rows_alone(plan)).indicators) == expected


def rows_alone(plan):
    return replace(plan, head=(), goals=())


def form_as_rows(table, layout):
    grid = build(table, layout)
    texts = [[""] * len(grid.widths_mm) for _ in range(grid.row_count)]
    for cell in grid.cells:
        texts[cell.row][cell.column] = cell.text
    return texts
