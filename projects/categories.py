"""From category names as printed to the categories of the scheme in force."""

from collections.abc import Iterable

from documents.text import squeeze
from indicators.models import IndicatorCategory, IndicatorScheme


class CategoryIndex:
    """The categories of one scheme by their names and aliases, white space apart."""

    def __init__(self, categories: Iterable[IndicatorCategory] = ()):
        """Take all categories of a scheme, or none where no scheme is in force."""
        self._level1: dict[str, int] = {}
        self._level2: dict[tuple[int, str], int] = {}
        for category in categories:
            for name in map(squeeze, (category.name, *category.aliases)):
                if category.level == 1:
                    self._level1.setdefault(name, category.pk)
                else:
                    self._level2.setdefault((category.parent_id, name), category.pk)

    def find(self, level1: str, level2: str) -> int | None:
        """Return the key of the level-2 category, of the level-1 category where only that is known, else None."""
        parent = self._level1.get(squeeze(level1))
        if parent is None:
            return None
        return self._level2.get((parent, squeeze(level2)), parent)


def category_index(layout: str, year: int) -> CategoryIndex:
    """Return the categories in force in the year for tables of a layout: two queries."""
    scheme = IndicatorScheme.objects.for_layout(layout, year)
    return CategoryIndex(scheme.categories.order_by("order") if scheme else ())
