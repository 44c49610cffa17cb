"""A table's page in its official layout, and the start of a new table."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from projects.actions import EditRefused, carry_over, create_project
from projects.enums import Status
from projects.findings import findings_of
from projects.forms import StartForm
from projects.help.categories import words_for
from projects.help.change_sheet import change_sheet
from projects.help.starts import BLANK, beginnings_for
from projects.kinds import table_of_kind
from projects.marked_form import MarkedForm
from projects.models import Project
from projects.paper import layout_choices, layout_for, layouts_css
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
    findings = findings_of(project)
    context = {
        "project": project,
        "findings": findings,
        "unit_path": unit_path(project.unit),
        "layout": layout,
        "layouts": layout_choices(),
        "table_html": MarkedForm(findings, project.unit, layout).html,
        "change_sheet": change_sheet(project, findings.stored),
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
    # Without JavaScript the choices are shown by a button of their own.
    is_looking = "look" in request.POST
    project = _started(form, request.user) if form.is_valid() and not is_looking else None
    if project is None:
        return render(request, "projects/project_create.html", {"form": form, **choices_for(form)})
    messages.info(request, words_of_start(project))
    return redirect("projects:edit", project.pk)


def words_of_start(project):
    """What to do first in a new table, with the way to the rows that came from an earlier year."""
    count = project.carried_rows.count() if project.predecessor_id else 0
    if not count:
        return f"已新建“{project.name}”，请在下面的表里填写。"
    return format_html(
        '已新建“{}”。从{}的表带来{}行，请逐行选择沿用、修改或不再设置：<a href="{}">逐行处理</a>。',
        project.name,
        f"{project.predecessor.fiscal_year.year}年",
        count,
        reverse("projects:carried", args=[project.pk]),
    )


@require_safe
def beginnings(request):
    """What a table of that unit, year and name can begin from, as a part of the page that starts one."""
    if not can_import(request.user):
        raise PermissionDenied
    form = StartForm(request.GET, user=request.user)
    form.is_valid()
    return render(request, "projects/_beginnings.html", {"form": form, **choices_for(form)})


def choices_for(form):
    """The beginnings to choose from, none until the unit and the year are known."""
    if form.is_bound:
        unit, fiscal_year = (form.cleaned_data.get(field) for field in ("unit", "fiscal_year"))
    else:
        unit, fiscal_year = (form.fields[field].initial for field in ("unit", "fiscal_year"))
    chosen = form["beginning"].value() or BLANK
    if not unit or not fiscal_year:
        return {"chosen": chosen}
    tables, kinds = beginnings_for(unit, fiscal_year, form["name"].value() or "")
    return {"chosen": chosen, "tables": tables, "kinds": kinds}


def _started(form, author):
    unit, fiscal_year, name = (form.cleaned_data[field] for field in ("unit", "fiscal_year", "name"))
    source = form.cleaned_data["source"]
    try:
        if isinstance(source, Project):
            return carry_over(source, unit, fiscal_year, name=name, actor=author)
        table = _first_table(source, unit, fiscal_year, name)
        return create_project(unit, fiscal_year, table, actor=author)
    except EditRefused as refusal:
        form.add_error("name", str(refusal))
        return None


def _first_table(kind, unit, fiscal_year, name):
    if kind is None:
        return skeleton_of(unit, fiscal_year, name)
    return table_of_kind(kind, name, words_for(unit, fiscal_year))
