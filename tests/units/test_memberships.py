"""Which rights a membership opens, where, and from when to when."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from units import audit
from units.enums import Role
from units.memberships import has_role, has_role_at, has_role_at_top, has_role_over, memberships_of
from units.models import AuditEntry, BudgetUnit, Membership

TODAY = datetime.date(2026, 11, 20)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def units(bureau, department, unit, child_unit, sibling_unit, foreign_unit):
    return {
        "bureau": bureau,
        "department": department,
        "unit": unit,
        "child": child_unit,
        "sibling": sibling_unit,
        "foreign": foreign_unit,
    }


COUNTY = {"bureau", "department", "unit", "child", "sibling"}

VISIBLE = {
    "author": {"unit", "child"},
    "colleague": {"unit", "child"},
    "unit_reviewer": {"unit", "child"},
    "department_reviewer": {"department", "unit", "child", "sibling"},
    "finance_reviewer": COUNTY,
    "administrator": COUNTY,
    "security_administrator": set(),
    "auditor": COUNTY,
    "outsider": {"foreign"},
}


def test_visible_units_of_every_role(cast, units):
    names = {unit.pk: name for name, unit in units.items()}
    seen = {
        role: {
            names[pk]
            for pk in BudgetUnit.objects.visible_to(user).values_list("pk", flat=True)
            if pk in names
        }
        for role, user in cast.items()
    }

    assert seen == VISIBLE


def test_authored_units_of_every_role(cast, units):
    authored = {
        role: [unit.name for unit in BudgetUnit.objects.authored_by(user)] for role, user in cast.items()
    }

    filled_in = {"author": ["区商务局本级"], "colleague": ["区商务局本级"], "outsider": ["邻县商务局本级"]}
    assert authored == {role: filled_in.get(role, []) for role in cast}


def test_a_name_that_begins_like_a_path_opens_nothing(make_user, region, bureau):
    """/1/ is no prefix of /11/."""
    units = [BudgetUnit.objects.create(region=region, parent=bureau, name=f"单位{n}") for n in range(12)]
    user = make_user("someone", Role.AUTHOR, units[0])

    assert list(BudgetUnit.objects.visible_to(user)) == [units[0]]


@pytest.mark.parametrize(
    ("since", "until", "is_in_force"),
    [
        (TODAY, None, True),
        (TODAY + DAY, None, False),
        (TODAY - DAY, TODAY, True),
        (TODAY - DAY, TODAY - DAY, False),
        (TODAY, TODAY, True),
    ],
)
def test_membership_term(since, until, is_in_force, make_user, unit, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)
    user = make_user("someone")
    Membership.objects.create(user=user, unit=unit, role=Role.AUTHOR, since=since, until=until)

    assert has_role(user, {Role.AUTHOR}) is is_in_force
    assert BudgetUnit.objects.visible_to(user).exists() is is_in_force


def test_nobody_and_the_dismissed_hold_nothing(author):
    author.is_active = False

    assert memberships_of(AnonymousUser()) == ()
    assert memberships_of(author) == ()


def test_memberships_are_asked_for_once(author, unit, child_unit, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert has_role(author, {Role.AUTHOR})
        assert has_role_over(author, {Role.AUTHOR}, child_unit)
        assert has_role_at(author, {Role.AUTHOR}, unit)


def test_roles_over_and_at(author, auditor, units):
    over = {name for name, unit in units.items() if has_role_over(author, {Role.AUTHOR}, unit)}
    at = {name for name, unit in units.items() if has_role_at(author, {Role.AUTHOR}, unit)}

    assert (over, at) == ({"unit", "child"}, {"unit"})
    assert not has_role_over(author, {Role.AUDITOR}, units["unit"])
    assert not has_role_at(author, {Role.AUDITOR}, units["unit"])
    assert has_role_at_top(auditor, {Role.AUDITOR})
    assert not has_role_at_top(auditor, {Role.AUTHOR})
    assert not has_role_at_top(author, {Role.AUTHOR})


@pytest.fixture
def entries(author, units):
    audit.record(author, "submit", units["unit"], unit=units["unit"])
    audit.record(author, "submit", units["foreign"], unit=units["foreign"])
    audit.record_failed_login("nobody")


def test_auditors_read_the_entries_of_their_tree(entries, cast, units, make_user):
    cast["unit_auditor"] = make_user("unit_auditor", Role.AUDITOR, units["unit"])

    seen = {
        role: {entry.label for entry in AuditEntry.objects.visible_to(user)} for role, user in cast.items()
    }

    read = {"auditor": {"304001区商务局本级", "nobody"}, "unit_auditor": {"304001区商务局本级"}}
    assert seen == {role: read.get(role, set()) for role in cast}
