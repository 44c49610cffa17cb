"""Rows carried over from last year's table, and what the author decided about each."""

from django.db import models

from projects.enums import CarryDecision
from projects.models.tables import Project


class CarriedRow(models.Model):
    """A goal or indicator that came from last year's table: kept, changed or dropped, with a reason where it matters.

    `row` is the row's address in this table ("indicators.<uid>"), `source` what last year's row said, by part.
    `decision` is OPEN or KEPT: that a row was changed or dropped follows from the table. The `reason` holds while the
    value is `reason_value`, "" where the row is gone.
    """

    project = models.ForeignKey(Project, models.CASCADE, verbose_name="项目", related_name="carried_rows")
    row = models.CharField("行", max_length=60)
    source = models.JSONField("上年内容")
    decision = models.CharField("处理", max_length=10, choices=CarryDecision, default=CarryDecision.OPEN)
    reason = models.TextField("理由", blank=True)
    reason_value = models.TextField("理由所说的指标值", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "结转的行"
        ordering = ("project", "pk")
        constraints = (
            models.UniqueConstraint(fields=("project", "row"), name="carried_row_unique_in_project"),
        )

    def __str__(self):
        return self.row
