"""Rules about the indicators as a whole."""

from dataclasses import replace
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.goal_table import GoalTable, IndicatorRow
from documents.layout import load_layout
from projects.cell_operations import DeleteRow, SetCell, apply
from projects.checks import Context, Level1, Level2, check_table
from projects.enums import Severity
from tests.projects.checks.samples import check_example, clean_table, offered, said

LEVEL2 = (
    "数量指标",
    "质量指标",
    "时效指标",
    "成本指标",
    "经济效益指标",
    "社会效益指标",
    "服务对象满意度指标",
)


def rows(*categories: str) -> str:
    return "\n".join(f"二级指标：{category}" for category in categories)


def findings_of(code: str, table: GoalTable, layout: str = "hebei_integrated", **context):
    report = check_table(table, Context(load_layout(layout), **context))
    return [finding for finding in report.findings if finding.rule == code]


@pytest.mark.parametrize(
    ("categories", "missing"),
    [
        (("数量指标", "质量指标"), ["时效指标"]),
        (("成本指标", "社会效益指标"), ["数量指标", "质量指标", "时效指标"]),
        (("数量", "产出质量指标", "时效性指标"), []),
    ],
)
def test_outputs_that_are_missing(categories, missing):
    assert said("ST01", rows(*categories)) == [f"产出指标缺少“{name}”，请至少补1条。" for name in missing]


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("校舍修缮", "error"),
        ("设备采购", "error"),
        ("图书馆开放", "warning"),
        ("精神文明建设活动", "warning"),
        ("工程师协会年会", "warning"),
    ],
)
def test_cost_that_is_missing(name, severity):
    rows = tuple(row for row in clean_table().indicators if row.level2 != "成本指标")
    table = replace(clean_table(), project_name=name, purpose="支付费用", indicators=rows)

    assert [finding.severity for finding in findings_of("ST02", table)] == [severity]


@pytest.mark.parametrize("level2", ["社会成本指标", "经济成本", ""])
def test_costs_on_level_one(level2):
    table = GoalTable(indicators=(IndicatorRow("成本指标", level2, "总成本"),))

    assert findings_of("ST02", table) == []


def test_table_without_indicators_lacks_all():
    report = check_table(replace(clean_table(), indicators=()), Context(load_layout("hebei_integrated")))

    assert [finding.rule for finding in report.findings] == ["ST01", "ST01", "ST01", "ST02", "ST03", "ST04"]


@pytest.mark.parametrize(
    ("level1", "level2", "proper"),
    [
        ("效果指标", "可持续性影响", "可持续影响指标"),
        ("产出指标", "数量", "数量指标"),
        ("产出指标", "成本", "成本指标"),
        ("产出指标", "经济成本", "经济成本指标"),
        ("成本指标", "预算控制指标", "经济成本指标"),
        ("满意度指标", "群众满意度", "服务对象满意度指标"),
    ],
)
def test_category_under_another_name(level1, level2, proper):
    table = GoalTable(indicators=(IndicatorRow(level1, level2, "名称", uid="a"),))

    (finding,) = findings_of("ST05", table)

    assert finding.message == f"“{level2}”不是规范名称，应为“{proper}”。"
    assert finding.repair.operations == (SetCell("indicators.a.level2", proper),)


@pytest.mark.parametrize(
    ("level1", "level2", "message"),
    [
        ("", "", "指标“名称”没有写二级指标，请选择类别。"),
        (
            "效益指标",
            "其他",
            "“其他”不是规范名称，请改用“经济效益指标”“社会效益指标”“生态效益指标”“可持续影响指标”之一。",
        ),
    ],
)
def test_category_that_is_not_known(level1, level2, message):
    table = GoalTable(indicators=(IndicatorRow(level1, level2, "名称"),))

    assert [finding.message for finding in findings_of("ST05", table)] == [message]


def test_category_of_which_not_even_level_one_is_known():
    table = GoalTable(indicators=(IndicatorRow("别的", "其他", "名称"),))

    (finding,) = findings_of("ST05", table)

    assert finding.message.startswith("“其他”不是规范名称，请改用“数量指标”“质量指标”")


def test_scheme_may_add_categories():
    scheme = (Level1("效益指标", children=(Level2("安全效益指标"),)),)
    table = GoalTable(indicators=(IndicatorRow("效益指标", "安全效益指标", "名称"),))

    assert len(findings_of("ST05", table)) == 1
    assert findings_of("ST05", table, scheme=scheme) == []


@pytest.mark.parametrize(
    ("layout", "level1", "count"),
    [("hebei_integrated", "产出指标", 1), ("mof_2021", "产出指标", 0), ("hebei_integrated", "成本指标", 0)],
)
def test_costs_come_first_in_the_form_of_2021(layout, level1, count):
    table = GoalTable(
        indicators=(IndicatorRow(level1, "成本指标", "总成本"), IndicatorRow("产出指标", "数量指标", "里程"))
    )

    assert len(findings_of("ST06", table, layout)) == count


