"""Rules about target values and their units."""

import pytest

from projects.cell_operations import SetCell
from projects.checks import RuleChange, standard_rules
from projects.enums import Severity
from tests.projects.checks.rows import codes, reported, row, the

SPEAKS = [
    ("VA01", row("社会效益", "出行便利", "群众出行", "出行，便利")),
    ("VA01", row("社会效益", "出行", "出行便利", "出行便利")),
    ("VA02", row("成本", "单价", value="元/人")),
    ("VA02", row("质量", "合格率", value="百分比")),
    ("VA03", row("质量", "验收", value="是或否")),
    ("VA05", row("社会效益", "环境", value="大概20%")),
    ("VA05", row("质量", "工程质量", value="优良")),
    ("VA05", row("数量", "企业", value="10余家")),
    ("VA06", row("数量", "改造面积", value="≥90平米")),
    ("VA06", row("质量", "合格率", value="90百分比-95百分比")),
    ("VA07", row("质量", "巡查覆盖", value="≥90实际完成巡查任务占计划任务的比例")),
    ("VA07", row("数量", "项目数", value="≥2个以上省级重点工程")),
    ("VA07", row("质量", "合格率", value="≥9*5以上的工程质量合格")),
    ("VA08", row("质量", "发放准确率", value="=12人")),
    ("VA08", row("服务对象满意度", "职工满意度", value="是/否")),
    ("VA08", row("质量", "设备完好率", value="%")),
    ("VA08", row("质量", "设备完好率", value="≥95")),
    ("VA09", row("数量", "设备台数", value="若干台")),
    ("VA09", row("数量", "设备台数", value="是/否")),
    ("VA10", row("时效", "完成时间", value="第一时间")),
    ("VA11", row("成本", "改造成本", value="≤0.02亿元")),
    ("VA11", row("成本", "改造成本", value="2000000元")),
    ("VA12", row("成本", "改造成本", value="是/否")),
    ("VA13", row("质量", "违规资金占比", value=">1%")),
    ("VA13", row("社会效益", "网络中断时长", value="≥2小时")),
    ("VA14", row("经济效益", "带动投资额", value="<200万元")),
    ("VA14", row("社会效益", "投诉办结率", value="≤95%")),
    ("VA15", row("质量", "资金使用合规率", value="99%")),
    ("VA15", row("质量", "补贴足额发放率", value="=99.5%")),
    ("VA16", row("质量", "任务完成率", value=">100%")),
    ("VA17", row("数量", "培训人数", value="三十人")),
    ("VA17", row("数量", "巡查次数", value="每月1次")),
    ("VA18", row("服务对象满意度", "职工满意度", value="11月底前")),
    ("VA18", row("服务对象满意度", "职工满意度", value="%")),
    ("VA19", row("服务对象满意度", "职工满意度", value="=79.9%")),
    ("VA19", row("服务对象满意度", "职工满意度", value="75分")),
    ("VA20", row("质量", "任务完成率", value="60%")),
    ("VA20", row("时效", "资金到位情况", "资金按时到位的占比", "≥30%")),
]
SILENT = [
    ("VA01", row("社会效益", "", "", "")),
    ("VA01", row("质量", "是", "是", "是")),
    ("VA05", row("质量", "工程验收", value="通过竣工验收")),
    ("VA05", row("质量", "空气质量", value="达到国家二级标准")),
    ("VA05", row("时效", "清运时间", value="日产日清")),
    ("VA05", row("质量", "安全生产", value="零事故")),
    ("VA05", row("数量", "培训", value="")),
    ("VA05", row("数量", "培训", value="——")),
    ("VA14", row("社会效益", "每户自付", value="≤90元/户")),
    ("VA18", row("服务对象满意度", "职工满意度", value="/")),
    ("VA06", row("数量", "改造面积", value="≥90平方公里")),
    ("VA06", row("成本", "人均费用", value="≤90元/人次")),
    ("VA06", row("质量", "合格情况", value="百分比另定")),
    ("VA07", row("成本", "年租金", value="≤1200元/平方米·年")),
    ("VA07", row("生态效益", "颗粒物浓度", value="≤35微克/立方米")),
    ("VA07", row("时效", "到场时间", value="24小时内到达现场")),
    ("VA07", row("时效", "办理时间", value="≤5个工作日以内")),
    ("VA07", row("质量", "等级", value="2026年底前达到省级二级标准")),
    ("VA07", row("数量", "培训人数", value="约5000人参加全年培训")),
    ("VA07", row("数量", "培训人数", value="≥90人，其中女性30人")),
    ("VA08", row("质量", "设备输出功率", value="≥5千瓦")),
    ("VA08", row("质量", "事故率", value="≤2起/万人")),
    ("VA08", row("质量", "事故率", value="0")),
    ("VA08", row("服务对象满意度", "职工满意度", value="≥95分")),
    ("VA08", row("质量", "出生缺陷率", value="≤5‰")),
    ("VA08", row("质量", "设备完好率", value="90%-95%")),
    ("VA08", row("质量", "设备完好程度", value="是")),
    ("VA09", row("数量", "巡查次数", value="每季度两次")),
    ("VA09", row("质量", "巡查次数", value="按计划")),
    ("VA10", row("时效", "清运时间", value="当日")),
    ("VA10", row("质量", "清运", value="及时")),
    ("VA11", row("成本", "项目总投资", "三年的总投资", "≤2000万元")),
    ("VA11", row("成本", "改造成本", value="≤100万元")),
    ("VA11", row("成本", "单位成本", value="≤200000元/公里")),
    ("VA11", row("经济效益", "带动投资", value="≥2000万元")),
    ("VA12", row("成本", "改造成本", value="按3万元控制")),
    ("VA12", row("质量", "改造", value="是")),
    ("VA13", row("质量", "事故发生率", value="≤1%")),
    ("VA13", row("社会效益", "投诉办结率", value="≥95%")),
    ("VA13", row("质量", "故障修复时间", value="≤24小时")),
    ("VA13", row("生态效益", "垃圾无害化处理率", value="≥98%")),
    ("VA13", row("生态效益", "能耗下降率", value="≥3%")),
    ("VA14", row("质量", "事故发生率", value="≤1%")),
    ("VA14", row("时效", "故障修复时间", value="≤24小时")),
    ("VA14", row("数量", "培训批次", value="≤5天")),
    ("VA14", row("生态效益", "昼间声级", value="≤60分贝")),
    ("VA14", row("成本", "培训人数", value="≤60人")),
    ("VA14", row("质量", "漏项", value="≤0")),
    ("VA15", row("质量", "专款专用率", value="≤99%")),
    ("VA15", row("质量", "天气预报准确率", value="≥85%")),
    ("VA15", row("质量", "不合规率", value="≥1%")),
    ("VA15", row("质量", "专款专用率", value="=100%")),
    ("VA16", row("经济效益", "产值增长率", "较上年增长", "≥120%")),
    ("VA16", row("质量", "任务完成率", value="=100%")),
    ("VA16", row("质量", "任务完成率", value="≥99.9%")),
    ("VA17", row("时效", "完成时间", value="12月底前")),
    ("VA17", row("数量", "培训人数", value="20-30人")),
    ("VA17", row("质量", "等级", value="2026年底前达到省级二级标准")),
    ("VA18", row("服务对象满意度", "职工满意度", value="")),
    ("VA18", row("服务对象满意度", "职工满意度", value="90%-95%")),
    ("VA19", row("服务对象满意度", "职工满意度", value="4.5分")),
    ("VA19", row("服务对象满意度", "职工满意度", value="≥85%")),
    ("VA19", row("服务对象满意度", "投诉率", value="=2%")),
    ("VA19", row("社会效益", "职工满意度", value="≥70%")),
    ("VA20", row("质量", "完成增长率", value="≥20%")),
    ("VA20", row("质量", "任务完成率", value="≤20%")),
    ("VA20", row("质量", "任务完成率", value="≥60.1%")),
    ("VA20", row("质量", "不合格率", value="=0%")),
    ("VA20", row("社会效益", "任务完成率", value="≥20%")),
]


