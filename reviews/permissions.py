"""Who may take a table a step further; the only place in this app where roles are compared."""

from projects.enums import Status
from reviews.transitions import TRANSITIONS, Party, Verb
from units.enums import REVIEWER_ROLES, Role
from units.memberships import has_role_at, has_role_over


def is_party_to(user, project, party: Party) -> bool:
    """Authors act on tables of exactly their unit, reviewers on those of their unit and the units below it."""
    if party is Party.AUTHOR:
        return has_role_at(user, {Role.AUTHOR}, project.unit)
    return has_role_over(user, REVIEWER_ROLES, project.unit) and not has_submitted(user, project)


def has_submitted(user, project) -> bool:
    """Nobody reviews what they handed in themselves: tell whether the last submission was the user's."""
    last = (
        project.review_records.filter(verb=Verb.SUBMIT)
        .order_by("-pk")
        .values_list("actor_id", flat=True)
        .first()
    )
    return last == user.pk


def verbs_for(user, project) -> list[Verb]:
    """Return the verbs that the user may perform on the table as it stands, in the order of the transitions."""
    if project.fiscal_year.is_closed:
        return []
    from_here = [t for t in TRANSITIONS.values() if Status(project.status) in t.sources]
    return [transition.verb for transition in from_here if is_party_to(user, project, transition.party)]
