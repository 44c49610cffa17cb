"""Tables of Word documents as grids: merges, nesting, and the short way through plain ones."""

from pathlib import Path

import pytest

from documents.errors import UnreadableDocument
from documents.grid import Grid
from documents.readers import UPLOAD, read_blocks
from documents.readers.word_plain import PlainTables
from tests.documents.paper import (
    cell,
    docx,
    outline,
    paragraph,
    row,
    run,
    table,
)

FILES = Path(__file__).parent / "files"
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
DOCUMENTS = [*sorted((FILES / "docx").glob("*.docx")), *sorted(CORPUS.glob("docx_variants/*/*.docx"))]


def read(body: str, **parts: str) -> list[object]:
    return outline(read_blocks(docx(body, **parts)))


# ---- paragraphs


# ---- tables


def test_merged_cells_have_real_spans() -> None:
    restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        row(cell("题", '<w:gridSpan w:val="3"/>')),
        row(cell("产出指标", restart), "数量", "1"),
        row(cell("", go_on), cell("质量", restart), "2"),
        row(cell("", '<w:vMerge w:val="continue"/>'), cell("", go_on), "3"),
        row(cell("甲", go_on), "乙", "丙"),
        grid='<w:tblGrid><w:gridCol w:w="1440"/><w:gridCol w:w="720"/><w:gridCol w:w="720"/></w:tblGrid>',
    )

    assert read(body) == [
        [
            [("题", 1, 3)],
            [("产出指标", 4, 1), "数量", "1"],
            [("质量", 2, 1), "2"],
            ["3"],
            ["乙", "丙"],
        ]
    ]
    (grid,) = read_blocks(docx(body))
    assert isinstance(grid, Grid)
    assert grid.widths_mm == (25.4, 12.7, 12.7)
    assert [one.place for one in grid.cells if one.row == 2] == ["第3行第2列", "第3行第3列"]


def test_merges_that_go_on_from_nothing_are_cells() -> None:
    body = table(
        row("甲", "乙"),
        row(cell("丙", "<w:vMerge/>"), cell("丁", '<w:vMerge w:val="restart"/>')),
        row(cell("戊", '<w:gridSpan w:val="2"/><w:vMerge/>')),
    )

    assert read(body) == [[["甲", "乙"], ["丙", "丁"], [("戊", 1, 2)]]]


def test_text_in_a_covered_cell_counts_where_its_owner_is_blank() -> None:
    body = table(
        row(cell("", '<w:vMerge w:val="restart"/>'), "1"),
        row(cell("甲", "<w:vMerge/>"), "2"),
        row(cell("看不见", "<w:vMerge/>"), "3"),
    )

    assert read(body) == [[[("甲", 3, 1), "1"], ["2"], ["3"]]]


