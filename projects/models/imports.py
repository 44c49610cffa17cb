"""Files brought in: what was read and what became of it."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from projects.enums import BatchState
from projects.models.department import DepartmentGoals
from projects.models.tables import FiscalYear, Project
from projects.querysets import ImportBatchQuerySet
from units.models import BudgetUnit


class ImportBatch(models.Model):
    """One file brought in: what was read, what became of it, and what it replaced, so that it can be undone.

    `reading` is {"booklet": canonical JSON, "problems": [...], "notes": [...]}. `department_goals` is what its part 1
    was written to, `part1_before` the canonical part 1 that stood there before, None when there was none.
    """

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="导入人", related_name="+", null=True
    )
    unit = models.ForeignKey(BudgetUnit, models.PROTECT, verbose_name="预算单位", null=True)
    fiscal_year = models.ForeignKey(FiscalYear, models.PROTECT, verbose_name="预算年度", null=True)
    file_name = models.CharField("文件", max_length=255)
    file_sha256 = models.CharField("文件校验值", max_length=64)
    state = models.CharField("状态", max_length=10, choices=BatchState, default=BatchState.PREVIEWED)
    reading = models.JSONField("读到的内容")
    department_goals = models.ForeignKey(
        DepartmentGoals, models.SET_NULL, verbose_name="部门整体绩效目标", related_name="+", null=True
    )
    part1_before = models.JSONField("原来的部门整体绩效目标", null=True)
    created_at = models.DateTimeField("时间", auto_now_add=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入"
        ordering = ("-pk",)

    def __str__(self):
        return self.file_name

    def get_absolute_url(self):
        return reverse("projects:import_detail", args=[self.pk])


class ImportedTable(models.Model):
    """One table of an accepted batch: the project it became, that project's version then, and what it said before.

    `before` is None when the project is new, else {"table": canonical JSON, "goals": [uid, …], "indicators": [uid, …]}.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, verbose_name="导入", related_name="tables")
    project = models.ForeignKey(Project, models.SET_NULL, verbose_name="项目", related_name="+", null=True)
    number = models.PositiveIntegerField("表号")
    before = models.JSONField("原来的内容", null=True)
    lock_version = models.PositiveIntegerField("改动次数")

    class Meta:
        verbose_name = verbose_name_plural = "导入的表"
        ordering = ("number",)

    def __str__(self):
        return f"{self.batch} {self.number}"
