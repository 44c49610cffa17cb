"""Files out: one table, or a selection of the list."""

from contextlib import contextmanager
from tempfile import SpooledTemporaryFile

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from projects.exports import CONTENT_TYPES, ExportRefused, export_booklet, export_tables
from projects.file_names import file_name
from projects.forms import ListFilters
from projects.models import Project
from projects.paper import layout_for
from projects.views.table_page import visible_project
from units import audit
from units.models import BudgetUnit

OFFERED = ("docx", "xlsx", "pdf", "zip")
KEPT_IN_MEMORY = 8 * 1024 * 1024


@require_safe
def download(request, pk, file_format):
    project = visible_project(request, pk)
    if file_format not in OFFERED:
        raise Http404
    layout = layout_for(project.unit, request.GET.get("layout", ""))
    try:
        file = _written(Project.objects.filter(pk=pk), file_format, layout.name)
    except ExportRefused as refused:
        messages.error(request, str(refused))
        return redirect(project)
    with _closed_on_failure(file):
        audit.record(request.user, "export", project, unit=project.unit, after={"format": file_format})
    return _as_download(file, f"{project.fiscal_year}{project.unit.name}{project.printed_title}", file_format)


@require_POST
def export(request):
    """All that the list shows, or what is ticked in it; either way only what the person may see."""
    shown_all, file_format = "all" in request.POST, request.POST.get("all") or request.POST.get("format")
    chosen = _all_shown(request) if shown_all else _ticked(request)
    units = list(BudgetUnit.objects.filter(pk__in=chosen.order_by().values("unit")))
    if not units or file_format not in OFFERED:
        messages.warning(request, "没有导出：请先勾选要导出的表，再点导出。")
        return _back_to_list(request)
    try:
        # All tables of one unit and year are its booklet, with part 1; ticked ones are not.
        file = _written(chosen, file_format, write=export_booklet if shown_all else export_tables)
    except ExportRefused as refused:
        messages.error(request, str(refused))
        return _back_to_list(request)
    with _closed_on_failure(file):
        _record(request.user, units, chosen, file_format)
    stem = units[0].name if len(units) == 1 else f"{units[0].name}等{len(units)}个单位"
    return _as_download(file, f"{stem}绩效目标表", file_format)


def _ticked(request):
    keys = [key for key in request.POST.getlist("project") if key.isdecimal() and len(key) < 19]
    return Project.objects.visible_to(request.user).filter(pk__in=keys)


def _all_shown(request):
    filters = ListFilters(request.GET, units=BudgetUnit.objects.visible_to(request.user))
    return filters.narrow_to_status(filters.narrow(Project.objects.visible_to(request.user)))


def _back_to_list(request):
    query = request.GET.urlencode()
    return redirect(reverse("projects:list") + (f"?{query}" if query else ""))


@transaction.atomic
def _record(user, units, chosen, file_format):
    """One audit entry for each unit whose tables left the house."""
    for unit in units:
        count = chosen.filter(unit=unit).count()
        audit.record(user, "export", unit, unit=unit, after={"format": file_format, "tables": count})


def _written(projects, file_format, layout_name=None, *, write=export_tables):
    file = SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115 (the response closes it)
    with _closed_on_failure(file):
        write(projects, file, file_format, layout_name)
    file.seek(0)
    return file


@contextmanager
def _closed_on_failure(file):
    """No file leaves the house without its audit entry."""
    try:
        yield
    except BaseException:
        file.close()
        raise


def _as_download(file, stem, file_format):
    return FileResponse(
        file,
        as_attachment=True,
        filename=file_name(stem, file_format),
        content_type=CONTENT_TYPES[file_format],
    )
