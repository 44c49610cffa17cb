"""Between the models and GoalTable, in both directions, with a number of queries that does not grow."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache, reduce
from itertools import chain
from operator import or_

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from documents.goal_table import (
    CHECKPOINT_MONTHS,
    Budget,
    GoalTable,
    IndicatorRow,
    ScheduleMark,
)
from documents.goal_table import Goal as GoalText
from documents.text import clean_text
from indicators.values import parse_value
from projects.categories import category_index
from projects.models import Goal, Indicator, Project, ScheduleEntry
from projects.querysets import PRINT_ORDER
from projects.row_uids import goal_saying, indicator_saying, row_uids
from units.models import BudgetUnit

SCALARS = ("code", "name", "title", "purpose", "total_amount", "fiscal_amount", "other_amount", "updated_at")


class TablesMoved(Exception):
    """Tables were added or moved while they were read; str() is a Chinese sentence."""


def default_title(project_name: str) -> str:
    """Return the heading that a table has where none of its own is kept."""
    return f"{project_name}绩效目标表"


# Out of the database


def goal_table_of(project: Project) -> GoalTable:
    """Return what one project's table says, rows with their uids: four queries."""
    (table,) = goal_tables(Project.objects.filter(pk=project.pk))
    return table


def held_table_of(project: Project) -> GoalTable:
    """Return what the table of a project says whose row the caller holds, unit and all: three light queries."""
    head = (project.pk, project.title, project.unit.code, project.unit.name, project.code, project.name)
    amounts = (project.total_amount, project.fiscal_amount, project.other_amount)
    rows = (
        model.objects.filter(project=project.pk).order_by(*order).values_list("project_id", *fields)
        for model, (order, fields) in _ROW_FIELDS.items()
    )
    return _table((*head, *amounts, project.purpose), *rows)


def goal_tables(queryset) -> Iterator[GoalTable]:
    """Yield the tables of the projects in print order, rows with their uids.

    Four queries for one table or for 10,000, read side by side, so that no more than a few thousand rows are in
    memory. The queryset must not be sliced. Raises TablesMoved when projects came or moved in between.
    """
    for table, _ in goal_tables_with(queryset, "pk"):
        yield table


def goal_tables_with(queryset, *fields) -> Iterator[tuple[GoalTable, tuple]]:
    """Yield the tables as goal_tables does, each with the values of more fields of its project."""
    heads = queryset.in_print_order().values_list(*_HEAD_FIELDS, *fields)
    within = queryset.order_by().values("pk")
    # The heads come first: rows of a project that came later are then left over, never missing.
    heads = _started(heads.iterator())
    rows = tuple(_RowsByProject(model, within) for model in (ScheduleEntry, Goal, Indicator))
    for head in heads:
        schedule, goals, indicators = (of_model.take(head[0]) for of_model in rows)
        yield _table(head, schedule, goals, indicators), head[len(_HEAD_FIELDS) :]
    if any(of_model.has_more for of_model in rows):
        raise TablesMoved("读取期间有表新增或调整了顺序，请再试一次。")


def _table(head, schedule, goals, indicators) -> GoalTable:
    _, title, unit_code, unit_name, code, name, total, fiscal, other, purpose, *_ = head
    percents = {month: percent for _, month, percent in schedule}
    return GoalTable(
        title=title or default_title(name),
        unit_code=unit_code or None,
        unit_name=unit_name,
        project_code=code or None,
        project_name=name,
        budget=Budget(total, fiscal, other),
        purpose=purpose,
        schedule=tuple(_mark(month, percents.get(month)) for month in CHECKPOINT_MONTHS),
        goals=tuple(GoalText(text, uid) for _, text, uid in goals),
        indicators=tuple(IndicatorRow(*texts, _number(weight), uid) for _, *texts, weight, uid in indicators),
    )


@lru_cache(maxsize=1024)
def _mark(month: int, percent: str | None) -> ScheduleMark:
    return ScheduleMark(month, _number(percent))


@lru_cache(maxsize=1024)
def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _as_text(field: str) -> Cast:
    """Read a number as text: the same few come back in every table, and one Decimal for each is a sixth of the time."""
    return Cast(field, TextField())


_HEAD_FIELDS = (
    *("pk", "title", "unit__code", "unit__name", "code", "name"),
    *("total_amount", "fiscal_amount", "other_amount", "purpose"),
)
_ROW_FIELDS = {
    ScheduleEntry: (("month",), ("month", _as_text("cumulative_percent"))),
    Goal: (("order", "pk"), ("text", "uid")),
    Indicator: (
        ("order", "pk"),
        (
            "level1_name",
            "level2_name",
            "name",
            "description",
            "value_text",
            "value_basis",
            _as_text("weight"),
            "uid",
        ),
    ),
}


