"""Goal tables for the tests of layouts and writers: one ordinary, one hostile, and texts that have broken exports."""

from dataclasses import replace
from decimal import Decimal

from documents.goal_table import Booklet, Budget, Goal, GoalTable, IndicatorRow, PartOne, ScheduleMark

ORDINARY = GoalTable(
    title="道路养护经费绩效目标表",
    unit_code="304001",
    unit_name="青石镇综合服务中心本级",
    project_code="13020222P00893710001L",
    project_name="道路养护经费",
    budget=Budget(Decimal("350000.00"), Decimal("300000.00"), Decimal("50000.00")),
    purpose="用于镇区道路养护。",
    schedule=tuple(
        ScheduleMark(month, None if percent is None else Decimal(percent))
        for month, percent in ((3, None), (6, "50"), (10, "85.5"), (12, "100"))
    ),
    goals=(Goal("道路完好"), Goal("群众满意")),
    indicators=(
        IndicatorRow("产出指标", "数量指标", "养护里程", "养护道路长度", "≥20公里", "年度工作计划"),
        IndicatorRow("产出指标", "数量指标", "养护次数", "全年养护次数", "=4次", "年度工作计划"),
        IndicatorRow("产出指标", "成本指标", "每公里费用", "", "≤1.5万元", "上年完成情况"),
        IndicatorRow("效益指标", "社会效益指标", "出行条件", "群众出行条件", "改善", "工作总结"),
        IndicatorRow("满意度指标", "服务对象满意度指标", "群众满意度", "抽样调查", "≥90%", "调查问卷"),
    ),
)
EMPTY = GoalTable(project_name="空表")
BOOKLET = Booklet(
    fiscal_year=2026,
    unit_code="304001",
    unit_name="青石镇综合服务中心本级",
    part1=PartOne("建设宜居城镇。", "一、道路养护\n完好率达到90%以上。", "加强领导。"),
    tables=(
        ORDINARY,
        replace(
            ORDINARY, title="图书采购绩效目标表", project_name="图书采购", unit_code=None, unit_name=None
        ),
    ),
)
# Each has broken a program that writes Word or Excel; the emoji and the rare surname lie beyond U+FFFF.
HOSTILE_TEXTS = (
    "a<b>&\"c\"'d'",
    "]]>",
    "&amp;&#10;",
    "=1+1",
    "=100%",
    "@SUM(A1)",
    "_x0041_ 和 _x000D_",
    "{budget.total}",
    "  前后有空格  ",
    "全角　空格",
    "制表\t符",
    "第一行\n第二行\n\n第四行",
    "😀🏫",
    "𬭚䶮",
    "https://example.cn/?a=1&b=2",
    "x" * 32_000,
)
DIRTY_TEXTS = (
    "响铃\x07",
    "软回车\x0b换行",
    "分隔\x1f符",
    "半个\ud83d字",
    "非字符\ufffe\uffff",
    "回车\r\n换行",
    "空\x00字",
)


def with_texts(text: str) -> GoalTable:
    """Return a table that says the same text wherever a form has room for free text."""
    return replace(
        ORDINARY,
        title="项目绩效目标表",
        project_name=text,
        purpose=text,
        goals=(Goal(text),),
        indicators=(replace(ORDINARY.indicators[0], name=text, description=text, value=text, basis=text),),
    )
