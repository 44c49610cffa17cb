"""What a table shares with other tables, read from the index of twins."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q

from indicators.models import LibraryIndicator
from projects.models import Goal, Indicator, Project, TwinPair, TwinUse
from projects.twins.groups import is_same_set
from projects.twins.kinds import TwinKind
from projects.twins.library import library_phrases, out_of_library
from projects.twins.phrases import is_telling
from projects.twins.thresholds import thresholds
from projects.twins.wording import Fragment, side_by_side

# So many tables are shown beside a text; of the others the number is told.
SHOWN = 5
LIBRARY, COMMON = "指标库", "常用说法"
SET_ADDRESS = "indicators"


@dataclass(slots=True)
class Twin:
    """A row of another table that says nearly the same; `own` and `words` are both texts with what they share marked."""

    project: Project
    likeness: float
    own: list[Fragment] = field(default_factory=list)
    words: list[Fragment] = field(default_factory=list)

    @property
    def percent(self) -> int:
        return int(self.likeness * 100)


@dataclass(slots=True)
class SharedText:
    """A goal or an indicator that stands in other tables too; `source` says why that is no copying, "" where it is.

    `count` is the number of the other tables and `unit_count` that of all units. Of the tables that the person may see
    the nearest are in `twins`, `more_count` says how many more there are, `hidden_count` how many they may not see.
    """

    address: str
    kind: str
    phrase_id: int
    likeness_of: dict[int, tuple[float, str]]
    unit_count: int
    source: str = ""
    text: str = ""
    twins: list[Twin] = field(default_factory=list)
    more_count: int = 0
    hidden_count: int = 0

    @property
    def kind_label(self) -> str:
        return TwinKind(self.kind).label

    @property
    def count(self) -> int:
        return len(self.likeness_of)

    @property
    def table_count(self) -> int:
        """All tables that say so, this one too."""
        return self.count + 1


@dataclass(slots=True)
class SharedSet:
    """Another table whose set of indicators is for the most part this one's."""

    project: Project
    shared: int
    size: int


class TableTwins:
    """The twins of one table: five queries for the counts, five more for who they are.

    The tables of the same project in other years are no others: what goes on may say the same.
    """

    def __init__(self, project: Project):
        self.project = project
        self._own = TwinUse.objects.filter(project=project).select_related("phrase").order_by("pk")
        self._near = _near_phrases({use.phrase_id for use in self._own})
        self._others = self._uses_elsewhere()
        self._library = library_keys({use.phrase_id: use.phrase.text for use in self._own})
        self.texts = list(self._shared_texts())
        self.sets = self._shared_sets()

    def _uses_elsewhere(self) -> dict[int, list[tuple[int, str, int]]]:
        """Return who else says a phrase, by phrase: project, row, unit."""
        found = defaultdict(list)
        phrases = {key for near in self._near.values() for key in near}
        uses = TwinUse.objects.filter(phrase__in=phrases).exclude(project__in=_same_project(self.project))
        for phrase, *use in uses.values_list("phrase_id", "project_id", "uid", "project__unit_id"):
            found[phrase].append(tuple(use))
        return found

    def _likeness_of(self, phrase_id: int) -> tuple[dict[int, tuple[float, str]], set[int]]:
        """Return likeness and row of the other tables that say nearly the same, by table, and all their units."""
        found, units = {}, {self.project.unit_id}
        for near, likeness in self._near[phrase_id].items():
            for project_id, uid, unit_id in self._others[near]:
                found[project_id] = max(found.get(project_id, (0.0, "")), (likeness, uid))
                units.add(unit_id)
        return found, units

    def _shared_texts(self) -> Iterable[SharedText]:
        for use in self._own:
            phrase = use.phrase
            likeness_of, units = self._likeness_of(phrase.pk)
            if likeness_of and is_telling(phrase.kind, phrase.text):
                yield SharedText(
                    address=_address(phrase.kind, use.uid),
                    kind=phrase.kind,
                    phrase_id=phrase.pk,
                    likeness_of=likeness_of,
                    unit_count=len(units),
                    source=_source(phrase.pk in self._library, len(units)),
                )

    def _shared_sets(self) -> dict[int, tuple[int, int]]:
        """Return how many indicators are shared with the tables whose set is this one's, and of how many, by table.

        What stands in the library is in the size of a set, but not in what is shared.
        """
        own = [use for use in self._own if use.phrase.kind == TwinKind.ROW]
        shared = Counter()
        for use in own:
            if use.phrase_id not in self._library:
                shared.update(self._likeness_of(use.phrase_id)[0].keys())
        sizes = _row_counts(key for key, count in shared.items() if is_same_set(count, len(own)))
        return {
            key: (shared[key], size)
            for key, size in sizes.items()
            if is_same_set(shared[key], len(own), size)
        }


def twin_counts(project: Project) -> dict[str, int]:
    """Return in how many other tables a goal or indicator of the table stands too, by address, told from legitimate text.

    Rows are named "goals.<uid>" and "indicators.<uid>", the whole set "indicators". As of the last indexing: whoever
    wants the table as it stands calls refresh_twins before.
    """
    found = TableTwins(project)
    counts = {text.address: text.count for text in found.texts if not text.source}
    return counts | ({SET_ADDRESS: len(found.sets)} if found.sets else {})


