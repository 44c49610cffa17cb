"""Addresses of the cells and rows that people type in, and what these are called."""

import re

from documents.goal_table import CHECKPOINT_MONTHS

INDICATOR_PARTS = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "description": "绩效指标描述",
    "value": "指标值",
    "basis": "指标值确定依据",
    "weight": "权重",
}
HEAD_LABELS = {
    "project.code": "项目编码",
    "project.name": "项目名称",
    "budget.total": "预算数",
    "budget.fiscal": "财政资金",
    "budget.other": "其他资金",
    "purpose": "资金用途",
    **{f"schedule.{month}": f"{month}月底" for month in CHECKPOINT_MONTHS},
}
_UID = "[0-9a-zA-Z-]{1,32}"
GOAL = re.compile(rf"goals\.({_UID})")
INDICATOR_CELL = re.compile(rf"indicators\.({_UID})\.({'|'.join(INDICATOR_PARTS)})")
ROW = re.compile(rf"(goals|indicators)\.({_UID})")
ROW_UID = re.compile(_UID)


def is_address(name: str) -> bool:
    """Tell whether a name is the address of a cell that people type in."""
    return name in HEAD_LABELS or bool(GOAL.fullmatch(name) or INDICATOR_CELL.fullmatch(name))


def row_of(address: str) -> str:
    """Return the row that a cell is in, as "goals.<uid>" or "indicators.<uid>"; "" for a cell of the head."""
    found = ROW.match(address)
    return found[0] if found else ""


def short_label(address: str) -> str:
    """Name a cell or a row without its number: 预算数, 绩效目标, 指标值."""
    if address in HEAD_LABELS:
        return HEAD_LABELS[address]
    found = INDICATOR_CELL.fullmatch(address)
    if found:
        return INDICATOR_PARTS[found[2]]
    return "绩效目标" if address.startswith("goals.") else "绩效指标"
