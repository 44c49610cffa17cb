"""Rules about the names, descriptions and places of indicators."""

import pytest

from projects.cell_operations import MoveRow, SetCell
from projects.checks import Level1, Level2
from tests.projects.checks.rows import codes, row, the

SPEAKS = [
    ("IN01", row("数量", "网络巡检次数（次）", "网络巡检次数 次", "≥12次")),
    ("IN02", row("数量", "产出", "全年巡检的次数", "≥12次")),
    ("IN02", row("经济效益", "经济效益指标2", "带动的税收", "≥20万元")),
    ("IN04", row("数量", "设备配置情况", "已配置科室占比", "≥90%")),
    ("IN04", row("数量", "在编人员占比", "在编人员占比情况", "≥90")),
    ("IN05", row("质量", "获奖作品数", "获得奖项的作品", "≥8")),
    ("IN05", row("质量", "专家评审", "评审专家人数", "≥8名")),
    ("IN06", row("时效", "服务热情", "窗口服务态度", "≥90%")),
    ("IN06", row("时效", "及时办理件数", "及时办理的件数", "≥90件")),
    ("IN06", row("时效", "尽快办理", "尽快办理业务", "")),
    ("IN06", row("时效", "群众评分", "群众给的分", "≥90分")),
    ("IN07", row("成本", "慰问金发放率", "已发放人次占比", "≥90%")),
    ("IN10", row("社会效益", "信访按期办结率", "办结的信访占比", "≥90%")),
    ("IN07", row("成本", "噪声投诉次数", "施工噪声投诉次数", "≤3次")),
    ("IN08", row("成本", "资金到位率", "已到位资金占比", "=100%")),
    ("IN09", row("服务对象满意度", "道路平整度", "路面平整程度", "≥90%")),
    ("IN10", row("社会效益", "工程验收合格率", "验收合格的工程占比", "=100%")),
    ("IN11", row("生态效益", "培训人数", "参训人数", "≥90人")),
    ("IN11", row("经济效益", "群众出行", "群众出行情况", "≥90%")),
    ("IN12", row("质量", "知晓率和参与率", "知晓并参与的居民占比", "≥90%")),
    ("IN12", row("质量", "培训人数以及次数", "培训的规模", "≥90%")),
    ("IN13", row("社会效益", "提高教学质量", "中考成绩提高的学校占比", "≥90%")),
    ("IN13", row("社会效益", "促进消费", "消费券核销情况", "≥90%")),
    ("IN13", row("社会效益", "是否建立台账", "台账建立的部门占比", "≥90%")),
    ("IN14", row("数量", "改造面积（平方米）", "改造的建筑面积", "≥900平方米")),
    ("IN14", row("质量", "完好率（％）情况", "完好的设备占比", "≥90%")),
    ("IN14", row("数量", "培训规模(单位：人)", "参训人员", "≥90人")),
    ("IN15", row("质量", "制度健全性", "是 否健全", "≥90%")),
    ("IN16", row("服务对象满意度", "总体满意率", "满意的占比", "≥90%")),
    ("IN16", row("服务对象满意度", "受益群体对项目的满意程度", "满意的占比", "≥90%")),
    ("IN17", row("经济效益", "利润变化", "利润增长的幅度", "≥5%")),
    ("IN17", row("社会效益", "发病率下降率", "发病率的降幅", "5%-8%")),
    ("IN17", row("社会效益", "增加绿地比例", "绿地占比的变化", "≥5%")),
]
SILENT = [
    ("IN01", row("数量", "网络巡检次数", "", "≥12次")),
    ("IN01", row("数量", "", "", "≥12次")),
    ("IN02", row("服务对象满意度", "服务对象满意度", "满意的占比", "≥90%")),
    ("IN02", row("数量", "", "全年巡检的次数", "≥12次")),
    ("IN02", row("数量", "数量指标完成个数", "完成的个数", "≥12个")),
    ("IN04", row("数量", "保障车辆频率", "巡查车辆的出车频率", "≥2次/天")),
    ("IN04", row("质量", "设备完好率", "完好设备占比", "≥90%")),
    ("IN05", row("质量", "人均绿地指数", "居民人均绿地指数", "≥8")),
    ("IN05", row("质量", "信息系统漏洞问题数", "检查发现的问题数", "≤3个")),
    ("IN05", row("质量", "等级保护级别", "通过测评的级别", "≥3级")),
    ("IN06", row("时效", "验收", "验收合格", "11月底前")),
    ("IN06", row("时效", "报修响应", "工作人员到场", "≤2小时")),
    ("IN06", row("时效", "到场时长", "人员到场", "≤1")),
    ("IN06", row("时效", "响应时长", "人员到场", "≤5分")),
    ("IN07", row("成本", "控制情况", "年终的情况", "控制在预算内")),
    ("IN07", row("成本", "慰问金", "发放情况", "是")),
    ("IN08", row("成本", "每月支出", "每月的支出", "≤5万元")),
    ("IN07", row("社会成本", "施工噪声投诉次数", "查实的投诉次数", "≤3次")),
    ("IN07", row("成本", "培训开支", "培训的开支", "≤3万元")),
    ("IN07", row("成本", "每人每天", "参训人员每人每天", "≤300元")),
    ("IN09", row("服务对象满意度", "", "", "≥90%")),
    ("IN09", row("服务对象满意度", "有责投诉件数", "查实的件数", "≤3件")),
    ("IN10", row("数量", "任务完成率", "完成的任务占比", "≥90%")),
    ("IN11", row("社会效益", "群众出行", "群众出行情况", "≥90%")),
    ("IN11", row("生态效益", "", "", "≥90%")),
    ("IN12", row("质量", "工资及保险发放准确率", "无差错的占比", "=100%；")),
    ("IN13", row("社会效益", "及时性", "及时办结的占比", "≥90%")),
    ("IN13", row("社会效益", "对口帮扶村数", "帮扶的村", "≥9个")),
    ("IN13", row("社会效益", "提高养老床位使用效率", "床位使用天数占比", "≥90%")),
    ("IN14", row("数量", "采购设备台（套）", "采购的设备", "≥9台（套）")),
    ("IN14", row("质量", "成活率（三年期）", "成活苗木占比", "≥90%")),
    ("IN16", row("服务对象满意度", "满意人数", "满意的学生人数", "≥90人")),
    ("IN16", row("服务对象满意度", "学生对服务对象满意度", "满意的学生占比", "≥90%")),
    ("IN17", row("经济效益", "工业增加值", "规上工业增加值", "≥5亿元")),
    ("IN17", row("社会效益", "增加床位数", "新增的养老床位", "≥50张")),
    ("IN17", row("经济效益", "收入增长率", "与2024年相比的增长幅度", "≥5%")),
    ("IN17", row("经济效益", "收入增长率", "增长的幅度", "较上年增长5%")),
    ("IN17", row("经济效益", "收入增长", "收入增长的情况", "稳步增长")),
]