class _RowsByProject:
    """The rows of one model in the print order of their projects, handed out project by project."""

    def __init__(self, model, projects):
        order, fields = _ROW_FIELDS[model]
        by_project = [f"project__{field}" for field in PRINT_ORDER]
        rows = model.objects.filter(project__in=projects).order_by(*by_project, *order)
        self._rows = rows.values_list("project_id", *fields).iterator()
        self._next = next(self._rows, None)

    @property
    def has_more(self) -> bool:
        return self._next is not None

    def take(self, project_id) -> list[tuple]:
        taken, row = [], self._next
        while row is not None and row[0] == project_id:
            taken.append(row)
            row = next(self._rows, None)
        self._next = row
        return taken


def _started(rows: Iterator) -> Iterator:
    """Run the query now, not at the first step of the loop."""
    first = next(rows, None)
    return iter(()) if first is None else chain((first,), rows)


# Into the database


def as_stored(table: GoalTable, unit: BudgetUnit) -> GoalTable:
    """Return what the database will say of a unit's table: texts cleaned, a blank code None, a title made up."""
    name = clean_text(table.project_name)
    return replace(
        table,
        title=clean_text(table.title) or default_title(name),
        unit_code=unit.code or None,
        unit_name=unit.name,
        project_code=clean_text(table.project_code or "").strip() or None,
        project_name=name,
        purpose=clean_text(table.purpose),
        goals=tuple(replace(goal, text=clean_text(goal.text)) for goal in table.goals),
        indicators=tuple(map(_clean_row, table.indicators)),
    )


def _clean_row(row: IndicatorRow) -> IndicatorRow:
    texts = ("level1", "level2", "name", "description", "value", "basis")
    return replace(row, **{text: clean_text(getattr(row, text)) for text in texts})


def replace_table(project: Project, table: GoalTable, *, before: GoalTable | None = None) -> GoalTable:
    """Let the project say what the table says (see replace_tables)."""
    (after,) = replace_tables([(project, table)], earlier=None if before is None else [before])
    return after


def replace_tables(
    pairs: Sequence[tuple[Project, GoalTable]], *, earlier: Sequence[GoalTable] | None = None
) -> list[GoalTable]:
    """Let each project say what its table says and return the tables as they now stand, rows with their uids.

    For the caller's transaction, and for tables in which check_limits finds nothing. Rows keep their uids (see
    row_uids) and their keys; only what differs is written, with queries as for one table. `earlier` are what the
    projects say now, where the caller has read it under lock. The unit, the year, the status and the lock_version are
    the project's own and stay.
    """
    projects = [project for project, _ in pairs]
    earlier = _tables_now(projects) if earlier is None else earlier
    tables = [as_stored(table, project.unit) for project, table in pairs]
    later = [_with_uids(table, before) for table, before in zip(tables, earlier, strict=True)]
    changes = list(zip(projects, earlier, later, strict=True))
    _write_heads(changes)
    _write_schedules(changes)
    _write_goals(changes)
    _write_indicators(changes)
    return later


def _tables_now(projects) -> list[GoalTable]:
    found = goal_tables_with(Project.objects.filter(pk__in=[project.pk for project in projects]), "pk")
    table_of = {pk: table for table, (pk,) in found}
    return [table_of[project.pk] for project in projects]


def _with_uids(table: GoalTable, before: GoalTable) -> GoalTable:
    goal_uids = row_uids(table.goals, before.goals, goal_saying)
    indicator_uids = row_uids(table.indicators, before.indicators, indicator_saying)
    return replace(
        table,
        goals=tuple(map(_named, table.goals, goal_uids)),
        indicators=tuple(map(_named, table.indicators, indicator_uids)),
    )


def _named(row, uid):
    return row if row.uid == uid else replace(row, uid=uid)


def _write_heads(changes):
    changed = [(project, after) for project, before, after in changes if _head(before) != _head(after)]
    for project, after in changed:
        _set_scalars(project, after)
    Project.objects.bulk_update((project for project, _ in changed), SCALARS, batch_size=100)


def _head(table):
    return table.title, table.project_code, table.project_name, table.budget, table.purpose


