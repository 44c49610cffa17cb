"""Files out: one table, or a selection of the list."""

from django.http import Http404
from django.views.decorators.http import require_safe

from projects.models import Project
from projects.paper import layout_for
from projects.views.table_page import visible_project

CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
KEPT_IN_MEMORY = 8 * 1024 * 1024


@require_safe
def download(request, pk, file_format):
    project = visible_project(request, pk)
    if file_format not in CONTENT_TYPES:
        raise Http404
    layout = layout_for(project.unit, request.GET.get("layout", ""))
    stem = f"{project.fiscal_year}{project.unit.name}{project.printed_title}"
    return _file(request, Project.objects.filter(pk=pk), file_format, stem, layout_name=layout.name)
