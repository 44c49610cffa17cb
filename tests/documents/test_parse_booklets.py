"""Part 1, the fiscal year, the unit and the lines between tables of a document."""

import itertools

import pytest

from documents.blocks import Paragraph, SheetStart
from documents.goal_table import PartOne
from documents.parse import Reading, parse_blocks
from documents.parse.places import quote
from documents.parse.years import from_overall, years_in
from tests.documents.drawing import draw

TABLE = draw(
    "项目编码 | A1 | 项目名称 | 设备购置\n预算数 | 35万元 | 资金用途 | 买水泵\n绩效目标 | 买好水泵 | < | <"
)
PART_ONE = [
    "一、总体绩效目标",
    "　　做好水利工作。",
    "二、分项绩效目标",
    "一、工程建设",
    "修水渠。",
    "三、工作保障措施",
    "加强管理。",
]
RESULT = PartOne("做好水利工作。", "一、工程建设\n修水渠。", "加强管理。")
LONG = "为进一步加强水利工程建设和管理，" * 8


def read(*lines: str, year: int | None = None) -> Reading:
    """Read a document of paragraphs; {table} stands for a goal table."""
    return parse_blocks(
        [TABLE if line == "{table}" else Paragraph(line, place="某处") for line in lines], year=year
    )


@pytest.mark.parametrize(
    "before",
    [
        [],
        ["第一部分", "部门整体绩效目标"],
        ["目  录", "一、总体绩效目标\t2", "1.设备购置绩效目标表……8", "第一部分"],
        ["目录", "一、总体绩效目标", "二、分项绩效目标", "三、工作保障措施", "设备购置绩效目标表"],
        ["目录", "第一部分"],
    ],
)
def test_part_one_is_read_with_or_without_contents(before):
    reading = read(
        *before, *PART_ONE, "- 3 -", "第二部分", "预算项目绩效目标", "1.设备购置绩效目标表", "{table}"
    )

    assert reading.booklet.part1 == RESULT
    assert [table.title for table in reading.booklet.tables] == ["设备购置绩效目标表"]
    assert reading.problems == []


def test_contents_end_where_the_text_begins():
    reading = read("目录", "一、总体绩效目标", LONG, "{table}")

    assert reading.booklet.part1 == PartOne(overall=LONG)


def test_contents_may_list_headings_twice_without_the_word():
    headings = ["一、总体绩效目标", "二、分项绩效目标", "三、工作保障措施"]

    assert read(*headings, *PART_ONE, "{table}").booklet.part1 == RESULT


def test_headings_inside_a_section_are_text():
    reading = read(
        "一、总体绩效目标",
        "二、分项绩效目标",
        "职责分项绩效目标",
        "1.项目绩效目标",
        "修渠",
        "总体目标",
        "{table}",
    )

    assert reading.booklet.part1 == PartOne(divisions="职责分项绩效目标\n1.项目绩效目标\n修渠\n总体目标")


def test_part_one_ends_at_the_heading_of_part_two():
    assert read(
        "一、总体绩效目标", "做好工作。", "预算项目绩效目标", "前言。", "{table}"
    ).booklet.part1 == PartOne("做好工作。")


def test_part_one_may_follow_the_tables_or_fill_a_sheet():
    blocks = [SheetStart("表"), TABLE, SheetStart("目标"), *map(Paragraph, PART_ONE)]

    assert parse_blocks(blocks).booklet.part1 == RESULT


def test_part_one_may_stand_in_a_grid_of_one_column():
    reading = parse_blocks([draw("\n".join([*PART_ONE, "绩效目标：修好水渠"])), TABLE])

    assert reading.booklet.part1 == PartOne(
        RESULT.overall, RESULT.divisions, "加强管理。\n绩效目标：修好水渠"
    )


def test_document_without_part_one_has_none():
    assert read("{table}").booklet.part1 is None


def test_lines_after_a_table_are_reported_page_numbers_are_not():
    reading = read("{table}", "填表人：甲", "", "12", "单位：元")

    assert [(problem.message, problem.is_doubt) for problem in reading.problems] == [
        ("某处的文字“填表人：甲”不在任何一张绩效目标表里，没有读入，请确认是否需要。", True)
    ]


def test_lines_on_the_cover_are_noted():
    assert read("内部资料", "{table}").notes == ["文件中没有写明年度。", "封面上的文字没有读入：“内部资料”"]


