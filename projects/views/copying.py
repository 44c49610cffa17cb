"""Copying rows from another table: which table, which rows, then one step in the editor."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from documents.text import clean_text
from projects.help.copying import chosen_offer, rows_to_copy, tables_to_copy_from
from projects.mapping import goal_table_of
from projects.models import Project
from projects.paper import layout_for
from projects.views.help import own_project

QUERY_LENGTH = 100


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def copy_rows(request, pk):
    """The dialog: tables in sight; the rows of the chosen one; the button that inserts the ticked ones."""
    project = own_project(request, pk)
    asked = request.POST or request.GET
    query = clean_text(asked.get("q", "")).strip()[:QUERY_LENGTH]
    context = {"project": project, "query": query}
    if "table" not in asked:
        tables = tables_to_copy_from(request.user, project, query)
        return render(request, "projects/_copy_tables.html", context | {"tables": tables})
    source = _source(request.user, asked["table"])
    table = layout_for(project.unit).adapt(goal_table_of(source))
    rows, ticked = rows_to_copy(table), set(asked.getlist("row"))
    context |= {"source": source, "rows": rows, "is_asked": "insert" in asked}
    if chosen := [row for row in rows if row.address in ticked]:
        context |= {"rows": chosen, "offer": chosen_offer(goal_table_of(project), table, ticked)}
    return render(request, "projects/_copy_rows.html", context)


def _source(user, key):
    visible = Project.objects.visible_to(user).select_related("unit", "fiscal_year")
    source = visible.filter(pk=key).first() if key.isdecimal() and len(key) < 10 else None
    if source is None:
        raise Http404
    return source
