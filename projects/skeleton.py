"""The table a new project starts with: a row for each category that the scheme in force requires."""

from documents.goal_table import GoalTable, IndicatorRow
from indicators.models import IndicatorScheme


def categories_for(unit, fiscal_year) -> list[tuple[str, list[str]]]:
    """Return the scheme's categories as (level-1 name, level-2 names), empty where no scheme is in force."""
    scheme = IndicatorScheme.objects.for_layout(unit.layout, fiscal_year.year)
    if scheme is None:
        return []
    categories = list(scheme.categories.order_by("order", "pk"))
    return [
        (level1.name, [level2.name for level2 in categories if level2.parent_id == level1.pk])
        for level1 in categories
        if level1.level == 1
    ]


def skeleton_of(unit, fiscal_year, name: str) -> GoalTable:
    """Return a table with nothing but its name and one empty row for each level-2 category of the scheme."""
    categories = categories_for(unit, fiscal_year)
    rows = (IndicatorRow(level1, level2, "") for level1, names in categories for level2 in names)
    return GoalTable(project_name=name, indicators=tuple(rows))
