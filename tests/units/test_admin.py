"""The administration: which roles may look, add and change, how far they reach, and what it leaves in the trail."""

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.urls import reverse

from projects.models import FiscalYear
from reviews.actions import perform
from reviews.transitions import Verb
from tests.cast import write_clean_table
from tests.units.administration import change, change_url, listed
from units.enums import Role
from units.models import AuditEntry, BudgetUnit

MODELS = {
    "units_fiscalregion": ("administrator", "write"),
    "units_budgetunit": ("administrator", "write"),
    "indicators_indicatorscheme": ("administrator", "write"),
    "indicators_indicatorcategory": ("administrator", "write"),
    "indicators_libraryindicator": ("administrator", "write"),
    "projects_fiscalyear": ("administrator", "write"),
    "units_membership": ("security_administrator", "write"),
    "auth_user": ("security_administrator", "write"),
    "units_auditentry": ("auditor", "read"),
    "projects_project": ("administrator auditor", "read"),
    "projects_importbatch": ("administrator auditor", "read"),
    "reviews_reviewrecord": ("administrator auditor", "read"),
    "reviews_tableversion": ("administrator auditor", "read"),
}


def rights(client, model):
    """Return which pages of a model open: list and form for a new row."""
    opened = {
        page: client.get(reverse(f"admin:{model}_{page}")).status_code for page in ("changelist", "add")
    }
    return {page for page, status in opened.items() if status == 200}


PAGES = {"write": {"changelist", "add"}, "read": {"changelist"}}


def test_every_role_on_every_model(cast, client):
    expected, opened = {}, {}
    for role, user in cast.items():
        user.is_staff = True
        user.save()
        client.force_login(user)
        for model, (roles, kind) in MODELS.items():
            expected[role, model] = PAGES[kind] if role in roles.split() else set()
            opened[role, model] = rights(client, model)

    assert opened == expected


def test_registered_models():
    ours = {"units", "indicators", "projects", "reviews", "auth"}
    registered = {model._meta.label_lower.replace(".", "_") for model in admin.site._registry}

    assert {name for name in registered if name.partition("_")[0] in ours} == set(MODELS)


def test_superuser_edits_what_editors_edit_and_no_more(client, superuser):
    client.force_login(superuser)

    assert {model: rights(client, model) for model in MODELS} == {
        model: PAGES[kind] for model, (_, kind) in MODELS.items()
    }


def test_people_without_staff_flag_stay_out(client, author):
    client.force_login(author)

    assert rights(client, "units_budgetunit") == set()


COUNTY = {"001区财政局", "304区商务局", "304001区商务局本级"}


def test_administrator_reaches_the_own_tree(client, administrator, unit, foreign_unit):
    client.force_login(administrator)

    assert listed(client, "units_budgetunit") == COUNTY
    assert change(client, foreign_unit).status_code == 302
    assert client.get(change_url(unit)).status_code == 200


def unit_fields(unit, **changes):
    fields = {
        "region": unit.region_id,
        "parent": unit.parent_id or "",
        "code": unit.code,
        "name": unit.name,
        "money_unit": "万元",
        "layout": "hebei_integrated",
    }
    return fields | changes


@pytest.fixture
def schemes(db):
    call_command("loaddata", "schemes", verbosity=0)


def test_administrator_adds_a_unit(client, administrator, schemes, department):
    client.force_login(administrator)

    response = client.post(
        reverse("admin:units_budgetunit_add"),
        unit_fields(department, parent=department.pk, code="304009", name="统计所", layout="mof_2021"),
    )

    assert response.status_code == 302
    unit = BudgetUnit.objects.get(name="统计所")
    assert (unit.path, unit.layout) == (f"{department.path}{unit.pk}/", "mof_2021")
    entry = AuditEntry.objects.get(action="create")
    assert (entry.actor, entry.unit, entry.before) == (administrator, unit, None)
    assert (entry.after["name"], entry.after["parent"]) == ("统计所", department.pk)


