"""What the frame of every page shows of the person: the entries open to them, and their role."""

from collections.abc import Callable

from django.http import HttpRequest

from projects.permissions import can_import, can_list_twins, can_read_rules
from units.memberships import memberships_of


def frame(request: HttpRequest) -> dict[str, Callable[[], object]]:
    """Functions, so that a part of a page without the frame asks the database nothing."""
    return {
        "may_import": lambda: can_import(request.user),
        "may_list_twins": lambda: can_list_twins(request.user),
        "may_read_rules": lambda: can_read_rules(request.user),
        "role_label": lambda: role_label(request.user),
    }


def role_label(user: object) -> str:
    """Return the first role and its unit, as 填报人·304001."""
    held = memberships_of(user)
    return f"{held[0].get_role_display()}·{held[0].unit.code or held[0].unit.name}" if held else ""
