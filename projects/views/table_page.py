"""A table's page in its official layout, and the start of a new table."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from projects.actions import EditRefused, create_project
from projects.enums import Status
from projects.forms import StartForm
from projects.mapping import goal_table_of
from projects.models import Project
from projects.paper import layout_choices, layout_for, layouts_css, table_html
from projects.permissions import can_delete, can_edit, can_import
from projects.skeleton import skeleton_of
from units.models import BudgetUnit


def visible_project(request, pk):
    visible = Project.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("unit", "fiscal_year"), pk=pk)


def unit_path(unit):
    """The units from the top of the tree down to this one."""
    return BudgetUnit.objects.filter(pk__in=unit.path.strip("/").split("/")).order_by("path")


def last_return(project):
    """The step that sent a returned table back, None for any other table."""
    if project.status != Status.RETURNED:
        return None
    return project.review_records.select_related("actor").last()


@require_safe
@cache_control(private=True, max_age=600)
def layout_styles(request):
    return HttpResponse(layouts_css(), content_type="text/css; charset=utf-8")


@require_safe
def project_detail(request, pk):
    project = visible_project(request, pk)
    layout = layout_for(project.unit, request.GET.get("layout", ""))
    context = {
        "project": project,
        "unit_path": unit_path(project.unit),
        "layout": layout,
        "layouts": layout_choices(),
        "table_html": table_html(goal_table_of(project), project.unit, layout),
        "history": project.review_records.select_related("actor").order_by("-pk"),
        "returned": last_return(project),
        "can_edit": can_edit(request.user, project),
        "can_delete": can_delete(request.user, project),
    }
    return render(request, "projects/project_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def create(request):
    if not can_import(request.user):
        raise PermissionDenied
    form = StartForm(*([request.POST] if request.method == "POST" else []), user=request.user)
    project = _started(form, request.user) if form.is_valid() else None
    if project is None:
        return render(request, "projects/project_create.html", {"form": form})
    messages.info(request, f"已新建“{project.name}”，请在下面的表里填写。")
    return redirect("projects:edit", project.pk)


def _started(form, author):
    unit, fiscal_year, name = (form.cleaned_data[field] for field in ("unit", "fiscal_year", "name"))
    try:
        return create_project(unit, fiscal_year, skeleton_of(unit, fiscal_year, name), actor=author)
    except EditRefused as refusal:
        form.add_error("name", str(refusal))
        return None
