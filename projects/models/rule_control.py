"""Changes of quality rules before they are in force, and rules that failed."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models

from indicators.models import IndicatorScheme
from projects.enums import Severity
from projects.models.tables import Project


class RuleDraft(models.Model):
    """A change of a rule that one administrator prepares; it is not in force.

    `seen` is what was in force when the change was made ready, so that a change by somebody else in between is noticed.
    """

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="拟定人", related_name="+"
    )
    scheme = models.ForeignKey(IndicatorScheme, models.CASCADE, verbose_name="指标体系", related_name="+")
    first_year = models.PositiveSmallIntegerField("起始年度", validators=[MinValueValidator(2000)])
    rule = models.CharField("规则", max_length=10)
    is_on = models.BooleanField("启用", default=True)
    severity = models.CharField("级别", max_length=10, choices=Severity, blank=True)
    thresholds = models.JSONField("界限", default=dict, blank=True)
    reason = models.TextField("理由", blank=True)
    seen = models.JSONField("拟定时在用的设置")

    class Meta:
        verbose_name = verbose_name_plural = "拟改的规则"
        ordering = ("scheme", "first_year", "rule")
        constraints = (
            models.UniqueConstraint(
                fields=("author", "scheme", "first_year", "rule"), name="one_rule_draft_per_author"
            ),
        )

    def __str__(self):
        return f"{self.rule} {self.first_year}年度起"


class RuleFailure(models.Model):
    """A rule that could not run: how often, why and at which table the last time."""

    rule = models.CharField("规则", max_length=10, unique=True)
    error = models.TextField("错误")
    count = models.PositiveIntegerField("次数")
    last_at = models.DateTimeField("最近一次")
    project = models.ForeignKey(
        Project, models.SET_NULL, verbose_name="最近的表", related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = verbose_name_plural = "出错的规则"
        ordering = ("-last_at", "rule")

    def __str__(self):
        return self.rule
