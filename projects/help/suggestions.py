"""Indicators suggested for a project: from the library, and from approved tables of like projects."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Count

from documents.goal_table import GoalTable
from documents.text import squeeze
from indicators.models import LibraryIndicator
from projects.enums import Status
from projects.help.categories import FormWords, kind_of, words_for
from projects.help.likeness import Weights, name_likeness, pairs_of
from projects.models import Indicator, Project

# Below these two texts have a word in common by chance only.
LEAST_LIKENESS = 0.05
LEAST_NAME_LIKENESS = 0.3
# Names are short and soon alike: by half, so that rows of tables do not crowd out the library.
NAME_WEIGHT = 0.5
LIKE_PROJECTS = 10
PROJECTS_COMPARED = 2_000
SHOWN = 12
ROW_FIELDS = ("level1_name", "level2_name", "name", "description", "value_text", "value_basis")
PARTS = ("level1", "level2", "name", "description", "value", "basis")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An indicator with its texts by part, categories in the words of the form, and where it comes from."""

    texts: Mapping[str, str]
    likeness: float
    sources: tuple[str, ...]
    value_hint: str = ""
    use_count: int = 0


def suggestions_for(
    user, project: Project, table: GoalTable, level1: str = "", level2: str = ""
) -> list[Suggestion]:
    """Return up to SHOWN suggestions for the project, best first: six queries whatever the size.

    Those of the row's category come first. Then counts how like they are: a library indicator by the pairs of
    characters that its domain, name and explanation share with the project's name and purpose, rare pairs weighing
    more; a row of an approved table by half the likeness of the two projects' names. Among equals the more used comes
    first. Only tables that the user may see are looked at, and what the project's table has already is left out.
    """
    had = {squeeze(row.name) for row in table.indicators}
    wanted = kind_of(level1, level2)
    words = words_for(project.unit, project.fiscal_year)
    found = _merged([*_from_tables(user, project, words), *_from_library(project, words)])
    left = [suggestion for name, suggestion in found.items() if name not in had]
    left.sort(key=lambda one: (not _fits(one, wanted), -one.likeness))
    counts = use_counts(user, [one.texts["name"] for one in left[:SHOWN]])
    shown = [replace(one, use_count=counts.get(one.texts["name"], 0)) for one in left[:SHOWN]]
    return sorted(shown, key=lambda one: (not _fits(one, wanted), -one.likeness, -one.use_count))


def use_counts(user, names: Iterable[str]) -> dict[str, int]:
    """Return in how many approved tables in the user's sight an indicator of each name stands: one query."""
    rows = Indicator.objects.filter(project__in=_approved(user).order_by().values("pk"), name__in=set(names))
    return dict(rows.order_by().values_list("name").annotate(Count("project", distinct=True)))


def library_texts(indicator: LibraryIndicator, words: FormWords) -> dict[str, str]:
    """Return what a library indicator fills into the parts of a row, categories in the words of the form."""
    description = "；".join(filter(None, (indicator.explanation, indicator.formula)))
    texts = (indicator.name, description, indicator.value_text, indicator.value_basis)
    return dict(zip(PARTS, (*words(indicator.level1, indicator.level2), *texts), strict=True))


def _fits(suggestion, wanted):
    return wanted is None or kind_of(suggestion.texts["level1"], suggestion.texts["level2"]) == wanted


def _merged(suggestions):
    """One suggestion for each name, the most like one, with the sources of all."""
    merged: dict[str, Suggestion] = {}
    for one in sorted(suggestions, key=lambda one: -one.likeness):
        name = squeeze(one.texts["name"])
        best = merged.get(name, one)
        sources = tuple(dict.fromkeys((*best.sources, *one.sources)))
        merged[name] = Suggestion(best.texts, best.likeness, sources, best.value_hint or one.value_hint)
    return merged


def _from_library(project, words):
    indicators = list(LibraryIndicator.objects.all())
    pairs = [pairs_of(one.domain, one.name, one.explanation) for one in indicators]
    weights, own = Weights(pairs), pairs_of(project.name, project.purpose)
    for indicator, its_pairs in zip(indicators, pairs, strict=True):
        likeness = weights.likeness(own, its_pairs)
        if likeness >= LEAST_LIKENESS:
            texts = library_texts(indicator, words)
            yield Suggestion(texts, likeness, (f"指标库·{indicator.domain}",), indicator.value_hint)


def _from_tables(user, project, words):
    like = _like_projects(user, project)
    rows = Indicator.objects.filter(project__in=like).exclude(name="").order_by("project_id", "order", "pk")
    for project_id, *values in rows.values_list("project_id", *ROW_FIELDS):
        likeness, source, layout = like[project_id]
        texts = dict(zip(PARTS, values, strict=True))
        if layout != project.unit.layout:
            texts["level1"], texts["level2"] = words(texts["level1"], texts["level2"])
        yield Suggestion(texts, likeness, (source,))


def _like_projects(user, project):
    """The approved projects with the likest names, by key: likeness, where they stand, their layout."""
    own, likest = pairs_of(project.name), []
    heads = _approved(user).exclude(pk=project.pk).order_by("-fiscal_year__year", "-pk")
    fields = ("pk", "name", "unit__name", "fiscal_year__year", "unit__layout")
    for key, name, unit, year, layout in heads.values_list(*fields)[:PROJECTS_COMPARED]:
        likeness = name_likeness(own, pairs_of(name))
        if likeness >= LEAST_NAME_LIKENESS:
            likest.append((likeness * NAME_WEIGHT, year, key, f"{unit}·{name}·{year}年度", layout))
    likest.sort(reverse=True)
    return {key: (likeness, source, layout) for likeness, _, key, source, layout in likest[:LIKE_PROJECTS]}


def _approved(user):
    return Project.objects.visible_to(user).filter(status=Status.APPROVED)