@pytest.mark.parametrize(("rule", "spoken_of"), SPEAKS)
def test_rule_speaks(rule, spoken_of):
    assert rule in codes(spoken_of)


@pytest.mark.parametrize(("rule", "let_be"), SILENT)
def test_rule_is_silent(rule, let_be):
    assert rule not in codes(let_be)


REPAIRS = [
    ("VA06", row("质量", "合格率", value="≥ ９０百分率"), "≥90%"),
    ("VA06", row("数量", "设备数", value="=9台/套"), "=9台（套）"),
    ("VA08", row("质量", "设备完好率", value="≥95"), "≥95%"),
    ("VA13", row("质量", "事故发生率", value="≥90%"), "=0%"),
    ("VA13", row("质量", "事故发生率", value="≥2%"), "≤2%"),
    ("VA13", row("质量", "事故次数", value="≥90次"), "≤90次"),
    ("VA14", row("数量", "培训人数", value="≤60人"), "≥60人"),
    ("VA15", row("质量", "资金合规率", value="≥90％"), "=100%"),
    ("VA16", row("质量", "任务完成率", value="≥100%"), "=100%"),
    ("VA17", row("数量", "培训人数", value="60人"), "≥60人"),
    ("VA17", row("数量", "巡查次数", value="每月1次"), "≥1次/月"),
    ("VA17", row("质量", "任务完成率", value="100%"), "=100%"),
    ("VA17", row("质量", "差错次数", value="0次"), "=0次"),
    ("VA17", row("质量", "差错次数", value="2次"), "≤2次"),
    ("VA17", row("成本", "租金", value="2万元"), "≤2万元"),
    ("VA17", row("时效", "到场时间", value="30分钟"), "≤30分钟"),
    ("VA17", row("时效", "系统正常运行时间", value="360天"), "≥360天"),
    ("VA17", row("社会效益", "平均等待时间", value="5分钟"), "≤5分钟"),
    ("VA17", row("可持续影响", "设备使用年限", value="5年"), "≥5年"),
    ("VA17", row("服务对象满意度", "投诉次数", value="2次"), "≤2次"),
    ("VA17", row("服务对象满意度", "职工满意度", value="90%"), "≥90%"),
]
NO_REPAIR = [
    ("VA02", row("数量", "面积", value="平方米")),
    ("VA08", row("质量", "发放准确率", value="=12人")),
    ("VA08", row("质量", "发放准确率", value="≥120")),
    ("VA17", row("质量", "发放准确率", value="12人")),
    ("VA07", row("数量", "项目数", value="≥2次以上重大活动和2省级活动")),
    ("VA07", row("数量", "项目", value="≥2以上重点工程建成")),
]


