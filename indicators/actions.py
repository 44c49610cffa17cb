"""Verbs that change the language: loading the indicator library."""

from django.core.exceptions import ValidationError
from django.db import transaction

from indicators.library import KEY_FIELDS, LibraryRefused
from indicators.models import LibraryIndicator
from units import audit


@transaction.atomic
def load_library(rows, *, actor) -> int:
    """Add or update an indicator for each row of fields, all or none; return how many rows there were.

    An indicator is known by domain, categories and name; what is not among the rows stays as it is.
    Raises LibraryRefused with a Chinese sentence.
    """
    count = sum(1 for _ in map(_store, rows))
    audit.record_many(actor, "load_library", LibraryIndicator, after={"count": count})
    return count


def _store(fields):
    key = {name: fields[name] for name in KEY_FIELDS}
    indicator = LibraryIndicator.objects.filter(**key).first() or LibraryIndicator()
    for name, value in fields.items():
        setattr(indicator, name, value)
    try:
        indicator.full_clean()
    except ValidationError as error:
        raise LibraryRefused(f"指标“{fields['name']}”有误：{'；'.join(error.messages)}") from error
    indicator.save()
