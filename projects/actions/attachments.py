"""Attaching files to a project, taking them off, putting them back."""

import hashlib
from contextlib import contextmanager

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Sum
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from projects.actions.tables import EditRefused, held_project
from projects.attachment_files import FileRefused, clean_name, media_type_of, shown_name
from projects.models import Attachment
from projects.models.attachments import place_of
from units import audit

GONE = "这个附件已经不在了，请刷新页面。"
NO_ROOM = "服务器的磁盘写不进去了，“{name}”没有保存；请告诉系统管理员，稍后再传。"


def add_attachment(project_id: int, kind: str, file, *, actor) -> Attachment:
    """Keep an uploaded file with a project and return its Attachment, with an AuditEntry.

    The type is told by the content. Raises EditRefused, also where the project has the same file already; then
    nothing of it stays on the disk.
    """
    content = file.read()
    try:
        media_type = media_type_of(content)
    except FileRefused as refused:
        raise EditRefused(f"“{shown_name(file.name)}”{refused}") from refused
    attachment = Attachment(
        project_id=project_id,
        kind=kind,
        file_name=clean_name(file.name, media_type),
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=actor,
    )
    with _written(attachment, content):
        _register(attachment, actor)
    return attachment


@contextmanager
def _written(attachment, content):
    """Write the file before its row, without holding the table meanwhile; where either fails neither stays."""
    place = place_of(attachment, attachment.file_name)
    try:
        attachment.file.name = default_storage.save(place, ContentFile(content))
        yield
    except OSError as error:
        default_storage.delete(place)
        raise EditRefused(NO_ROOM.format(name=attachment.file_name)) from error
    except BaseException:
        default_storage.delete(place)
        raise


@transaction.atomic
def _register(attachment, actor):
    project = held_project(attachment.project_id, actor=actor)
    _refuse_twin(attachment)
    _refuse_too_much(attachment)
    attachment.save()
    audit.record(actor, "add_attachment", project, unit=project.unit, after=_facts(attachment))


@transaction.atomic
def remove_attachment(attachment_id: int, project_id: int, *, actor) -> Attachment:
    """Take an attachment off its project; it stays in the register, and restore_attachment puts it back.

    Raises EditRefused.
    """
    project = held_project(project_id, actor=actor)
    attachment = Attachment.objects.filter(pk=attachment_id, project=project, removed_at=None).first()
    if attachment is None:
        raise EditRefused(GONE)
    attachment.removed_by, attachment.removed_at = actor, timezone.now()
    attachment.save(update_fields=["removed_by", "removed_at"])
    audit.record(actor, "remove_attachment", project, unit=project.unit, before=_facts(attachment))
    return attachment


@transaction.atomic
def restore_attachment(attachment_id: int, project_id: int, *, actor) -> Attachment:
    """Put back an attachment that was taken off. Raises EditRefused."""
    project = held_project(project_id, actor=actor)
    removed = Attachment.objects.filter(pk=attachment_id, project=project, removed_at__isnull=False)
    attachment = removed.first()
    if attachment is None:
        raise EditRefused(GONE)
    _refuse_twin(attachment)
    _refuse_too_much(attachment)
    attachment.removed_by = attachment.removed_at = None
    attachment.save(update_fields=["removed_by", "removed_at"])
    audit.record(actor, "restore_attachment", project, unit=project.unit, after=_facts(attachment))
    return attachment


def _refuse_twin(attachment):
    twin = _kept(attachment).filter(sha256=attachment.sha256).first()
    if twin:
        raise EditRefused(
            f"“{attachment.file_name}”和已有的附件“{twin.file_name}”（{twin.get_kind_display()}）内容完全一样，不用再传。"
        )


def _refuse_too_much(attachment):
    limit, most = settings.ATTACHMENTS_LIMIT, settings.ATTACHMENTS_COUNT_LIMIT
    kept = _kept(attachment)
    if kept.count() >= most:
        raise EditRefused(f"这张表已有{most}个附件，不能再加“{attachment.file_name}”；请先移除不用的。")
    if (kept.aggregate(size=Sum("size", default=0))["size"] + attachment.size) > limit:
        raise EditRefused(
            f"加上“{attachment.file_name}”，附件总共会超过{filesizeformat(limit)}，没有保存；请先移除不用的，或压缩后再传。"
        )


def _kept(attachment):
    return Attachment.objects.filter(project_id=attachment.project_id, removed_at=None)


def _facts(attachment):
    return {
        "file_name": attachment.file_name,
        "kind": attachment.kind,
        "size": attachment.size,
        "sha256": attachment.sha256,
    }
