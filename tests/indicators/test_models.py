"""Schemes by layout and year, categories, library indicators."""

import pytest
from django.db import IntegrityError, transaction

from indicators.models import IndicatorCategory, IndicatorScheme, LibraryIndicator


@pytest.fixture
def make_scheme(db):
    def make(code, first_year, last_year=None, layout="hebei_integrated"):
        return IndicatorScheme.objects.create(
            code=code, name=code, layout=layout, first_year=first_year, last_year=last_year
        )

    return make


@pytest.mark.parametrize(
    ("year", "code"),
    [(2014, None), (2015, "old"), (2021, "old"), (2022, "new"), (2030, "new")],
)
def test_for_layout_finds_the_scheme_in_force(year, code, make_scheme):
    make_scheme("old", 2015, 2021)
    make_scheme("new", 2022)
    make_scheme("other", 2010, layout="mof_2021")

    scheme = IndicatorScheme.objects.for_layout("hebei_integrated", year)

    assert (scheme and scheme.code) == code


def test_for_layout_takes_the_later_of_two(make_scheme):
    make_scheme("open", 2015)
    later = make_scheme("later", 2020)

    assert IndicatorScheme.objects.for_layout("hebei_integrated", 2021) == later


@pytest.fixture
def output(make_scheme):
    scheme = make_scheme("hebei", 2015)
    return IndicatorCategory.objects.create(scheme=scheme, level=1, name="产出指标", order=1)


@pytest.fixture
def quantity(output):
    return IndicatorCategory.objects.create(
        scheme=output.scheme, parent=output, level=2, name="数量指标", order=2
    )


@pytest.fixture
def library_indicator(db):
    return LibraryIndicator.objects.create(
        domain="机关运转", level1="产出指标", level2="数量指标", name="在职人员人数", direction="exact"
    )


def test_str(quantity, library_indicator):
    assert str(quantity) == "数量指标"
    assert str(quantity.scheme) == "hebei"
    assert str(library_indicator) == "在职人员人数"


def test_natural_keys(output, quantity, library_indicator):
    for row in (output.scheme, output, quantity, library_indicator):
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row


@pytest.mark.parametrize(
    ("level", "has_parent", "name"),
    [(1, True, "其他"), (2, False, "其他"), (1, False, "产出指标"), (2, True, "数量指标")],
)
def test_categories_the_database_refuses(level, has_parent, name, output, quantity):
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorCategory.objects.create(
            scheme=output.scheme, parent=output if has_parent else None, level=level, name=name, order=3
        )
