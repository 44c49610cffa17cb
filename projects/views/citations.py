"""Citations of units: the list, adding in place, changing, retiring."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from projects.actions import (
    EditRefused,
    create_citation,
    reinstate_citation,
    retire_citation,
    update_citation,
)
from projects.forms import CitationForm, UnitCitationForm
from projects.help.citations import BASIS_KINDS
from projects.models import Citation
from projects.permissions import can_create_in, can_import
from projects.views.help import own_project, render_pane
from units.models import BudgetUnit

PAGE_SIZE = 100


@require_http_methods(["GET", "HEAD", "POST"])
def citation_list(request):
    """The citations of all units in sight; those who fill in a unit's tables add to it."""
    if request.method != "POST":
        return _list(request, UnitCitationForm(user=request.user))
    if not can_import(request.user):
        raise PermissionDenied
    form = UnitCitationForm(request.POST, user=request.user)
    if form.is_valid() and _written(form, create_citation, form.cleaned_data.pop("unit"), request.user):
        return redirect("projects:citations")
    return _list(request, form, status=422)


def _list(request, form, status=200):
    found = Citation.objects.visible_to(request.user).select_related("unit")
    page = Paginator(found.order_by("is_retired", "unit__path", "title", "pk"), PAGE_SIZE)
    context = {
        "form": form,
        "page": page.get_page(request.GET.get("page")),
        "authored": set(BudgetUnit.objects.authored_by(request.user).values_list("pk", flat=True)),
        "basis_kinds": BASIS_KINDS,
    }
    return render(request, "projects/citation_list.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def citation_edit(request, pk):
    citation = _own_citation(request, pk)
    initial = {field: getattr(citation, field) for field in CitationForm.base_fields}
    form = CitationForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and _written(form, update_citation, citation.pk, request.user):
        return redirect("projects:citations")
    status = 422 if form.is_bound else 200
    return render(request, "projects/citation_edit.html", {"form": form, "citation": citation}, status=status)


@require_POST
def citation_retire(request, pk):
    retire_citation(_own_citation(request, pk).pk, actor=request.user)
    return redirect("projects:citations")


@require_POST
def citation_reinstate(request, pk):
    reinstate_citation(_own_citation(request, pk).pk, actor=request.user)
    return redirect("projects:citations")


@require_POST
def add_citation(request, pk):
    """Add a citation of the project's unit from the pane, and show the pane with it."""
    project = own_project(request, pk)
    form, address = CitationForm(request.POST), request.POST.get("address", "")
    if form.is_valid() and _written(form, create_citation, project.unit, request.user):
        return render_pane(request, project, address)
    return render_pane(request, project, address, citation_form=form)


def _own_citation(request, pk):
    visible = Citation.objects.visible_to(request.user).select_related("unit")
    citation = get_object_or_404(visible, pk=pk)
    if not can_create_in(request.user, citation.unit):
        raise PermissionDenied
    return citation


def _written(form, action, subject, actor):
    """Tell whether the action was done; its refusal stands on the form."""
    try:
        action(
            subject, actor=actor, **{field: form.cleaned_data[field] for field in CitationForm.base_fields}
        )
    except EditRefused as refusal:
        form.add_error("title", str(refusal))
        return False
    return True
