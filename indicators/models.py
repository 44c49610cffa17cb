"""Schemes of indicator categories, valid for a span of years, and the indicator library."""

from django.db import models

from indicators.enums import Direction, Operator
from indicators.pinyin import initials_of
from indicators.querysets import (
    IndicatorCategoryQuerySet,
    IndicatorSchemeQuerySet,
    LibraryIndicatorQuerySet,
)

# The unit of a value that is a day of the year: it prints as "10月31日前".
DATE_UNIT = "日期"


class IndicatorScheme(models.Model):
    """Indicator scheme: the two upper levels of the indicator tree as one layout uses them, for a span of years."""

    code = models.SlugField("代码", unique=True)
    name = models.CharField("名称", max_length=100)
    layout = models.CharField("版式", max_length=50)
    first_year = models.PositiveSmallIntegerField("起始年度")
    last_year = models.PositiveSmallIntegerField("截止年度", null=True, blank=True)

    objects = IndicatorSchemeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "指标体系"
        ordering = ("code",)

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.code,)


class IndicatorCategory(models.Model):
    """Level-1 or level-2 category (一级指标、二级指标) of a scheme; `aliases` are other names for it on paper."""

    scheme = models.ForeignKey(
        IndicatorScheme, models.CASCADE, verbose_name="指标体系", related_name="categories"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name="一级指标", related_name="children", null=True, blank=True
    )
    level = models.PositiveSmallIntegerField("级次", choices=((1, "一级指标"), (2, "二级指标")))
    name = models.CharField("名称", max_length=50)
    aliases = models.JSONField("别名", default=list, blank=True)
    is_required = models.BooleanField("必填", default=False)
    order = models.PositiveSmallIntegerField("顺序")

    objects = IndicatorCategoryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "指标类别"
        ordering = ("scheme", "order")
        constraints = (
            models.UniqueConstraint(
                fields=("scheme", "parent", "name"), name="category_name_unique_under_parent"
            ),
            models.UniqueConstraint(
                fields=("scheme", "name"),
                condition=models.Q(parent__isnull=True),
                name="level1_name_unique_in_scheme",
            ),
            models.CheckConstraint(
                condition=models.Q(level=1, parent__isnull=True) | models.Q(level=2, parent__isnull=False),
                name="category_level_fits_parent",
            ),
        )

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.scheme.code, self.level, self.parent.name if self.parent else "", self.name)

    natural_key.dependencies = ("indicators.indicatorscheme",)


class LibraryIndicator(models.Model):
    """An indicator of the library (指标库): name, explanation, recommended value and its basis.

    `level1` and `level2` are category names of the Hebei scheme; a scheme's aliases lead to its own categories.
    `target_value` is empty where it depends on the plan, the contract or a standard.
    """

    domain = models.CharField("领域", max_length=50, db_index=True)
    level1 = models.CharField("一级指标", max_length=50)
    level2 = models.CharField("二级指标", max_length=50)
    name = models.CharField("三级指标", max_length=100)
    explanation = models.CharField("指标解释", max_length=300)
    formula = models.CharField("计算公式", max_length=300, blank=True)
    operator = models.CharField("计算符号", max_length=5, choices=Operator, blank=True)
    target_value = models.CharField("参考值", max_length=50, blank=True)
    measure_unit = models.CharField("计量单位", max_length=20, blank=True)
    direction = models.CharField("方向", max_length=5, choices=Direction)
    value_basis = models.CharField("指标值确定依据", max_length=200)
    initials = models.CharField("拼音首字母", max_length=200, editable=False, default="", db_index=True)

    objects = LibraryIndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "指标库"
        ordering = ("domain", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("domain", "level1", "level2", "name"), name="library_indicator_unique"
            ),
        )

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.initials = initials_of(self.name, self.domain)
        super().save(*args, **kwargs)

    def natural_key(self):
        return (self.domain, self.level1, self.level2, self.name)

    @property
    def value_text(self):
        """The value as it prints, "" where the plan, the contract or a standard gives it."""
        return self._printed(self.target_value) if self.target_value else ""

    @property
    def value_hint(self):
        """The value with its number left open, "≥……个", for the cells that wait for one."""
        return self._printed("……月……日" if self.measure_unit == DATE_UNIT else "……")

    def _printed(self, number):
        if self.measure_unit == DATE_UNIT:
            return f"{number}前"
        sign = "" if self.operator == Operator.WORDS else self.operator
        return f"{sign}{number}{self.measure_unit}"
