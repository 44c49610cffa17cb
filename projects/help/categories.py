"""Categories of the indicator library in the words of a unit's form, and back."""

from collections.abc import Iterable

from documents.goal_table import IndicatorRow
from documents.layout import Layout, load_layout
from projects.checks.categories import Kind2, kinds_of
from projects.skeleton import categories_for

# The categories that the library knows, in its own words (see LibraryIndicator).
LIBRARY_CATEGORIES = {
    Kind2.QUANTITY: ("产出指标", "数量指标"),
    Kind2.QUALITY: ("产出指标", "质量指标"),
    Kind2.TIMELINESS: ("产出指标", "时效指标"),
    Kind2.COST: ("产出指标", "成本指标"),
    Kind2.ECONOMIC: ("效益指标", "经济效益指标"),
    Kind2.SOCIAL: ("效益指标", "社会效益指标"),
    Kind2.ECOLOGICAL: ("效益指标", "生态效益指标"),
    Kind2.SUSTAINED: ("效益指标", "可持续影响指标"),
    Kind2.SATISFACTION: ("满意度指标", "服务对象满意度指标"),
}
_RANKS = {kind: rank for rank, kind in enumerate(LIBRARY_CATEGORIES)}


def kind_of(level1: str, level2: str) -> Kind2 | None:
    """Return what a row's categories mean, None where they are blank or unknown."""
    return kinds_of(level1, level2)[1]


def library_level2(kind: Kind2 | None) -> str:
    """Return the library's level-2 name, "" for an unknown kind."""
    return LIBRARY_CATEGORIES[kind][1] if kind else ""


class FormWords:
    """Category names as the forms of a unit print them: those of the scheme in force, else of the layout."""

    def __init__(self, layout: Layout, categories: Iterable[tuple[str, Iterable[str]]] = ()):
        """Take the scheme's categories as (level-1 name, level-2 names), none where no scheme is in force."""
        self._layout = layout
        self._names = [(level1, level2) for level1, names in categories for level2 in names]
        self._by_kind = {kind_of(*names): names for names in reversed(self._names)}

    def __call__(self, level1: str, level2: str) -> tuple[str, str]:
        """Return two names in the words of the form; what it does not know stays."""
        (row,) = self._layout.categories.adapt([IndicatorRow(level1, level2, "")])
        named, kind = (row.level1, row.level2), kind_of(row.level1, row.level2)
        return named if named in self._names or kind is None else self._by_kind.get(kind, named)


def words_for(unit, fiscal_year) -> FormWords:
    """Return the words of a unit's forms of a year: two queries."""
    return FormWords(load_layout(unit.layout), categories_for(unit, fiscal_year))


def rank_of(level1: str, level2: str) -> int:
    """Return where a category stands in the order of the form, unknown ones last."""
    return _RANKS.get(kind_of(level1, level2), len(_RANKS))
