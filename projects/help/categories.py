"""Categories of the indicator library in the words of a unit's form, and back."""

from documents.goal_table import IndicatorRow
from documents.layout import load_layout
from projects.checks.categories import Kind2, kinds_of

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


def in_words_of(layout_name: str, level1: str, level2: str) -> tuple[str, str]:
    """Return the two names as the forms of a layout print them; names it does not know stay."""
    (row,) = load_layout(layout_name).categories.adapt([IndicatorRow(level1, level2, "")])
    return row.level1, row.level2


def rank_of(level1: str, level2: str) -> int:
    """Return where a category stands in the order of the form, unknown ones last."""
    return _RANKS.get(kind_of(level1, level2), len(_RANKS))