@pytest.mark.parametrize(("rule", "mended", "text"), REPAIRS)
def test_repair_writes_the_value(rule, mended, text):
    repair = the(rule, mended).repair

    assert (repair.label, repair.operations) == (f"改为“{text}”", (SetCell("indicators.1.value", text),))


@pytest.mark.parametrize(("rule", "left"), NO_REPAIR)
def test_what_is_unclear_has_no_repair(rule, left):
    assert [finding.repair for finding in _all(rule, left)] in ([None], [])


def _all(rule, left):
    return [the(rule, left)] if rule in codes(left) else []


@pytest.mark.parametrize(
    ("description", "text"),
    [
        ("", "县道路面完好平整"),
        ("路面完好率", "县道路面完好平整"),
        ("完好路段的占比。", "完好路段的占比；县道路面完好平整"),
    ],
)
def test_explanation_goes_from_the_value_to_the_description(description, text):
    finding = the("VA07", row("质量", "路面完好率", description, "≥90%的县道路面完好平整"))

    assert finding.repair.operations == (
        SetCell("indicators.1.value", "≥90%"),
        SetCell("indicators.1.description", text),
    )


def test_sentence_about_a_share_is_a_percentage():
    finding = the("VA07", row("质量", "巡查情况", value="≥90实际巡查里程占计划里程比例"))

    assert finding.repair.operations[0] == SetCell("indicators.1.value", "≥90%")


def test_cost_is_compared_with_a_known_budget_only():
    cost = row("成本", "改造成本", value="≤2000万元")

    assert ("VA11" in codes(cost), "VA11" in codes(cost, budget="")) == (True, False)
    assert "本项目预算100万元" in the("VA11", cost).message
    assert "本项目预算99.5万元" in the("VA11", cost, budget="99.5").message


def test_satisfaction_a_little_low_is_a_hint():
    low, lower = (the("VA19", row("服务对象满意度", "职工满意度", value=value)) for value in ("≥84%", "≥79%"))

    assert (low.severity, lower.severity) == (Severity.HINT, Severity.WARNING)
    assert low.message == "满意度目标只有84%，低于通常水平，请说明或提高。"


