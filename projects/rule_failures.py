"""Rules that could not run, kept for the administrator."""

from contextlib import suppress

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from projects.checks import Report
from projects.models import RuleFailure

ERROR_LENGTH = 2000


def note_failures(report: Report, project: int | None = None) -> None:
    """Count the rules that failed at a table, given by its project's key; nothing is asked or written where none did.

    A database that is busy loses the note, never the check.
    """
    for failure in report.failures:
        with suppress(DatabaseError), transaction.atomic():
            _count(failure, project)


def _count(failure, project):
    noted = {"error": failure.error[:ERROR_LENGTH], "last_at": timezone.now(), "project_id": project}
    known = RuleFailure.objects.filter(rule=failure.rule)
    if not known.update(count=F("count") + 1, **noted):
        first = RuleFailure(rule=failure.rule, count=0, **noted)
        RuleFailure.objects.bulk_create([first], ignore_conflicts=True)
        known.update(count=F("count") + 1, **noted)
