"""Groups of tables that share a text or a whole set of indicators, for those who look after many tables."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F

from projects.models import Project, TwinPair, TwinPhrase, TwinUse
from projects.twin_finder import library_keys, words_of
from projects.twins.groups import Groups, is_same_set, near_tables
from projects.twins.kinds import TwinKind
from projects.twins.phrases import is_telling
from projects.twins.thresholds import thresholds

FEW_PHRASES = 5_000


@dataclass(slots=True)
class TwinGroup:
    """Tables that say nearly the same; `phrase_id` is the most used wording, of `wording_count` different ones, and
    `words` what it says.

    A group by whole sets has no wording of its own.
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
    uses = list(_uses(projects, kind))
    classes = _classes(uses, kind)
    members = defaultdict(list)
    for use in uses:
        members[classes.of(use[0])].append(use)
    groups = [_text_group(kind, some) for some in members.values() if len({use[1] for use in some}) > 1]
    groups = [group for group in groups if group.unit_count < thresholds().common_units]
    texts = _texts({group.phrase_id for group in groups})
    legitimate = library_keys(texts)
    for group in groups:
        group.words = texts[group.phrase_id]
        if group.phrase_id not in legitimate and is_telling(kind, group.words):
            yield group


def _text_group(kind: str, uses: list[tuple[int, int, int]]) -> TwinGroup:
    counted = Counter(phrase for phrase, _, _ in uses)
    most_used = min(counted, key=lambda phrase: (-counted[phrase], phrase))
    tables, units = {project for _, project, _ in uses}, {unit for _, _, unit in uses}
    return TwinGroup(kind, tables, len(units), phrase_id=most_used, wording_count=len(counted))


def _uses(projects, kind: str):
    """Return who says what among the projects: phrase, project, unit."""
    within = projects.order_by().values("pk")
    uses = TwinUse.objects.filter(project__in=within, kind=kind).order_by()
    return uses.values_list("phrase_id", "project_id", "project__unit_id")


def _classes(uses, kind: str) -> Groups:
    """Return the groups of phrases that are nearly equal, of those in use here.

    Of many phrases all pairs of the kind are read: to tell the database which ones would take it longer.
    """
    said = {phrase for phrase, *_ in uses}
    pairs = TwinPair.objects.filter(phrase__kind=kind, phrase__lt=F("other")).order_by()
    pairs = pairs.filter(phrase__in=said) if len(said) <= FEW_PHRASES else pairs
    found = pairs.values_list("phrase_id", "other_id").iterator()
    return Groups(pair for pair in found if said.issuperset(pair))


def _texts(phrases: set[int]) -> dict[int, str]:
    return dict(TwinPhrase.objects.filter(pk__in=phrases).values_list("pk", "text"))


def _set_groups(projects) -> Iterable[TwinGroup]:
    uses = list(_uses(projects, TwinKind.ROW))
    classes = _classes(uses, TwinKind.ROW)
    sets, unit_of = defaultdict(set), {}
    for phrase, project, unit in uses:
        sets[project].add(classes.of(phrase))
        unit_of[project] = unit
    alike = Groups(_own_work(sets, list(near_tables(sets))))
    for tables in alike.members(sets).values():
        yield TwinGroup(TwinKind.SET, set(tables), len({unit_of[key] for key in tables}))


def _own_work(sets, pairs):
    """Yield the pairs of tables that are still alike without what stands in the indicator library."""
    shared = {member for one, other in pairs for member in sets[one] & sets[other]}
    legitimate = library_keys(_texts(shared))
    for one, other in pairs:
        common = len((sets[one] & sets[other]) - legitimate)
        if is_same_set(common, len(sets[one]), len(sets[other])):
            yield one, other
