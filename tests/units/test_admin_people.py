"""Accounts, memberships and the audit trail in the administration."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from django.utils.html import strip_tags

from tests.units.administration import change, change_url, listed
from units.models import AuditEntry, BudgetUnit, Membership


def test_superuser_sets_up_a_county(client, superuser, region):
    call_command("loaddata", "schemes", verbosity=0)
    client.force_login(superuser)

    top = {"region": region.pk, "parent": "", "code": "001", "name": "财政局", "money_unit": "元"}
    client.post(reverse("admin:units_budgetunit_add"), top | {"layout": "hebei_integrated"})
    grant = {"user": superuser.pk, "unit": BudgetUnit.objects.get().pk, "since": "2026-01-01", "until": ""}
    response = client.post(reverse("admin:units_membership_add"), grant | {"role": "security_administrator"})

    assert response.status_code == 200  # nobody, not even a superuser, grants a role to themselves
    assert list(response.context["adminform"].form.errors) == ["user"]


def grant(client, user, unit, role="author", **fields):
    fields = {"user": user.pk, "unit": unit.pk, "role": role, "since": "2026-01-01", "until": ""} | fields
    return client.post(reverse("admin:units_membership_add"), fields)


def test_security_administrator_grants_a_role(client, security_administrator, make_user, unit):
    user = make_user("newcomer")
    client.force_login(security_administrator)

    response = grant(client, user, unit)

    assert response.status_code == 302
    assert str(user.memberships.get()) == "newcomer 填报人 304001区商务局本级"
    entry = AuditEntry.objects.get(action="create")
    assert (entry.actor, entry.unit) == (security_administrator, unit)
    assert (entry.after["role"], entry.after["since"], entry.after["user"]) == (
        "author",
        "2026-01-01",
        user.pk,
    )


@pytest.mark.parametrize(
    ("role", "opens"), [("author", False), ("auditor", True), ("system_administrator", True)]
)
def test_administrative_roles_open_the_administration(
    role, opens, client, security_administrator, make_user, unit
):
    user = make_user("newcomer")
    client.force_login(security_administrator)

    grant(client, user, unit, role)

    user.refresh_from_db()
    assert user.is_staff is opens


@pytest.mark.parametrize(
    ("person", "place", "role", "field"),
    [
        ("security_administrator", "unit", "author", "user"),
        ("outsider", "unit", "author", "user"),
        ("newcomer", "foreign_unit", "author", "unit"),
        ("author", "unit", "auditor", "role"),
        ("auditor", "unit", "author", "role"),
        ("administrator", "unit", "security_administrator", "role"),
    ],
)
def test_grants_that_are_refused(
    person, place, role, field, client, cast, make_user, foreign_unit, request, security_administrator
):
    people = cast | {"newcomer": make_user("newcomer")}
    before = Membership.objects.count()
    client.force_login(security_administrator)

    response = grant(client, people[person], request.getfixturevalue(place), role)

    assert list(response.context["adminform"].form.errors) == [field]
    assert Membership.objects.count() == before


def test_security_administrator_ends_a_role(client, security_administrator, author, unit):
    membership = author.memberships.get()
    client.force_login(security_administrator)

    change(client, membership, until="2026-06-30", role="unit_reviewer", user=security_administrator.pk)

    membership.refresh_from_db()
    assert (membership.user, membership.role) == (author, "author")
    assert membership.until == datetime.date(2026, 6, 30)
    entry = AuditEntry.objects.get(action="change")
    assert (entry.before, entry.after) == ({"until": None}, {"until": "2026-06-30"})


def test_nobody_prolongs_their_own_rights(client, security_administrator):
    client.force_login(security_administrator)

    response = change(client, security_administrator.memberships.get(), until="2099-01-01")

    assert response.status_code == 403


def test_people_within_reach(client, cast, superuser, make_user, security_administrator):
    make_user("newcomer")
    client.force_login(security_administrator)

    assert listed(client, "auth_user") == set(cast) - {"outsider"} | {"newcomer"}


def test_security_administrator_makes_an_account(client, security_administrator):
    client.force_login(security_administrator)

    fields = {"username": "author304", "password1": "Tian-bao-2026", "password2": "Tian-bao-2026"}
    response = client.post(reverse("admin:auth_user_add"), fields | {"is_superuser": "on"})

    user = get_user_model().objects.get(username="author304")
    assert response.status_code == 302
    assert (user.is_superuser, user.is_staff) == (False, False)
    entry = AuditEntry.objects.get(action="create")
    assert (entry.label, entry.unit) == ("author304", None)
    assert {entry.after["username"], entry.after["password1"]} == {"author304", "******"}


def test_security_administrator_raises_nobody_to_superuser(client, security_administrator, author, unit):
    client.force_login(security_administrator)

    change(client, author, username="author", is_staff="on", is_superuser="on", groups="1")

    author.refresh_from_db()
    assert (author.is_staff, author.is_superuser, author.is_active) == (True, False, False)
    entry = AuditEntry.objects.get(action="change")
    assert entry.unit == unit
    assert entry.after == {"is_active": False, "is_staff": True}
    assert entry.before == {"is_active": True, "is_staff": False}


def test_security_administrator_sets_a_password(client, security_administrator, author):
    client.force_login(security_administrator)

    fields = {"password1": "Tian-bao-2026", "password2": "Tian-bao-2026", "usable_password": "true"}
    client.post(reverse("admin:auth_user_password_change", args=[author.pk]), fields)

    author.refresh_from_db()
    assert author.check_password("Tian-bao-2026")
    assert AuditEntry.objects.get(action="change").after == {"password": "******"}


def test_own_account_is_not_changed_here(client, security_administrator):
    client.force_login(security_administrator)

    assert change(client, security_administrator, username="boss").status_code == 403


def test_audit_entries_are_shown_in_words(client, auditor, security_administrator, make_user, unit):
    client.force_login(security_administrator)
    grant(client, make_user("newcomer"), unit)
    client.force_login(auditor)

    listed_page = client.get(reverse("admin:units_auditentry_changelist"), {"action": "create"})
    (entry,) = listed_page.context["cl"].queryset
    entry_page = client.get(change_url(entry))
    login_page = client.get(change_url(AuditEntry.objects.filter(action="login").first()))

    shown = dict(cell_of(entry_page))
    assert (shown["操作"], shown["对象类别"], strip_tags(shown["单位"])) == (
        "新增",
        "任职",
        "304001区商务局本级",
    )
    assert dict(cell_of(login_page))["对象类别"] == ""


def cell_of(page):
    for fieldset in page.context["adminform"]:
        for line in fieldset:
            for field in line:
                yield field.field["label"], field.contents()