@pytest.mark.parametrize(("rule", "spoken_of"), SPEAKS)
def test_rule_speaks(rule, spoken_of):
    assert rule in codes(spoken_of)


@pytest.mark.parametrize(("rule", "let_be"), SILENT)
def test_rule_is_silent(rule, let_be):
    assert rule not in codes(let_be)


def test_name_that_comes_again_is_told_at_every_further_row():
    rows = [
        row("数量", name, f"第{number}批", "≥12个")
        for number, name in enumerate(("培训人数", "培训人数 ", "", "", "培训人数"))
    ]

    assert codes(*rows).count("IN03") == 2


def test_two_values_are_told_at_the_value():
    finding = the("IN12", row("质量", "设备完好率", "完好的设备占比", "≥90%；投诉≤2次"))

    assert (finding.address, finding.text) == ("indicators.1.value", "≥90%；投诉≤2次")


def test_growth_said_in_the_description_is_told_there():
    assert the("IN17", row("经济效益", "利润", "利润增长幅度", "≥5%")).address == "indicators.1.description"


def test_rate_goes_below_the_last_row_of_quality():
    rate, quality = row("数量", "设备完好率", value="≥90%"), row("质量", "一次验收通过率", value="=100%")
    count = row("数量", "设备台数", value="=12台")

    repair = the("IN04", rate, count, quality).repair

    assert repair.label == "移到“质量指标”"
    assert repair.operations == (
        SetCell("indicators.1.level2", "质量指标"),
        MoveRow("indicators.1", "3"),
    )


def test_rate_of_promptness_goes_to_timeliness_where_there_is_none_yet():
    repair = the("IN04", row("数量", "案件按时办结率", value="≥90%")).repair

    assert repair.operations == (SetCell("indicators.1.level2", "时效指标"),)


def test_count_goes_to_quantity_in_the_words_of_the_scheme():
    scheme = (Level1("产出指标", children=(Level2("产出质量"), Level2("产出数量"))),)

    repair = the("IN05", row("质量", "参训教师人数", value="≥90人"), scheme=scheme).repair

    assert repair.operations == (SetCell("indicators.1.level2", "产出数量"),)


def test_row_below_its_new_category_stays_where_it_is():
    rows = (row("数量", "设备台数", value="=12台"), row("质量", "参训教师人数", value="≥90人"))

    assert the("IN05", *rows).repair.operations == (SetCell("indicators.2.level2", "数量指标"),)


def test_value_as_percentage_alone_moves_nothing():
    assert the("IN04", row("数量", "设备配置", value="≥90%")).repair is None


def test_rate_with_a_count_is_not_moved():
    assert the("IN05", row("质量", "发放准确率", value="=12人")).repair is None


@pytest.mark.parametrize(
    ("name", "proper"),
    [
        ("苗木成活率（%）", "苗木成活率"),
        ("苗木成活率( ％ )（一年）", "苗木成活率（一年）"),
        ("面积 (㎡)", "面积"),
    ],
)
def test_unit_is_taken_out_of_the_name(name, proper):
    finding = the("IN14", row("质量", name, value="≥90%"))

    assert finding.repair.operations == (SetCell("indicators.1.name", proper),)


def test_name_of_nothing_but_a_unit_has_no_repair():
    assert the("IN14", row("质量", "（%）", value="≥90%")).repair is None
