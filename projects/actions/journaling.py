"""Adding to the cell journal, within the transaction that changes the table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.db.models import Max

from documents.goal_table import GoalTable
from projects.enums import EditSource
from projects.journal import Edit, difference
from projects.models import CellEdit, Project


@dataclass(frozen=True, slots=True)
class Entry:
    """An edit with what the journal says about where it came from."""

    edit: Edit
    step: str
    source: EditSource
    operation: str = ""
    undoes: str = ""


def new_step() -> str:
    """Return a name for what one undo takes back."""
    return uuid4().hex


def record_tables(
    changes: Iterable[tuple[Project, GoalTable, GoalTable]], *, actor, source: EditSource
) -> None:
    """Add what changed in each table (project, before, after) as one step; rows with their uids."""
    entries = {}
    for project, before, after in changes:
        step = new_step()
        entries[project] = [Entry(edit, step, source) for edit in difference(before, after)]
    record_entries(entries, actor=actor)


def record_entries(entries: Mapping[Project, Sequence[Entry]], *, actor) -> None:
    """Add the entries to the journal of each project, whose row the caller holds, at its present lock_version."""
    numbers = _last_numbers(entries)
    CellEdit.objects.bulk_create(
        (
            CellEdit(
                project=project,
                number=numbers.get(project.pk, 0) + at,
                step=entry.step,
                undoes=entry.undoes,
                operation=entry.operation,
                lock_version=project.lock_version,
                actor=actor,
                source=entry.source,
                kind=entry.edit.kind,
                address=entry.edit.address,
                before=entry.edit.before,
                after=entry.edit.after,
            )
            for project, of_project in entries.items()
            for at, entry in enumerate(of_project, 1)
        ),
        batch_size=1_000,
    )


def _last_numbers(projects) -> dict[int, int]:
    of_projects = CellEdit.objects.filter(project__in=list(projects)).order_by()
    return dict(of_projects.values_list("project").annotate(last=Max("number")))
