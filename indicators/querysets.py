"""Querysets of schemes, categories and the indicator library."""

from django.db import models
from django.db.models import Case, Q, Value, When

# Where a word of the search is looked for, the best place first.
SEARCHED_FIELDS = ("name", "initials", "domain", "level2", "level1", "explanation")
# What a search beyond these would only make slow.
WORD_COUNT = 8


class IndicatorSchemeQuerySet(models.QuerySet):
    def for_layout(self, layout, year):
        """Return the scheme in force in the year for tables of that layout, None where there is none."""
        in_force = self.filter(layout=layout, first_year__lte=year)
        return in_force.exclude(last_year__lt=year).order_by("-first_year").first()

    def get_by_natural_key(self, code):
        return self.get(code=code)


class IndicatorCategoryQuerySet(models.QuerySet):
    def get_by_natural_key(self, scheme_code, level, parent_name, name):
        return self.get(scheme__code=scheme_code, level=level, parent__name=parent_name or None, name=name)


class LibraryIndicatorQuerySet(models.QuerySet):
    def get_by_natural_key(self, domain, level1, level2, name):
        return self.get(domain=domain, level1=level1, level2=level2, name=name)

    def matching(self, text):
        """Return the indicators in which every word of the text stands, in any order, best first: one query.

        A word stands in the name, its pinyin initials or those of the domain, the domain, a category or the
        explanation. Best is the name itself, then names that begin with a word, that hold it, then the other places
        in that order. Without words all are returned as they are.
        """
        words = text.split()[:WORD_COUNT]
        found = self
        for word in words:
            found = found.filter(_stands_in(word))
        if not words:
            return found
        rank = sum((_place_of(word) for word in words[1:]), _place_of(words[0]))
        return found.annotate(rank=rank).order_by("rank", *self.model._meta.ordering)

    def fitting_first(self, level2):
        """Put the indicators of a level-2 category, in the library's own words, before the others."""
        fits = Case(When(level2=level2, then=Value(0)), default=Value(1))
        order = self.query.order_by or self.model._meta.ordering
        return self.annotate(is_elsewhere=fits).order_by("is_elsewhere", *order)


def _stands_in(word):
    stands = Q()
    for field in SEARCHED_FIELDS:
        stands |= Q(**{f"{field}__icontains": word})
    return stands


def _place_of(word):
    """0 where the name is the word, then one more for each worse place."""
    better = [Q(name__iexact=word), Q(name__istartswith=word), Q(initials__istartswith=word)]
    places = [*better, *(Q(**{f"{field}__icontains": word}) for field in SEARCHED_FIELDS[:-1])]
    tiers = [When(place, then=Value(tier)) for tier, place in enumerate(places)]
    return Case(*tiers, default=Value(len(places)))
