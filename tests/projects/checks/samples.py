"""Examples of the catalogue as tables: cells as on the form, one a line, put into a clean table."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from documents.blocks import Problem
from documents.goal_table import Budget, Goal, GoalTable, IndicatorRow, PartOne, ScheduleMark
from documents.layout import load_layout
from documents.parse.amounts import parse_amount, unit_of
from documents.reading import read_booklet
from projects.checks import Context, Report, check_table
from projects.checks.categories import kinds_of

FILES = Path(__file__).parent / "files"
ROW_PARTS = {
    "一级指标": "level1",
    "二级指标": "level2",
    "三级指标": "name",
    "绩效指标描述": "description",
    "指标值": "value",
    "指标值确定依据": "basis",
    "权重": "weight",
}
AMOUNTS = {"预算数": "total", "财政资金": "fiscal", "其他资金": "other"}
TEXTS = {
    "项目编码": "project_code",
    "项目名称": "project_name",
    "表题": "title",
    "单位代码": "unit_code",
    "单位名称": "unit_name",
    "资金用途": "purpose",
}
MONTHS = {f"{month}月底": month for month in (3, 6, 10, 12)}
OTHERS = ("目标", "年度", "区划", "金额单位", "版式", "第一部分", "上年指标值")
_CELL = re.compile(rf"({'|'.join([*ROW_PARTS, *AMOUNTS, *TEXTS, *MONTHS, *OTHERS])})：(.*)")

Cells = list[tuple[str, str]]


@cache
def clean_table() -> GoalTable:
    """Return a table of which no rule speaks."""
    return read_booklet(FILES / "roads.json").booklet.tables[0]


def cells_of(example: str) -> Cells:
    """Return labels and texts of an example; [] for one in prose."""
    lines = [_CELL.fullmatch(line) for line in example.strip("\n").split("\n")]
    return [(found[1], found[2]) for found in lines if found] if all(lines) else []


def check_example(example: str) -> Report:
    """Return what the rules say of an example."""
    return check_table(*example_table(example))


def example_table(example: str) -> tuple[GoalTable, Context]:
    """Return a clean table in which the cells of an example stand, and its context."""
    cells = cells_of(example)
    table = _table(cells)
    return table, _context(cells, table)


def _table(cells: Cells) -> GoalTable:
    said = dict(cells)
    table = clean_table()
    changes = {part: said[label] for label, part in TEXTS.items() if label in said}
    if "项目名称" in said and "表题" not in said:
        changes["title"] = f"{said['项目名称']}绩效目标表"
    if set(AMOUNTS) & set(said):
        amounts = {part: parse_amount(said.get(label, ""), "万元")[0] for label, part in AMOUNTS.items()}
        changes["budget"] = Budget(**amounts)
    if "目标" in said:
        changes["goals"] = tuple(Goal(text) for label, text in cells if label == "目标" and text)
    marks = (_mark(mark, said) for mark in table.schedule)
    return replace(table, schedule=tuple(marks), indicators=tuple(_rows(cells, table)), **changes)


def _mark(mark: ScheduleMark, said: dict[str, str]) -> ScheduleMark:
    text = said.get(f"{mark.month}月底")
    return mark if text is None else ScheduleMark(mark.month, Decimal(text) if text else None)


def _rows(cells: Cells, table: GoalTable) -> Iterator[IndicatorRow]:
    """Yield the rows: one row of an example takes the place of a clean one, several stand instead of all."""
    rows: list[dict[str, str]] = []
    for label, text in cells:
        if part := ROW_PARTS.get(label):
            if not rows or part in rows[-1]:
                rows.append({})
            rows[-1][part] = text
    given = [_row(texts, table) for texts in rows]
    if len(given) == 1:
        (row, old) = given[0]
        yield from (row if one is old else one for one in table.indicators)
    else:
        yield from [row for row, _ in given] or table.indicators


def _row(texts: dict[str, str], table: GoalTable) -> tuple[IndicatorRow, IndicatorRow]:
    """Return a row with these texts, the others as in the clean row of its category, and that clean row."""
    kind = kinds_of(texts.get("level1", ""), texts.get("level2", ""))
    same = [row for row in table.indicators if kinds_of(row.level1, row.level2)[1] is kind[1]]
    same = same or [row for row in table.indicators if kinds_of(row.level1, row.level2)[0] is kind[0]]
    old = (same or table.indicators)[0]
    weight = {"weight": Decimal(texts["weight"])} if "weight" in texts else {}
    return replace(old, **texts | weight), old


def _context(cells: Cells, table: GoalTable) -> Context:
    said = dict(cells)
    year, part1 = said.get("年度"), said.get("第一部分")
    return Context(
        layout=load_layout(said.get("版式", "hebei_integrated")),
        fiscal_year=int(year) if year else 2026,
        region_code=said.get("区划", ""),
        money_unit=said.get("金额单位", "万元"),
        part1=PartOne(overall=part1) if part1 else None,
        previous=_previous(said, table),
        doubts=list(_doubts(said)),
    )


def _previous(said: dict[str, str], table: GoalTable) -> GoalTable | None:
    if "上年指标值" not in said:
        return None
    rows = (
        replace(row, value=said["上年指标值"]) if row.name == said["三级指标"] else row
        for row in table.indicators
    )
    return replace(table, indicators=tuple(rows))


def _doubts(said: dict[str, str]) -> Iterator[Problem]:
    """An amount without a unit is doubted by the reader where no unit stands over the table."""
    if any(unit_of(said[label]) for label in AMOUNTS if label in said):
        for label, part in AMOUNTS.items():
            if said.get(label) and not unit_of(said[label]):
                yield Problem("没有单位", address=f"budget.{part}", is_doubt=True)


def said(code: str, example: str) -> list[str]:
    """Return what one rule says of an example."""
    report = check_example(example)
    return [finding.message for finding in (*report.findings, *report.suppressed) if finding.rule == code]


def offered(code: str, example: str) -> list[tuple]:
    """Return the operations of the repairs that one rule offers for an example."""
    report = check_example(example)
    found = (finding for finding in (*report.findings, *report.suppressed) if finding.rule == code)
    return [finding.repair.operations for finding in found if finding.repair]
