"""Groups of tables that share a text or a whole set of indicators, for those who look after many tables."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import F

from projects.models import Project, TwinPair, TwinPhrase, TwinUse
from projects.twin_finder import common_phrases, library_keys, words_of
from projects.twins.groups import both_ways, is_set, near_tables, stars
from projects.twins.kinds import TwinKind
from projects.twins.phrases import is_telling

FEW_PHRASES = 5_000


@dataclass(slots=True)
class TwinGroup:
    """Tables that say what one text says, or nearly; `phrase_id` is that text, of `wording_count` different ones, and
    `words` what it says.

    A group by whole sets has no wording of its own: all its sets are alike to one of them.
    """

    kind: str
    tables: set[int]
    unit_count: int
    phrase_id: int | None = None
    wording_count: int = 0
    words: str = ""
    projects: list[Project] = field(default_factory=list)

    @property
    def table_count(self) -> int:
        return len(self.tables)

    @property
    def more_count(self) -> int:
        """How many of the tables are not among the projects."""
        return len(self.tables) - len(self.projects)


def twin_groups(projects, kind: str) -> list[TwinGroup]:
    """Return the groups among these projects, those of most tables first: four queries."""
    found = _set_groups(projects) if kind == TwinKind.SET else _text_groups(projects, kind)
    return sorted(found, key=lambda group: (-group.table_count, -group.unit_count, min(group.tables)))


def with_words(groups: list[TwinGroup], shown: int | None = None) -> list[TwinGroup]:
    """Return the groups with their projects, no more than `shown` of each, and the words as one of these says them.

    Four queries. Where all that are shown say it otherwise, the words stay bare.
    """
    chosen = {id(group): sorted(group.tables)[:shown] for group in groups}
    keys = {key for some in chosen.values() for key in some}
    projects = Project.objects.select_related("unit", "fiscal_year").in_bulk(keys)
    phrases = {group.phrase_id for group in groups if group.phrase_id}
    uses = TwinUse.objects.filter(phrase__in=phrases, project__in=keys).order_by("-pk")
    row_of = {phrase: row for phrase, *row in uses.values_list("phrase_id", "project_id", "uid")}
    words = words_of({project for project, _ in row_of.values()}, {uid for _, uid in row_of.values()})
    for group in groups:
        group.projects = [projects[key] for key in chosen[id(group)]]
        said = words.get(tuple(row_of.get(group.phrase_id, ())), group.words)
        group.words = said.replace("\n", "：" if group.kind == TwinKind.ROW else " ")
    return groups


def _text_groups(projects, kind: str) -> Iterable[TwinGroup]:
    """Yield the groups of texts that are not legitimate; every text is judged by itself, as on the page of its table."""
    tables_of, unit_of = defaultdict(set), {}
    for phrase, project, unit in _uses(projects, kind):
        tables_of[phrase].add(project)
        unit_of[project] = unit
    near = both_ways(_pairs(tables_of.keys(), kind))
    shared = _shared(tables_of, near)
    texts = _texts(shared, kind)
    _leave_out(near, shared & (library_keys(texts) | _common(shared, kind)), tables_of)
    centres = (key for key in shared & tables_of.keys() if is_telling(kind, texts[key]))
    for centre, members in stars(tables_of, near, centres):
        tables = set().union(*(tables_of[key] for key in members))
        units = {unit_of[key] for key in tables}
        yield TwinGroup(kind, tables, len(units), centre, len(members), texts[centre])


def _shared(tables_of: Mapping[int, set[int]], near: Mapping[int, set[int]]) -> set[int]:
    """Return the phrases that stand in two tables or are alike to another."""
    return {key for key, tables in tables_of.items() if len(tables) > 1} | near.keys()


def _leave_out(near: dict[int, set[int]], keys: set[int], *others: dict[int, object]) -> None:
    """Take keys out of pairs, from both sides, and out of the others."""
    for key in keys:
        for other in near.pop(key, ()):
            near[other].discard(key)
        for some in others:
            some.pop(key, None)


def _uses(projects, kind: str):
    """Return who says what among the projects: phrase, project, unit."""
    within = projects.order_by().values("pk")
    uses = TwinUse.objects.filter(project__in=within, kind=kind).order_by()
    return uses.values_list("phrase_id", "project_id", "project__unit_id")


def _pairs(said: Collection[int], kind: str) -> Iterable[tuple[int, int]]:
    """Yield the pairs of phrases that are nearly equal, of those in use here.

    Of many phrases all pairs of the kind are read: to tell the database which ones would take it longer.
    """
    pairs = TwinPair.objects.filter(phrase__kind=kind, phrase__lt=F("other")).order_by()
    pairs = pairs.filter(phrase__in=said) if len(said) <= FEW_PHRASES else pairs
    found = pairs.values_list("phrase_id", "other_id").iterator()
    return (pair for pair in found if pair[0] in said and pair[1] in said)


def _texts(phrases: set[int], kind: str) -> dict[int, str]:
    rows = TwinPhrase.objects.filter(kind=kind)
    rows = rows.filter(pk__in=phrases) if len(phrases) <= FEW_PHRASES else rows
    return {pk: text for pk, text in rows.values_list("pk", "text").iterator() if pk in phrases}


def _common(phrases: set[int], kind: str) -> set[int]:
    uses = TwinUse.objects.filter(kind=kind)
    return common_phrases(uses.filter(phrase__in=phrases) if len(phrases) <= FEW_PHRASES else uses)


def _set_groups(projects) -> Iterable[TwinGroup]:
    rows, tables_of, unit_of = defaultdict(list), defaultdict(set), {}
    for phrase, project, unit in _uses(projects, TwinKind.ROW):
        rows[project].append(phrase)
        tables_of[phrase].add(project)
        unit_of[project] = unit
    near = both_ways(_pairs(tables_of.keys(), TwinKind.ROW))
    library = library_keys(_texts(_shared(tables_of, near), TwinKind.ROW))
    equals, sets = _equal_sets(rows, library)
    for _, members in stars(equals, both_ways(near_tables(sets, near)), sets):
        tables = set().union(*(equals[key] for key in members))
        yield TwinGroup(TwinKind.SET, tables, len({unit_of[key] for key in tables}))


def _equal_sets(rows: Mapping[int, list[int]], library: set[int]):
    """Return the tables of every set of indicators that is one, and what its rows say, by the first of the tables.

    What the library says too is 0.
    """
    first_of, equals, sets = {}, defaultdict(set), {}
    for table, phrases in rows.items():
        said = tuple(sorted(0 if phrase in library else phrase for phrase in phrases))
        if is_set(said):
            first = first_of.setdefault(said, table)
            equals[first].add(table)
            sets[first] = said
    return equals, sets
