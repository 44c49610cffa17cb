"""Editing schemes and categories."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from indicators.models import IndicatorCategory, IndicatorScheme
from units.models import AuditEntry


@pytest.fixture(autouse=True)
def _schemes(db, client, administrator):
    call_command("loaddata", "schemes", verbosity=0)
    client.force_login(administrator)


@pytest.fixture
def quantity():
    return IndicatorCategory.objects.get(scheme__code="hebei_integrated", name="数量指标")


def fields_of(category, **changes):
    fields = {
        "scheme": category.scheme_id,
        "level": category.level,
        "parent": category.parent_id or "",
        "name": category.name,
        "aliases": "\n".join(category.aliases),
        "is_required": "on",
        "order": category.order,
    }
    return fields | changes


def post(client, category, **changes):
    url = reverse("admin:indicators_indicatorcategory_change", args=[category.pk])
    return client.post(url, fields_of(category, **changes))


def test_aliases_are_edited_line_by_line(client, quantity):
    page = client.get(reverse("admin:indicators_indicatorcategory_change", args=[quantity.pk]))
    shown = page.context["adminform"].form["aliases"].value()

    response = post(client, quantity, aliases="数量\r\n\r\n 产出数量 \r\n")

    quantity.refresh_from_db()
    assert response.status_code == 302
    assert shown == "数量"
    assert quantity.aliases == ["数量", "产出数量"]
    entry = AuditEntry.objects.get(action="change")
    assert (entry.before, entry.after) == ({"aliases": ["数量"]}, {"aliases": ["数量", "产出数量"]})


def test_unchanged_aliases_are_no_change(client, quantity):
    post(client, quantity, name="数量类指标")

    assert AuditEntry.objects.get(action="change").after == {"name": "数量类指标"}


def test_new_category(client, quantity):
    fields = fields_of(quantity, name="其他指标", aliases="", order=199)

    response = client.post(reverse("admin:indicators_indicatorcategory_add"), fields)

    assert response.status_code == 302
    assert IndicatorCategory.objects.get(name="其他指标").aliases == []


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"parent": ""}, {"level": ["二级指标须选择所属的一级指标，一级指标不能选择。"]}),
        ({"level": 1}, {"level": ["二级指标须选择所属的一级指标，一级指标不能选择。"]}),
        ({"parent": "itself"}, {"parent": ["请选择同一指标体系的一级指标。"]}),
        ({"parent": "elsewhere"}, {"parent": ["请选择同一指标体系的一级指标。"]}),
    ],
)
def test_category_in_a_wrong_place(changes, errors, client, quantity):
    elsewhere = IndicatorCategory.objects.get(scheme__code="mof_2021", name="产出指标")
    places = {"itself": quantity.pk, "elsewhere": elsewhere.pk}
    changes = {name: places.get(value, value) for name, value in changes.items()}

    response = post(client, quantity, **changes)

    found = response.context["adminform"].form.errors
    assert {name: found[name] for name in errors} == errors


def test_scheme_is_for_a_layout_that_there_is(client):
    url = reverse("admin:indicators_indicatorscheme_add")
    fields = {"code": "hebei_2027", "name": "河北2027", "first_year": 2027, "last_year": ""}

    refused = client.post(url, fields | {"layout": "nowhere"})
    accepted = client.post(url, fields | {"layout": "hebei_integrated"})

    assert list(refused.context["adminform"].form.errors) == ["layout"]
    assert accepted.status_code == 302
    assert IndicatorScheme.objects.for_layout("hebei_integrated", 2027).code == "hebei_2027"
