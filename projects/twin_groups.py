"""Groups of tables that share a text or a whole set of indicators, for those who look after many tables."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef

from projects.models import Project, TwinPair, TwinPhrase, TwinUse
from projects.twin_finder import library_keys
from projects.twins.groups import Groups, is_same_set, near_tables
from projects.twins.kinds import TwinKind
from projects.twins.phrases import is_telling
from projects.twins.thresholds import thresholds


@dataclass(slots=True)
class TwinGroup:
    """Tables that say nearly the same; `phrase_id` is the most used wording, of `wording_count` different ones.

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
    """Return the groups among these projects, those of most tables first; three queries, five for whole sets."""
    found = _set_groups(projects) if kind == TwinKind.SET else _text_groups(projects, kind)
    return sorted(found, key=lambda group: (-group.table_count, -group.unit_count, min(group.tables)))


def with_words(groups: list[TwinGroup], shown: int | None = None) -> list[TwinGroup]:
    """Return the groups with their projects, no more than `shown` of each, and the wording of one of them: four queries."""
    chosen = {id(group): sorted(group.tables)[:shown] for group in groups}
    keys = {key for some in chosen.values() for key in some}
    projects = Project.objects.select_related("unit", "fiscal_year").in_bulk(keys)
    phrases = {group.phrase_id for group in groups if group.phrase_id}
    texts = dict(TwinPhrase.objects.filter(pk__in=phrases).values_list("pk", "text"))
    for group in groups:
        group.projects = [projects[key] for key in chosen[id(group)]]
        group.words = texts.get(group.phrase_id, "").replace("\n", "：")
    return groups


def _text_groups(projects, kind: str) -> Iterable[TwinGroup]:
    uses = list(_shared_uses(projects, kind))
    classes = Groups(_pairs(projects, kind))
    members = defaultdict(list)
    for phrase, project, unit in uses:
        members[classes.of(phrase)].append((phrase, project, unit))
    groups = [_text_group(kind, some) for some in members.values() if len({use[1] for use in some}) > 1]
    texts = dict(
        TwinPhrase.objects.filter(pk__in={group.phrase_id for group in groups}).values_list("pk", "text")
    )
    legitimate = library_keys(texts)
    for group in groups:
        is_common = group.unit_count >= thresholds().common_units
        if not is_common and group.phrase_id not in legitimate and is_telling(kind, texts[group.phrase_id]):
            yield group


def _text_group(kind: str, uses: list[tuple[int, int, int]]) -> TwinGroup:
    counted = Counter(phrase for phrase, _, _ in uses)
    most_used = min(counted, key=lambda phrase: (-counted[phrase], phrase))
    tables, units = {project for _, project, _ in uses}, {unit for _, _, unit in uses}
    return TwinGroup(kind, tables, len(units), phrase_id=most_used, wording_count=len(counted))


def _shared_uses(projects, kind: str):
    """Return who says what, of all that has a nearly equal phrase or stands in another table: phrase, project, unit."""
    pairs = TwinPair.objects.filter(phrase=OuterRef("phrase"))
    elsewhere = TwinUse.objects.filter(phrase=OuterRef("phrase")).exclude(project=OuterRef("project"))
    uses = _uses(projects, kind).filter(Exists(pairs) | Exists(elsewhere))
    return uses.values_list("phrase_id", "project_id", "project__unit_id")


def _uses(projects, kind: str):
    within = projects.order_by().values("pk")
    return TwinUse.objects.filter(project__in=within, phrase__kind=kind).order_by()


def _pairs(projects, kind: str):
    """Return the keys of nearly equal phrases that stand in these projects, each two once."""
    said = _uses(projects, kind).values("phrase")
    pairs = TwinPair.objects.filter(phrase__kind=kind, phrase__lt=F("other"))
    return pairs.filter(phrase__in=said, other__in=said).values_list("phrase_id", "other_id")


def _set_groups(projects) -> Iterable[TwinGroup]:
    classes = Groups(_pairs(projects, TwinKind.ROW))
    sets, unit_of = defaultdict(set), {}
    for phrase, project, unit in _uses(projects, TwinKind.ROW).values_list(
        "phrase_id", "project_id", "project__unit_id"
    ):
        sets[project].add(classes.of(phrase))
        unit_of[project] = unit
    alike = Groups(_own_work(sets, list(near_tables(sets))))
    for tables in alike.members(sets).values():
        yield TwinGroup(TwinKind.SET, set(tables), len({unit_of[key] for key in tables}))


def _own_work(sets, pairs):
    """Yield the pairs of tables that are still alike without what stands in the indicator library."""
    shared = {member for one, other in pairs for member in sets[one] & sets[other]}
    legitimate = library_keys(dict(TwinPhrase.objects.filter(pk__in=shared).values_list("pk", "text")))
    for one, other in pairs:
        common = len((sets[one] & sets[other]) - legitimate)
        if is_same_set(common, len(sets[one]), len(sets[other])):
            yield one, other
