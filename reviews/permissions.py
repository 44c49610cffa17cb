"""Who may take a table a step further; the only place in this app where roles are compared."""

from django.db.models import IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from projects.enums import Status
from projects.models import Project
from reviews.models import ReviewRecord
from reviews.transitions import TRANSITIONS, Party, Transition, Verb
from units.enums import REVIEWER_ROLES, Role
from units.memberships import has_role_at, has_role_over


def is_party_to(user, project, party: Party) -> bool:
    """Authors act on tables of exactly their unit, reviewers on those of their unit and the units below it."""
    if party is Party.AUTHOR:
        return has_role_at(user, {Role.AUTHOR}, project.unit)
    return _is_reviewer_of(user, project) and not _has_filled_in(user, project)


def leaves_review_to_others(user, project) -> bool:
    """Tell whether the user would review the table, had they not filled it in themselves."""
    return _is_reviewer_of(user, project) and _has_filled_in(user, project)


def filled_in_by(user) -> Q:
    """Nobody reviews their own work: return the condition that the user ever wrote a project's table or handed it in last."""
    submissions = ReviewRecord.objects.filter(project=OuterRef("pk"), verb=Verb.SUBMIT)
    last = Subquery(submissions.order_by("-pk").values("actor_id")[:1], output_field=IntegerField())
    written = Project.objects.order_by().written_by(user)
    return Q(pk__in=written.values("pk")) | Q(Exact(Coalesce(last, 0), user.pk))


def _is_reviewer_of(user, project):
    return has_role_over(user, REVIEWER_ROLES, project.unit)


def _has_filled_in(user, project):
    return Project.objects.filter(filled_in_by(user), pk=project.pk).exists()


def verbs_for(user, project) -> list[Verb]:
    """Return the verbs that the user may perform on the table as it stands, in the order of the transitions."""
    from_here = _transitions_from(project)
    own = [
        party
        for party in Party
        if any(t.party is party for t in from_here) and is_party_to(user, project, party)
    ]
    return [transition.verb for transition in from_here if transition.party in own]


def waits_for_others(user, project) -> bool:
    """Tell whether the table waits for a reviewer, and the user is one who filled it in."""
    waits = any(transition.party is Party.REVIEWER for transition in _transitions_from(project))
    return waits and leaves_review_to_others(user, project)


def _transitions_from(project) -> list[Transition]:
    if project.fiscal_year.is_closed:
        return []
    return [t for t in TRANSITIONS.values() if Status(project.status) in t.sources]
