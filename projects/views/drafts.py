"""Drafts out, and back again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST

from projects.actions import EditRefused, delete_draft, restore_draft
from projects.kept_table import table_from_kept
from projects.paper import layout_for, table_html
from projects.permissions import can_create_in
from projects.views.table_editor import version_number
from projects.views.table_page import unit_path, visible_project
from units.models import AuditEntry, BudgetUnit


@require_POST
def delete(request, pk):
    project = visible_project(request, pk)
    if not can_create_in(request.user, project.unit):
        raise PermissionDenied
    lock_version = version_number(request.POST.get("lock_version", ""))
    try:
        entry = delete_draft(project.pk, actor=request.user, lock_version=lock_version)
    except EditRefused as refusal:
        messages.error(request, f"没有删除：{refusal}")
        return redirect(project)
    link = reverse("projects:restore", args=[entry.pk])
    messages.success(request, format_html('已删除“{}”。<a href="{}">恢复</a>', project.name, link))
    return redirect("projects:list")


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request, pk):
    """A draft that was deleted, as it was, with the button that puts it back."""
    in_sight = BudgetUnit.objects.visible_to(request.user)
    entry = get_object_or_404(AuditEntry.objects.filter(action="delete_draft", unit__in=in_sight), pk=pk)
    if not can_create_in(request.user, entry.unit):
        raise PermissionDenied
    if request.method == "POST":
        return _restored(request, entry)
    layout = layout_for(entry.unit)
    context = {
        "entry": entry,
        "unit_path": unit_path(entry.unit),
        "table_html": table_html(table_from_kept(entry.before), entry.unit, layout),
    }
    return render(request, "projects/project_restore.html", context)


def _restored(request, entry):
    try:
        project = restore_draft(entry, actor=request.user)
    except EditRefused as refusal:
        messages.error(request, f"没有恢复：{refusal}")
        return redirect("projects:list")
    messages.success(request, f"已恢复“{project.name}”。")
    return redirect(project)
