"""The inbox, and decisions on tables."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from projects.models import Project
from reviews.actions import ReviewRefused, perform
from reviews.forms import DecisionForm
from reviews.inbox import tables_waiting_for, tasks_of
from reviews.permissions import is_party_to
from reviews.progress import progress_of
from reviews.transitions import TRANSITIONS, Party
from units.memberships import memberships_of

PAGE_SIZE = 50
INCOMPLETE = "没有收到完整的表单，请回到这张表再办理一次。"


@require_safe
def inbox(request):
    page = Paginator(tables_waiting_for(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "tasks": tasks_of(page.object_list),
        "progress": progress_of(Project.objects.visible_to(request.user)),
        "roles": {membership.role for membership in memberships_of(request.user)},
    }
    return render(request, "reviews/task_inbox.html", context)


@require_POST
def decide(request, pk, verb):
    visible = Project.objects.visible_to(request.user).select_related("unit", "fiscal_year")
    project = get_object_or_404(visible, pk=pk)
    if verb not in TRANSITIONS:
        raise Http404
    transition = TRANSITIONS[verb]
    if not is_party_to(request.user, project, transition.party):
        raise PermissionDenied
    form = DecisionForm(request.POST)
    if not form.is_valid():
        sentence = next(iter(form.errors.get("reason", [INCOMPLETE])))
        return _refused(request, project, transition, sentence)
    try:
        perform(project.pk, transition.verb, request.user, **form.cleaned_data)
    except ReviewRefused as refusal:
        return _refused(request, project, transition, str(refusal), refusal.obstacles)
    messages.success(request, f"已{transition.label}“{project.name}”。")
    return redirect(project if transition.party is Party.AUTHOR else "reviews:inbox")


def _refused(request, project, transition, sentence, obstacles=()):
    context = {
        "project": project,
        "transition": transition,
        "refusal": sentence,
        "obstacles": obstacles,
        "reason": request.POST.get("reason", "").strip(),
    }
    return render(request, "reviews/decision_refused.html", context, status=409)
