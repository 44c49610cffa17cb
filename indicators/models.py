"""Schemes of indicator categories, valid for a span of years, and the indicator library."""

from django.db import models

from indicators.enums import Direction, Operator


class IndicatorSchemeQuerySet(models.QuerySet):
    def for_layout(self, layout, year):
        """Return the scheme in force in the year for tables of that layout, None where there is none."""
        in_force = self.filter(layout=layout, first_year__lte=year)
        return in_force.exclude(last_year__lt=year).order_by("-first_year").first()

    def get_by_natural_key(self, code):
        return self.get(code=code)


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


class IndicatorCategoryQuerySet(models.QuerySet):
    def get_by_natural_key(self, scheme_code, level, parent_name, name):
        return self.get(scheme__code=scheme_code, level=level, parent__name=parent_name or None, name=name)


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


class LibraryIndicatorQuerySet(models.QuerySet):
    def get_by_natural_key(self, domain, level1, level2, name):
        return self.get(domain=domain, level1=level1, level2=level2, name=name)


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

    def natural_key(self):
        return (self.domain, self.level1, self.level2, self.name)
