"""Querysets of regions, units and audit entries."""

from django.db import models

from units.append_only import AppendOnlyQuerySet
from units.enums import TABLE_READER_ROLES, Role
from units.memberships import has_role_at_top, in_subtrees_of, memberships_of


class BudgetUnitQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the units in the subtrees of the user's memberships."""
        return self.filter(in_subtrees_of(user, TABLE_READER_ROLES, "path"))

    def authored_by(self, user):
        """Return the units for which the user fills in tables: exactly those of an author membership."""
        authored = [m.unit_id for m in memberships_of(user) if m.role == Role.AUTHOR]
        return self.filter(pk__in=authored)

    def get_by_natural_key(self, region_code, code, name):
        return self.get(region__code=region_code, code=code, name=name)


class AuditEntryQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        """Return the entries about units in the subtrees where the user is auditor.

        What belongs to no unit (a log-in under an unknown name) is for auditors at the top of a tree.
        """
        in_sight = in_subtrees_of(user, {Role.AUDITOR}, "unit__path")
        if has_role_at_top(user, {Role.AUDITOR}):
            in_sight |= models.Q(unit=None)
        return self.filter(in_sight)
