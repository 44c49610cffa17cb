"""The cell journal: who changed which cell of a goal table, when, from what to what."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from projects.enums import EditKind, EditSource
from projects.models.tables import Project
from units.append_only import AppendOnlyModel


class CellEdit(AppendOnlyModel):
    """One change of one cell or row of a goal table; added, never changed, also when the table is deleted.

    `number` counts from 1 in the table. Edits of one `step` are undone together; `undoes` names the step that this one
    takes back or does again. `operation` is the name that the browser gave, so that what is sent twice is done once.
    `before` and `after` are texts, amounts in yuan; of a row they are {"after": uid of the row above, "texts": {...}},
    None where there is no such row.
    """

    # A deleted draft keeps its history, and finds it again under the same key when it is restored.
    project = models.ForeignKey(
        Project, models.DO_NOTHING, verbose_name="项目", related_name="cell_edits", db_constraint=False
    )
    number = models.PositiveIntegerField("序号")
    step = models.CharField("步骤", max_length=32)
    undoes = models.CharField("撤销的步骤", max_length=32, blank=True)
    operation = models.CharField("操作号", max_length=64, blank=True)
    lock_version = models.PositiveIntegerField("改动次数")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="修改人", related_name="+", null=True
    )
    made_at = models.DateTimeField("时间", auto_now_add=True)
    source = models.CharField("来源", max_length=10, choices=EditSource)
    kind = models.CharField("改动", max_length=10, choices=EditKind)
    address = models.CharField("位置", max_length=80)
    before = models.JSONField("改前", null=True)
    after = models.JSONField("改后", null=True)
    reason = models.TextField("理由", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "修改记录"
        ordering = ("project_id", "number")
        constraints = (
            models.UniqueConstraint(fields=("project", "number"), name="cell_edit_number_unique_in_project"),
        )
        indexes = (
            models.Index(fields=("project", "operation"), name="cell_edit_by_operation"),
            models.Index(fields=("actor", "project"), name="cell_edit_by_actor"),
        )

    def __str__(self):
        return f"{self.number} {self.address}"

    @property
    def who(self):
        """The person's name; the operator of the machine has none."""
        return (self.actor.get_full_name() or self.actor.get_username()) if self.actor else "系统"

    @property
    def when(self):
        """The time of today, the day too of an earlier one."""
        made_at = timezone.localtime(self.made_at)
        is_today = made_at.date() == timezone.localdate()
        return f"{made_at:%H:%M}" if is_today else f"{made_at.month}月{made_at.day}日{made_at:%H:%M}"
