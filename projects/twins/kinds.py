"""What of a table is compared with other tables."""

from django.db import models


class TwinKind(models.TextChoices):
    GOAL = "goal", "绩效目标"
    ROW = "row", "指标"
    SET = "set", "整套指标"
