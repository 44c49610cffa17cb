"""The picture of a form in a layout file: lines of text become rows of cells with spans, slots and styles."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from documents.errors import LayoutError

HEAD_SLOTS = (
    *(
        "unit",
        "unit.code",
        "unit.name",
        "project.code",
        "project.name",
        "budget.total",
        "budget.fiscal",
        "budget.other",
    ),
    *("purpose", "schedule.3", "schedule.6", "schedule.10", "schedule.12", "goals"),
)
GOAL_SLOTS = ("goal.number", "goal.text")
INDICATOR_FIELDS = ("level1", "level2", "name", "description", "value", "basis", "weight")
INDICATOR_SLOTS = tuple(f"indicator.{field}" for field in INDICATOR_FIELDS)
CONSTANT_SLOTS = ("money_unit",)

_SLOT = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class PictureCell:
    """A cell of a section at its top left corner, in columns of the section.

    `slot` is what is filled in, "" for a label. `text` is the label; a goal's number stands in a label
    ("目标{goal.number}") and is the one slot that shares its cell with words.
    """

    column: int
    text: str
    slot: str = ""
    column_span: int = 1
    row_span: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class PictureLine:
    """One line of the picture. `repeats` is "goal", "indicator" or ""; `line_number` counts in the file from 1."""

    cells: tuple[PictureCell, ...]
    repeats: str
    is_optional: bool
    line_number: int


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a layout file with its number, and how to complain about it."""

    file_name: str
    number: int
    text: str

    def fault(self, what: str) -> LayoutError:
        return LayoutError(f"版式文件 {self.file_name} 第{self.number}行：{what}")


def read_picture(lines: Iterable[SourceLine], column_count: int) -> tuple[PictureLine, ...]:
    """Read the lines of one section. Raises LayoutError naming the line and the fault."""
    rows: list[list[PictureCell]] = []
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    sources = [line for line in lines if line.text.strip()]
    for row_at, line in enumerate(sources):
        texts = _split(line, column_count)
        for column, text in enumerate(texts):
            owners[row_at, column] = _owner(line, text, (row_at, column), owners)
        rows.append(
            [_cell(line, column, text) for column, text in enumerate(texts) if text not in ("<", "^")]
        )
    spans = _spans(owners)
    _check_rectangles(sources, spans, owners)
    return tuple(
        _line(sources[at], [_spanned(cell, spans[at, cell.column]) for cell in cells])
        for at, cells in enumerate(rows)
    )


def _split(line: SourceLine, column_count: int) -> list[str]:
    texts = [text.strip() for text in line.text.strip().removeprefix("?").split("|")]
    if len(texts) != column_count:
        raise line.fault(f"有{len(texts)}格，而 widths_mm 写了{column_count}个宽度，请使两者相同。")
    return texts


def _owner(
    line: SourceLine, text: str, place: tuple[int, int], owners: dict[tuple[int, int], tuple[int, int]]
) -> tuple[int, int]:
    row, column = place
    if text == "<" and column == 0:
        raise line.fault("第1格是“<”，左边没有可以并入的格。")
    if text == "^" and row == 0:
        raise line.fault("“^”在这一段的第一行，上面没有可以并入的格。")
    if text == "<":
        return owners[row, column - 1]
    return owners[row - 1, column] if text == "^" else place


def _cell(line: SourceLine, column: int, text: str) -> PictureCell:
    slots = [slot for slot in _SLOT.findall(text) if slot not in CONSTANT_SLOTS]
    for slot in slots:
        if slot not in (*HEAD_SLOTS, *GOAL_SLOTS, *INDICATOR_SLOTS):
            raise line.fault(f"不认识的内容“{{{slot}}}”。")
    if not slots:
        return PictureCell(column, text.replace("\\n", "\n"))
    if slots != ["goal.number"] and text != f"{{{slots[0]}}}":
        raise line.fault(f"“{text}”：填写内容的格里只能有一个 {{…}}，不能再有别的字。")
    return PictureCell(column, text, slots[0])


def _spans(owners: dict[tuple[int, int], tuple[int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the rows and columns that each owner reaches over."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for (row, column), owner in owners.items():
        rows, columns = spans.get(owner, (1, 1))
        spans[owner] = (max(rows, row - owner[0] + 1), max(columns, column - owner[1] + 1))
    return spans


def _check_rectangles(
    sources: list[SourceLine],
    spans: dict[tuple[int, int], tuple[int, int]],
    owners: dict[tuple[int, int], tuple[int, int]],
) -> None:
    for owner, (rows, columns) in spans.items():
        covered = {(owner[0] + row, owner[1] + column) for row in range(rows) for column in range(columns)}
        odd = min((place for place in covered if owners[place] != owner), default=None)
        if odd is not None:
            raise sources[odd[0]].fault(f"第{odd[1] + 1}格使合并的格不成矩形，请检查“<”和“^”。")


def _spanned(cell: PictureCell, span: tuple[int, int]) -> PictureCell:
    return replace(cell, row_span=span[0], column_span=span[1])


def _line(source: SourceLine, cells: list[PictureCell]) -> PictureLine:
    repeats = {cell.slot.partition(".")[0] for cell in cells} & {"goal", "indicator"}
    if len(repeats) > 1:
        raise source.fault("同一行里既有目标又有指标，请分成两行。")
    is_optional = source.text.strip().startswith("?")
    merged = any(cell.row_span > 1 for cell in cells) or "^" in source.text
    if merged and (repeats or is_optional):
        raise source.fault("重复的行和可以省略的行不能用“^”上下合并。")
    return PictureLine(tuple(cells), "".join(repeats), is_optional, source.number)