def test_administrator_moves_a_unit_with_its_subtree(
    client, administrator, schemes, bureau, unit, child_unit
):
    before = unit.parent_id
    client.force_login(administrator)

    response = change(client, unit, **unit_fields(unit, parent=bureau.pk))

    assert response.status_code == 302
    child_unit.refresh_from_db()
    assert child_unit.path == f"/{bureau.pk}/{unit.pk}/{child_unit.pk}/"
    entry = AuditEntry.objects.get(action="change")
    assert (entry.before, entry.after) == ({"parent": before}, {"parent": bureau.pk})


@pytest.mark.parametrize("parent", ["", "foreign_unit"])
def test_administrator_puts_no_unit_beyond_the_own_tree(
    parent, client, administrator, schemes, unit, foreign_unit
):
    client.force_login(administrator)

    response = change(client, unit, **unit_fields(unit, parent=parent and foreign_unit.pk))

    assert response.status_code == 200
    assert list(response.context["adminform"].form.errors) == ["parent"]


def test_top_of_the_own_tree_stays_where_it_is(client, make_user, schemes, bureau, department, unit):
    client.force_login(make_user("admin304", Role.SYSTEM_ADMINISTRATOR, department, is_staff=True))

    change(client, department, **unit_fields(department, parent=unit.pk, name="区商务和投资促进局"))

    department.refresh_from_db()
    assert (department.name, department.parent) == ("区商务和投资促进局", bureau)


def test_top_of_the_whole_tree_can_be_renamed(client, administrator, schemes, bureau):
    client.force_login(administrator)

    response = change(client, bureau, **unit_fields(bureau, name="区财政和国资局"))

    assert response.status_code == 302
    assert BudgetUnit.objects.get(pk=bureau.pk).name == "区财政和国资局"


def test_what_belongs_to_everybody_is_for_the_top(client, make_user, department):
    client.force_login(make_user("admin304", Role.SYSTEM_ADMINISTRATOR, department, is_staff=True))

    writable = {model for model, (roles, _) in MODELS.items() if rights(client, model) == PAGES["write"]}

    assert writable == {"units_budgetunit"}


def test_nothing_is_deleted(client, cast, superuser, unit, fiscal_year):
    for user in (*cast.values(), superuser):
        client.force_login(user)
        for row in (unit, fiscal_year):
            meta = row._meta
            url = reverse(f"admin:{meta.app_label}_{meta.model_name}_delete", args=[row.pk])
            client.post(url, {"post": "yes"})

    assert BudgetUnit.objects.filter(pk=unit.pk).exists()
    assert FiscalYear.objects.filter(pk=fiscal_year.pk).exists()


def test_administrator_closes_a_year(client, administrator, fiscal_year):
    client.force_login(administrator)

    change(client, fiscal_year, year=2026, is_closed="on")

    entry = AuditEntry.objects.get(action="change")
    assert (entry.before, entry.after, entry.unit) == ({"is_closed": False}, {"is_closed": True}, None)


def test_auditor_reads_the_trail_of_the_own_tree(client, auditor, author, outsider):
    for user in (author, outsider):
        client.force_login(user)
    client.force_login(auditor)

    response = client.get(reverse("admin:units_auditentry_changelist"))

    assert {entry.label for entry in response.context["cl"].queryset} == {"author", "auditor"}


def test_tables_are_looked_at_and_never_changed(
    client, administrator, auditor, author, project, make_project, foreign_unit
):
    make_project("邻县的表", unit=foreign_unit)
    write_clean_table(project)
    perform(project.pk, Verb.SUBMIT, author, lock_version=0)
    rows = (project, project.versions.get(), project.review_records.get())
    for user in (administrator, auditor):
        client.force_login(user)
        assert listed(client, "projects_project") == {"招商引资经费"}
        assert listed(client, "reviews_tableversion") == {"招商引资经费 第1版"}
        for row in rows:
            assert client.get(change_url(row)).status_code == 200
            assert change(client, row, name="改名", status="approved").status_code == 403

    project.refresh_from_db()
    assert (project.name, project.status) == ("招商引资经费", "submitted")


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_units_in_constant_queries(
    count, client, administrator, bureau, region, django_assert_num_queries
):
    for number in range(count):
        BudgetUnit.objects.create(region=region, parent=bureau, name=f"单位{number}")
    client.force_login(administrator)

    with django_assert_num_queries(13):
        client.get(reverse("admin:units_budgetunit_changelist"))
