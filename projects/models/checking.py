"""What administrators decide about quality rules, and what authors answer to findings."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models

from indicators.models import IndicatorScheme
from projects.enums import Severity
from projects.models.tables import Project


class RuleSetting(models.Model):
    """A quality rule as the administrator wants it for a scheme from a year on; what is not said follows the catalogue."""

    scheme = models.ForeignKey(
        IndicatorScheme, models.CASCADE, verbose_name="指标体系", related_name="rule_settings"
    )
    first_year = models.PositiveSmallIntegerField("起始年度", validators=[MinValueValidator(2000)])
    rule = models.CharField("规则", max_length=10)
    is_on = models.BooleanField("启用", default=True)
    severity = models.CharField("级别", max_length=10, choices=Severity, blank=True)
    thresholds = models.JSONField("界限", default=dict, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "规则设置"
        ordering = ("scheme", "rule", "first_year")
        constraints = (
            models.UniqueConstraint(
                fields=("scheme", "first_year", "rule"), name="rule_setting_unique_per_scheme_and_year"
            ),
        )

    def __str__(self):
        return f"{self.rule} {self.first_year}年度起"


class Excuse(models.Model):
    """Excuse (说明): why a warning stands; it holds while the cells still say `cell_text`."""

    project = models.ForeignKey(Project, models.CASCADE, verbose_name="项目", related_name="excuses")
    rule = models.CharField("规则", max_length=10)
    address = models.CharField("位置", max_length=80)
    cell_text = models.TextField("当时的内容", blank=True)
    reason = models.TextField("说明")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="说明人", related_name="+", null=True
    )
    made_at = models.DateTimeField("时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "说明"
        ordering = ("project", "pk")
        constraints = (
            models.UniqueConstraint(fields=("project", "rule", "address"), name="one_excuse_per_finding"),
        )

    def __str__(self):
        return f"{self.rule} {self.address}"


class TableCheck(models.Model):
    """What the checks last counted in a table, for lists: good for its `lock_version` and the rules of `edition`.

    Warnings that the author has explained are not counted.
    """

    project = models.OneToOneField(
        Project, models.CASCADE, verbose_name="项目", related_name="check_counts", primary_key=True
    )
    lock_version = models.PositiveIntegerField("版本号")
    edition = models.CharField("规则版本", max_length=64)
    errors = models.PositiveIntegerField("错误")
    warnings = models.PositiveIntegerField("警告")
    hints = models.PositiveIntegerField("提示")
    score = models.PositiveSmallIntegerField("质量分")

    class Meta:
        verbose_name = verbose_name_plural = "检查结果"

    def __str__(self):
        return f"{self.project_id}：{self.errors} {self.warnings} {self.hints}"
