"""A project's table on screen: which layout, which Grid, which HTML; the same Grid that is filed."""

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
    """Return a unit's table as it goes on paper; in its own layout a table prints exactly what it says."""
    return build(table if layout.name == unit.layout else layout.adapt(table), layout)


def grid_html(grid: Grid, layout: Layout, cell_content=None) -> SafeString:
    """Return a Grid as HTML. The only place where HTML made by hand is trusted: render_grid escapes every text."""
    html = render_grid(grid, caption=grid.title, cell_content=cell_content)
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