def test_old_horizontal_merges_and_rows_that_begin_late() -> None:
    body = table(
        row(cell("甲", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "乙"),
        row(cell("丙", "<w:hMerge/>"), "丁", properties='<w:trPr><w:gridBefore w:val="1"/></w:trPr>'),
    )

    assert read(body) == [[[("甲", 1, 2), "乙"], ["丙", "丁"]]]
    (grid,) = read_blocks(docx(body))
    assert isinstance(grid, Grid)
    assert [(one.row, one.column) for one in grid.cells] == [(0, 0), (0, 2), (1, 1), (1, 2)]


def test_rows_and_cells_in_content_controls_are_read() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = table(control.format(row("甲", "乙")), row(control.format(cell("丙")), "丁"))

    assert read(control.format(body)) == [[["甲", "乙"], ["丙", "丁"]]]


def test_table_in_a_cell_of_a_form_follows_the_form() -> None:
    inner = table(row("一级指标", "二级指标"))
    body = table(row("项目编码", "X1"), row("指标", cell(paragraph("见下") + inner + paragraph(""))))

    assert read(body) == [[["项目编码", "X1"], ["指标", "见下\n"]], [["一级指标", "二级指标"]]]


def test_frame_gives_its_text_as_paragraphs_and_its_tables_as_grids() -> None:
    inner = table(row("甲", "乙"))
    frame = table(
        row(cell(paragraph("1.招商经费绩效目标表") + inner + paragraph("注"))), row(cell(inner), cell(inner))
    )

    assert read(table(row(cell(frame)))) == [
        "1.招商经费绩效目标表",
        *[[["甲", "乙"]]] * 1,
        "注",
        [["甲", "乙"]],
        [["甲", "乙"]],
    ]


def test_tables_nested_too_deep_are_refused() -> None:
    body = table(row("甲", "乙"))
    for _ in range(7):
        body = table(row("甲", cell(body)))

    with pytest.raises(UnreadableDocument, match=r"^文件中的表格一层套一层，超过6层"):
        read(body)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_short_way_through_plain_tables_reads_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    short = list(read_blocks(path))
    monkeypatch.setattr(PlainTables, "cut", lambda self, chunks: chunks)

    assert list(read_blocks(path)) == short
    assert sum(isinstance(block, Grid) for block in short) > 1


ODD_TABLES = [
    "<!-- x -->", "<?x y?>", "&lt;", "&#33;", "!", "?", '<w:t xmlns:y="z"/>', "<m:oMath><m:r><m:t>y</m:t></m:r></m:oMath>"
]  # fmt: skip


@pytest.mark.parametrize("odd", ODD_TABLES)
def test_tables_that_are_not_surely_plain_go_the_long_way(odd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    body = table(
        row(cell(paragraph(run(f"甲{odd}" if "<w" not in odd and "<m" not in odd else "甲") + odd)), "乙")
    )
    body += "<!-- <w:tbl><w:tr><w:tc/></w:tr></w:tbl> -->"
    short = read(body)
    monkeypatch.setattr(PlainTables, "cut", lambda self, chunks: chunks)

    assert read(body) == short


ROWS_OF_SHAPES = [
    row("甲", "乙") + row("丙", "丁") + "<w:tr/>" + row("戊", "己"),
    row("甲", "乙") + "<w:tr><w:t>外</w:t>" + row("丙", "丁").removeprefix("<w:tr>"),
    row(cell(paragraph(run("甲") + run("乙")))) + row(cell(paragraph(run("丙") + run("")))),
    row(cell(paragraph(run("\n甲")) + paragraph(run("乙"))), cell(paragraph(""))),
    row(cell(paragraph("<w:r><w:t/><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>")), "丙") * 3,
]


@pytest.mark.parametrize("rows", ROWS_OF_SHAPES)
def test_rows_of_the_same_shape_keep_their_own_texts(rows: str, monkeypatch: pytest.MonkeyPatch) -> None:
    short = read(table(rows))
    monkeypatch.setattr(PlainTables, "cut", lambda self, chunks: chunks)

    assert read(table(rows)) == short


def test_shapes_are_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("documents.readers.word_plain._MOST_SHAPES", 2)
    texts = [["甲"], ["乙", "丙"], ["丁"], ["戊", "己", "庚"], ["辛"]]

    grids = read("".join(table(row(*line)) for line in texts))

    assert grids == [[line] for line in texts]


def test_marks_of_cut_tables_cannot_be_forged() -> None:
    body = '<w:tbl w:w="1"/>' + table(row("甲", "乙")) + '<w:tbl w:w="1"/>'

    assert [one for one in read(body) if one] == [[["甲", "乙"]]]


def test_upload_limits_fit_a_plain_table_of_two_thousand_rows() -> None:
    rows = "".join(row("产出指标", "数量指标", f"指标{at}", "描述", "≥90%", "依据") for at in range(2000))

    (grid,) = read_blocks(docx(table(rows)), limits=UPLOAD)

    assert isinstance(grid, Grid)
    assert grid.row_count == 2000
