"""Documents that a unit rests its target values on."""

from django.conf import settings
from django.db import models

from units.enums import TABLE_READER_ROLES
from units.memberships import in_subtrees_of
from units.models import BudgetUnit


class CitationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Return the citations of the units in the subtrees of the user's memberships."""
        return self.filter(in_subtrees_of(user, TABLE_READER_ROLES, "unit__path"))


class Citation(models.Model):
    """Citation (引用文件) of a unit: a document that bases of values name again and again."""

    unit = models.ForeignKey(BudgetUnit, models.PROTECT, verbose_name="预算单位", related_name="citations")
    title = models.CharField("文件名称", max_length=200)
    document_number = models.CharField("文号", max_length=60, blank=True)
    issued_on = models.DateField("日期", null=True, blank=True)
    is_retired = models.BooleanField("已停用", default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="登记人", related_name="+", null=True
    )
    created_at = models.DateTimeField("登记时间", auto_now_add=True)

    objects = CitationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "引用文件"
        ordering = ("title", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "title", "document_number"),
                name="citation_unique_in_unit",
                violation_error_message="本单位已有同名、同文号的引用文件（可能已停用），不必再登记。",
            ),
        )

    def __str__(self):
        return f"《{self.title}》{f'（{self.document_number}）' if self.document_number else ''}"
