"""Layouts: the official forms as data, one TOML file each in documents/layouts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from documents.amounts import MONEY_UNITS, MoneyFormat, format_percent
from documents.categories import CategoryNames
from documents.errors import LayoutError
from documents.goal_table import GoalTable
from documents.layout_file import LayoutFile
from documents.page_style import CellStyle, Font, Fonts, Page
from documents.picture import HEAD_SLOTS, INDICATOR_SLOTS, PictureLine, SourceLine, read_picture

FOLDER = Path(__file__).parent / "layouts"
_QUANTITY = re.compile(r"(?!20\d\d年)\d")


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """Rows that share their columns. `edges` are the columns' borders in hundredths of a millimetre from the left.

    `table` counts the physical tables from 0.
    """

    edges: tuple[int, ...]
    lines: tuple[PictureLine, ...]
    styles: tuple[str, ...]
    row_height_mm: float
    is_header: bool
    table: int


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """An official form (版式). Two layouts are equal only if they are the same object, so that caches are quick."""

    name: str
    label: str
    money: MoneyFormat
    percent_sign: str
    goal_pattern: str
    title_pattern: str
    heading_level: int
    page: Page
    fonts: Fonts
    styles: dict[str, CellStyle]
    slot_styles: dict[str, str]
    category_break: str
    categories: CategoryNames
    sections: tuple[Section, ...]
    edges: tuple[int, ...]

    @property
    def money_unit(self) -> str:
        return self.money.unit

    @property
    def widths_mm(self) -> tuple[float, ...]:
        """Widths of the common columns, the union of the columns of all sections."""
        return tuple((right - left) / 100 for left, right in pairwise(self.edges))

    @property
    def prints_weights(self) -> bool:
        """Tell whether the form has a place for the weights of indicators."""
        lines = (line for section in self.sections for line in section.lines)
        return any(cell.slot == "indicator.weight" for line in lines for cell in line.cells)

    def in_money_unit(self, unit: str) -> "Layout":
        """Return this layout with amounts in "元" or "万元". Raises LayoutError for another unit."""
        return _in_money_unit(self, unit)

    def adapt(self, table: GoalTable) -> GoalTable:
        """Return the table with its categories in the words of this layout (see CategoryNames.adapt)."""
        return replace(table, indicators=self.categories.adapt(table.indicators))

    def format_percent(self, percent: Decimal | None) -> str:
        return format_percent(percent, sign=self.percent_sign)

    def format_title(self, title: str, number: int | None) -> str:
        """Return the heading of a table; without a number or a title the pattern's number is left out."""
        if number is None or not title:
            return title
        return self.title_pattern.replace("{number}", str(number)).replace("{title}", title)

    def format_goals(self, texts: Iterable[str]) -> str:
        """Return all goals as printed in one cell, one line each.

        A single goal that begins with a quantity stands apart from its number: 1. 5公里 is not 1.5公里.
        """
        goals = list(texts)
        if len(goals) == 1 and _QUANTITY.match(goals[0]):
            goals = [f" {goals[0]}"]
        pattern = self.goal_pattern
        numbered = [_numbered(pattern, at).replace("{text}", text) for at, text in enumerate(goals, 1)]
        return "\n".join(numbered)


@lru_cache(maxsize=256)
def _numbered(pattern: str, number: int) -> str:
    return pattern.replace("{number}", str(number))


