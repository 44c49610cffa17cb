"""Pictures of a goal table's parts, what they say, and a way to read them."""

from decimal import Decimal

from documents.blocks import Block, Paragraph
from documents.goal_table import Budget, Goal, GoalTable, IndicatorRow, ScheduleMark
from documents.parse import Reading, parse_blocks
from tests.documents.drawing import draw

HEAD = """
项目编码           | A1     | <      | 项目名称       | 设备购置 | <
预算规模及资金用途 | 预算数 | 100.00 | 其中：财政资金 | 90       | 其他资金
^                  | 买水泵 | <      | <              | <        | <
资金支出计划（%）  | 3月底  | 6月底  | 10月底         | 12月底   | <
^                  | ~      | 50%    | ~              | 100%     | <
绩效目标           | 目标1  | 买好   | <              | <        | <
^                  | 目标2  | 用好   | <              | <        | <
"""
BODY = """
一级指标   | 二级指标           | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据
产出指标   | 数量指标           | 水泵     | 台数         | ≥2台   | 计划
^          | ^                  | 水管     | 米数         | ≥9米   | 计划
^          | 质量指标           | 合格率   | 比例         | 100%   | 合同
满意度指标 | 服务对象满意度指标 | 满意度   | 比例         | ≥90%   | 问卷
"""
ROWS = (
    IndicatorRow("产出指标", "数量指标", "水泵", "台数", "≥2台", "计划"),
    IndicatorRow("产出指标", "数量指标", "水管", "米数", "≥9米", "计划"),
    IndicatorRow("产出指标", "质量指标", "合格率", "比例", "100%", "合同"),
    IndicatorRow("满意度指标", "服务对象满意度指标", "满意度", "比例", "≥90%", "问卷"),
)
SCHEDULE = tuple(map(ScheduleMark, (3, 6, 10, 12), (None, Decimal(50), None, Decimal(100))))
TABLE = GoalTable(
    title="设备购置绩效目标表",
    unit_code="304001",
    unit_name="某某县水利局",
    project_code="A1",
    project_name="设备购置",
    budget=Budget(Decimal(100), Decimal(90)),
    purpose="买水泵",
    schedule=SCHEDULE,
    goals=(Goal("买好"), Goal("用好")),
    indicators=ROWS,
)
TITLE = Paragraph("（1）设备购置绩效目标表")
UNIT = Paragraph("304001某某县水利局    单位：元")


def read(*blocks: Block | str, merges: str = "spans") -> Reading:
    """Read paragraphs, grids and pictures of grids."""
    return parse_blocks(draw(block, merges=merges) if isinstance(block, str) else block for block in blocks)


def tables(*blocks: Block | str, merges: str = "spans") -> list[GoalTable]:
    return list(read(*blocks, merges=merges).booklet.tables)
