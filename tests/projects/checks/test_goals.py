"""Rules about the purpose of the money and the goals."""

from dataclasses import replace

import pytest

from documents.goal_table import Goal
from documents.layout import load_layout
from projects.cell_operations import DeleteRow
from projects.checks import Context, check_table
from tests.projects.checks.samples import clean_table, offered, said


@pytest.mark.parametrize(
    ("purpose", "messages"),
    [
        ("", ["没有写资金用途，请写明支付给谁、用于哪些事项。"]),
        ("——", ["没有写资金用途，请写明支付给谁、用于哪些事项。"]),
        ("用于道路养护等。", ["资金用途只写了“用于道路养护等。”，请写明支付给谁、用于哪些事项。"]),
        (
            "用于，。；道！路？养、护",
            ["资金用途只写了“用于，。；道！路？养、护”，请写明支付给谁、用于哪些事项。"],
        ),
        ("用于一二三四五六七八", []),
    ],
)
def test_purpose_that_is_too_short(purpose, messages):
    assert said("GO01", f"资金用途：{purpose}") == messages


def test_goals_of_white_space_are_none():
    table = replace(clean_table(), goals=(Goal(" "), Goal("\n")))

    report = check_table(table, Context(load_layout("hebei_integrated")))

    assert [finding.rule for finding in report.findings] == ["GO02"]


@pytest.mark.parametrize(
    "text",
    [
        "目标内容1",
        "目标 2",
        "目标三：",
        "年度目标",
        "无",
        "/",
        "————",
        "待补充。",
        "略",
        "xx",
        "×××",
        "XXX",
        "……",
        "同上",
        "123",
    ],
)
def test_goal_that_is_a_placeholder(text):
    assert said("GO03", f"目标：{text}\n目标：养护道路3公里") == [
        f"绩效目标还是模板占位文字“{text}”，请改成本项目的目标。"
    ]


@pytest.mark.parametrize("text", ["目标群众满意", "无障碍改造3处", "略阳县道路养护", "目标是3公里", "养护"])
def test_goal_that_is_no_placeholder(text):
    assert said("GO03", f"目标：{text}") == []


def test_goals_that_are_the_same_are_told_once():
    example = "目标：1.道路畅通。\n目标：桥梁完好\n目标：2、道路 畅通\n目标：（3）桥梁完好！\n目标：道路畅通"

    assert said("GO04", example) == ["第1、3、5，2、4条绩效目标完全相同，请删除或改写。"]
    assert offered("GO04", example) == [(DeleteRow("goals.3"), DeleteRow("goals.5"), DeleteRow("goals.4"))]


@pytest.mark.parametrize("second", ["道路畅通率", "", "。"])
def test_goals_that_differ(second):
    assert said("GO04", f"目标：道路畅通\n目标：{second}\n目标：。") == []


@pytest.mark.parametrize(
    ("head", "messages"),
    [
        (
            "资金用途：养护道路 3公里",
            ["绩效目标与资金用途一字不差。用途写“钱花在哪”，目标写“年底达到什么结果”。"],
        ),
        (
            "项目名称：养护道路3公里",
            ["绩效目标与项目名称一字不差。用途写“钱花在哪”，目标写“年底达到什么结果”。"],
        ),
        ("资金用途：支付养护道路3公里", []),
        ("资金用途：", []),
    ],
)
def test_goal_that_repeats_what_was_said(head, messages):
    assert said("GO05", f"{head}\n目标：桥梁完好\n目标：养护道路3公里。\n目标：养护道路3公里") == messages


@pytest.mark.parametrize(
    "text",
    [
        "培训800人",
        "优良率达到９０％",
        "6月底前完工",
        "2026年底前完工",
        "2026年11月完工",
        "修补 3 处",
        "保障1,200 名职工",
        "工期3个月",
        "造林1.2万亩",
        "办理5万笔",
        "种植30余万亩",
        "补贴8千户",
        "养护86.5km",
        "新增就业一千人",
        "培训三期",
        "合格率达到百分之九十",
    ],
)
def test_goal_that_can_be_measured(text):
    assert said("GO06", f"目标：做好工作\n目标：{text}") == []


@pytest.mark.parametrize(
    "text",
    [
        "2026年做好工作",
        "落实“十四五”规划",
        "推进5G应用",
        "打通最后一公里",
        "按2号文件执行",
        "贯彻1+3方案",
        "争做第一名",
        "坚持一张蓝图",
        "3",
    ],
)
def test_goal_that_cannot_be_measured(text):
    assert len(said("GO06", f"目标：{text}")) == 1


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("古籍修复经费", 1),
        ("园区单位机关专项资金", 0),
        ("养", 0),
        ("乡村道路维护", 0),
        ("清扫", 0),
        ("园区供热补贴", 1),
    ],
)
def test_name_that_nothing_else_speaks_of(name, count):
    example = f"项目名称：{name}\n资金用途：支付道路清扫费用\n目标：园区单位机关补贴3项"

    assert len(said("GO07", example)) == count


def test_name_beside_nothing():
    assert said("GO07", "项目名称：古籍修复\n资金用途：\n目标：") == []


@pytest.mark.parametrize("name", ["2026年专项业务费", "运转经费", "办公经费", "上级专项资金", "中央补助"])
def test_name_that_is_too_general_is_said_once(name):
    example = f"项目名称：{name}\n资金用途：支付道路清扫费用\n目标：养护道路3公里"

    assert (len(said("ID10", example)), said("GO07", example)) == (1, [])


def test_indicators_may_speak_of_the_name():
    head = "项目名称：红旗灌区续建\n资金用途：支付渠道衬砌工程款\n目标：衬砌渠道3公里\n"

    assert len(said("GO07", head + "三级指标：渠道长度")) == 1
    assert said("GO07", head + "三级指标：灌区受益面积") == []
