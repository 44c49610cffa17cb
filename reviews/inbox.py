"""What waits for a person: tables to mend, to review, to fill in."""

from dataclasses import dataclass

from django.db.models import Case, Prefetch, Q, Value, When

from projects.enums import EDITABLE_STATUSES, Status
from projects.models import Project
from reviews.models import ReviewRecord
from reviews.permissions import filled_in_by
from units.enums import REVIEWER_ROLES
from units.memberships import in_subtrees_of
from units.models import BudgetUnit

URGENCY = (Status.RETURNED, Status.SUBMITTED, Status.DRAFT)


@dataclass(frozen=True)
class Task:
    """A table that waits, and the last step that brought it here; None when it never moved."""

    project: Project
    last_step: ReviewRecord | None


def tables_waiting_for(user):
    """Return the tables of open years that wait for the user, the most urgent and then the oldest first.

    For authors what was sent back or is not handed in, for reviewers what others filled in and handed in.
    """
    to_fill_in = Q(status__in=EDITABLE_STATUSES, unit__in=BudgetUnit.objects.authored_by(user))
    to_review = Q(status=Status.SUBMITTED) & in_subtrees_of(user, REVIEWER_ROLES, "unit__path")
    urgency = Case(*(When(status=status, then=Value(at)) for at, status in enumerate(URGENCY)))
    tables = Project.objects.visible_to(user).filter(fiscal_year__is_closed=False)
    waiting = tables.alias(urgency=urgency).filter(to_fill_in | to_review & ~filled_in_by(user))
    return waiting.order_by("urgency", "updated_at", "pk").select_related("unit", "fiscal_year")


def tasks_of(tables) -> list[Task]:
    """Return the tables with the last step of each: two queries."""
    steps = Prefetch("review_records", ReviewRecord.objects.select_related("actor"))
    tasks = []
    for project in tables.prefetch_related(steps):
        records = list(project.review_records.all())
        tasks.append(Task(project, records[-1] if records else None))
    return tasks
