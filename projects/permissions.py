"""Who may do what to a project's goal table; the only place in this app where roles are compared."""

from units.enums import ADMINISTRATIVE_ROLES, REVIEWER_ROLES, Role
from units.memberships import has_role, has_role_at, has_role_at_top


def can_edit(user, project) -> bool:
    """Authors of exactly this unit edit a table while its status and its year allow."""
    return project.is_editable and has_role_at(user, {Role.AUTHOR}, project.unit)


def can_delete(user, project) -> bool:
    """Authors of exactly this unit delete drafts that were never handed in."""
    return has_role_at(user, {Role.AUTHOR}, project.unit) and project.is_deletable


def can_create_in(user, unit) -> bool:
    """Authors of exactly this unit add tables to it."""
    return has_role_at(user, {Role.AUTHOR}, unit)


def can_import(user) -> bool:
    """Authors bring in files for the units they fill in."""
    return has_role(user, {Role.AUTHOR})


def can_settle_import(user, batch) -> bool:
    """Whoever brought a file in accepts, discards and undoes it, as long as they fill in all the units it is about."""
    return type(batch).objects.visible_to(user).filter(pk=batch.pk).exists()


def can_list_twins(user) -> bool:
    """Reviewers and system administrators look through the texts that stand in several tables."""
    return has_role(user, {*REVIEWER_ROLES, Role.SYSTEM_ADMINISTRATOR})


def can_read_rules(user) -> bool:
    """Finance reviewers, who apply the rules, and the three kinds of administrators read them."""
    return has_role(user, {Role.FINANCE_REVIEWER, *ADMINISTRATIVE_ROLES})


def can_change_rules(user) -> bool:
    """System administrators at the top of a tree change rules, which belong to everybody."""
    return has_role_at_top(user, {Role.SYSTEM_ADMINISTRATOR})
