"""Made-up goal tables of ordinary size for the benchmarks: the same seed gives the same tables."""

import random
from collections.abc import Iterator
from decimal import Decimal

from documents.goal_table import CHECKPOINT_MONTHS, Budget, Goal, GoalTable, IndicatorRow, ScheduleMark

CATEGORIES = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("产出指标", "成本指标"),
    ("效益指标", "经济效益指标"),
    ("效益指标", "社会效益指标"),
    ("效益指标", "生态效益指标"),
    ("效益指标", "可持续影响指标"),
    ("满意度指标", "服务对象满意度指标"),
)
PLACES = ("东风街道", "青石镇", "河湾乡", "城关镇", "北岭开发区", "滨水新区", "白杨林场", "西山水库")
WORKS = (
    "道路养护",
    "校舍维修",
    "河道清淤",
    "图书采购",
    "职业培训",
    "疫苗接种",
    "路灯改造",
    "档案整理",
    "防汛物资储备",
)
OBJECTS = ("群众", "企业", "学生", "老年人", "农户", "参训人员", "就诊患者", "社区居民")
VERBS = ("完成", "保障", "提升", "推进", "规范", "改善", "巩固", "落实")
MEASURES = ("完成率", "合格率", "覆盖率", "及时率", "达标率", "增长率", "知晓率", "利用率")
UNITS = ("个", "人次", "公里", "套", "万元", "平方米", "场次", "%")
BASES = ("年度工作计划", "上年完成情况", "行业标准", "实施方案", "合同约定", "部门职责")
SCHEDULES = ((25, 50, 75, 100), (10, 40, 80, 100), (0, 30, 60, 100), (None, 50, 85, 100))


def goal_tables(count: int, seed: int = 20261) -> Iterator[GoalTable]:
    """Yield tables with 7 to 12 indicators each, about 19 KB of Word XML."""
    chance = random.Random(seed)
    for at in range(count):
        yield _table(chance, at)


def _table(chance: random.Random, at: int) -> GoalTable:
    place, work = chance.choice(PLACES), chance.choice(WORKS)
    name = f"{place}{work}项目{at + 1}"
    total = Decimal(chance.randrange(10_000, 50_000_000)) / 100 * 100
    other = total * chance.randrange(3) / 10
    percents = chance.choice(SCHEDULES)
    return GoalTable(
        title=f"{name}绩效目标表",
        unit_code=f"{chance.randrange(300, 700)}001",
        unit_name=f"{place}综合服务中心本级",
        project_code=f"13020226P{chance.randrange(10**6):06d}10001{chance.choice('0123456789ABCDEFGH')}",
        project_name=name,
        budget=Budget(total, total - other, other),
        purpose=f"用于{place}{work}及相关支出，{_sentence(chance)}，{_sentence(chance)}。",
        schedule=tuple(
            ScheduleMark(month, None if percent is None else Decimal(percent))
            for month, percent in zip(CHECKPOINT_MONTHS, percents, strict=True)
        ),
        goals=tuple(
            Goal(f"{_sentence(chance)}，{_sentence(chance)}。") for _ in range(chance.randrange(1, 5))
        ),
        indicators=tuple(_indicators(chance)),
    )


def _indicators(chance: random.Random) -> Iterator[IndicatorRow]:
    count = chance.randrange(7, 13)
    chosen = sorted(chance.choices(range(len(CATEGORIES)), k=count))
    for category in chosen:
        level1, level2 = CATEGORIES[category]
        what = f"{chance.choice(WORKS)}{chance.choice(MEASURES)}"
        value = f"{chance.choice('≥≤=')}{chance.randrange(1, 100)}{chance.choice(UNITS)}"
        description = f"反映{chance.choice(OBJECTS)}所涉{what}的情况"
        yield IndicatorRow(level1, level2, what, description, value, chance.choice(BASES))


def _sentence(chance: random.Random) -> str:
    return f"{chance.choice(VERBS)}{chance.choice(PLACES)}{chance.choice(WORKS)}，{chance.choice(VERBS)}{chance.choice(OBJECTS)}服务水平"
