"""Which column of a pasted block is which column of the form: told by headings, else by order."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.parse.labels import mark_of
from projects.paste.block import Block

# In the order of the form; a value may come apart into its sign, its number and its unit.
PARTS = ("level1", "level2", "name", "description", "value", "basis", "weight")
VALUE_PARTS = ("operator", "value", "measure")
_HEAD_ROWS = 4
_LEAST_HEADINGS = 2
_LEAST_LABELS = 2
_LEVEL_MARKS = {"level1": {"category1", "category"}, "level2": {"category2", "category"}}
_FORM_LABELS = ("field:", "section:", "month:", "inline:")


@dataclass(frozen=True, slots=True)
class Columns:
    """The part of each column, "" for one that the form does not have; `body` is the first row beneath the headings."""

    parts: tuple[str, ...]
    body: int = 0


def is_form(block: Block) -> bool:
    """Tell whether the block is a form, or a piece of one, with the labels of its head: 项目名称, 预算数, 3月底."""
    marks = [mark_of(text) for row in block.rows for text in row if len(text) <= 80]
    return sum(mark.startswith(_FORM_LABELS) for mark in marks) >= _LEAST_LABELS


def headed_columns(block: Block) -> Columns | None:
    """Return the columns that a row of headings near the top names, None where there is none."""
    for at, row in enumerate(block.rows[:_HEAD_ROWS]):
        parts = [_part_named(text) for text in row]
        if len(set(parts) - {"", "ignored"}) >= _LEAST_HEADINGS:
            body = at + 1
            if body < len(block.rows) and _refines(block.rows[body]):
                parts = [
                    _part_named(fine) or part for fine, part in zip(block.rows[body], parts, strict=True)
                ]
                body += 1
            return Columns(tuple(_one_of_each(parts)), body)
    return None


def _part_named(heading: str) -> str:
    mark = mark_of(heading)
    return mark.removeprefix("column:") if mark.startswith("column:") else ""


def _refines(row: Sequence[str]) -> bool:
    """符号 | 数值 | 单位 beneath 指标值."""
    filled = [_part_named(text) for text in row if text.strip()]
    return bool(filled) and all(filled)


def _one_of_each(parts: list[str]) -> list[str]:
    """绩效指标 names the indicators where nothing else does; of two columns of one name the first counts."""
    weak = "" if "name" in parts else "name"
    named = [weak if part == "weak_name" else part for part in parts]
    return ["" if part in named[:at] and part != "ignored" else part for at, part in enumerate(named)]


def ordered_columns(block: Block, start: str, *, with_weight: bool) -> Columns:
    """Return the columns by order, from the part of the cell that was pasted into.

    A first column that holds nothing but names of categories is that level, wherever it was pasted.
    """
    parts = PARTS if with_weight else PARTS[:-1]
    start, width = level_at_the_left(block) or start, len(block.rows[0])
    at = parts.index(start) if start in parts else 0
    named = parts[at : at + width]
    return Columns((*named, *("" for _ in range(width - len(named)))))


def level_at_the_left(block: Block) -> str:
    """Return the level of which the first of several columns names categories and nothing else, "" for none."""
    marks = {mark_of(row[0]) for row in block.rows if row[0].strip()}
    if not marks or len(block.rows[0]) == 1:
        return ""
    return next((level for level, names in _LEVEL_MARKS.items() if marks <= names), "")
