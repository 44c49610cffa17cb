"""Attachments of a project: list, upload, download, take off, put back."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects.actions import EditRefused, add_attachment, remove_attachment, restore_attachment
from projects.attachment_files import ENDINGS, OFFERED
from projects.enums import AttachmentKind
from projects.permissions import can_create_in, can_edit
from projects.views.table_page import unit_path, visible_project
from units import audit

LOST = "服务器上找不到“{name}”这个文件了，没有下载；请告诉系统管理员，从备份里恢复。"
# What a browser may do with a file of ours should it ever open one in place of keeping it: nothing.
NOTHING_ALLOWED = "default-src 'none'; sandbox"


@require_http_methods(["GET", "HEAD", "POST"])
def attachments(request, pk):
    project = visible_project(request, pk)
    if request.method != "POST":
        return _page(request, project)
    _refuse_others(request, project)
    files, kind = request.FILES.getlist("file"), request.POST.get("kind")
    if not files or kind not in AttachmentKind.values:
        return _page(request, project, ["没有上传：请选择类别和文件。"])
    refusals = [str(refused) for file in files if (refused := _refusal(request, project, kind, file))]
    if refusals:
        return _page(request, project, refusals)
    messages.success(request, f"已上传 {len(files)} 个附件。")
    return redirect("projects:attachments", project.pk)


def _refusal(request, project, kind, file):
    """Keep one file of several, each for itself; return why it was refused, None when it was kept."""
    try:
        add_attachment(project.pk, kind, file, actor=request.user)
    except EditRefused as refused:
        return refused
    return None


def _refuse_others(request, project):
    if not can_create_in(request.user, project.unit):
        raise PermissionDenied


def _page(request, project, refusals=(), *, status=None):
    kept = project.attachments.select_related("uploaded_by", "removed_by")
    context = {
        "project": project,
        "unit_path": unit_path(project.unit),
        "can_edit": can_edit(request.user, project),
        "attachments": [attachment for attachment in kept if not attachment.removed_at],
        "removed": [attachment for attachment in kept if attachment.removed_at],
        "kinds": AttachmentKind.choices,
        "offered": OFFERED,
        "endings": ",".join(f".{ending}" for endings in ENDINGS.values() for ending in endings),
        "refusals": refusals,
    }
    return render(
        request, "projects/attachment_list.html", context, status=status or _status(project, refusals)
    )


def _status(project, refusals):
    if not refusals:
        return HTTPStatus.OK
    return HTTPStatus.UNPROCESSABLE_ENTITY if project.is_editable else HTTPStatus.CONFLICT


@require_safe
@never_cache
def download(request, pk, attachment_pk):
    """A file goes out to be kept, never to be shown, under the type that its content was found to be."""
    project = visible_project(request, pk)
    attachment = get_object_or_404(project.attachments, pk=attachment_pk, removed_at=None)
    try:
        file = attachment.file.open("rb")
    except OSError:
        return _page(request, project, [LOST.format(name=attachment.file_name)], status=HTTPStatus.NOT_FOUND)
    response = FileResponse(
        file, as_attachment=True, filename=attachment.file_name, content_type=attachment.media_type
    )
    response["Content-Security-Policy"] = NOTHING_ALLOWED
    try:
        facts = {"file_name": attachment.file_name, "sha256": attachment.sha256}
        audit.record(request.user, "download_attachment", project, unit=project.unit, after=facts)
    except BaseException:  # no file leaves the house without its audit entry
        response.close()
        raise
    return response


@require_POST
def remove(request, pk, attachment_pk):
    return _changed(request, pk, attachment_pk, remove_attachment, "已移除“{}”，可以在下面恢复。")


@require_POST
def restore(request, pk, attachment_pk):
    return _changed(request, pk, attachment_pk, restore_attachment, "已恢复“{}”。")


def _changed(request, pk, attachment_pk, action, sentence):
    project = visible_project(request, pk)
    _refuse_others(request, project)
    try:
        attachment = action(attachment_pk, project.pk, actor=request.user)
    except EditRefused as refused:
        return _page(request, project, [str(refused)])
    messages.success(request, sentence.format(attachment.file_name))
    return redirect("projects:attachments", project.pk)