@dataclass(slots=True)
class TwinReport:
    """What one person may know of a table's twins: what is copied, what is legitimate, sets, and sets out of sight."""

    copied: list[SharedText]
    legitimate: list[SharedText]
    sets: list[SharedSet]
    hidden_set_count: int


def twin_report(project: Project, user, address: str = "") -> TwinReport:
    """Return the twins of a table, or those at one address, with names and words only of what the user may see."""
    found = TableTwins(project)
    row = ".".join(address.split(".")[:2])
    texts = [text for text in found.texts if row in ("", text.address)]
    sets = found.sets if row in ("", SET_ADDRESS) else {}
    wanted = {key for text in texts for key in text.likeness_of} | sets.keys()
    visible = set(
        Project.objects.visible_to(user).filter(pk__in=wanted).order_by().values_list("pk", flat=True)
    )
    _fill(project, texts, visible)
    shown = Project.objects.select_related("unit", "fiscal_year").in_bulk(sets.keys() & visible)
    ranked = sorted(sets.items(), key=lambda entry: (-entry[1][0], entry[0]))
    return TwinReport(
        copied=[text for text in texts if not text.source],
        legitimate=[text for text in texts if text.source],
        sets=[SharedSet(shown[key], *counts) for key, counts in ranked if key in shown],
        hidden_set_count=len(sets) - len(shown),
    )


def _fill(project: Project, texts: list[SharedText], visible: set[int]) -> None:
    """Put the nearest tables that may be seen beside every text, and both texts in their own words."""
    chosen = {id(text): _nearest(text, visible) for text in texts}
    keys = {key for nearest in chosen.values() for key in nearest}
    projects = Project.objects.select_related("unit", "fiscal_year").in_bulk(keys)
    uids = {text.likeness_of[key][1] for text in texts for key in chosen[id(text)]}
    words = words_of({project.pk, *keys}, uids | {_uid(text.address) for text in texts})
    for text in texts:
        text.text = words.get((project.pk, _uid(text.address)), "")
        in_sight = sum(key in visible for key in text.likeness_of)
        text.hidden_count = text.count - in_sight
        text.more_count = in_sight - len(chosen[id(text)])
        for key in chosen[id(text)]:
            likeness, uid = text.likeness_of[key]
            sides = side_by_side(text.text, words.get((key, uid), ""))
            text.twins.append(Twin(projects[key], likeness, *sides))


def _nearest(text: SharedText, visible: set[int]) -> list[int]:
    keys = [key for key in text.likeness_of if key in visible]
    return sorted(keys, key=lambda key: (-text.likeness_of[key][0], key))[:SHOWN]


def words_of(projects: set[int], uids: set[str]) -> dict[tuple[int, str], str]:
    """Return goals, and names and descriptions of indicators, as they were typed, by project and row: two queries."""
    of_these = Q(project__in=projects, uid__in=uids)
    goals = Goal.objects.filter(of_these).values_list("project_id", "uid", "text")
    rows = Indicator.objects.filter(of_these).values_list("project_id", "uid", "name", "description")
    words = {(project, uid): text for project, uid, text in goals}
    return words | {
        (project, uid): "\n".join(dict.fromkeys(filter(None, texts))) for project, uid, *texts in rows
    }


def library_keys(texts: dict[int, str]) -> set[int]:
    """Return the keys of the texts that come out of the indicator library: one query."""
    rows = LibraryIndicator.objects.values_list("name", "explanation", "formula")
    return out_of_library(texts, library_phrases(rows))


def _near_phrases(keys: set[int]) -> dict[int, dict[int, float]]:
    """Return the phrases that are the same or nearly, with their likeness, by phrase."""
    found = {key: {key: 1.0} for key in keys}
    pairs = TwinPair.objects.filter(phrase__in=keys).values_list("phrase_id", "other_id", "likeness")
    for key, other, likeness in pairs:
        found[key][other] = likeness
    return found


def _same_project(project: Project):
    """The table itself and those of the same project in other years."""
    same = Q(pk=project.pk) | Q(pk=project.predecessor_id) | Q(predecessor=project)
    if project.code:
        same |= Q(unit=project.unit_id, code=project.code)
    return Project.objects.filter(same).order_by().values("pk")


def _row_counts(keys: Iterable[int]) -> dict[int, int]:
    uses = TwinUse.objects.filter(project__in=list(keys), kind=TwinKind.ROW).order_by()
    return dict(uses.values_list("project_id").annotate(Count("pk")))


def _source(is_in_library: bool, unit_count: int) -> str:
    if is_in_library:
        return LIBRARY
    return COMMON if unit_count >= thresholds().common_units else ""


def _address(kind: str, uid: str) -> str:
    return f"{'goals' if kind == TwinKind.GOAL else SET_ADDRESS}.{uid}"


def _uid(address: str) -> str:
    return address.partition(".")[2]