@pytest.mark.parametrize(
    ("lines", "year", "note"),
    [
        (["2021年部门整体绩效目标"], 2021, "年度2021取自标题：“2021年部门整体绩效目标”"),
        (["某某县水利局", "二〇二四年度部门预算"], 2024, "年度2024取自标题：“二〇二四年度部门预算”"),
        (["（2023年度）"], 2023, "年度2023取自标题：“（2023年度）”"),
        (["2022年1月"], 2022, "年度2022取自封面日期：“2022年1月”"),
        (
            ["一、总体绩效目标", "2022年，在2021年基础上"],
            2022,
            "年度2022取自总体绩效目标：“2022年，在2021年基础上”",
        ),
        (["1.2025年水泵绩效目标表"], 2025, "年度2025取自表题：“2025年水泵绩效目标表”"),
        ([], None, "文件中没有写明年度。"),
    ],
)
def test_year_is_taken_from_the_text(lines, year, note):
    reading = read(*lines, "{table}")

    assert (reading.booklet.fiscal_year, reading.notes[0]) == (year, note)


def test_year_given_is_taken_where_the_text_has_none():
    reading = read("{table}", year=2020)

    assert (reading.booklet.fiscal_year, reading.notes) == (2020, ["文件中没有写明年度，按指定的2020年度。"])


@pytest.mark.parametrize(
    ("lines", "given", "message"),
    [
        (
            ["2021年部门整体绩效目标"],
            2022,
            "年度按标题“2021年部门整体绩效目标”读作2021年，但指定的年度是2022年，请核对。",
        ),
        (
            ["2021年部门整体绩效目标", "一、总体绩效目标", "2022年，做好工作。"],
            None,
            "年度按标题“2021年部门整体绩效目标”读作2021年，但总体绩效目标“2022年，做好工作。”却是2022年，请核对。",
        ),
        (
            ["一、总体绩效目标", "在2021年基础上，到2025年建成。"],
            None,
            "年度按总体绩效目标“2021年基础上，到2025年建成。”读作2021年，但同处还写有别的年份，请核对。",
        ),
    ],
)
def test_years_that_differ_are_a_doubt(lines, given, message):
    problems = read(*lines, "{table}", year=given).problems

    assert [(problem.message, problem.is_doubt, problem.table) for problem in problems] == [
        (message, True, None)
    ]


@pytest.mark.parametrize(
    ("text", "years"), [("二〇二二年度", [2022]), ("2022年3月", []), ("12022年", []), ("２０２２年", [2022])]
)
def test_years_in_a_heading(text, years):
    assert years_in(text) == years


def test_year_that_opens_a_sentence_goes_before_others():
    source = from_overall(PartOne("在2019年的基础上。2021年，力争进位。"))

    assert source is not None
    assert (source.year, source.words, source.is_sure) == (2021, "2021年，力争进位。", True)


@pytest.mark.parametrize(
    ("lines", "unit"),
    [
        (["某某县水利局编制"], (None, "某某县水利局")),
        (["304001某某县水利局", "前言"], ("304001", "某某县水利局")),
        (["编制单位：某某县水利局", "前言"], (None, "某某县水利局")),
        (["某某县水利局2024年部门预算绩效文本"], (None, "某某县水利局")),
        (["前言"], (None, None)),
    ],
)
def test_unit_is_taken_from_the_cover(lines, unit):
    booklet = read(*lines, "{table}").booklet

    assert (booklet.unit_code, booklet.unit_name) == unit
    assert (booklet.tables[0].unit_code, booklet.tables[0].unit_name) == (None, None)


def test_unit_of_the_tables_lends_its_code_to_the_cover():
    booklet = read("某某县水利局编制", "设备购置绩效目标表", "304001某某县水利局 单位：元", "{table}").booklet

    assert (booklet.unit_code, booklet.unit_name) == ("304001", "某某县水利局")


TABLE_OF_DUTIES = draw("职责 | 绩效目标\n水利 | 修好水渠")
TABLE_OF_MONEY = draw("职责活动 | 年度预算数 | 绩效目标 | 绩效指标\n水利 | 125 | 修好水渠 | 优良率")
TABLE_OF_INDICATORS = draw("一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 数量指标 | 修好水渠 | 3条")


@pytest.mark.parametrize("inside", [TABLE_OF_DUTIES, TABLE_OF_MONEY, TABLE_OF_INDICATORS])
def test_tables_inside_part_one_leave_part_one_and_the_first_project_whole(inside):
    lines = [Paragraph(line) for line in PART_ONE]
    blocks = [*lines[:5], inside, *lines[5:], Paragraph("第二部分"), Paragraph("1.设备购置绩效目标表"), TABLE]

    reading = parse_blocks(blocks)

    assert reading.booklet == parse_blocks([*lines, *blocks[-3:]]).booklet
    assert reading.booklet.part1 == RESULT
    assert ["修好水渠" in problem.message for problem in reading.problems] == [True]