@given(st.lists(st.sampled_from([*LEVEL2, "别的"]), max_size=8))
def test_rows_are_put_in_order(categories):
    table = GoalTable(
        indicators=tuple(IndicatorRow("", level2, f"指标{at}") for at, level2 in enumerate(categories))
    ).with_row_uids()

    for finding in findings_of("ST06", table):
        ordered = reduce(lambda now, move: apply(now, move, "万元"), finding.repair.operations, table)

        assert findings_of("ST06", ordered) == []
        assert sorted(row.name for row in ordered.indicators) == sorted(row.name for row in table.indicators)


def test_row_that_is_blank_is_told_once():
    table = replace(
        clean_table(), indicators=(*clean_table().indicators, IndicatorRow("产出指标", "数量指标", " "))
    )

    report = check_table(table, Context(load_layout("hebei_integrated")))

    at_row = [finding for finding in report.findings if finding.address.startswith("indicators.10")]
    assert [(finding.rule, finding.severity, finding.message) for finding in at_row] == [
        ("ST07", "error", "“第10行”是空行，请填写或删除。")
    ]
    assert at_row[0].repair.operations == (DeleteRow("indicators.10"),)


@pytest.mark.parametrize(
    ("cells", "messages"),
    [
        ("三级指标：\n绩效指标描述：长度", ["“第1行”没有写三级指标，请写要考核什么。"]),
        ("三级指标：里程\n绩效指标描述：/", ["指标“里程”没有写描述，请说明算什么、怎么算。"]),
        ("三级指标：里程\n绩效指标描述：长度", []),
    ],
)
def test_name_or_description_that_is_empty(cells, messages):
    assert said("ST07", cells) == messages


@pytest.mark.parametrize(("text", "count"), [("", 1), ("——", 1), ("\u3000", 1), ("0", 0), ("%", 0)])
def test_value_and_basis_that_are_empty(text, count):
    assert len(said("ST08", f"指标值：{text}")) == count
    assert len(said("ST09", f"指标值确定依据：{text}")) == count


@pytest.mark.parametrize(
    "cells", ["三级指标：本项目不涉及", "指标值：无", "三级指标：不适用。\n指标值：无", "指标值：（无）"]
)
def test_row_that_does_not_apply(cells):
    assert len(said("ST10", cells)) == 1
    assert offered("ST10", cells) == [(DeleteRow("indicators.1"),)]


@pytest.mark.parametrize(
    "cells", ["三级指标：无人机架次", "指标值：0", "指标值：无事故", "三级指标：不涉密信息公开率"]
)
def test_row_that_only_sounds_so(cells):
    assert said("ST10", cells) == []


def test_half_of_the_rows_are_enough():
    values = "二级指标：{}\n指标值：{}"
    half = "\n".join(map(values.format, LEVEL2[:4], ("≥3公里", "11月底前", "及时", "提高")))
    fewer = f"{half}\n{values.format(LEVEL2[4], '是')}"

    assert said("ST11", half) == []
    assert said("ST11", fewer) == ["5条指标里只有2条是数字，请把能量化的改成数字。"]


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("办公楼维修改造", Severity.ERROR),
        ("政府采购中心运转", Severity.WARNING),
        ("平安建设工作经费", Severity.WARNING),
        ("住房和城乡建设局档案管理", Severity.WARNING),
        ("古籍整理", Severity.WARNING),
    ],
)
def test_cost_is_a_must_only_for_works(name, severity):
    example = f"项目名称：{name}\n资金用途：支付劳务费和材料费用\n二级指标：数量指标\n二级指标：质量指标"
    (finding,) = [found for found in check_example(example).findings if found.rule == "ST02"]

    assert finding.severity is severity


@pytest.mark.parametrize("basis", ["无", "不涉及", "本项目不涉及。"])
def test_basis_that_says_nothing(basis):
    report = check_example(f"二级指标：数量指标\n指标值确定依据：{basis}")

    assert {found.rule for found in report.findings} == {"ST09"}


def test_row_of_nothing_is_said_in_few_words():
    report = check_example(
        "一级指标：效益指标\n二级指标：生态效益指标\n三级指标：无\n绩效指标描述：无\n指标值：无\n指标值确定依据：无"
    )

    assert {"ST10", "ST09"} <= {found.rule for found in report.findings}
    assert not {"IN01", "IN11", "BA06"} & {found.rule for found in report.findings}


def test_ranges_are_measured():
    rows = "二级指标：质量指标\n指标值：90%-95%\n二级指标：数量指标\n指标值：10至20个\n二级指标：社会效益指标\n指标值：提高"

    assert said("ST11", rows) == []
