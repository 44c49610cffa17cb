"""Querysets of projects and import batches: who sees them, which year, what the list shows."""

from django.db import models
from django.db.models.functions import Cast, Substr

from units.enums import TABLE_READER_ROLES, Role
from units.memberships import has_role, in_subtrees_of
from units.models import AuditEntry, BudgetUnit

# As a booklet lists them: by unit, then by their place in the unit's booklet.
PRINT_ORDER = ("unit__path", "order", "code", "pk")
# What the audit trail says of whoever puts words into a table.
WRITING_ACTIONS = ("create_project", "save_table", "edit_cells", "import_table")


class ProjectQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the projects of the units in the subtrees of the user's memberships."""
        return self.filter(in_subtrees_of(user, TABLE_READER_ROLES, "unit__path"))

    def for_year(self, year):
        """Return the projects of one fiscal year, given as a number."""
        return self.filter(fiscal_year__year=year)

    def containing(self, text):
        """Return the projects whose code, name or unit's name holds the text."""
        return self.filter(
            models.Q(name__icontains=text)
            | models.Q(code__icontains=text)
            | models.Q(unit__name__icontains=text)
        )

    def written_by(self, user):
        """Return the projects whose table the user ever created, saved or brought in, as the audit trail tells."""
        prefix = f"{self.model._meta.label_lower}:"
        written = AuditEntry.objects.filter(
            actor=user, action__in=WRITING_ACTIONS, subject__startswith=prefix
        )
        keys = Cast(Substr("subject", len(prefix) + 1), models.BigIntegerField())
        return self.filter(pk__in=written.values_list(keys))

    def counts_by_status(self):
        """Return how many projects stand in each status, those without any left out: one query."""
        counted = self.order_by().values_list("status").annotate(count=models.Count("*"))
        return dict(counted)

    def in_print_order(self):
        """Return the projects as a booklet lists them."""
        return self.order_by(*PRINT_ORDER)


class ImportBatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the batches that the user brought in, as long as they are theirs to confirm and to undo.

        Theirs are those of authors who fill in, today, every unit the file was brought in for or was written to.
        """
        if not has_role(user, {Role.AUTHOR}):
            return self.none()
        elsewhere = BudgetUnit.objects.exclude(pk__in=BudgetUnit.objects.authored_by(user))
        own = self.filter(actor=user).exclude(unit__in=elsewhere)
        return own.exclude(tables__project__unit__in=elsewhere).exclude(department_goals__unit__in=elsewhere)
