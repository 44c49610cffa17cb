"""Creating a project and saving its goal table."""

from collections.abc import Sequence
from functools import wraps

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from documents.blocks import Problem
from documents.canonical import table_to_json
from documents.goal_table import GoalTable
from projects.actions.journaling import record_tables
from projects.enums import EDITABLE_STATUSES, EditSource
from projects.limits import check_limits
from projects.mapping import as_stored, held_table_of, replace_table
from projects.models import FiscalYear, Project
from projects.permissions import can_create_in, can_edit
from units import audit
from units.models import BudgetUnit

CONFLICT = "这张表在您打开之后被他人改动过，您的内容还没有保存，请对照新内容后再保存。"


class EditRefused(Exception):
    """A change that the rights, the state or the limits forbid; str() is a Chinese sentence.

    `problems` names the cells at fault, each with its address, where cells are at fault.
    """

    def __init__(self, message: str, problems: Sequence[Problem] = ()):
        super().__init__(message)
        self.problems = list(problems)


class EditConflict(EditRefused):
    """Someone else changed the table after the actor opened it."""


def seeing_taken_codes(action):
    """Let an action begin again where another project took its code at this very moment: now it sees that, and refuses."""

    @wraps(action)
    def seeing(*args, **kwargs):
        try:
            return action(*args, **kwargs)
        except IntegrityError:
            return action(*args, **kwargs)

    return seeing


@transaction.atomic
def create_project(unit: BudgetUnit, fiscal_year: FiscalYear, table: GoalTable, *, actor) -> Project:
    """Add a project with its table at the end of the unit's booklet and return it, with an AuditEntry.

    `actor` None is the operator of the machine, who may do everything. Raises EditRefused.
    """
    if actor is not None and not can_create_in(actor, unit):
        raise EditRefused(f"您不是“{unit.name}”的填报人，不能为它新建绩效目标表。")
    if fiscal_year.is_closed:
        raise EditRefused(f"{fiscal_year}已关闭，不能新建绩效目标表。")
    table = as_stored(table, unit)
    _refuse_beyond_limits(table)
    # Whoever adds tables to a unit waits here for whoever else does: names and places are then still free below.
    BudgetUnit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    siblings = Project.objects.filter(unit=unit, fiscal_year=fiscal_year)
    refuse_taken_identity(table, siblings)
    last = siblings.aggregate(last=Max("order", default=0))["last"]
    project = Project.objects.create(
        unit=unit, fiscal_year=fiscal_year, name=table.project_name, order=last + 1
    )
    # The journal begins here: nothing was there before that an undo could bring back.
    replace_table(project, table, before=GoalTable())
    audit.record(actor, "create_project", project, unit=unit, after=table_to_json(table))
    return project


@seeing_taken_codes
@transaction.atomic
def save_table(project_id: int, table: GoalTable, *, actor, lock_version: int) -> Project:
    """Let a project say what the table says and return it; its lock_version grows by one.

    An AuditEntry is written, and what changed goes into the journal as one step.

    A table that says the same as before changes nothing. Raises EditRefused, and EditConflict when the project is no
    longer at `lock_version`; nothing is written then.
    """
    project = held_project(project_id, actor=actor)
    if project.lock_version != lock_version:
        raise EditConflict(CONFLICT)
    table, before = as_stored(table, project.unit), held_table_of(project)
    if table == before:
        return project
    _refuse_beyond_limits(table)
    refuse_another_identity(project, before, table)
    claim_version(project)
    after = replace_table(project, table, before=before)
    record_tables([(project, before, after)], actor=actor, source=EditSource.FORM)
    audit.record(
        actor,
        "save_table",
        project,
        unit=project.unit,
        before=table_to_json(before),
        after=table_to_json(table),
    )
    return project


def held_project(project_id: int, *, actor) -> Project:
    """Return the project with its row locked, with its unit and year, if the actor may change its table now.

    While the row is held nobody else writes or deletes the table. Raises EditRefused.
    """
    rows = Project.objects.select_for_update(of=("self",), no_key=True).filter(pk=project_id)
    project = rows.select_related("unit", "fiscal_year").first()
    if project is None:
        raise EditRefused("这张表已被删除（可能随导入一起撤销了），不能保存。")
    _refuse_unless_editable(project, actor)
    return project


def claim_version(project: Project) -> None:
    """Take the project's lock_version one further, and its row lock with it, inside the caller's transaction.

    Every change of a table or its status goes through this count, so all that was read before still holds where it
    succeeds. Raises EditConflict where someone else was faster.
    """
    unchanged = Project.objects.filter(pk=project.pk, lock_version=project.lock_version)
    if not unchanged.update(lock_version=project.lock_version + 1, updated_at=timezone.now()):
        raise EditConflict(CONFLICT)
    project.lock_version += 1


def _refuse_unless_editable(project, actor):
    if project.fiscal_year.is_closed:
        raise EditRefused(f"{project.fiscal_year}已关闭，不能修改“{project.name}”。")
    if project.status not in EDITABLE_STATUSES:
        raise EditRefused(f"“{project.name}”当前为“{project.get_status_display()}”，不能修改。")
    if actor is not None and not can_edit(actor, project):
        raise EditRefused(f"您不是“{project.unit.name}”的填报人，不能修改“{project.name}”。")


def _refuse_beyond_limits(table):
    if problems := check_limits(table):
        raise EditRefused("".join(problem.message for problem in problems), problems)


def refuse_another_identity(project: Project, before: GoalTable, table: GoalTable) -> None:
    """Raise EditRefused where the project takes the code or the name of another one of its unit and year."""
    if (table.project_code, table.project_name) != (before.project_code, before.project_name):
        siblings = Project.objects.filter(unit=project.unit, fiscal_year=project.fiscal_year)
        refuse_taken_identity(table, siblings.exclude(pk=project.pk))


def refuse_taken_identity(table: GoalTable, others) -> None:
    """Raise EditRefused where the table's code, or its name without a code, is that of one of the other projects."""
    code, name = table.project_code or "", table.project_name
    if code and (other := others.filter(code=code).first()):
        message = f"项目编码“{code}”已用于本单位同年度的“{other.name}”，请核对。"
    elif not code and others.filter(code="", name=name).exists():
        message = f"本单位同年度已有名为“{name}”的项目，请改名，或者填写项目编码以示区别。"
    else:
        return
    raise EditRefused(message, [Problem(message, address="project.code" if code else "project.name")])
