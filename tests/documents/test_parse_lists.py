"""Lists of projects, one indicator a row, beside or instead of tables."""

from decimal import Decimal

import pytest

from documents.blocks import SheetStart
from documents.goal_table import Budget, Goal, GoalTable, IndicatorRow
from tests.documents.pictures import BODY, HEAD, TABLE, TITLE, UNIT, read


def test_list_without_rows_is_no_table():
    reading = read(
        TITLE,
        UNIT,
        HEAD,
        BODY,
        SheetStart("明细"),
        "项目名称 | 一级指标 | 二级指标 | 三级指标\n合计 | ~ | ~ | ~",
    )

    assert (list(reading.booklet.tables), reading.problems) == ([TABLE], [])


LIST = """
项目支出绩效目标表 | < | < | < | < | < | < | < | <
304001某某县水利局 | < | < | < | < | < | < | < | 单位：万元
序号 | 单位名称 | 项目名称 | 预算金额 | 年度绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标值
1    | ~ | 设备购置 | 35 | 买好水泵。 | 产出指标 | 数量指标 | 水泵 | ≥2台
^    | ^ | ^        | ^  | ^          | ^ | 质量指标 | 合格率 | 100%
2    | 某某水利所 | 人员培训 | 5 | 培训好。 | 产出指标 | 数量指标 | 人数 | ≥9人
合计 | < | < | 40 | < | < | < | < | <
"""


@pytest.mark.parametrize("merges", ["spans", "empty", "repeated"])
def test_list_of_projects_is_read_row_by_row(merges):
    reading = read(LIST, merges=merges)

    assert reading.booklet.tables == (
        GoalTable(
            title="项目支出绩效目标表",
            unit_code="304001",
            unit_name="某某县水利局",
            project_name="设备购置",
            budget=Budget(Decimal(350_000)),
            goals=(Goal("买好水泵。"),),
            indicators=(
                IndicatorRow("产出指标", "数量指标", "水泵", value="≥2台"),
                IndicatorRow("产出指标", "质量指标", "合格率", value="100%"),
            ),
        ),
        GoalTable(
            title="项目支出绩效目标表",
            unit_name="某某水利所",
            project_name="人员培训",
            budget=Budget(Decimal(50_000)),
            goals=(Goal("培训好。"),),
            indicators=(IndicatorRow("产出指标", "数量指标", "人数", value="≥9人"),),
        ),
    )
    assert reading.problems == []


def test_list_that_repeats_the_tables_is_not_read_again():
    rows = "项目编码 | 项目名称 | 一级指标 | 二级指标 | 三级指标\nA1 | 设备购置 | 产出指标 | 数量指标 | 水泵\n^ | ^ | ^ | ^ | 水管"
    rows = rows.replace("\nA1", "\n~ | ~ | 产出指标 | 数量指标 | 无名\nA1")

    reading = read(TITLE, UNIT, HEAD, BODY, SheetStart("指标明细"), rows)

    assert list(reading.booklet.tables) == [TABLE]
    assert reading.notes[1:] == ["文件中的指标清单与各张绩效目标表重复，没有再读。"]
    assert reading.problems == []
