"""History rows: added, never edited, never deleted."""

from django.db import models


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise TypeError(f"rows of {self.model._meta.label} are never changed")

    def delete(self):
        raise TypeError(f"rows of {self.model._meta.label} are never deleted")

    delete.alters_data = True
    delete.queryset_only = True
    update.alters_data = True


class AppendOnlyModel(models.Model):
    """A model whose rows can be created and read, and nothing else."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError(f"rows of {self._meta.label} are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError(f"rows of {self._meta.label} are never deleted")
