"""Blocks as a spreadsheet copies them, the plan for one, and the table after it."""

from dataclasses import replace
from decimal import Decimal
from itertools import count

from documents.goal_table import IndicatorRow
from documents.layout import load_layout
from documents.text import clean_text
from projects.cell_addresses import INDICATOR_PARTS
from projects.cell_operations import DeleteRow, InsertRow, MoveRow
from projects.cell_values import row_texts
from projects.paste import plan_paste, read_block

HEBEI = load_layout("hebei_integrated").in_money_unit("万元")
WEIGHTED = load_layout("mof_2021").in_money_unit("元")
PARTS = ("level1", "level2", "name", "description", "value", "basis")
CATEGORIES = [
    ("产出指标", ["数量指标", "质量指标", "时效指标", "成本指标"]),
    ("效益指标", ["经济效益指标", "社会效益指标"]),
    ("满意度指标", ["服务对象满意度指标"]),
]


def paste(table, address, text, *, html="", layout=HEBEI, categories=CATEGORIES):
    fresh = map("new{}".format, count(1))
    block = read_block(text, html)
    return plan_paste(
        table, address, block, layout=layout, categories=categories, new_uid=lambda: next(fresh)
    )


def named(table):
    return table.with_row_uids()


def verdicts(plan):
    return [(cell.address.rpartition(".")[2], cell.text, cell.verdict.value) for cell in plan.cells]


def applied(table, plan):
    """The table after the operations, done here in the plainest way."""
    table = table if table.indicators else replace(table, indicators=(IndicatorRow("", "", "", uid="first"),))
    rows = [replace(row) for row in table.indicators]
    for operation in plan.operations:
        assert not isinstance(operation, DeleteRow | MoveRow)
        if isinstance(operation, InsertRow):
            at = [row.uid for row in rows].index(operation.after) + 1
            uid, texts = operation.row.partition(".")[2], operation.texts
            rows.insert(at, _with(IndicatorRow("", "", "", uid=uid), texts))
        else:
            _, uid, part = operation.address.split(".")
            rows = [_with(row, {part: operation.text}) if row.uid == uid else row for row in rows]
    return replace(table, indicators=tuple(rows))


def _with(row, texts):
    weight = {"weight": Decimal(texts["weight"])} if texts.get("weight") else {}
    return replace(row, **{part: text for part, text in texts.items() if part != "weight"} | weight)


HEADINGS = "\t".join(INDICATOR_PARTS.values())


def as_copied(rows):
    """Return rows of texts as tab-separated text, quoted where a spreadsheet quotes."""
    return "".join("\t".join(map(_quoted, row)) + "\r\n" for row in rows)


def _quoted(text):
    needs_quotes = any(sign in text for sign in '\n\t"')
    return '"{}"'.format(text.replace('"', '""')) if needs_quotes else text


def indicators_as_copied(table, parts=tuple(INDICATOR_PARTS)):
    """Return the indicator rows of a table as copied, without headings."""
    return as_copied([[clean_text(row_texts(row)[part]) for part in parts] for row in table.indicators])
