"""Help at the cell: the section of the pane, the search of the library, rows carried over from last year."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from documents.text import clean_text
from indicators.forms import QUERY_LENGTH
from projects.actions import EditRefused, decide_carried_row
from projects.enums import CarryDecision
from projects.forms import CitationForm
from projects.help.change_sheet import change_sheet
from projects.help.citations import BASIS_KINDS
from projects.help.pane import library_results, pane_for
from projects.mapping import goal_table_of
from projects.permissions import can_create_in
from projects.views.table_page import unit_path, visible_project

ADDRESS_LENGTH = 80


def own_project(request, pk):
    """The project, for those who fill in its unit's tables; for others who see it the page is closed."""
    project = visible_project(request, pk)
    if not can_create_in(request.user, project.unit):
        raise PermissionDenied
    return project


def render_pane(request, project, address, *, status=200, **more):
    pane = pane_for(request.user, project, clean_text(address)[:ADDRESS_LENGTH])
    context = {
        "pane": pane,
        "project": project,
        "citation_form": CitationForm(),
        "basis_kinds": BASIS_KINDS,
    } | more
    return render(request, "projects/_pane_help.html", context, status=status)


@never_cache
@require_safe
def help_pane(request, pk):
    return render_pane(request, own_project(request, pk), request.GET.get("address", ""))


@never_cache
@require_safe
def library(request, pk):
    """What the library has for the words of the search, as a list for the pane."""
    project = own_project(request, pk)
    text = clean_text(request.GET.get("q", "")).strip()
    address = clean_text(request.GET.get("address", ""))[:ADDRESS_LENGTH]
    is_too_long = len(text) > QUERY_LENGTH
    found = library_results(request.user, project, text, address) if text and not is_too_long else ()
    context = {"project": project, "text": text, "is_too_long": is_too_long, "results": found}
    return render(request, "projects/_library_results.html", context)


@never_cache
@require_safe
def carried(request, pk):
    """All rows carried over from last year's table, with what is left to do about each."""
    project = own_project(request, pk)
    sheet = change_sheet(project, goal_table_of(project))
    context = {"project": project, "sheet": sheet, "unit_path": unit_path(project.unit)}
    return render(request, "projects/carried_rows.html", context)


@require_POST
def carry(request, pk):
    """Keep a carried row, take that back, or say why it asks for less or is gone."""
    project = own_project(request, pk)
    address, refusal = request.POST.get("address"), ""
    try:
        decide_carried_row(
            project.pk,
            request.POST.get("row", ""),
            actor=request.user,
            decision=request.POST.get("decision", CarryDecision.OPEN),
            reason=clean_text(request.POST.get("reason", "")).strip(),
        )
    except EditRefused as refused:
        refusal = str(refused)
    status = 409 if refusal else 200
    if address is not None:
        return render_pane(request, project, address, refusal=refusal, status=status)
    if not refusal:
        return redirect(reverse("projects:carried", args=[project.pk]))
    context = {"project": project, "refusal": refusal, "unit_path": unit_path(project.unit)}
    context["sheet"] = change_sheet(project, goal_table_of(project))
    return render(request, "projects/carried_rows.html", context, status=status)
