"""What the cell that the hand is in says, for the pane beside the form."""

import json

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from projects.mapping import goal_table_of
from projects.paper import layout_for
from projects.permissions import can_edit
from projects.readings import proper_value, reading
from projects.views.table_page import visible_project


@require_safe
@never_cache
def cell_reading(request, pk):
    project = visible_project(request, pk)
    address, table = request.GET.get("address", ""), goal_table_of(project)
    proper = proper_value(address, table)
    if proper is not None and not can_edit(request.user, project):
        proper = None
    change = [{"kind": "set", "address": address, "after": proper}]
    context = {
        "sentence": reading(address, table, money_unit=layout_for(project.unit).money_unit),
        "proper": proper,
        "operations": json.dumps(change, ensure_ascii=False),
    }
    return render(request, "projects/_pane_reading.html", context)
