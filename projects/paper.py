"""A project's table on screen: which layout, which Grid, which HTML; the same Grid that is filed."""

from dataclasses import replace
from functools import lru_cache

from django.utils.safestring import SafeString

from documents.build import build
from documents.errors import LayoutError
from documents.goal_table import GoalTable
from documents.grid import Grid
from documents.layout import CellStyle, Layout, layout_names, load_layout
from documents.writers.html import render_grid
from units.models import BudgetUnit


def layout_for(unit: BudgetUnit, name: str = "") -> Layout:
    """Return the layout of that name, else the unit's own, with amounts in the unit's money unit.

    A name that is no layout is as good as none.
    """
    try:
        layout = load_layout(name or unit.layout)
    except LayoutError:
        layout = load_layout(unit.layout)
    return layout.in_money_unit(unit.money_unit)


def layout_choices() -> list[Layout]:
    return [load_layout(name) for name in layout_names()]


def table_html(table: GoalTable, unit: BudgetUnit, layout: Layout) -> SafeString:
    """Return a unit's table as the HTML of a form; categories in the layout's words where it is not the unit's own."""
    return grid_html(grid_of(table, unit, layout), layout)


def grid_of(table: GoalTable, unit: BudgetUnit, layout: Layout) -> Grid:
    """Return the Grid of a table of the unit, as it stands in a filing of that unit."""
    head_unit = (unit.code or None, unit.name)
    return build(on_paper(table, layout, own_layout=unit.layout, head_unit=head_unit), layout)


def on_paper(
    table: GoalTable, layout: Layout, *, own_layout: str, head_unit: tuple[str | None, str | None]
) -> GoalTable:
    """Return the table as it goes on paper, on screen and in every file.

    In its own layout a table prints exactly what it says, in another one its categories take that layout's words.
    Where the form can do without the unit, the head of the filing alone names its unit, given as code and name.
    """
    if own_layout != layout.name:
        table = layout.adapt(table)
    if (table.unit_code, table.unit_name) == head_unit and not _always_prints_unit(layout):
        table = replace(table, unit_code=None, unit_name=None)
    return table


@lru_cache(maxsize=64)
def _always_prints_unit(layout: Layout) -> bool:
    """Tell whether the form has a place for the unit even where a table names none."""
    grid = build(GoalTable(), layout)
    return any(cell.address.partition(".")[0] == "unit" for cell in grid.cells)


def grid_html(grid: Grid, layout: Layout, cell_content=None, row_attributes=None) -> SafeString:
    """Return a Grid as HTML. The only place where HTML made by hand is trusted: render_grid escapes every text."""
    html = render_grid(grid, caption=grid.title, cell_content=cell_content, row_attributes=row_attributes)
    return SafeString(f'<div class="layout-{layout.name}">{html}</div>')


def layouts_css() -> str:
    """Return a style sheet that sets the cells of every layout as the layout's file says."""
    return "".join(
        f".layout-{layout.name} .cell-{name} {{ {_declarations(style)} }}\n"
        for layout in layout_choices()
        for name, style in layout.styles.items()
    )


def _declarations(style: CellStyle) -> str:
    weight = "700" if style.bold else "400"
    border = "" if style.border else " border-style: none;"
    return f"text-align: {style.align}; font-weight: {weight};{border}"
