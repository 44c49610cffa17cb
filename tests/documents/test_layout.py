"""Layouts: the official forms load, take on a money unit, adapt categories; a broken file is refused with its line."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.errors import LayoutError
from documents.goal_table import GoalTable, IndicatorRow
from documents.layout import FOLDER, layout_names, load_layout, read_layout
from tests.documents.sample_tables import ORDINARY

HEBEI = (FOLDER / "hebei_integrated.toml").read_text(encoding="utf-8")


def row(level1, level2, name="名称"):
    return IndicatorRow(level1, level2, name)


def categories(table):
    return [(row.level1, row.level2, row.name) for row in table.indicators]


def test_layout_names_lists_the_official_forms():
    assert layout_names() == ("hebei_integrated", "mof_2021", "tangshan_gaoxin")


def test_load_layout_unknown_names_the_known_ones():
    with pytest.raises(LayoutError) as refused:
        load_layout("hebei")

    assert (
        str(refused.value) == "没有名为“hebei”的版式，可用的有：hebei_integrated、mof_2021、tangshan_gaoxin。"
    )


def test_load_layout_returns_the_same_object():
    assert load_layout("mof_2021") is load_layout("mof_2021")


@pytest.mark.parametrize("name", layout_names())
def test_every_layout_fills_the_type_area_of_the_page(name):
    layout = load_layout(name)

    assert sum(layout.widths_mm) == 156
    assert 210 - layout.page.left_mm - layout.page.right_mm == 156
    assert 297 - layout.page.top_mm - layout.page.bottom_mm == 225


@pytest.mark.parametrize("name", layout_names())
def test_every_layout_has_a_label_for_people(name):
    assert load_layout(name).label != ""


def test_mof_2021_has_a_place_for_everything():
    slots = {
        cell.slot
        for section in load_layout("mof_2021").sections
        for line in section.lines
        for cell in line.cells
    }

    assert slots == {
        *("", "unit.code", "unit.name", "project.code", "project.name", "purpose", "goals"),
        *("budget.total", "budget.fiscal", "budget.other"),
        *("schedule.3", "schedule.6", "schedule.10", "schedule.12"),
        *("indicator.level1", "indicator.level2", "indicator.name", "indicator.description"),
        *("indicator.value", "indicator.basis", "indicator.weight"),
    }


def test_in_money_unit_changes_the_unit_only():
    layout = load_layout("hebei_integrated")
    in_yuan = layout.in_money_unit("元")

    assert (layout.money_unit, in_yuan.money_unit) == ("万元", "元")
    assert in_yuan.sections is layout.sections
    assert layout.in_money_unit("万元") is layout
    assert layout.in_money_unit("元") is in_yuan


@pytest.mark.parametrize(
    ("texts", "printed"),
    [
        (["5公里道路"], "1. 5公里道路"),
        (["2025年完工"], "1.2025年完工"),
        (["修路"], "1.修路"),
        (["5公里道路", "2座桥"], "1.5公里道路\n2.2座桥"),
        ([], ""),
    ],
)
def test_lone_goal_that_begins_with_a_quantity_stands_apart_from_its_number(texts, printed):
    assert load_layout("hebei_integrated").format_goals(texts) == printed


def test_in_money_unit_refuses_another_unit():
    with pytest.raises(LayoutError) as refused:
        load_layout("hebei_integrated").in_money_unit("亿元")

    assert str(refused.value) == "金额单位只能是“元”或“万元”，不能是“亿元”。"


@pytest.mark.parametrize(
    ("name", "amount", "printed"),
    [
        ("hebei_integrated", "350000", "35.00"),
        ("hebei_integrated", "0", "0"),
        ("tangshan_gaoxin", "3000000", "300万元"),
        ("tangshan_gaoxin", "1365000", "136.5万元"),
        ("mof_2021", "0", "0.00"),
    ],
)
def test_amounts_are_printed_as_the_form_does(name, amount, printed):
    assert load_layout(name).money.format(Decimal(amount)) == printed
    assert load_layout(name).money.format(None) == ""


def test_percents_are_printed_as_the_form_does():
    shares = [load_layout(name).format_percent(Decimal("33.30")) for name in layout_names()]

    assert shares == ["33.3%", "33.3%", "33.3"]


def test_format_title_numbers_where_the_form_does():
    hebei, gaoxin = load_layout("hebei_integrated"), load_layout("tangshan_gaoxin")

    assert hebei.format_title("招商经费绩效目标表", 3) == "3.招商经费绩效目标表"
    assert gaoxin.format_title("招商经费绩效目标表", 3) == "招商经费绩效目标表"
    assert hebei.format_title("招商经费绩效目标表", None) == "招商经费绩效目标表"
    assert hebei.format_title("", 3) == ""


def test_adapt_renames_categories():
    table = GoalTable(indicators=(row("效益指标", "可持续影响指标"), row("满意度指标", "服务对象满意度指标")))

    adapted = load_layout("tangshan_gaoxin").adapt(table)

    assert categories(adapted) == [
        ("效果指标", "可持续性影响", "名称"),
        ("满意度指标", "服务对象满意度指标", "名称"),
    ]


def test_adapt_moves_cost_to_level_1_and_orders_by_level_1():
    table = GoalTable(
        indicators=(
            row("产出指标", "数量指标", "甲"),
            row("产出指标", "成本指标", "乙"),
            row("自定指标", "其他", "丙"),
            row("效果指标", "经济效益指标", "丁"),
            row("产出指标", "成本指标", "戊"),
        )
    )

    adapted = load_layout("mof_2021").adapt(table)

    assert categories(adapted) == [
        ("成本指标", "经济成本指标", "乙"),
        ("成本指标", "经济成本指标", "戊"),
        ("产出指标", "数量指标", "甲"),
        ("效益指标", "经济效益指标", "丁"),
        ("自定指标", "其他", "丙"),
    ]


def test_adapt_without_a_move_keeps_the_order():
    table = GoalTable(indicators=(row("满意度指标", "服务对象满意度指标"), row("产出指标", "数量指标")))

    assert load_layout("mof_2021").adapt(table) == table


def test_adapt_there_and_back_gives_the_names_again():
    mof, hebei = load_layout("mof_2021"), load_layout("hebei_integrated")

    assert hebei.adapt(mof.adapt(ORDINARY)).indicators == (
        ORDINARY.indicators[2],
        *ORDINARY.indicators[:2],
        *ORDINARY.indicators[3:],
    )


@settings(max_examples=50)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["产出指标", "成本指标", "效益指标", "效果指标", "满意度指标", "别的"]),
            st.sampled_from(["数量指标", "成本指标", "经济成本指标", "社会成本指标", "可持续性影响", "别的"]),
        ),
        max_size=6,
    ),
    st.sampled_from(["hebei_integrated", "mof_2021", "tangshan_gaoxin"]),
)
def test_adapt_is_idempotent_and_loses_no_row(pairs, name):
    table = GoalTable(indicators=tuple(row(*pair, str(at)) for at, pair in enumerate(pairs)))

    adapted = load_layout(name).adapt(table)

    assert load_layout(name).adapt(adapted) == adapted
    assert sorted(row.name for row in adapted.indicators) == sorted(row.name for row in table.indicators)


def broken(tmp_path, old, new):
    assert old in HEBEI
    path = tmp_path / "坏版式.toml"
    path.write_text(HEBEI.replace(old, new, 1), encoding="utf-8")
    return path


def line_of(text):
    return next(at for at, line in enumerate(HEBEI.splitlines(), 1) if text in line)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("绩效目标 | {goals}", "绩效目标 | {goals} | <", "有3格，而 widths_mm 写了2个宽度，请使两者相同。"),
        ("绩效目标 | {goals}", "< | {goals}", "第1格是“<”，左边没有可以并入的格。"),
        ("绩效目标 | {goals}", "绩效目标 | ^", "“^”在这一段的第一行，上面没有可以并入的格。"),
        ("绩效目标 | {goals}", "绩效目标 | {goal}", "不认识的内容“{goal}”。"),
        (
            "绩效目标 | {goals}",
            "绩效目标 | 共{goals}",
            "“共{goals}”：填写内容的格里只能有一个 {…}，不能再有别的字。",
        ),
        (
            "绩效目标 | {goals}",
            "绩效目标 | {goals}{purpose}",
            "“{goals}{purpose}”：填写内容的格里只能有一个 {…}，不能再有别的字。",
        ),
        ("绩效目标 | {goals}", "{goal.text} | {indicator.name}", "同一行里既有目标又有指标，请分成两行。"),
    ],
)
def test_broken_picture_is_refused_with_its_line(tmp_path, old, new, message):
    with pytest.raises(LayoutError) as refused:
        read_layout(broken(tmp_path, old, new))

    assert str(refused.value) == f"版式文件 坏版式.toml 第{line_of(old)}行：{message}"


def test_line_beside_the_opening_quotes_is_counted_too(tmp_path):
    with pytest.raises(LayoutError) as refused:
        read_layout(broken(tmp_path, "'''\n绩效目标 | {goals}", "'''绩效目标 | {goal}"))

    line = line_of("绩效目标 | {goals}") - 1
    assert str(refused.value) == f"版式文件 坏版式.toml 第{line}行：不认识的内容“{{goal}}”。"


def test_merge_that_is_no_rectangle_is_refused_with_its_line(tmp_path):
    old = "^                 | {schedule.3} | {schedule.6} | {schedule.10} | {schedule.12}"
    new = "^                 | <            | {schedule.6} | {schedule.10} | {schedule.12}"

    with pytest.raises(LayoutError) as refused:
        read_layout(broken(tmp_path, old, new))

    line = line_of("资金支出计划（%） |")
    assert str(refused.value) == f"版式文件 坏版式.toml 第{line}行：第2格使合并的格不成矩形，请检查“<”和“^”。"


def test_merge_over_an_optional_line_is_refused(tmp_path):
    old = "^                 | {schedule.3}"

    with pytest.raises(LayoutError) as refused:
        read_layout(broken(tmp_path, old, f"? {old}"))

    assert str(refused.value) == (
        f"版式文件 坏版式.toml 第{line_of(old)}行：重复的行和可以省略的行不能用“^”上下合并。"
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('label = "河北预算管理一体化"\n', "", "：缺少“label”。"),
        ("decimals = 2", "decimals = true", "：“decimals”应当是整数。"),
        ('unit = "万元"', 'unit = "亿元"', "：金额单位只能是“元”或“万元”，不能是“亿元”。"),
        ('pattern = "{number}.{title}"', 'pattern = "{number}."', "：[title] 的 pattern 里没有“{title}”。"),
        ("heading_level = 2", "heading_level = 1", "：[title] 的 heading_level 应是 2 至 9，不能是 1。"),
        ('align = "right"', 'align = "top"', "：align 只能是 left、center、right，不能是“top”。"),
        (
            'styles = ["unit", "money_unit"]',
            'styles = ["unit", "other"]',
            "：没有名为“other”的样式，[styles] 里有：label、header、category、text、unit、money_unit。",
        ),
        (
            "[categories]",
            '[slot_styles]\n"goal" = "text"\n\n[categories]',
            "：[slot_styles] 里有不认识的内容“goal”。",
        ),
        (
            'from = "成本指标 / 经济成本指标"',
            'from = "成本指标"',
            "：[[categories.moves]] 的 from 应写成“一级指标 / 二级指标”。",
        ),
        (
            "widths_mm = [117, 39]",
            "widths_mm = [117, 40]",
            "：第2段总宽156毫米，第1段总宽157毫米，各段总宽须相同。",
        ),
        ("widths_mm = [117, 39]", 'widths_mm = [117, "39"]', "：widths_mm 里的“39”不是宽度，应是毫米数。"),
        ("rows = '''\n绩效目标", "row = '''\n绩效目标", "：缺少“rows”。"),
        ("[money]", "[money", " 第10行不合 TOML 的写法，请检查引号、括号和等号。"),
    ],
)
def test_broken_file_is_refused(tmp_path, old, new, message):
    with pytest.raises(LayoutError) as refused:
        read_layout(broken(tmp_path, old, new))

    assert str(refused.value) == f"版式文件 坏版式.toml{message}"


def test_file_that_ends_too_early_is_refused(tmp_path):
    path = tmp_path / "坏版式.toml"
    path.write_text('label = "', encoding="utf-8")

    with pytest.raises(LayoutError) as refused:
        read_layout(path)

    assert str(refused.value).endswith("不合 TOML 的写法，请检查引号、括号和等号。")


def test_replace_keeps_rows_that_are_adapted():
    weighted = replace(ORDINARY, indicators=(replace(ORDINARY.indicators[2], weight=Decimal(20), uid="x"),))

    (adapted,) = load_layout("mof_2021").adapt(weighted).indicators

    assert (adapted.weight, adapted.uid, adapted.basis) == (Decimal(20), "x", "上年完成情况")
