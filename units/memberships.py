"""What a user may see: the memberships that are in force today, and the unit paths they open."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone


def memberships_of(user):
    """Return the user's memberships in force today, with their units: one query per user object.

    Users are loaded afresh for each request, so a right that is taken away acts on the next request.
    """
    if not user.is_authenticated or not user.is_active:
        return ()
    if not hasattr(user, "_memberships_in_force"):
        today = timezone.localdate()
        in_force = user.memberships.filter(since__lte=today).exclude(until__lt=today)
        user._memberships_in_force = tuple(in_force.select_related("unit"))
    return user._memberships_in_force


def has_role(user, roles: Iterable[str]) -> bool:
    """Tell whether the user holds one of the roles anywhere."""
    return any(membership.role in roles for membership in memberships_of(user))


def has_role_over(user, roles: Iterable[str], unit) -> bool:
    """Tell whether the user holds one of the roles in the unit itself or in a unit above it."""
    held = (membership for membership in memberships_of(user) if membership.role in roles)
    return any(unit.path.startswith(membership.unit.path) for membership in held)


def has_role_at(user, roles: Iterable[str], unit) -> bool:
    """Tell whether the user holds one of the roles in exactly this unit."""
    return any(m.role in roles and m.unit_id == unit.pk for m in memberships_of(user))


def has_role_at_top(user, roles: Iterable[str]) -> bool:
    """Tell whether the user holds one of the roles in a unit that has no unit above it."""
    return any(m.role in roles and m.unit.parent_id is None for m in memberships_of(user))


def in_subtrees_of(user, roles: Iterable[str], path_field: str) -> Q:
    """Return the condition that `path_field` lies in a unit subtree where the user holds one of the roles."""
    condition = Q(pk__in=())
    for path in {membership.unit.path for membership in memberships_of(user) if membership.role in roles}:
        condition |= Q(**{f"{path_field}__startswith": path})
    return condition
