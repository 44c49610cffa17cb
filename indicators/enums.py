"""Operators of target values and the direction in which an indicator is better."""

from django.db import models


class Operator(models.TextChoices):
    """Operator of a target value (计算符号); WORDS is a qualitative value (定性)."""

    NONE = "", "无"
    AT_LEAST = "≥", "≥"
    AT_MOST = "≤", "≤"
    EQUAL = "=", "＝"
    MORE = ">", "＞"
    LESS = "<", "＜"
    WORDS = "words", "定性"


class Direction(models.TextChoices):
    MORE_IS_BETTER = "more", "正向"
    LESS_IS_BETTER = "less", "反向"
    EXACT = "exact", "定值"
