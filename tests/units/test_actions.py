"""Verbs on units and memberships."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from units.actions import create_unit, end_role, grant_role, move_unit
from units.enums import Role
from units.memberships import has_role_at
from units.models import AuditEntry, BudgetUnit, Membership

TODAY = datetime.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)


def test_create_unit(region, department, administrator):
    unit = create_unit(
        region, department, "统计所", actor=administrator, code="304009", money_unit="元", layout="mof_2021"
    )

    unit.refresh_from_db()
    assert (unit.name, unit.code, unit.money_unit, unit.layout) == ("统计所", "304009", "元", "mof_2021")
    assert unit.path == f"{department.path}{unit.pk}/"
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.unit) == (administrator, "create_unit", unit)
    assert entry.after == {"parent": "304区商务局"}


def test_create_unit_at_the_top(region, administrator):
    unit = create_unit(region, None, "区教育局", actor=administrator)

    assert unit.path == f"/{unit.pk}/"
    assert AuditEntry.objects.get().after == {"parent": None}


def test_create_unit_with_a_code_in_use(region, unit, administrator):
    with pytest.raises(ValidationError):
        create_unit(region, None, "另一单位", actor=administrator, code=unit.code)

    assert BudgetUnit.objects.filter(name="另一单位").count() == 0
    assert AuditEntry.objects.count() == 0


def test_move_unit_with_its_subtree(bureau, department, unit, child_unit, sibling_unit, administrator):
    move_unit(unit.pk, bureau, actor=administrator)

    paths = dict(BudgetUnit.objects.values_list("pk", "path"))
    assert paths == {
        bureau.pk: f"/{bureau.pk}/",
        department.pk: f"/{bureau.pk}/{department.pk}/",
        sibling_unit.pk: f"/{bureau.pk}/{department.pk}/{sibling_unit.pk}/",
        unit.pk: f"/{bureau.pk}/{unit.pk}/",
        child_unit.pk: f"/{bureau.pk}/{unit.pk}/{child_unit.pk}/",
    }
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.before, entry.after) == (
        "move_unit",
        {"parent": "304区商务局"},
        {"parent": "001区财政局"},
    )


def test_move_unit_to_the_top_and_back(department, unit, child_unit, administrator):
    move_unit(unit.pk, None, actor=administrator)
    at_the_top = BudgetUnit.objects.get(pk=child_unit.pk).path

    move_unit(unit.pk, department, actor=administrator)

    assert at_the_top == f"/{unit.pk}/{child_unit.pk}/"
    assert BudgetUnit.objects.get(pk=child_unit.pk).path == child_unit.path


@pytest.mark.parametrize("parent", ["unit", "child_unit", "foreign_unit"])
def test_move_unit_where_it_cannot_stand(parent, unit, child_unit, foreign_unit, administrator):
    places = {"unit": unit, "child_unit": child_unit, "foreign_unit": foreign_unit}

    with pytest.raises(ValidationError):
        move_unit(unit.pk, places[parent], actor=administrator)

    assert BudgetUnit.objects.get(pk=unit.pk).path == unit.path
    assert AuditEntry.objects.count() == 0


def test_grant_role(author, sibling_unit, security_administrator):
    membership = grant_role(author, sibling_unit, Role.UNIT_REVIEWER, actor=security_administrator)

    assert (membership.since, membership.until) == (TODAY, None)
    assert has_role_at(author, {Role.UNIT_REVIEWER}, sibling_unit)
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.action, entry.unit) == (security_administrator, "grant_role", sibling_unit)
    assert entry.after == {"role": "unit_reviewer", "since": "2026-11-20", "until": None}


def test_grant_role_opens_the_administration_once(make_user, unit, child_unit, security_administrator):
    user = make_user("newcomer")
    grant_role(user, unit, Role.AUDITOR, actor=security_administrator)
    grant_role(user, child_unit, Role.AUDITOR, actor=security_administrator)

    user.refresh_from_db()
    assert user.is_staff


def test_grant_role_for_a_term(colleague, unit, security_administrator):
    until = TODAY + datetime.timedelta(days=30)

    grant_role(colleague, unit, Role.UNIT_REVIEWER, actor=security_administrator, since=TODAY, until=until)

    assert AuditEntry.objects.get().after["until"] == "2026-12-20"


def test_grant_role_that_ends_before_it_begins(colleague, unit, security_administrator):
    with pytest.raises(ValidationError):
        grant_role(
            colleague, unit, Role.UNIT_REVIEWER, actor=security_administrator, until=datetime.date(2026, 1, 1)
        )

    assert colleague.memberships.count() == 1


ROLES = tuple(Role)
COMPATIBLE = {Role.AUTHOR, Role.UNIT_REVIEWER, Role.DEPARTMENT_REVIEWER, Role.FINANCE_REVIEWER}


@pytest.mark.parametrize("held", ROLES)
@pytest.mark.parametrize("granted", ROLES)
def test_grant_role_beside_another(held, granted, make_user, unit, child_unit, security_administrator):
    user = make_user("someone", held, unit)
    is_allowed = held == granted or {held, granted} <= COMPATIBLE

    try:
        grant_role(user, child_unit, granted, actor=security_administrator)
    except ValidationError:
        assert (is_allowed, user.memberships.count()) == (False, 1)
    else:
        assert (is_allowed, user.memberships.count()) == (True, 2)


def test_grant_role_after_another_has_ended(auditor, unit, security_administrator):
    end_role(auditor.memberships.get().pk, actor=security_administrator)

    grant_role(auditor, unit, Role.AUTHOR, actor=security_administrator)

    assert auditor.memberships.count() == 2


def test_end_role_acts_at_once(author, unit, security_administrator):
    membership = author.memberships.get()

    end_role(membership.pk, actor=security_administrator)

    membership.refresh_from_db()
    assert membership.until == datetime.date(2026, 11, 19)
    assert not has_role_at(author, {Role.AUTHOR}, unit)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.before, entry.after) == (
        "end_role",
        {"since": "2020-01-01", "until": None},
        {"since": "2020-01-01", "until": "2026-11-19"},
    )


def test_end_role_that_began_today(make_user, unit, security_administrator):
    user = make_user("newcomer")
    membership = grant_role(user, unit, Role.AUTHOR, actor=security_administrator)

    end_role(membership.pk, actor=security_administrator)

    assert Membership.objects.filter(user=user).count() == 0
    assert not has_role_at(user, {Role.AUTHOR}, unit)
    assert AuditEntry.objects.filter(action="end_role").get().before == {"since": "2026-11-20", "until": None}
