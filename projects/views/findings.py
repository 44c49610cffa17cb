"""The findings of a table: for the editor as JSON and in dialogs; excuses given and taken back."""

from django.db import OperationalError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from documents.text import clean_text
from projects.actions import EditRefused, excuse_finding, withdraw_excuse
from projects.findings import findings_of
from projects.views.cells import BUSY
from projects.views.help import own_project
from projects.views.table_editor import version_number

DIALOGS = {"list": "projects/_findings_list.html", "score": "projects/_findings_score.html"}


@never_cache
@require_safe
def findings(request, pk):
    """What the rules say of the table as it is saved; nothing where the editor has seen that already."""
    project = own_project(request, pk)
    if template := DIALOGS.get(request.GET.get("show")):
        return render(request, template, {"project": project, "findings": findings_of(project)})
    if version_number(request.GET.get("seen", "")) == project.lock_version:
        return HttpResponse(status=204)
    return JsonResponse(_told(request, project))


@never_cache
@require_POST
def excuse(request, pk):
    """Keep or take back an excuse; the editor gets the findings as they then are, a plain form its page."""
    project = own_project(request, pk)
    refusal, status = "", 409
    try:
        _take(request, project)
    except EditRefused as refused:
        refusal = str(refused)
    except OperationalError:
        refusal, status = BUSY, 503
    if request.accepts("text/html"):
        if refusal:
            context = {"project": project, "refusal": refusal}
            return render(request, "projects/excuse_refused.html", context, status=status)
        return redirect(f"{project.get_absolute_url()}#findings")
    if refusal:
        return JsonResponse({"message": refusal}, status=status)
    return JsonResponse(_told(request, project))


def _take(request, project):
    rule, address = (clean_text(request.POST.get(name, ""))[:80] for name in ("rule", "address"))
    if "withdraw" in request.POST:
        withdraw_excuse(project.pk, rule, address, actor=request.user)
    else:
        reason = clean_text(request.POST.get("reason", "")).strip()
        excuse_finding(project.pk, rule, address, reason=reason, actor=request.user)


def _told(request, project):
    found = findings_of(project)
    return {
        "lock_version": project.lock_version,
        "counts": found.counts,
        "score": found.score.points,
        "cells": {address: _cell(request, project, remarks) for address, remarks in found.by_cell.items()},
    }


def _cell(request, project, remarks):
    """What one cell shows: how severe, in a sentence for those who do not see the mark, and the pane's section."""
    asking = [remark for remark in remarks if not remark.is_excused]
    severities = [remark.finding.severity.value for remark in asking]
    worst = next((one for one in ("error", "warning", "hint") if one in severities), "excused")
    said = [f"{remark.finding.severity.label}：{remark.finding.message}" for remark in asking]
    can_edit = project.is_editable
    context = {"project": project, "remarks": remarks, "can_edit": can_edit, "can_repair": can_edit}
    return {
        "severity": worst,
        "sentence": "".join(said) or "这里的问题已说明。",
        "panel": render_to_string("projects/_pane_findings.html", context, request),
    }
