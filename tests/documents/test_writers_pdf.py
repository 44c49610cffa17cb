"""PDF: what stands on which page, what is repeated, what is refused; read back with poppler."""

import re
import subprocess
from dataclasses import replace
from io import BytesIO

import pytest

from documents.errors import UnwritableDocument
from documents.goal_table import Booklet, GoalTable, IndicatorRow, PartOne
from documents.layout import layout_names, load_layout
from documents.writers import write_booklet
from documents.writers.pdf import MOST_TABLES
from tests.documents.sample_tables import DIRTY_TEXTS, HOSTILE_TEXTS, ORDINARY, with_texts

pytestmark = pytest.mark.needs_poppler


def pdf_of(booklet, layout="hebei_integrated"):
    target = BytesIO()
    write_booklet(booklet, target, format="pdf", layout=load_layout(layout))
    return target.getvalue()


def pages_of(pdf, tmp_path, *options):
    """Return the texts of the pages."""
    path = tmp_path / "out.pdf"
    path.write_bytes(pdf)
    read = subprocess.run(["pdftotext", *options, path, "-"], capture_output=True, check=True)
    return read.stdout.decode().split("\f")[:-1]


def squeezed(text):
    return "".join(re.sub("[\u200b\u2060]", "", text).split())


def booklet_of(count, part1=None):
    tables = tuple(replace(ORDINARY, title=f"项目{at}绩效目标表") for at in range(1, count + 1))
    return Booklet(2026, "304001", "区商务局本级", part1, tables)


def test_contents_name_the_page_of_each_table(tmp_path):
    long_text = "\n".join(["办好每一件事。" * 12] * 40)
    pages = pages_of(pdf_of(booklet_of(3, PartOne(long_text, "分项", "保障"))), tmp_path, "-layout")

    lines = [squeezed(line) for line in pages[1].splitlines()]
    entries = [re.fullmatch(r"(\d\.项目\d绩效目标表)\.*(\d+)", line) for line in lines]
    told = {entry[1]: int(entry[2]) for entry in entries if entry}
    found = {
        title: at for at, page in enumerate(pages, 1) for title in told if at > 2 and title in squeezed(page)
    }

    assert len(told) == 3
    assert told == found


def test_pages_are_numbered(tmp_path):
    pages = pages_of(pdf_of(booklet_of(2)), tmp_path)

    assert [re.findall(r"—\d+—", squeezed(page)) for page in pages] == [
        [f"—{at}—"] for at in range(1, len(pages) + 1)
    ]


@pytest.mark.parametrize("layout", layout_names())
def test_every_word_of_a_long_table_is_there_under_a_repeated_head(tmp_path, layout):
    rows = tuple(
        IndicatorRow("产出指标", "数量指标", f"指标{at}号", "说明" * (at % 40), "≥1个", "计划")
        for at in range(200)
    )
    table = replace(ORDINARY, indicators=rows, purpose="用于修缮。" * 900)

    pages = [squeezed(page) for page in pages_of(pdf_of(Booklet(tables=(table,)), layout), tmp_path)]

    whole = re.sub("—\\d+—", "", "".join(pages))
    assert whole.count("缮") == 900
    assert all(f"指标{at}号" in whole for at in range(200))
    with_rows = [page for page in pages if re.search(r"指标\d+号", page)]
    assert len(with_rows) > 5
    assert all("三级指标" in page for page in with_rows)


@pytest.mark.parametrize("layout", layout_names())
def test_a_number_that_has_room_in_a_line_is_not_broken(tmp_path, layout):
    row = IndicatorRow("产出指标", "成本指标", "成本", "总额", "不超过 1234.56 万元", "计划")

    (page,) = pages_of(pdf_of(Booklet(tables=(replace(ORDINARY, indicators=(row,)),)), layout), tmp_path)

    assert "1234.56" in page


def test_a_number_without_room_comes_apart(tmp_path):
    row = IndicatorRow("产出指标", "成本指标", "成本", "总额", "≥12345678901234567890", "计划")

    (page,) = pages_of(pdf_of(Booklet(tables=(replace(ORDINARY, indicators=(row,)),))), tmp_path)

    assert "12345678901234567890" not in page
    assert "12345678901234567890" in squeezed(page)


def test_a_lone_table_stands_on_one_page_without_a_number(tmp_path):
    (page,) = pages_of(pdf_of(booklet_of(1)), tmp_path)

    assert "项目1绩效目标表" in squeezed(page)
    assert "1.项目1绩效目标表" not in squeezed(page)


def test_words_that_look_like_markup_are_words(tmp_path):
    hostile = "#panic() $x$ [a] *b* _c_ @d \\ <e> `f` //g"
    pages = pages_of(pdf_of(Booklet(tables=(replace(ORDINARY, purpose=hostile),))), tmp_path)

    assert squeezed(hostile) in squeezed(pages[0])


@pytest.mark.parametrize("text", [text for text in HOSTILE_TEXTS if "😀" not in text])
def test_hostile_words_are_words(tmp_path, text):
    pages = pages_of(pdf_of(Booklet(tables=(with_texts(text[:300]),))), tmp_path)

    assert squeezed(text[:300]).replace("　", "") in squeezed("".join(pages)).replace("　", "")


@pytest.mark.parametrize("text", DIRTY_TEXTS)
def test_what_no_page_can_show_is_left_out(text):
    assert pdf_of(Booklet(tables=(with_texts(text),)))


def test_the_same_tables_give_the_same_bytes():
    assert pdf_of(booklet_of(2)) == pdf_of(booklet_of(2))


def test_fonts_are_embedded(tmp_path):
    path = tmp_path / "out.pdf"
    path.write_bytes(pdf_of(booklet_of(1)))

    listed = subprocess.run(["pdffonts", path], capture_output=True, check=True, text=True).stdout
    embedded = [line.split()[-5] for line in listed.splitlines()[2:]]

    assert embedded
    assert set(embedded) == {"yes"}


@pytest.mark.parametrize("character", ["🚀", "\U0003aaaa", "\ue000"])
def test_a_character_without_a_glyph_is_refused_by_name(character):
    with pytest.raises(UnwritableDocument, match=f"U\\+{ord(character):04X}"):
        pdf_of(Booklet(tables=(GoalTable(project_name=f"甲{character}"),)))


@pytest.mark.parametrize("character", ["㛃", "𬭚", "〔", "㎡", "≥", "—"])
def test_rare_characters_print(character):
    assert pdf_of(Booklet(tables=(GoalTable(project_name=f"甲{character}"),)))


def test_more_tables_than_memory_holds_are_refused():
    tables = (GoalTable(project_name="甲") for _ in range(MOST_TABLES + 1))
    with pytest.raises(UnwritableDocument, match=r"^PDF 一次最多输出1000个表"):
        write_booklet(Booklet(), BytesIO(), format="pdf", layout=load_layout("mof_2021"), tables=tables)


def test_an_empty_booklet_is_a_page(tmp_path):
    assert len(pages_of(pdf_of(Booklet()), tmp_path)) >= 1
