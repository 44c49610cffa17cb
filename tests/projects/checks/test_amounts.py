"""Rules about money and the spending schedule."""

import pytest

from projects.cell_operations import SetCell
from tests.projects.checks.samples import offered, said

BUDGET = "预算数：120\n财政资金：120\n资金用途："


@pytest.mark.parametrize(
    ("amounts", "messages"),
    [
        ("预算数：410万元\n财政资金：410", ["预算数写“410万元”而财政资金写“410”，请统一单位。"]),
        ("预算数：410\n财政资金：410万元", ["财政资金写“410万元”而预算数写“410”，请统一单位。"]),
        ("预算数：41\n财政资金：40万元\n其他资金：1", ["财政资金写“40万元”而预算数写“41”，请统一单位。"]),
        ("预算数：410万元\n财政资金：410万元\n其他资金：0", []),
        ("预算数：410\n财政资金：410", []),
    ],
)
def test_unit_with_one_amount_and_not_with_another(amounts, messages):
    assert said("AM01", amounts) == messages


@pytest.mark.parametrize(
    ("amounts", "messages"),
    [
        ("预算数：30\n财政资金：30", []),
        ("预算数：30\n财政资金：20\n其他资金：10", []),
        ("预算数：30\n财政资金：29.996\n其他资金：0", []),
        (
            "预算数：30\n财政资金：29.99",
            ["预算数30.00万元≠财政资金29.99+其他资金0.00，差0.01万元，请核对改成相等。"],
        ),
        (
            "预算数：30\n财政资金：",
            ["预算数是30.00万元，资金来源没有填，请填财政资金（有其他资金的一并填）。"],
        ),
        ("预算数：\n财政资金：30", ["“预算数”没有填，请填财政资金与其他资金之和。"]),
        ("预算数：0\n财政资金：0", ["预算数是0.00万元，应大于0。"]),
    ],
)
def test_amounts_add_up(amounts, messages):
    assert said("AM02", amounts) == messages


def test_total_is_offered_where_the_parts_are_known():
    assert offered("AM02", "预算数：\n财政资金：30\n其他资金：2.5") == [(SetCell("budget.total", "32.50"),)]
    assert offered("AM02", "预算数：\n财政资金：") == []


@pytest.mark.parametrize(
    ("unit", "layout", "count"), [("元", "hebei_integrated", 1), ("万元", "mof_2021", 0)]
)
def test_unit_of_money(unit, layout, count):
    assert len(said("AM03", f"金额单位：{unit}\n版式：{layout}")) == count


@pytest.mark.parametrize(
    ("total", "messages"),
    [
        ("685000", ["预算数685000.00万元合68.5亿元，请确认没有把元当作万元填。"]),
        ("100000", ["预算数100000.00万元合10亿元，请确认没有把元当作万元填。"]),
        ("99999", []),
        ("", []),
    ],
)
def test_amount_that_may_be_in_yuan(total, messages):
    assert said("AM03", f"预算数：{total}") == messages


@pytest.mark.parametrize(
    ("schedule", "messages"),
    [
        ("3月底：\n6月底：", ["“3月底、6月底”的支出进度没有填；没有支出请填0。"]),
        ("12月底：", ["“12月底”的支出进度没有填，请填100。"]),
        ("10月底：\n12月底：", ["“10月底、12月底”的支出进度没有填；没有支出请填0，12月底请填100。"]),
        ("3月底：0", []),
    ],
)
def test_blanks_in_the_schedule(schedule, messages):
    assert said("AM04", schedule) == messages


@pytest.mark.parametrize(
    ("schedule", "messages"),
    [
        (
            "3月底：50\n6月底：\n10月底：40\n12月底：100",
            ["支出进度是累计数，10月底的40%不能小于3月底的50%。"],
        ),
        (
            "3月底：50\n6月底：40\n10月底：30\n12月底：100",
            ["支出进度是累计数，6月底的40%不能小于3月底的50%。"],
        ),
        ("3月底：50\n6月底：50\n10月底：50\n12月底：50", []),
    ],
)
def test_schedule_that_falls(schedule, messages):
    assert said("AM05", schedule) == messages


def test_schedule_that_ends_early():
    assert said("AM06", "12月底：90.5") == ["12月底累计支出进度是90.5%，应为100%。"]
    assert offered("AM06", "12月底：90.5") == [(SetCell("schedule.12", "100"),)]


@pytest.mark.parametrize(
    ("percents", "messages"),
    [
        (("10", "10", "10", "100"), ["3月底到10月底之间没有安排支出，请确认付款节点。"]),
        (("80", "80", "100", "100"), ["3月底到6月底之间没有安排支出，请确认付款节点。"]),
        (("", "", "100", "100"), ["10月底就安排支完全部资金，请确认到时确实能付完。"]),
        (("40", "40", "60", "60"), ["3月底到6月底、10月底到12月底之间没有安排支出，请确认付款节点。"]),
        (("80", "", "80", "100"), ["3月底到10月底之间没有安排支出，请确认付款节点。"]),
        (("10", "20", "80", "100"), []),
        (("", "", "", ""), []),
    ],
)
def test_schedule_that_stands_still(percents, messages):
    lines = zip(("3月底", "6月底", "10月底", "12月底"), percents, strict=True)

    assert said("AM07", "\n".join(f"{month}：{percent}" for month, percent in lines)) == messages


@pytest.mark.parametrize(("percent", "count"), [("74.99", 1), ("75", 0), ("", 0), ("0", 1)])
def test_money_that_comes_late(percent, count):
    assert len(said("AM08", f"10月底：{percent}")) == count
