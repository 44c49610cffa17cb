"""What a table shares with other tables, read from the index of twins."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Q

from indicators.models import LibraryIndicator
from projects.models import Goal, Indicator, Project, TwinPair, TwinPhrase, TwinUse
from projects.twins.groups import is_same_set, matched
from projects.twins.kinds import TwinKind
from projects.twins.library import library_of
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
    """The twins of one table: seven queries for the counts, five more for who they are.

    The tables of the same project in other years are no others: what goes on may say the same. Every text is judged by
    itself: it is legitimate when it is the library's or a common phrase; with legitimate text nothing is a twin.
    Of a single row, given by its uid, less is read, and whole sets are not compared.
    """

    def __init__(self, project: Project, uid: str | None = None):
        self.project = project
        self._own = TwinUse.objects.filter(project=project).select_related("phrase").order_by("pk")
        self._own = self._own if uid is None else self._own.filter(uid=uid)
        self._near = _near_phrases({use.phrase_id for use in self._own})
        self._others = self._uses_elsewhere()
        said = set(self._others)
        self._library = library_keys(texts_of(said))
        self._common = common_phrases(TwinUse.objects.filter(phrase__in=said))
        self.texts = list(self._shared_texts())
        self.sets = self._shared_sets() if uid is None else {}

    def _uses_elsewhere(self) -> dict[int, list[tuple[int, str, int]]]:
        """Return who else says a phrase, by phrase: project, row, unit. Own phrases that nobody else says are there too."""
        found = {use.phrase_id: [] for use in self._own}
        phrases = {key for near in self._near.values() for key in near}
        uses = TwinUse.objects.filter(phrase__in=phrases).exclude(project__in=_same_project(self.project))
        for phrase, *use in uses.values_list("phrase_id", "project_id", "uid", "project__unit_id"):
            found.setdefault(phrase, []).append(tuple(use))
        return found

    def _likeness_of(self, phrases: Iterable[int], phrase_id: int):
        """Return likeness and row of the other tables that say one of the phrases, by table, and all their units."""
        found, units = {}, {self.project.unit_id}
        for near in phrases:
            for project_id, uid, unit_id in self._others[near]:
                likeness = self._near[phrase_id][near]
                found[project_id] = max(found.get(project_id, (0.0, "")), (likeness, uid))
                units.add(unit_id)
        return found, units

    def _shared_texts(self) -> Iterable[SharedText]:
        for use in self._own:
            phrase = use.phrase
            near, source = self._judged(phrase.pk)
            likeness_of, units = self._likeness_of(near, phrase.pk)
            if likeness_of and is_telling(phrase.kind, phrase.text):
                yield SharedText(
                    address=_address(phrase.kind, use.uid),
                    kind=phrase.kind,
                    phrase_id=phrase.pk,
                    likeness_of=likeness_of,
                    unit_count=len(units),
                    source=source,
                )

    def _judged(self, phrase_id: int) -> tuple[set[int], str]:
        """Return the phrases whose tables are shown beside one, and why it is no copying, "" where it is."""
        near = {key for key in self._near[phrase_id] if self._others.get(key)}
        if phrase_id in self._library:
            return near, LIBRARY
        if phrase_id in self._common:
            return near, COMMON
        if copied := near - self._library - self._common:
            return copied, ""
        return near, LIBRARY if near & self._library else COMMON

    def _shared_sets(self) -> dict[int, tuple[int, int]]:
        """Return how many indicators are shared with the tables whose set is this one's, and of how many, by table.

        What stands in the library is in the size of a set, but not in what is shared.
        """
        own = [use for use in self._own if use.phrase.kind == TwinKind.ROW]
        likes = defaultdict(list)
        for use in own:
            for project_id, uids in self._rows_like(use.phrase_id).items():
                likes[project_id].append(uids)
        shared = {key: matched(uids) for key, uids in likes.items() if is_same_set(len(uids), len(own))}
        sizes = _row_counts(key for key, count in shared.items() if is_same_set(count, len(own)))
        return {
            key: (shared[key], size)
            for key, size in sizes.items()
            if is_same_set(shared[key], len(own), size)
        }

    def _rows_like(self, phrase_id: int) -> dict[int, list[str]]:
        """Return the rows of other tables that say so or nearly, by table; none where the library does."""
        found = defaultdict(list)
        for near in (
            {phrase_id, *self._near[phrase_id]} - self._library if phrase_id not in self._library else ()
        ):
            for project_id, uid, _ in self._others.get(near, ()):
                found[project_id].append(uid)
        return found


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
    row = ".".join(address.split(".")[:2])
    found = TableTwins(project, None if row in ("", SET_ADDRESS) else _uid(row))
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


def library_keys(texts: Mapping[int, str]) -> set[int]:
    """Return the keys of the texts that come out of the indicator library: one query, none without texts.

    The rows are read each time, so that no change of the library is missed (an indicator bears no time of change);
    what they are compared by is made once for the same rows. A library of 2,400 rows is read in 3 ms, and made ready
    in 0.1 s. The number of tables does not count.
    """
    if not texts:
        return set()
    rows = LibraryIndicator.objects.order_by("pk").values_list("name", "explanation", "formula")
    return library_of(tuple(rows)).keys_of(texts)


def common_phrases(uses) -> set[int]:
    """Return which of the phrases, given by their uses in all tables, so many units say that they are nobody's."""
    counted = uses.order_by().values("phrase").annotate(units=Count("project__unit", distinct=True))
    return set(counted.filter(units__gte=thresholds().common_units).values_list("phrase", flat=True))


def texts_of(phrases: Iterable[int]) -> dict[int, str]:
    return dict(TwinPhrase.objects.filter(pk__in=phrases).values_list("pk", "text"))


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


def _address(kind: str, uid: str) -> str:
    return f"{'goals' if kind == TwinKind.GOAL else SET_ADDRESS}.{uid}"


def _uid(address: str) -> str:
    return address.partition(".")[2]