def test_thresholds_are_the_administrators():
    rules = standard_rules().changed(
        [
            RuleChange("VA19", thresholds={"low": 95, "usual": 95}),
            RuleChange("VA20", thresholds={"percent": 95}),
            RuleChange("VA07", thresholds={"characters": 20}),
        ]
    )

    assert "VA19" in codes(row("服务对象满意度", "职工满意度", value="≥90%"), rules=rules)
    assert "VA20" in codes(row("质量", "任务完成率", value="≥90%"), rules=rules)
    assert "VA07" not in codes(row("质量", "合格率", value="≥90%的县道路面完好平整"), rules=rules)


@pytest.mark.parametrize(
    ("values", "is_told"),
    [
        (["≥90%"] * 5, True),
        (["≥90%"] * 4 + ["≥95%"], True),
        (["≥90%"] * 4, False),
        (["≥90%"] * 4 + ["≥95%", "=90%"], False),
        (["≥90%"] * 4 + ["≥90个"], True),
        (["≥90%"] * 4 + ["及时"] * 4, False),
    ],
)
def test_values_alike(values, is_told):
    rows = [row("质量", f"第{number}项合格率", value=value) for number, value in enumerate(values)]

    assert ("VA21" in codes(*rows)) is is_told


def test_values_alike_are_told_once_for_all_indicators():
    rows = [row("质量", f"第{number}项合格率", value="≥90百分率") for number in range(5)]

    finding = the("VA21", *rows)

    assert (finding.address, finding.text) == ("indicators", "≥90百分率")
    assert finding.message == "5条指标的值全是“≥90百分率”，请逐条按依据设置。"


@pytest.mark.parametrize(
    ("value", "mended"),
    [("≥5百分率", "≤5%"), ("≥90百分率", "=0%"), ("≥5%", "≤5%"), ("≥12平方", "≤12平方米")],
)
def test_a_bad_thing_is_mended_with_its_unit(value, mended):
    finding = the("VA13", row("质量", "道路事故发生率", value=value))

    assert [operation.text for operation in finding.repair.operations] == [mended]


def test_a_unit_that_is_mended_anyway_is_not_told_of():
    report = reported(row("质量", "道路事故发生率", value="≥5百分率"))

    assert "VA06" not in {finding.rule for finding in report.findings}
    assert "VA06" in {finding.rule for finding in report.suppressed}


@pytest.mark.parametrize("value", ["不涉及", "本项目不涉及", "不适用", "无"])
def test_nothing_else_is_said_of_a_value_that_fills_space(value):
    report = reported(row("质量", "道路完好率", value=value))
    said = [finding.rule for finding in report.findings if finding.address.endswith(".value")]

    assert said == ["ST10"]


@pytest.mark.parametrize(
    ("asked", "severity", "mended"),
    [
        (row("质量", "道路事故发生率", value="≥5%"), "error", "≤5%"),
        (row("质量", "道路事故发生率", value="≥95%"), "error", "=0%"),
        (row("社会效益", "学生近视率", value="≥45%"), "error", ""),
        (row("质量", "验收通过率、故障率", value="≥95%"), "warning", ""),
        (row("社会效益", "信访率", "受理的信访占比", value="≥5%"), "warning", ""),
        (row("数量", "舆情事件", "监测到的舆情事件", value="≥50起"), "warning", ""),
    ],
)
def test_bad_thing_is_an_error_only_where_that_is_sure(asked, severity, mended):
    finding = the("VA13", asked)

    assert finding.severity.value == severity
    assert (finding.repair.operations[0].text if finding.repair else "") == mended


@pytest.mark.parametrize(
    "silent",
    [
        row("社会效益", "减少排队时间", value="≥10分钟"),
        row("社会效益", "平均等待时间", "较上年缩短的时间", value="≥10分钟"),
        row("数量", "违法案件数", "立案查处的违法案件数", value="≥120件"),
        row("生态效益", "水土流失面积", "治理面积", value="≥3000亩"),
    ],
)
def test_less_of_a_bad_thing_is_wanted(silent):
    assert "VA13" not in codes(silent)


@pytest.mark.parametrize(
    ("value", "year", "said"),
    [
        ("2025年11月底前", 2026, ["VA22"]),
        ("2026年11月底前", 2026, []),
        ("11月底前", 2026, []),
        ("2025年11月底前", None, []),
        ("2025年6月至2026年6月", 2026, []),
    ],
)
def test_time_of_a_past_year(value, year, said):
    assert codes(row("时效", "养护完成时间", value=value), fiscal_year=year) == said
