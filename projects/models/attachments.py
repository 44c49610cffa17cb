"""Files that stand behind a project: its basis, its contracts."""

import uuid

from django.conf import settings
from django.db import models

from projects.enums import AttachmentKind
from projects.models.tables import Project


def place_of(attachment, file_name):
    """Return where a file is kept: under a name of ours, so that nothing of its own name reaches the disk."""
    return f"attachments/{uuid.uuid4().hex}"


class Attachment(models.Model):
    """Attachment (附件) of a project; a removed one stays in the register, and its file with it."""

    # As with the journal: a restored draft finds its attachments again.
    project = models.ForeignKey(
        Project, models.DO_NOTHING, verbose_name="项目", related_name="attachments", db_constraint=False
    )
    kind = models.CharField("类别", max_length=10, choices=AttachmentKind)
    file_name = models.CharField("文件名", max_length=255)
    file = models.FileField("文件", upload_to=place_of)
    media_type = models.CharField("类型", max_length=100)
    size = models.PositiveBigIntegerField("大小")
    sha256 = models.CharField("校验值", max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="上传人", related_name="+"
    )
    uploaded_at = models.DateTimeField("上传时间", auto_now_add=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="移除人", related_name="+", null=True
    )
    removed_at = models.DateTimeField("移除时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ("kind", "pk")

    def __str__(self):
        return self.file_name
