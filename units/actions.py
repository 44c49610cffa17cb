"""Verbs that change who there is: units, their place in the tree, and the roles people hold."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from units import audit
from units.enums import ADMINISTRATIVE_ROLES
from units.models import BudgetUnit, FiscalRegion, Membership


@transaction.atomic
def create_unit(region, parent, name, *, actor, **fields) -> BudgetUnit:
    """Add a unit below `parent` (None: at the top) and return it; `fields` are code, money_unit, layout.

    Raises ValidationError with Chinese sentences.
    """
    unit = BudgetUnit(region=region, parent=parent, name=name, **fields)
    unit.full_clean()
    unit.save()
    audit.record(actor, "create_unit", unit, unit=unit, after={"parent": parent and str(parent)})
    return unit


@transaction.atomic
def move_unit(unit_id, parent, *, actor) -> BudgetUnit:
    """Put a unit with everything below it under another parent (None: at the top) and return it.

    Raises ValidationError when the new place lies below the unit itself or in another region.
    """
    # Whoever moves a unit of the region waits here, and then sees where the units stand now.
    FiscalRegion.objects.select_for_update(of=("self",)).get(units=unit_id)
    unit = BudgetUnit.objects.select_related("parent").get(pk=unit_id)
    before, unit.parent = unit.parent, parent and BudgetUnit.objects.get(pk=parent.pk)
    unit.full_clean()
    unit.save()
    audit.record(
        actor,
        "move_unit",
        unit,
        unit=unit,
        before={"parent": before and str(before)},
        after={"parent": parent and str(parent)},
    )
    return unit


@transaction.atomic
def grant_role(user, unit, role, *, actor, since=None, until=None) -> Membership:
    """Let the user hold the role in the unit from `since` (today) until `until` (for good); return the membership.

    Raises ValidationError when the role must not be held beside another one of the user.
    """
    membership = Membership(user=user, unit=unit, role=role, since=since or timezone.localdate(), until=until)
    membership.full_clean()
    membership.save()
    open_administration(membership)
    audit.record(actor, "grant_role", membership, unit=unit, after={"role": str(role), **_term(membership)})
    return membership


@transaction.atomic
def end_role(membership_id, *, actor) -> Membership:
    """End a membership at once: yesterday becomes its last day; return it.

    One that began today has no last day and goes; the audit trail keeps both its ends.
    """
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership_id)
    before = _term(membership)
    membership.until = timezone.localdate() - timedelta(days=1)
    audit.record(actor, "end_role", membership, unit=membership.unit, before=before, after=_term(membership))
    if membership.until < membership.since:
        membership.delete()
    else:
        membership.save(update_fields=["until"])
    return membership


def open_administration(membership):
    """Let the holder of an administrative role in; what they may do there, the role says each time anew."""
    user = membership.user
    if membership.role in ADMINISTRATIVE_ROLES and not user.is_staff:
        user.is_staff = True
        user.save(update_fields=["is_staff"])


def _term(membership):
    return {"since": f"{membership.since}", "until": membership.until and f"{membership.until}"}
