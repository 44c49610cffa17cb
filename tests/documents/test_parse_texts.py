"""Wrapped lines, numbered goals, labels, titles and unit lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.parse.goal_lists import number_of, split_goals
from documents.parse.labels import mark_of, money_unit_in
from documents.parse.texts import category_name, join_lines, keep_lines
from documents.parse.titles import Heading, Line, find_heading, strip_serial
from documents.parse.unit_lines import UnitLine, read_unit_line, split_unit, unit_in_title
from documents.text import LINE_BREAK
from tests.documents.strategies import characters


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("宣传本区投资\n环境", "宣传本区投资环境"),
        ("数据共享率（%\n）\n\n", "数据共享率（%）"),
        ("买好水泵。\n 用好水泵。", "买好水泵。\n用好水泵。"),
        ("主要用于：\n1.水泵\n2.水管", "主要用于：\n1.水泵\n2.水管"),
        ("购置\n（1）水泵", "购置\n（1）水泵"),
        ("3.\n机关运转", "3.机关运转"),
        ("big\ndata", "big data"),
        ("≥90\n%", "≥90%"),
    ],
)
def test_join_lines_keeps_only_breaks_that_mean_something(text, joined):
    assert join_lines(text) == joined


@given(st.text(st.one_of(characters(), st.just("\n"))))
def test_join_lines_changes_nothing_twice(text):
    assert join_lines(join_lines(text)) == join_lines(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" 买水泵 ", "买水泵"),
        (" 买水泵\n买水管 \n\n", "买水泵\n买水管"),
        (f"买水{LINE_BREAK}泵\n买水管", "买水泵\n买水管"),
        (f"一批。{LINE_BREAK}（1）水泵", "一批。\n（1）水泵"),
        ("1.\n买水泵\n2.\n买水管", "1.买水泵\n2.买水管"),
        ("", ""),
    ],
)
def test_keep_lines_keeps_the_ends_of_paragraphs(text, kept):
    assert keep_lines(text) == kept


@given(st.text("甲乙。，1.a\n\u2028 "))
def test_keep_lines_changes_nothing_twice(text):
    assert keep_lines(keep_lines(text)) == keep_lines(text)


def test_category_name_has_no_white_space():
    assert category_name("效果\n 指标　") == "效果指标"


@pytest.mark.parametrize(
    ("text", "goals"),
    [
        ("1.买好水泵\n2.用好水泵", ["买好水泵", "用好水泵"]),
        ("1、买好水泵；\n2、用好水泵。", ["买好水泵；", "用好水泵。"]),
        (f"（1）买好{LINE_BREAK}水泵\n（2）用好水泵", ["买好水泵", "用好水泵"]),
        ("一、买好\n二、用好", ["买好", "用好"]),
        ("（一）买好\n（二）用好", ["买好", "用好"]),
        ("①买好\n②用好", ["买好", "用好"]),
        ("１．买好\n２．用好", ["买好", "用好"]),
        ("1)买好\n2)用好", ["买好", "用好"]),
        ("目标1：买好；\n目标2：用好。", ["买好；", "用好。"]),
        ("目标一：买好\n目标二：用好", ["买好", "用好"]),
        ("1.机关正常运转", ["机关正常运转"]),
        ("1.2025年完成建设", ["2025年完成建设"]),
        ("1.买好水泵\n（1）一台\n（2）两台\n2.用好水泵", ["买好水泵\n（1）一台\n（2）两台", "用好水泵"]),
        (f"买好水泵，{LINE_BREAK}用好水泵", ["买好水泵，用好水泵"]),
        ("买好水泵，\n用好水泵", ["买好水泵，\n用好水泵"]),
        (f"1.买好{LINE_BREAK}水泵{LINE_BREAK}2.用好水泵\n和水管", ["买好水泵", "用好水泵\n和水管"]),
        ("2.买好水泵\n3.用好水泵", ["2.买好水泵\n3.用好水泵"]),
        ("1、买好水泵；2、用好水泵。", ["1、买好水泵；2、用好水泵。"]),
        ("1.1.买好；2.用好", ["1.买好；2.用好"]),
        ("1.1.5公里道路", ["1.5公里道路"]),
        ("1. 5公里道路", ["5公里道路"]),
        ("1.5公里道路修缮完毕。", ["1.5公里道路修缮完毕。"]),
        ("1.2000户", ["1.2000户"]),
        ("1.2025-2027年完成", ["2025-2027年完成"]),
        ("1、2号泵站更新", ["1、2号泵站更新"]),
        ("1、2、3号泵站更新", ["1、2、3号泵站更新"]),
        ("1、2.5万亩灌溉", ["2.5万亩灌溉"]),
        ("一、二期工程完工", ["一、二期工程完工"]),
        ("（1）号桥加固", ["（1）号桥加固"]),
        ("（1）号召群众", ["号召群众"]),
        ("①标段完工", ["①标段完工"]),
        ("1.2万亩灌溉。\n2.5万户受益。", ["2万亩灌溉。", "5万户受益。"]),
        ("1.", []),
        (" \n ", []),
    ],
)
def test_split_goals_strips_numbers_of_lists_only(text, goals):
    assert split_goals(text) == goals


@pytest.mark.parametrize(
    ("digits", "number"), [("12", 12), ("３", 3), ("十二", 12), ("二十", 20), ("七", 7), ("⑫", 12)]
)
def test_number_of_reads_every_kind_of_number(digits, number):
    assert number_of(digits) == number


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("项目\n编码", "field:project.code"),
        ("其中：财政    资金", "field:budget.fiscal"),
        ("年度资金总额：", "field:budget.total"),
        ("预算数（万元）", "field:budget.total"),
        ("项目资金\n（万元）", "section:budget"),
        ("资金支出计划（ %）", "section:schedule"),
        ("1    0月底", "month:10"),
        ("6月末累计", "month:6"),
        ("目　标1", "goal:1"),
        ("年度目标（2024年）", "section:goals"),
        ("指标值（符号、数值、单位）", "column:value"),
        ("单位： 元", "unit"),
        ("（单位：人民币万元）", "unit"),
        ("单位", "column:measure"),
        ("项目名称：设备购置", "inline:project.name"),
        ("主管部门", "extra"),
        ("合 计", "total"),
        ("成本指标", "category"),
        ("全年执行数", "form:绩效自评表"),
        ("1.设备购置绩效目标表", "title"),
        ("买好水泵", "text"),
        ("　", ""),
    ],
)
def test_mark_of_knows_labels_by_their_words(text, mark):
    assert mark_of(text) == mark


@pytest.mark.parametrize(
    ("text", "unit"), [("预算数(万元)", "万元"), ("金额单位：元", "元"), ("预算数", None)]
)
def test_money_unit_in_a_label(text, unit):
    assert money_unit_in(text) == unit


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("304001某某县水利局  单位：万元", UnitLine("304001", "某某县水利局", "万元")),
        ("304001某某县水利局", UnitLine("304001", "某某县水利局")),
        ("某某县水利局\t单位：元", UnitLine(None, "某某县水利局", "元")),
        ("填报单位（盖章）：某某县水利局", UnitLine(None, "某某县水利局", is_named=True)),
        ("单位名称：304001某某县水利局", UnitLine("304001", "某某县水利局", is_named=True)),
        ("高新区管委员会办公室编制", UnitLine(None, "高新区管委员会办公室", is_named=True, is_compiled=True)),
        ("（金额单位：人民币 万元）", UnitLine(money_unit="万元")),
        (
            "单位名称：某某站    单位代码：412003    金额单位：万元",
            UnitLine("412003", "某某站", "万元", is_named=True),
        ),
        (
            "单位代码\t304001\t单位名称\t某某站（公章）\t单位：元",
            UnitLine("304001", "某某站", "元", is_named=True),
        ),
        ("单位代码：304001", UnitLine("304001", is_named=True)),
        ("预算单位编码：AB-01", UnitLine("AB-01", is_named=True)),
        ("单位代码：304001某某站", UnitLine("304001", "某某站", is_named=True)),
        ("填报单位：某某站（412003）", UnitLine("412003", "某某站", is_named=True)),
        ("填报单位：某某站（2026年）", UnitLine(None, "某某站（2026年）", is_named=True)),
        ("[412003]某某站", UnitLine("412003", "某某站")),
        ("【412003】某某站 单位：元", UnitLine("412003", "某某站", "元")),
        ("某某站（412003）  单位：万元", UnitLine("412003", "某某站", "万元")),
        ("单位名称：\t单位代码：412003", UnitLine("412003", is_named=True)),
        ("单位名称：\t单位代码：", None),
        (f"填报单位：{'某' * 81}", None),
        ("2021年部门整体绩效目标", None),
        ("100个项目", None),
        ("买好水泵。", None),
        ("", None),
    ],
)
def test_read_unit_line_tells_units_from_words(text, line):
    assert read_unit_line(text) == line


@pytest.mark.parametrize(
    ("text", "unit"), [("304001", ("304001", None)), ("某某局", (None, "某某局")), ("", (None, None))]
)
def test_split_unit_parts_code_and_name(text, unit):
    assert split_unit(text) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("某某县水利局2024年部门预算绩效文本", "某某县水利局"),
        ("某某局二〇二四年度预算", "某某局"),
        ("2024年预算", None),
    ],
)
def test_unit_in_title_is_what_stands_before_the_year(text, unit):
    assert unit_in_title(text) == unit


@pytest.mark.parametrize(
    ("title", "name", "stripped"),
    [
        ("1.2025年设备购置绩效目标表", "", "2025年设备购置绩效目标表"),
        ("3、设备购置绩效目标表", "", "设备购置绩效目标表"),
        ("（二）设备购置绩效目标表", "", "设备购置绩效目标表"),
        ("一、设备购置绩效目标表", "", "设备购置绩效目标表"),
        ("１．设备购置绩效目标表", "", "设备购置绩效目标表"),
        ("附件2：设备购置绩效目标表", "", "设备购置绩效目标表"),
        ("5.18经贸洽谈会绩效目标表", "", "5.18经贸洽谈会绩效目标表"),
        ("1.5G基站建设绩效目标表", "", "5G基站建设绩效目标表"),
        ("4.5G基站建设绩效目标表", "5G基站建设", "5G基站建设绩效目标表"),
        ("1.5公里道路绩效目标表", "1.5公里道路", "1.5公里道路绩效目标表"),
        ("1.", "", "1."),
        ("设备购置绩效目标表", "", "设备购置绩效目标表"),
        ("1 设备购置绩效目标表", "设备购置", "设备购置绩效目标表"),
        ("12月 专项绩效目标表", "", "12月 专项绩效目标表"),
        ("表1  设备购置绩效目标表", "", "设备购置绩效目标表"),
        ("表3设备购置绩效目标表", "设备购置", "设备购置绩效目标表"),
        ("①设备购置绩效目标表", "设备购置", "设备购置绩效目标表"),
        ("1.1设备购置绩效目标表", "设备购置", "设备购置绩效目标表"),
    ],
)
def test_strip_serial_leaves_numbers_that_belong_to_the_name(title, name, stripped):
    assert strip_serial(title, name) == stripped


def _heading(*texts: str, name: str = "设备购置") -> Heading:
    return find_heading([Line(text) for text in texts], name)


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (["二、预算项目绩效目标", "1.设备购置绩效目标表"], "设备购置绩效目标表"),
        (
            ["前言。", "信息网络运行、维护费与改造升级", "资金项目绩效目标表", ""],
            "信息网络运行、维护费与改造升级资金项目绩效目标表",
        ),
        (["火炬大厦楼顶LED大屏升级改造项目", "绩效目标表"], "火炬大厦楼顶LED大屏升级改造项目绩效目标表"),
        (["设备购置绩效目标"], "设备购置绩效目标"),
        (["设备购置"], "设备购置"),
        (["部门文字", "水泵绩效目标表"], "水泵绩效目标表"),
        (["第二部分", "绩效目标表"], "绩效目标表"),
        (["第二部分", "预算项目绩效目标"], ""),
        (["设备购置的说明，写得很长很长，长得不像题目，像正文。"], ""),
        ([], ""),
    ],
)
def test_find_heading_finds_the_title(texts, title):
    names = {
        "信息网络运行、维护费与改造升级": "信息网络运行、维护费及改造升级资金",
        "火炬大厦楼顶LED大屏升级改造项目": "火炬大厦楼顶LED大屏升级改造",
    }
    name = next((names[text] for text in texts if text in names), "设备购置")

    assert _heading(*texts, name=name).title == title


def test_find_heading_takes_unit_lines_and_gives_back_the_rest():
    heading = _heading(
        "某某县", "304001某某县水利局 单位：元", "设备购置绩效目标表", "（2024年度）", "某某局编制", "第3页"
    )

    assert heading.title == "设备购置绩效目标表"
    assert heading.unit == UnitLine("304001", "某某县水利局", "元")
    assert [line.text for line in heading.rest] == ["某某县", "（2024年度）", "某某局编制", "第3页"]


def test_find_heading_without_a_title_takes_only_a_line_with_the_unit_of_money():
    heading = _heading("304001某某县水利局", "某某县水利所 单位：元")

    assert (heading.title, heading.unit) == ("", UnitLine(None, "某某县水利所", "元"))
    assert [line.text for line in heading.rest] == ["304001某某县水利局"]