def test_tables_inside_part_one_may_follow_one_another():
    between = [TABLE_OF_DUTIES, Paragraph("二、道路养护"), TABLE_OF_DUTIES, Paragraph("修路。")]

    reading = parse_blocks([*map(Paragraph, PART_ONE[:4]), *between, Paragraph("第二部分"), TABLE])

    assert reading.booklet.part1 == PartOne("做好水利工作。", "一、工程建设\n二、道路养护\n修路。")
    assert [table.goals[0].text for table in reading.booklet.tables] == ["买好水泵"]


def test_section_may_begin_in_the_line_of_its_heading():
    reading = read(
        "总体绩效目标：全面做好。",
        "二、分项绩效目标：",
        "修渠。",
        "保障措施：不在此处",
        "三、保障措施:  加强。",
        "{table}",
    )

    assert reading.booklet.part1 == PartOne("全面做好。", "修渠。\n保障措施：不在此处", "加强。")


@pytest.mark.parametrize(
    "lines",
    [
        ["编制说明：资金含上年结转30万元。"],
        ["第一部分 部门整体绩效目标", LONG],
        [*PART_ONE, "第二部分", "项目清单"],
    ],
)
def test_text_before_the_first_table_is_reported_where_it_is_no_cover(lines):
    reading = read(*lines, "{table}")

    assert [problem.message for problem in reading.problems] == [
        f"某处的文字{quote(lines[-1])}不在任何一张绩效目标表里，没有读入，请确认是否需要。"
    ]


def test_year_may_stand_between_part_one_and_the_tables():
    reading = read(*PART_ONE, "第二部分", "2024年项目情况", "{table}")

    assert (reading.booklet.fiscal_year, reading.problems) == (2024, [])


@pytest.mark.parametrize(
    ("lines", "unit"),
    [
        (["某某县水利局", "2026年部门预算绩效文本"], "某某县水利局"),
        (["2026年部门预算绩效文本", "某 某 县 水 利 局"], "某某县水利局"),
        (["某某县", "某某县水利局"], "某某县水利局"),
        (["某某县水利局", "某某县公路站"], None),
        (["县项目中心"], None),
    ],
)
def test_unit_may_stand_alone_on_the_cover(lines, unit):
    assert read(*lines, "{table}").booklet.unit_name == unit


def _units(*blocks: Paragraph | str) -> list[tuple[str | None, str | None]]:
    """Units of the tables of projects 1, 2, …, each of which {table} stands for."""
    numbers = itertools.count(1)
    filled = [
        draw(f"项目名称 | 项目{next(numbers)}\n绩效目标 | 买好水泵") if block == "{table}" else block
        for block in blocks
    ]
    booklet = parse_blocks(filled).booklet
    return [(each.unit_code, each.unit_name) for each in (booklet, *booklet.tables)]


def test_heading_names_the_unit_of_the_tables_beneath():
    title = Paragraph("1.设备购置绩效目标表", heading_level=2)
    first = Paragraph("一、412001某某局本级", heading_level=1)
    second = Paragraph("412003某某公路站", heading_level=1)
    own = Paragraph("412009某某所 单位：元")

    units = _units(
        *(first, title, "{table}", title, "{table}", second, title, "{table}"),
        *(title, own, "{table}", title, "{table}"),
    )

    assert units[1:] == [
        ("412001", "某某局本级"),
        ("412001", "某某局本级"),
        ("412003", "某某公路站"),
        ("412009", "某某所"),
        (None, None),
    ]


def test_line_over_a_later_title_names_its_unit_and_the_cover_the_documents():
    title = Paragraph("1.设备购置绩效目标表")

    units = _units(
        *(Paragraph("412001某某局本级"), title, "{table}"),
        *(Paragraph("填报单位：某某站"), title, "{table}", Paragraph("某某局编制"), title, "{table}"),
    )

    assert units == [("412001", "某某局本级"), (None, None), (None, "某某站"), (None, "某某站")]


@pytest.mark.parametrize("between", [[], [Paragraph(""), Paragraph("- 2 -"), Paragraph("单位：万元")]])
def test_indicators_may_stand_before_the_project(between):
    head = draw(
        "项目编码 | A1 | 项目名称 | 设备购置\n预算数 | 35万元 | 资金用途 | 买水泵\n绩效目标 | 买好水泵 | < | <"
    )

    reading = parse_blocks([Paragraph("1.设备购置绩效目标表"), TABLE_OF_INDICATORS, *between, head])

    table = reading.booklet.tables[0]
    assert (table.title, table.project_name) == ("设备购置绩效目标表", "设备购置")
    assert [row.name for row in table.indicators] == ["修好水渠"]
    assert reading.problems == []
