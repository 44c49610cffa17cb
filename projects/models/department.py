"""Part 1 of a unit's booklet: department overall goals and their sub-goals."""

from django.db import models

from projects.models.tables import FiscalYear, new_uid
from units.models import BudgetUnit


class DepartmentGoals(models.Model):
    """Department overall goals (部门整体绩效目标), part 1 of a unit's booklet for a year."""

    unit = models.ForeignKey(
        BudgetUnit, models.PROTECT, verbose_name="预算单位", related_name="department_goals"
    )
    fiscal_year = models.ForeignKey(
        FiscalYear, models.PROTECT, verbose_name="预算年度", related_name="department_goals"
    )
    overall = models.TextField("总体绩效目标", blank=True)
    safeguards = models.TextField("工作保障措施", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "部门整体绩效目标"
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "fiscal_year"), name="one_department_goals_per_unit_and_year"
            ),
        )

    def __str__(self):
        return f"{self.fiscal_year}{self.unit}"


class SubGoal(models.Model):
    """Sub-goal (分项绩效目标): text of part 1 about one duty, or all of it where the text has no structure."""

    department_goals = models.ForeignKey(
        DepartmentGoals, models.CASCADE, verbose_name="部门整体绩效目标", related_name="sub_goals"
    )
    uid = models.CharField("行号", max_length=32, default=new_uid, editable=False)
    order = models.PositiveSmallIntegerField("顺序")
    text = models.TextField("分项绩效目标")

    class Meta:
        verbose_name = verbose_name_plural = "分项绩效目标"
        ordering = ("order", "pk")

    def __str__(self):
        return self.text[:50]
