"""Which way an indicator is better."""

import pytest

from projects.checks.directions import is_negative, may_aim_low
from projects.checks.word_patterns import KEPT

NEGATIVE = [
    "生态环境破坏率",
    "事故发生率",
    "投诉件数",
    "网络故障次数",
    "重大网络安全事件次数",
    "直接经济损失金额",
    "施工扬尘投诉件数",
    "工程结算超概率",
    "设计变更率",
    "环境污染投诉举报件数",
    "产品不合格率",
    "群众越级上访批次",
    "因病返贫人数",
    "故障修复时间",
    "事故直接经济损失金额",
]
TURNED = [
    "投诉办结率",
    "垃圾无害化处理率",
    "能耗下降率",
    "事故隐患整改率",
    "信访事项化解率",
    "受理投诉件数",
    "查处违法案件数",
    "挽回经济损失金额",
    "无事故天数",
    "违法建筑拆除面积",
    "污染物去除率",
    "失业保险参保人数",
    "平均无故障运行时间",
    "培训人数",
    "",
]
LOW = ["等待时间", "PM2.5浓度", "投诉处理时长", "提交材料份数", "全省排名", "投诉件数"]
HIGH = ["培训人数", "投诉办结率", "故障修复率", "能耗下降率", "验收合格率", "宣传材料份数"]


@pytest.mark.parametrize("name", NEGATIVE)
def test_less_is_better(name):
    assert is_negative(name)


@pytest.mark.parametrize("name", TURNED)
def test_less_is_not_better(name):
    assert not is_negative(name)


@pytest.mark.parametrize("name", LOW)
def test_small_number_may_be_the_aim(name):
    assert may_aim_low(name)


@pytest.mark.parametrize("name", HIGH)
def test_small_number_is_no_aim(name):
    assert not may_aim_low(name)


def test_longest_name_that_rules_read():
    assert not is_negative("比率投诉" * (KEPT // 4 - 1) + "办结")
