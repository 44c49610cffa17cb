"""The buttons for the verbs that a person may perform on a table."""

from django import template

from reviews.permissions import verbs_for, waits_for_others
from reviews.transitions import TRANSITIONS

register = template.Library()


@register.inclusion_tag("reviews/_decisions.html", takes_context=True)
def decisions(context, project):
    verbs = verbs_for(context["request"].user, project)
    return {
        "project": project,
        "transitions": [TRANSITIONS[verb] for verb in verbs],
        "waits_for_others": waits_for_others(context["request"].user, project),
        "csrf_token": context.get("csrf_token"),
    }
