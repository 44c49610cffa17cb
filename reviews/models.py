"""Review records and frozen versions of goal tables: added, never edited, never deleted."""

from django.conf import settings
from django.db import models

from projects.enums import Status
from projects.models import Project
from reviews.hash_chain import chain_hash
from reviews.transitions import TRANSITIONS
from units.append_only import AppendOnlyModel

VERB_CHOICES = [(transition.verb.value, transition.label) for transition in TRANSITIONS.values()]


class TableVersion(AppendOnlyModel):
    """A frozen canonical copy of a goal table; each names the hash of the one before it."""

    project = models.ForeignKey(Project, models.PROTECT, verbose_name="项目", related_name="versions")
    number = models.PositiveIntegerField("版本")
    canonical = models.JSONField("内容")
    sha256 = models.CharField("校验值", max_length=64)
    previous_sha256 = models.CharField("上一版校验值", max_length=64, blank=True)
    created_at = models.DateTimeField("时间", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="提交人", related_name="+"
    )

    class Meta:
        verbose_name = verbose_name_plural = "版本"
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("project", "number"), name="version_number_unique_in_project"),
        )

    def __str__(self):
        return f"{self.project} 第{self.number}版"

    @property
    def is_intact(self):
        """Whether what is stored still gives the hash that was stored with it."""
        return self.sha256 == chain_hash(self.previous_sha256, self.canonical)


class ReviewRecord(AppendOnlyModel):
    """One step of a table on its way: who, which verb, from which state to which, why."""

    project = models.ForeignKey(Project, models.PROTECT, verbose_name="项目", related_name="review_records")
    verb = models.CharField("操作", max_length=20, choices=VERB_CHOICES)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="办理人", related_name="+"
    )
    source = models.CharField("原状态", max_length=10, choices=Status)
    target = models.CharField("新状态", max_length=10, choices=Status)
    reason = models.TextField("意见", blank=True)
    version = models.ForeignKey(
        TableVersion, models.PROTECT, verbose_name="版本", related_name="+", null=True
    )
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "审核记录"
        ordering = ("pk",)

    def __str__(self):
        return f"{self.get_verb_display()} {self.project}"
