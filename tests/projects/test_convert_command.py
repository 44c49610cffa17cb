import io

import pytest
from django.core.management import call_command

from documents.reading import read_booklet
from tests.projects.commands import run
from tests.projects.tables import a_table


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
        (
            "out.zip",
            (),
            "看不出“out.zip”要输出什么格式，文件名请以.docx、.xlsx、.pdf、.html、.json之一结尾。",
        ),
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


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        ("hebei_integrated", "版式“河北预算管理一体化”没有权重一栏，1个指标的权重没有印出。\n"),
        ("mof_2021", ""),
    ],
)
def test_convert_says_that_weights_have_no_place(file_of, tmp_path, layout, said):
    err = io.StringIO()

    call_command(
        "convert_tables", file_of(a_table()), tmp_path / "out.docx", layout=layout, stdout=err, stderr=err
    )

    assert err.getvalue() == f"{said}已把1个表写到“{tmp_path / 'out.docx'}”。\n"
