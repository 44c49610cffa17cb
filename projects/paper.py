"""A project's table on screen: which layout, which Grid, which HTML; the same Grid that is filed."""

from django.utils.safestring import SafeString

from documents.build import build
from documents.errors import LayoutError
from documents.grid import Grid
from documents.layout import Layout, layout_names, load_layout
from documents.writers.html import render_grid


def layout_for(unit, name: str = "") -> Layout:
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


def table_html(table, layout: Layout) -> SafeString:
    """Return a goal table as the HTML of its form, with the categories in the layout's own words."""
    return grid_html(build(layout.adapt(table), layout))


def grid_html(grid: Grid, cell_content=None) -> SafeString:
    """Return a Grid as HTML. The only place where HTML made by hand is trusted: render_grid escapes every text."""
    return SafeString(render_grid(grid, caption=grid.title, cell_content=cell_content))
