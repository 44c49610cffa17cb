"""What was found of twins (雷同): the phrases of tables, where they stand, which of them are alike.

All of it is made from the tables by projects.actions.twins and can be made again; nothing here is anybody's word.
"""

from django.db import models

from projects.models.tables import Project
from projects.twins.kinds import TwinKind


class TwinIndex(models.Model):
    """The one row that whoever brings the index up to date holds; `edition` tells the rules it was made by."""

    edition = models.CharField("版本", max_length=32)

    class Meta:
        verbose_name = verbose_name_plural = "雷同索引"

    def __str__(self):
        return self.edition


class TwinStamp(models.Model):
    """At which lock_version a table was indexed; a table that moved on since, or has no stamp, is stale."""

    project = models.OneToOneField(
        Project, models.CASCADE, verbose_name="项目", related_name="twin_stamp", primary_key=True
    )
    lock_version = models.PositiveIntegerField("改动次数")

    class Meta:
        verbose_name = verbose_name_plural = "雷同索引进度"

    def __str__(self):
        return f"{self.project_id} {self.lock_version}"


class TwinPhrase(models.Model):
    """A text that stands in tables, bare of what does not count; `digest` names it, however long it is."""

    kind = models.CharField("类别", max_length=4, choices=TwinKind)
    digest = models.CharField("摘要", max_length=32)
    text = models.TextField("文字")

    class Meta:
        verbose_name = verbose_name_plural = "雷同文字"
        constraints = (
            models.UniqueConstraint(fields=("kind", "digest"), name="one_twin_phrase_per_kind_and_text"),
        )

    def __str__(self):
        return self.text[:50]


class TwinUse(models.Model):
    """That a phrase stands in a row of a table.

    `kind` is the phrase's, said again here: without it a year's uses are searched phrase by phrase.
    """

    project = models.ForeignKey(Project, models.CASCADE, verbose_name="项目", related_name="twin_uses")
    kind = models.CharField("类别", max_length=4, choices=TwinKind)
    uid = models.CharField("行号", max_length=32)
    phrase = models.ForeignKey(TwinPhrase, models.CASCADE, verbose_name="文字", related_name="uses")

    class Meta:
        verbose_name = verbose_name_plural = "雷同文字出处"
        constraints = (
            models.UniqueConstraint(fields=("project", "phrase", "uid"), name="one_twin_use_per_row"),
        )

    def __str__(self):
        return f"{self.project_id} {self.uid}"


class TwinPair(models.Model):
    """That two different phrases are nearly equal; every two stand here twice, once from each side."""

    phrase = models.ForeignKey(TwinPhrase, models.CASCADE, verbose_name="文字", related_name="pairs")
    other = models.ForeignKey(TwinPhrase, models.CASCADE, verbose_name="相近文字", related_name="+")
    likeness = models.FloatField("相似度")

    class Meta:
        verbose_name = verbose_name_plural = "雷同文字对"
        constraints = (
            models.UniqueConstraint(fields=("phrase", "other"), name="one_twin_pair_per_direction"),
        )

    def __str__(self):
        return f"{self.phrase_id} {self.other_id}"


class TwinGram(models.Model):
    """The phrases of a kind that are found by a pair of characters: keys of eight bytes in the order they came.

    One row holds the whole list, so that a few rows are read and written for a table instead of some hundred. Keys of
    phrases that are gone may still stand in it.
    """

    kind = models.CharField("类别", max_length=4, choices=TwinKind)
    gram = models.IntegerField("字对")
    phrases = models.BinaryField("文字编号")

    class Meta:
        verbose_name = verbose_name_plural = "雷同字对"
        constraints = (models.UniqueConstraint(fields=("kind", "gram"), name="one_twin_gram_per_kind"),)

    def __str__(self):
        return f"{self.kind} {self.gram}"
