"""HTML: accessible tables for the screen, and a whole document in one file."""

import io
import re
from dataclasses import replace

import pytest
from lxml import html

from documents.build import build
from documents.goal_table import Booklet
from documents.grid import Cell, Grid
from documents.layout import layout_names, load_layout
from documents.writers.html import render_grid, write_html
from tests.documents.sample_tables import BOOKLET, DIRTY_TEXTS, HOSTILE_TEXTS, ORDINARY, with_texts


def rendered(table=ORDINARY, layout_name="hebei_integrated", **options):
    return html.fromstring(render_grid(build(table, load_layout(layout_name)), **options))


def written(booklet, layout_name="hebei_integrated", tables=None):
    target = io.BytesIO()
    write_html(booklet, load_layout(layout_name), target, tables)
    return target.getvalue().decode("utf-8")


def text_of(cell):
    for line_break in cell.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return cell.text_content()


@pytest.mark.parametrize("name", layout_names())
def test_cells_are_those_of_the_grid(name):
    grid = build(ORDINARY, load_layout(name))
    page = rendered(layout_name=name)
    cells = page.xpath("//td | //th")

    assert [text_of(cell) for cell in cells] == [cell.text for cell in grid.cells]
    assert [cell.get("class") for cell in cells] == [f"cell-{cell.style}" for cell in grid.cells]
    assert [cell.get("data-address", "") for cell in cells] == [cell.address for cell in grid.cells]
    assert [int(cell.get("rowspan", 1)) for cell in cells] == [cell.row_span for cell in grid.cells]
    assert len(page.xpath("//table")) == len(grid.breaks) + 1


@pytest.mark.parametrize("name", layout_names())
def test_spans_fill_every_row_of_every_table(name):
    for table in rendered(layout_name=name).xpath("//table"):
        columns = len(table.xpath("colgroup/col"))
        rows = table.xpath(".//tr")
        covered = [0] * len(rows)
        for at, row in enumerate(rows):
            for cell in row.xpath("td | th"):
                for below in range(int(cell.get("rowspan", 1))):
                    covered[at + below] += int(cell.get("colspan", 1))

        assert covered == [columns] * len(rows)


def test_labels_say_what_they_head():
    scopes = {text_of(cell): cell.get("scope") for cell in rendered().xpath("//th")}

    assert scopes == {
        **dict.fromkeys(
            ["项目编码", "项目名称", "预算规模及资金用途", "预算数", "其中：财政资金", "其他资金"], "row"
        ),
        **dict.fromkeys(["资金支出计划（%）", "绩效目标"], "row"),
        **dict.fromkeys(["3月底", "6月底", "10月底", "12月底"], "col"),
        **dict.fromkeys(
            ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"], "col"
        ),
        **dict.fromkeys(["产出指标", "数量指标", "成本指标", "效益指标", "社会效益指标"], "row"),
        **dict.fromkeys(["满意度指标", "服务对象满意度指标"], "row"),
    }


def test_header_rows_at_the_top_of_a_table_are_its_head():
    heads = {
        name: [len(rows) for rows in map(_head_rows, rendered(layout_name=name).xpath("//table"))]
        for name in layout_names()
    }

    assert heads == {"hebei_integrated": [0, 1], "mof_2021": [0, 1], "tangshan_gaoxin": [0]}


def _head_rows(table):
    return table.xpath("thead/tr")


def test_caption_names_the_first_table():
    page = rendered(caption="道路<养护>\n经费")

    assert [text_of(caption) for caption in page.xpath("//caption")] == ["道路<养护>\n经费"]
    assert rendered().xpath("//caption") == []


def test_widths_are_shares_of_the_page_without_style_attributes():
    page = rendered()
    shares = [
        [float(col.get("width").rstrip("%")) for col in table.xpath("colgroup/col")]
        for table in page.xpath("//table")
    ]

    assert [round(sum(widths)) for widths in shares] == [100, 100]
    assert page.xpath("//@style") == []


def test_cell_content_takes_the_place_of_text_in_addressed_cells():
    page = rendered(
        cell_content=lambda cell: f"<input name='{cell.address}'>" if cell.address == "purpose" else None
    )

    assert page.xpath("//td[@data-address='purpose']/input/@name") == ["purpose"]
    assert text_of(page.xpath("//td[@data-address='project.name']")[0]) == "道路养护经费"
    assert len(page.xpath("//input")) == 1


def test_cell_content_is_not_asked_for_labels():
    asked = []

    rendered(cell_content=lambda cell: asked.append(cell.address))

    assert "" not in asked


def test_grid_read_from_paper_has_neither_widths_nor_labels():
    grid = Grid(1, (0.0, 0.0), (Cell(0, 0, "项目名称"), Cell(0, 1, "招商")))

    assert render_grid(grid) == (
        '<div class="goal-form"><table class="goal-table"><tbody>'
        '<tr><td class="cell-paper">项目名称</td><td class="cell-paper">招商</td></tr></tbody></table></div>'
    )


def test_table_of_header_rows_only_has_a_head_and_no_body():
    grid = Grid(1, (0.0,), (Cell(0, 0, "一级指标", style="header"),), header_rows=(0,))

    assert html.fromstring(render_grid(grid)).xpath("//thead/tr/th/@scope") == ["col"]


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_texts_are_escaped_and_kept_whole(text):
    (cell,) = rendered(with_texts(text)).xpath("//td[@data-address='indicators.1.value']")

    assert text_of(cell) == text


@pytest.mark.parametrize("text", DIRTY_TEXTS)
def test_dirty_texts_never_break_an_export(text):
    page = written(Booklet(unit_name=text, tables=(replace(with_texts(text), title=text),)))

    assert len(html.fromstring(page).xpath("//table")) == 2


def test_document_refers_to_nothing_outside():
    page = written(BOOKLET)

    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">')
    assert re.findall(r"https?:|src=|href=|url\(|@import", page) == []


def test_document_has_the_lines_of_the_booklet():
    page = html.fromstring(written(BOOKLET))
    lines = page.xpath("//h1 | //h2 | //h3 | //p")

    assert [(line.tag, line.get("class"), line.text_content()) for line in lines] == [
        ("h1", None, "2026年部门预算绩效文本"),
        ("p", "unit", "304001青石镇综合服务中心本级"),
        ("p", "part", "第一部分"),
        ("h2", None, "部门整体绩效目标"),
        ("h3", None, "一、总体绩效目标"),
        ("p", None, "建设宜居城镇。"),
        ("h3", None, "二、分项绩效目标"),
        ("p", None, "一、道路养护"),
        ("p", None, "完好率达到90%以上。"),
        ("h3", None, "三、工作保障措施"),
        ("p", None, "加强领导。"),
        ("p", "part", "第二部分"),
        ("h2", None, "预算项目绩效目标"),
        ("h3", None, "1.道路养护经费绩效目标表"),
        ("h3", None, "2.图书采购绩效目标表"),
    ]
    assert page.xpath("//title/text()") == ["2026年部门预算绩效文本"]


def test_lone_table_has_no_parts():
    page = html.fromstring(written(Booklet(tables=(ORDINARY,)), "tangshan_gaoxin"))

    assert page.xpath("//h2") == []
    assert page.xpath("//title/text() | //h3/text()") == ["道路养护经费绩效目标表", "道路养护经费绩效目标表"]


def test_stream_stands_in_for_the_tables_of_the_booklet():
    assert len(html.fromstring(written(BOOKLET, tables=iter([ORDINARY]))).xpath("//section")) == 1


def test_document_without_anything_has_an_empty_title():
    assert "<title></title>" in written(Booklet())
