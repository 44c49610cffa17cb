"""The reference data that comes along: schemes of three layouts, the indicator library."""

import pytest
from django.core.management import call_command

from documents.layout import layout_names
from indicators.models import IndicatorCategory, IndicatorScheme, LibraryIndicator

REFERENCE = ("schemes", "library")


@pytest.fixture
def reference(db):
    call_command("loaddata", *REFERENCE, verbosity=0)


def tree(code):
    categories = IndicatorCategory.objects.filter(scheme__code=code).select_related("parent")
    level1 = [category for category in categories if category.level == 1]
    return {parent.name: [c.name for c in categories if c.parent_id == parent.pk] for parent in level1}


OUTPUT = ["数量指标", "质量指标", "时效指标"]
BENEFIT = ["经济效益指标", "社会效益指标", "生态效益指标"]
SATISFACTION = ["服务对象满意度指标"]


def test_trees(reference):
    assert tree("hebei_integrated") == {
        "产出指标": [*OUTPUT, "成本指标"],
        "效益指标": [*BENEFIT, "可持续影响指标"],
        "满意度指标": SATISFACTION,
    }
    assert tree("tangshan_gaoxin") == {
        "产出指标": [*OUTPUT, "成本指标"],
        "效果指标": [*BENEFIT, "可持续性影响"],
        "满意度指标": SATISFACTION,
    }
    assert tree("mof_2021") == {
        "成本指标": ["经济成本指标", "社会成本指标", "生态环境成本指标"],
        "产出指标": OUTPUT,
        "效益指标": [*BENEFIT, "可持续影响指标"],
        "满意度指标": SATISFACTION,
    }


def required(code):
    categories = IndicatorCategory.objects.filter(scheme__code=code, is_required=True)
    return list(categories.values_list("name", flat=True))


def test_required_categories(reference):
    assert required("hebei_integrated") == ["产出指标", *OUTPUT, "效益指标", "满意度指标", *SATISFACTION]
    assert required("tangshan_gaoxin") == ["产出指标", *OUTPUT, "效果指标", "满意度指标", *SATISFACTION]
    assert required("mof_2021") == ["产出指标", "效益指标"]


def test_every_layout_has_a_scheme_for_this_year(reference):
    schemes = {name: IndicatorScheme.objects.for_layout(name, 2026) for name in layout_names()}

    assert {name: scheme.code for name, scheme in schemes.items()} == {name: name for name in layout_names()}


def test_names_and_aliases_are_told_apart(reference):
    """Within one parent, a name on paper leads to one category."""
    for parent in (None, *IndicatorCategory.objects.filter(level=1)):
        for scheme in IndicatorScheme.objects.all():
            siblings = IndicatorCategory.objects.filter(scheme=scheme, parent=parent)
            names = [name for c in siblings for name in (c.name, *c.aliases)]
            assert sorted(names) == sorted(set(names))


def test_library_names_categories_of_the_hebei_scheme(reference):
    named = set(LibraryIndicator.objects.values_list("level1", "level2"))

    known = {(level1, level2) for level1, names in tree("hebei_integrated").items() for level2 in names}
    assert LibraryIndicator.objects.count() == 241
    assert named == known


def test_library_rows_are_valid(reference):
    for indicator in LibraryIndicator.objects.all():
        indicator.full_clean(validate_unique=False, validate_constraints=False)


def test_reference_is_loadable_twice(reference):
    counts = [model.objects.count() for model in (IndicatorScheme, IndicatorCategory, LibraryIndicator)]

    call_command("loaddata", *REFERENCE, verbosity=0)

    again = [model.objects.count() for model in (IndicatorScheme, IndicatorCategory, LibraryIndicator)]
    assert counts == again == [3, 39, 241]