def _set_scalars(project, table):
    project.code = table.project_code or ""
    project.name = table.project_name
    project.title = "" if table.title == default_title(table.project_name) else table.title
    project.purpose = table.purpose
    project.total_amount = table.budget.total
    project.fiscal_amount = table.budget.fiscal
    project.other_amount = table.budget.other
    project.updated_at = timezone.now()


def _write_schedules(changes):
    marks = (
        ScheduleEntry(project=project, month=mark.month, cumulative_percent=mark.percent)
        for project, before, after in changes
        for mark in after.schedule
        if mark not in before.schedule
    )
    _upsert(ScheduleEntry, marks, ("project", "month"), ("cumulative_percent",))


def _write_goals(changes):
    changed, rearranged = _write_gone(Goal, changes, lambda table: table.goals)
    _upsert(Goal, (_goal(*row) for row in changed), _ROW_KEY, ("text",))
    _upsert(Goal, (_goal(*row) for row in rearranged), _ROW_KEY, ("order", "text"))


def _write_indicators(changes):
    changed, rearranged = _write_gone(Indicator, changes, lambda table: table.indicators)
    # Whose category is named as before keeps it, which spares looking it up for each cell that is typed.
    renamed = [row for row in changed if _category(row[2]) != _category(row[3])]
    kept = [row for row in changed if _category(row[2]) == _category(row[3])]
    category_of = _CategoryFinder()
    _upsert(Indicator, (_indicator(*row) for row in kept), _ROW_KEY, _INDICATOR_FIELDS)
    fields = ("category", *_INDICATOR_FIELDS)
    _upsert(Indicator, (_indicator(*row, category_of) for row in renamed), _ROW_KEY, fields)
    rows = (_indicator(*row, category_of) for row in rearranged)
    _upsert(Indicator, rows, _ROW_KEY, ("order", *fields))


def _category(row):
    return row.level1, row.level2


def _write_gone(model, changes, rows_of):
    """Delete the rows that are gone; return those that say something else, and all of the tables in another order.

    Each is (project, order, old row or None, row).
    """
    gone, changed, rearranged = [], [], []
    for project, before, after in changes:
        old, new = ({row.uid: row for row in rows_of(table)} for table in (before, after))
        rows = [(project, order, old.get(uid), row) for order, (uid, row) in enumerate(new.items(), 1)]
        if list(old) == list(new):
            changed += [row for row in rows if row[2] != row[3]]
        else:
            rearranged += rows
        gone += [(project.pk, list(old.keys() - new.keys()))] if old.keys() - new.keys() else []
    for at in range(0, len(gone), _TABLES_AT_ONCE):
        # Table by table: a uid means nothing outside its table.
        of_tables = (
            Q(project=project_id, uid__in=uids) for project_id, uids in gone[at : at + _TABLES_AT_ONCE]
        )
        model.objects.filter(reduce(or_, of_tables)).delete()
    return changed, rearranged


def _upsert(model, rows, unique_fields, update_fields):
    model.objects.bulk_create(
        rows,
        batch_size=1_000,
        update_conflicts=True,
        unique_fields=unique_fields,
        update_fields=update_fields,
    )


def _goal(project, order, _, goal) -> Goal:
    return Goal(project=project, uid=goal.uid, order=order, text=goal.text)


def _indicator(project, order, _, row, category_of=None) -> Indicator:
    return Indicator(
        project=project,
        uid=row.uid,
        order=order,
        category_id=category_of(project, row) if category_of else None,
        level1_name=row.level1,
        level2_name=row.level2,
        name=row.name,
        description=row.description,
        value_text=row.value,
        value_basis=row.basis,
        weight=row.weight,
        **_value_parts(row.value),
    )


# How deep a condition of SQLite may be nested.
_TABLES_AT_ONCE = 500
_ROW_KEY = ("project", "uid")
_INDICATOR_FIELDS = (
    *("level1_name", "level2_name", "name", "description", "operator", "target_value", "measure_unit"),
    *("value_text", "value_basis", "weight"),
)


def _value_parts(text) -> dict:
    """Return operator, number and measure unit of a target value; none of them where a column cannot hold them."""
    value = parse_value(text)
    return {"operator": value.operator, "target_value": value.number, "measure_unit": value.unit}


class _CategoryFinder:
    """Finds categories by the scheme of each project's unit and year; two queries for each such pair."""

    def __init__(self):
        self._index_of = cache(category_index)

    def __call__(self, project, row) -> int | None:
        index = self._index_of(project.unit.layout, project.fiscal_year.year)
        return index.find(row.level1, row.level2)
