"""Projects of a fiscal year: money, spending schedule, goals, indicator rows."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from documents.goal_table import CHECKPOINT_MONTHS
from indicators.enums import Operator
from indicators.models import IndicatorCategory
from projects.enums import EDITABLE_STATUSES, Status
from projects.querysets import ProjectQuerySet
from units.models import BudgetUnit


def new_uid():
    """Return a name for a row that stays with it for life."""
    return uuid.uuid4().hex


class FiscalYear(models.Model):
    """Fiscal year (预算年度); tables of a closed year are not edited."""

    year = models.PositiveSmallIntegerField("预算年度", unique=True, validators=[MinValueValidator(2000)])
    is_closed = models.BooleanField("已关闭", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "预算年度"
        ordering = ("-year",)

    def __str__(self):
        return f"{self.year}年度"


class Amount(models.DecimalField):
    """Money in yuan; NULL is blank on paper, which is not zero."""

    def __init__(self, *args, **kwargs):
        kwargs |= {"max_digits": 18, "decimal_places": 2, "null": True, "blank": True}
        super().__init__(*args, **kwargs)


class Project(models.Model):
    """Project (项目) of one fiscal year with its goal table (绩效目标表).

    `title` is the printed heading where it differs from name and 绩效目标表, "" where it follows the name.
    `order` is the table's place in its unit's booklet. `lock_version` grows with every change of the table.
    """

    fiscal_year = models.ForeignKey(
        FiscalYear, models.PROTECT, verbose_name="预算年度", related_name="projects"
    )
    unit = models.ForeignKey(BudgetUnit, models.PROTECT, verbose_name="预算单位", related_name="projects")
    code = models.CharField("项目编码", max_length=40, blank=True)
    name = models.CharField("项目名称", max_length=200)
    title = models.CharField("表名", max_length=220, blank=True)
    order = models.PositiveIntegerField("顺序", default=0)
    purpose = models.TextField("资金用途", blank=True)
    total_amount = Amount("预算数")
    fiscal_amount = Amount("财政资金")
    other_amount = Amount("其他资金")
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    lock_version = models.PositiveIntegerField("改动次数", default=0, editable=False)
    predecessor = models.ForeignKey(
        "self", models.PROTECT, verbose_name="上年项目", related_name="successors", null=True, blank=True
    )
    created_at = models.DateTimeField("创建时间", auto_now_add=True)
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "项目"
        ordering = ("-fiscal_year__year", "unit__path", "order", "code", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("fiscal_year", "unit", "code"),
                condition=~models.Q(code=""),
                name="project_code_unique_per_unit_and_year",
            ),
        )
        indexes = (
            models.Index(fields=("unit", "fiscal_year", "status"), name="project_by_unit_year_status"),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("projects:detail", args=[self.pk])

    @property
    def is_editable(self):
        return self.status in EDITABLE_STATUSES and not self.fiscal_year.is_closed

    @property
    def is_deletable(self):
        """A draft of an open year that was never handed in, and that no later year goes on with."""
        is_draft = self.status == Status.DRAFT and not self.fiscal_year.is_closed
        return is_draft and not self.review_records.exists() and not self.successors.exists()

    @property
    def printed_title(self):
        return self.title or f"{self.name}绩效目标表"


class ScheduleEntry(models.Model):
    """Cumulative share of the budget spent by the end of a checkpoint month (资金支出计划); NULL is blank."""

    project = models.ForeignKey(Project, models.CASCADE, verbose_name="项目", related_name="schedule")
    month = models.PositiveSmallIntegerField(
        "支出节点", choices=[(month, f"{month}月底") for month in CHECKPOINT_MONTHS]
    )
    cumulative_percent = models.DecimalField(
        "累计支出比例",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )

    class Meta:
        verbose_name = verbose_name_plural = "资金支出计划"
        ordering = ("month",)
        constraints = (
            models.UniqueConstraint(fields=("project", "month"), name="one_schedule_entry_per_month"),
            models.CheckConstraint(
                condition=models.Q(cumulative_percent__isnull=True)
                | models.Q(cumulative_percent__gte=0, cumulative_percent__lte=100),
                name="cumulative_percent_between_0_and_100",
            ),
        )

    def __str__(self):
        return f"{self.month}月底"


class Goal(models.Model):
    """Performance goal (绩效目标) of a project."""

    project = models.ForeignKey(Project, models.CASCADE, verbose_name="项目", related_name="goals")
    uid = models.CharField("行号", max_length=32, default=new_uid, editable=False)
    order = models.PositiveSmallIntegerField("顺序")
    text = models.TextField("绩效目标")

    class Meta:
        verbose_name = verbose_name_plural = "绩效目标"
        ordering = ("order", "pk")
        constraints = (models.UniqueConstraint(fields=("project", "uid"), name="goal_uid_unique_in_project"),)

    def __str__(self):
        return self.text[:50]


class Indicator(models.Model):
    """Level-3 indicator (三级指标) of a project.

    `level1_name` and `level2_name` are the category names as printed; `category` is what the scheme makes of them,
    NULL where it knows no such name. `value_text` is the value as typed and prints; `operator`, `target_value` and
    `measure_unit` are what the value grammar reads in it.
    """

    project = models.ForeignKey(Project, models.CASCADE, verbose_name="项目", related_name="indicators")
    uid = models.CharField("行号", max_length=32, default=new_uid, editable=False)
    order = models.PositiveSmallIntegerField("顺序")
    category = models.ForeignKey(
        IndicatorCategory, models.PROTECT, verbose_name="指标类别", related_name="+", null=True, blank=True
    )
    level1_name = models.CharField("一级指标", max_length=50, blank=True)
    level2_name = models.CharField("二级指标", max_length=50, blank=True)
    name = models.TextField("三级指标", blank=True)
    description = models.TextField("绩效指标描述", blank=True)
    operator = models.CharField("计算符号", max_length=5, choices=Operator, blank=True)
    target_value = models.DecimalField("指标值", max_digits=18, decimal_places=4, null=True, blank=True)
    measure_unit = models.CharField("计量单位", max_length=50, blank=True)
    value_text = models.TextField("指标值", blank=True)
    value_basis = models.TextField("指标值确定依据", blank=True)
    weight = models.DecimalField("权重", max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "绩效指标"
        ordering = ("order", "pk")
        constraints = (
            models.UniqueConstraint(fields=("project", "uid"), name="indicator_uid_unique_in_project"),
        )

    def __str__(self):
        return self.name[:50]
