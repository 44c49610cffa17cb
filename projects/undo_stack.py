"""What a person can take back in a table, and do again: read from the journal, so it survives every reload."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Min

from documents.goal_table import GoalTable
from projects.cell_addresses import row_of, short_label
from projects.enums import EditKind, EditSource
from projects.models import CellEdit, Project

MOST_STEPS = 100
_BACK = (EditSource.UNDO, EditSource.REDO)


@dataclass(frozen=True, slots=True)
class Step:
    """One gesture as the journal knows it."""

    name: str
    source: str
    kind: str
    address: str
    count: int

    @property
    def label(self) -> str:
        """Say in words what is taken back: 填写 预算数, 粘贴 24 格, 删除行."""
        source = EditSource(self.source)
        if source == EditSource.FORM:
            return str(source.label)
        if self.kind != EditKind.SET:
            return str(EditKind(self.kind).label)
        what = short_label(self.address) if self.count == 1 else f"{self.count} 格"
        return f"{source.label} {what}"

    def label_in(self, *tables: GoalTable) -> str:
        """Say the same with the row as the first of these tables numbers it that has it: 填写 第9行“指标值”."""
        if self.count > 1 or self.source == EditSource.FORM:
            return self.label
        place = next((place for table in tables if (place := _place(self.address, table))), "")
        if not place:
            return self.label
        if self.kind != EditKind.SET:
            return f"{self.label}（{place}）"
        is_goal = self.address.startswith("goals.")
        return (
            f"{EditSource(self.source).label} {place if is_goal else f'{place}“{short_label(self.address)}”'}"
        )


def _place(address: str, table: GoalTable) -> str:
    """Return 第9行 or 第2条绩效目标 for a cell or a row, "" for a cell of the head and a row that is not there."""
    kind, _, uid = row_of(address).partition(".")
    rows = table.goals if kind == "goals" else table.indicators
    number = next((number for number, row in enumerate(rows, 1) if row.uid == uid), 0)
    if not number:
        return ""
    return f"第{number}条绩效目标" if kind == "goals" else f"第{number}行"


@dataclass(frozen=True, slots=True)
class UndoStack:
    """The steps that can be taken back and done again, the last of each is the next."""

    done: Sequence[Step]
    undone: Sequence[Step]

    @property
    def undo(self) -> Step | None:
        return self.done[-1] if self.done else None

    @property
    def redo(self) -> Step | None:
        return self.undone[-1] if self.undone else None


def undo_stack(project: Project, actor) -> UndoStack:
    """Return the actor's steps in a table since it last changed status, the last hundred: two queries."""
    edits = CellEdit.objects.filter(project=project, actor=actor).exclude(source=EditSource.IMPORT)
    last_review = project.review_records.order_by("pk").last()
    if last_review:
        edits = edits.filter(made_at__gt=last_review.at)
    steps = edits.order_by().values_list("step", "undoes", "source")
    steps = steps.annotate(last=Max("number"), kind=Min("kind"), address=Min("address"), count=Count("pk"))
    return _stack(reversed(steps.order_by("-last")[: 3 * MOST_STEPS]))


def _stack(steps) -> UndoStack:
    done, undone = [], []
    for name, undoes, source, _, kind, address, count in steps:
        if source not in _BACK:
            done.append(Step(name, source, kind, address, count))
            undone.clear()
            continue
        taken, given = (done, undone) if source == EditSource.UNDO else (undone, done)
        step = next((step for step in taken if step.name == undoes), None)
        if step:
            taken.remove(step)
            given.append(step)
    return UndoStack(done[-MOST_STEPS:], undone[-MOST_STEPS:])
