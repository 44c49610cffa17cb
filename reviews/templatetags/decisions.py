"""The buttons for the verbs that a person may perform on a table."""

from django import template
from django.urls import reverse

from reviews.permissions import verbs_for, waits_for_others
from reviews.transitions import TRANSITIONS
from units import held_forms

register = template.Library()


@register.inclusion_tag("reviews/_decisions.html", takes_context=True)
def decisions(context, project):
    request = context["request"]
    verbs = verbs_for(request.user, project)
    held = held_forms.take(request, *(reverse("reviews:decide", args=[project.pk, verb]) for verb in verbs))
    return {
        "project": project,
        "user": request.user,
        "held_reason": (held or {}).get("reason", ""),
        "transitions": [TRANSITIONS[verb] for verb in verbs],
        "waits_for_others": waits_for_others(request.user, project),
        "csrf_token": context.get("csrf_token"),
    }
