"""States of a project's goal table, of a fiscal year and of an import."""

from django.db import models


class Status(models.TextChoices):
    """Where a goal table stands; only reviews.actions.perform writes it."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待审核"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "已批复"


EDITABLE_STATUSES = frozenset({Status.DRAFT, Status.RETURNED})


class BatchState(models.TextChoices):
    PREVIEWED = "previewed", "待确认"
    ACCEPTED = "accepted", "已导入"
    UNDONE = "undone", "已撤销"
    DISCARDED = "discarded", "已放弃"