def layout_names() -> tuple[str, ...]:
    """Return the names of all layouts, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@lru_cache(maxsize=64)
def load_layout(name: str) -> Layout:
    """Return a layout by name. Raises LayoutError if there is none of that name or its file contradicts itself."""
    if name not in layout_names():
        raise LayoutError(f"没有名为“{name}”的版式，可用的有：{'、'.join(layout_names())}。")
    return read_layout(FOLDER / f"{name}.toml")


@lru_cache(maxsize=128)
def _in_money_unit(layout: Layout, unit: str) -> Layout:
    if unit not in MONEY_UNITS:
        raise LayoutError(f"金额单位只能是“元”或“万元”，不能是“{unit}”。")
    return layout if unit == layout.money.unit else replace(layout, money=replace(layout.money, unit=unit))


def read_layout(path: Path) -> Layout:
    """Read one layout file. Raises LayoutError naming the file, the line where there is one, and the fault."""
    file = LayoutFile(path)
    content = file.content
    styles = {name: _cell_style(file, style) for name, style in file.get(content, "styles", dict).items()}
    sections = _sections(file, styles)
    categories = file.get(content, "categories", dict)
    layout = Layout(
        name=path.stem,
        label=file.get(content, "label", str),
        money=_money(file, file.get(content, "money", dict)),
        percent_sign=file.get(file.get(content, "percent", dict), "sign", str),
        goal_pattern=_pattern(file, "goals", "text"),
        title_pattern=_pattern(file, "title", "title"),
        heading_level=_heading_level(file),
        page=_page(file, file.get(content, "page", dict)),
        fonts=_fonts(file, file.get(content, "fonts", dict)),
        styles=styles,
        slot_styles=_slot_styles(file, styles),
        category_break=file.get(categories, "break_before", str, ""),
        categories=_category_names(file, categories),
        sections=sections,
        edges=tuple(sorted({edge for section in sections for edge in section.edges})),
    )
    return layout


def _money(file: LayoutFile, money: dict[str, Any]) -> MoneyFormat:
    unit = file.get(money, "unit", str)
    if unit not in MONEY_UNITS:
        raise file.fault(f"金额单位只能是“元”或“万元”，不能是“{unit}”。")
    decimals = file.get(money, "decimals", int)
    return MoneyFormat(
        unit, decimals, file.get(money, "zero", str, ""), file.get(money, "prints_unit", bool, False)
    )


def _pattern(file: LayoutFile, table: str, slot: str) -> str:
    pattern = file.get(file.get(file.content, table, dict), "pattern", str)
    if f"{{{slot}}}" not in pattern:
        raise file.fault(f"[{table}] 的 pattern 里没有“{{{slot}}}”。")
    return pattern


def _heading_level(file: LayoutFile) -> int:
    level = file.get(file.get(file.content, "title", dict), "heading_level", int)
    if not 2 <= level <= 9:
        raise file.fault(f"[title] 的 heading_level 应是 2 至 9，不能是 {level}。")
    return level


def _page(file: LayoutFile, page: dict[str, Any]) -> Page:
    return Page(*(file.get(page, key, float) for key in ("top_mm", "bottom_mm", "left_mm", "right_mm")))


def _fonts(file: LayoutFile, fonts: dict[str, Any]) -> Fonts:
    places = ("cover", "unit_line", "title", "heading", "body", "table", "page_number")
    named = {place: file.get(fonts, place, dict) for place in places}
    return Fonts(
        latin=file.get(fonts, "latin", str),
        **{
            place: Font(file.get(font, "name", str), file.get(font, "size", float))
            for place, font in named.items()
        },
    )


def _cell_style(file: LayoutFile, style: dict[str, Any]) -> CellStyle:
    align = file.get(style, "align", str)
    if align not in ("left", "center", "right"):
        raise file.fault(f"align 只能是 left、center、right，不能是“{align}”。")
    return CellStyle(align, file.get(style, "bold", bool, False), file.get(style, "border", bool, True))


def _slot_styles(file: LayoutFile, styles: dict[str, CellStyle]) -> dict[str, str]:
    named = {"indicator.level1": "category", "indicator.level2": "category", "goal.number": "label"}
    named |= file.get(file.content, "slot_styles", dict, {})
    for slot, style in named.items():
        if slot not in (*HEAD_SLOTS, *INDICATOR_SLOTS, "goal.number", "goal.text"):
            raise file.fault(f"[slot_styles] 里有不认识的内容“{slot}”。")
        _check_style(file, styles, style)
    return named


def _check_style(file: LayoutFile, styles: dict[str, CellStyle], style: str) -> None:
    if style not in styles:
        raise file.fault(f"没有名为“{style}”的样式，[styles] 里有：{'、'.join(styles)}。")


def _category_names(file: LayoutFile, categories: dict[str, Any]) -> CategoryNames:
    moves = file.get(categories, "moves", list, [])
    return CategoryNames(
        level1_order=tuple(file.get(categories, "level1_order", list)),
        level1=file.get(categories, "level1", dict, {}),
        level2=file.get(categories, "level2", dict, {}),
        moves={_category(file, move, "from"): _category(file, move, "to") for move in moves},
    )


def _category(file: LayoutFile, move: dict[str, Any], key: str) -> tuple[str, str]:
    names = [name.strip() for name in file.get(move, key, str).split("/")]
    if len(names) != 2:
        raise file.fault(f"[[categories.moves]] 的 {key} 应写成“一级指标 / 二级指标”。")
    return names[0], names[1]


def _sections(file: LayoutFile, styles: dict[str, CellStyle]) -> tuple[Section, ...]:
    tables = file.get(file.content, "section", list)
    for name in ("label", "header", "category", "text"):
        _check_style(file, styles, name)
    numbers = accumulate(int(file.get(table, "new_table", bool, False)) for table in tables)
    pictures = zip(tables, file.pictures(), numbers, strict=True)
    sections = tuple(_section(file, styles, *picture) for picture in pictures)
    for section in sections:
        if section.edges[-1] != sections[0].edges[-1]:
            raise file.fault(
                f"第{sections.index(section) + 1}段总宽{section.edges[-1] / 100:g}毫米，"
                f"第1段总宽{sections[0].edges[-1] / 100:g}毫米，各段总宽须相同。"
            )
    return sections


def _section(
    file: LayoutFile,
    styles: dict[str, CellStyle],
    table: dict[str, Any],
    lines: list[SourceLine],
    number: int,
) -> Section:
    widths = [round(_width(file, width) * 100) for width in file.get(table, "widths_mm", list)]
    column_styles = tuple(file.get(table, "styles", list, []))
    for style in column_styles:
        _check_style(file, styles, style)
    return Section(
        edges=tuple(accumulate(widths, initial=0)),
        lines=read_picture(lines, len(widths)),
        styles=column_styles,
        row_height_mm=file.get(table, "row_height_mm", float),
        is_header=file.get(table, "header", bool, False),
        table=number,
    )


def _width(file: LayoutFile, width: object) -> float:
    if not isinstance(width, int | float) or not 0 < width < 300:
        raise file.fault(f"widths_mm 里的“{width}”不是宽度，应是毫米数。")
    return width
