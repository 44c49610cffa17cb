"""Fiscal regions, the tree of budget units, memberships and the audit trail."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from django.utils import timezone

from units.action_labels import ACTION_LABELS
from units.append_only import AppendOnlyModel
from units.enums import ADMINISTRATIVE_ROLES, MoneyUnit, Role
from units.querysets import AuditEntryQuerySet, BudgetUnitQuerySet


class FiscalRegionManager(models.Manager):
    def get_by_natural_key(self, code):
        return self.get(code=code)


class FiscalRegion(models.Model):
    """Fiscal region (财政区划): the finance authority that units file to."""

    code = models.CharField("区划代码", max_length=12, unique=True)
    name = models.CharField("名称", max_length=100)

    objects = FiscalRegionManager()

    class Meta:
        verbose_name = verbose_name_plural = "财政区划"
        ordering = ("code",)

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.code,)


class BudgetUnit(models.Model):
    """Budget unit (预算单位): a node of the tree of departments and the units below them.

    `path` lists the keys from the root to the unit ("/1/12/"), so that a subtree is one prefix. `layout` names the
    official layout its tables are printed in, `money_unit` the unit of its amounts on paper.
    """

    region = models.ForeignKey(FiscalRegion, models.PROTECT, verbose_name="财政区划", related_name="units")
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name="上级单位", related_name="children", null=True, blank=True
    )
    path = models.CharField("路径", max_length=255, db_index=True, editable=False, default="")
    code = models.CharField("单位代码", max_length=20, blank=True)
    name = models.CharField("单位名称", max_length=200)
    money_unit = models.CharField(
        "金额单位", max_length=2, choices=MoneyUnit, default=MoneyUnit.TEN_THOUSAND_YUAN
    )
    layout = models.CharField("版式", max_length=50, default="hebei_integrated")

    objects = BudgetUnitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "预算单位"
        ordering = ("code", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("region", "code"), condition=~models.Q(code=""), name="unit_code_unique_in_region"
            ),
            models.UniqueConstraint(
                fields=("region", "parent", "name"), name="unit_name_unique_under_parent"
            ),
            models.UniqueConstraint(
                fields=("region", "name"),
                condition=models.Q(parent__isnull=True),
                name="top_unit_name_unique_in_region",
            ),
        )

    def __str__(self):
        return f"{self.code}{self.name}"

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Save the unit and its path, and carry the units below it along when it moved.

        Whoever changes a region's tree waits here for the one before, so no two moves can make a ring.
        """
        FiscalRegion.objects.select_for_update().get(pk=self.region_id)
        parent_path = _path_of(self.parent_id) if self.parent_id else "/"
        old_path = _path_of(self.pk) if self.pk else ""
        if old_path and parent_path.startswith(old_path):
            raise ValueError(f"unit {self.pk} cannot stand below itself")
        self.path = old_path  # what this object read may have moved since
        super().save(*args, **kwargs)
        self.path = f"{parent_path}{self.pk}/"
        if self.path != old_path:
            self._carry_subtree(old_path)

    def clean(self):
        if self.parent and self.parent.region_id != self.region_id:
            raise ValidationError({"parent": "上级单位属于另一个财政区划，请选择本区划的单位。"})
        if self.pk and self.parent and self.parent.path.startswith(self.path):
            raise ValidationError({"parent": "上级单位不能是本单位或它的下级，请另选。"})

    def natural_key(self):
        return (self.region.code, self.code, self.name)

    natural_key.dependencies = ("units.fiscalregion",)

    def _carry_subtree(self, old_path):
        BudgetUnit.objects.filter(pk=self.pk).update(path=self.path)
        if old_path:
            below = BudgetUnit.objects.filter(path__startswith=old_path)
            below.update(path=Concat(Value(self.path), Substr("path", len(old_path) + 1)))


def _path_of(unit_id):
    return BudgetUnit.objects.values_list("path", flat=True).get(pk=unit_id)


class Membership(models.Model):
    """Membership (任职): a user holds a role in a unit from a day on, until a day or for good."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="用户", related_name="memberships"
    )
    unit = models.ForeignKey(BudgetUnit, models.PROTECT, verbose_name="单位", related_name="memberships")
    role = models.CharField("角色", max_length=30, choices=Role)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        ordering = ("unit", "role", "since")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="membership_ends_after_it_begins",
            ),
        )

    def __str__(self):
        return f"{self.user} {self.get_role_display()} {self.unit}"

    def clean(self):
        """Refuse an end before the beginning, and administrators who hold a role of another kind (三员分立)."""
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": "止日不能早于起日，请改正。"})
        if self.role and self.user_id and self._stands_against_another():
            raise ValidationError({"role": "管理员和审计员不能兼任其他角色，请先结束此人原有的任职。"})

    def _stands_against_another(self):
        others = Membership.objects.filter(user=self.user_id).exclude(pk=self.pk).exclude(role=self.role)
        if self.role not in ADMINISTRATIVE_ROLES:
            others = others.filter(role__in=ADMINISTRATIVE_ROLES)
        return others.exclude(until__lt=self.since or timezone.localdate()).exists()


class AuditEntry(AppendOnlyModel):
    """Audit entry (操作日志): who did what to which object, when, from where; never changed, never deleted."""

    at = models.DateTimeField("时间", auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="操作人", related_name="+", null=True
    )
    action = models.CharField("操作", max_length=50)
    has_succeeded = models.BooleanField("成功", default=True)
    unit = models.ForeignKey(BudgetUnit, models.PROTECT, verbose_name="单位", related_name="+", null=True)
    subject = models.CharField("对象", max_length=100, blank=True)
    label = models.CharField("对象名称", max_length=300, blank=True)
    before = models.JSONField("之前", null=True)
    after = models.JSONField("之后", null=True)
    reason = models.TextField("理由", blank=True)
    remote_address = models.GenericIPAddressField("来源地址", null=True)
    request_id = models.CharField("请求编号", max_length=36, blank=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "操作日志"
        ordering = ("-pk",)

    def __str__(self):
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M} {self.action_label} {self.label}"

    @property
    def action_label(self):
        return ACTION_LABELS.get(self.action, self.action)
