"""Bringing a file in: read and preview it, accept it all or nothing, discard it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import asdict

from django.db import transaction
from django.db.models import Max

from documents.canonical import table_to_json
from documents.errors import UnreadableDocument
from documents.goal_table import GoalTable
from documents.reading import Reading
from documents.text import clean_text
from projects.actions.journaling import record_tables
from projects.actions.tables import EditConflict, claim_version
from projects.enums import BatchState, EditSource
from projects.import_plan import Outcome, PlannedPartOne, PlannedTable, plan_import
from projects.import_reading import Source, read_file, reading_to_json, sha256_of
from projects.kept_table import table_to_kept
from projects.mapping import replace_tables
from projects.models import DepartmentGoals, FiscalYear, ImportBatch, ImportedTable, Project
from projects.part_one import replace_part_one
from projects.permissions import can_import, can_settle_import
from units import audit
from units.models import BudgetUnit

WRITING = (Outcome.NEW, Outcome.REPLACES)


class ImportRefused(Exception):
    """An import that the file, the rights or the state forbid; str() is a Chinese sentence.

    `reasons` has one sentence for each table at fault, where tables are at fault.
    """

    def __init__(self, message: str, reasons: Sequence[str] = ()):
        super().__init__(message)
        self.reasons = list(reasons)


def preview_import(
    file: Source, name: str, *, unit: BudgetUnit | None, fiscal_year: FiscalYear | None, actor
) -> ImportBatch:
    """Read a file and keep what was read as a batch to be accepted; no table is written.

    `unit` and `fiscal_year` count where the file names none. Raises ImportRefused.
    """
    if actor is not None and not can_import(actor):
        raise ImportRefused("您不是填报人，不能导入文件。")
    # Reading takes its time, so it is done before any transaction begins.
    sha256 = sha256_of(file)
    try:
        reading = read_file(file, name, year=fiscal_year and fiscal_year.year)
    except UnreadableDocument as unreadable:
        raise ImportRefused(str(unreadable)) from unreadable
    return keep_reading(reading, name, sha256, unit=unit, fiscal_year=fiscal_year, actor=actor)


def keep_reading(reading: Reading, name: str, sha256: str, *, unit, fiscal_year, actor) -> ImportBatch:
    """Keep what was read from a file as a batch to be accepted."""
    return ImportBatch.objects.create(
        actor=actor,
        unit=unit,
        fiscal_year=fiscal_year,
        file_name=clean_text(name)[-255:],
        file_sha256=sha256,
        reading=reading_to_json(reading),
    )


@transaction.atomic
def accept_import(batch_id: int, *, actor, chosen: Collection[int] | None = None) -> ImportBatch:
    """Write the tables of a batch (of `chosen` ones only, see ImportPlan.only) and its part 1: all or nothing.

    A table that says what its project says already is left alone, so a file brought in twice changes nothing. Keeps
    what was there before for undo_import. Writes an AuditEntry for each table and for the batch. Raises ImportRefused.
    """
    batch = own_batch(batch_id, BatchState.PREVIEWED, actor)
    # Units are locked while they are found: two imports, or an import and a new table, take turns within a unit.
    plan = plan_import(batch, units=BudgetUnit.objects.select_for_update(no_key=True))
    if chosen is not None:
        plan = plan.only(chosen)
    if plan.reasons:
        raise ImportRefused(f"“{batch}”没有导入，{len(plan.reasons)}处不能导入。", plan.reasons)
    batch.fiscal_year = _saved(plan.fiscal_year, actor)
    try:
        _write_tables(batch, plan, actor)
    except EditConflict as conflict:
        raise ImportRefused("导入期间有表被他人改动，请重新确认。") from conflict
    if plan.part1 and plan.part1.outcome in WRITING:
        _write_part_one(batch, plan.part1, actor)
    batch.state = BatchState.ACCEPTED
    batch.save()
    counts = {outcome.name.lower(): count for outcome, count in plan.counts.items()}
    audit.record(actor, "accept_import", batch, unit=batch.unit, after=counts)
    return batch


@transaction.atomic
def discard_import(batch_id: int, *, actor) -> ImportBatch:
    """Give up a batch that was not accepted. Raises ImportRefused."""
    batch = own_batch(batch_id, BatchState.PREVIEWED, actor)
    batch.state = BatchState.DISCARDED
    batch.save(update_fields=("state",))
    audit.record(actor, "discard_import", batch, unit=batch.unit)
    return batch


def own_batch(batch_id: int, state: BatchState, actor) -> ImportBatch:
    """Return the batch with its row locked, if the actor may settle it and it stands in that state.

    Raises ImportRefused.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
    if actor is not None and batch.actor_id != actor.pk:
        raise ImportRefused("这是他人的导入，只有导入的人可以处理。")
    if actor is not None and not can_settle_import(actor, batch):
        raise ImportRefused(f"您已不是“{batch}”所涉及单位的填报人，不能再处理这次导入。")
    if batch.state != state:
        raise ImportRefused(f"“{batch}”当前为“{batch.get_state_display()}”，不能再做这一步。")
    return batch


def _saved(year: FiscalYear, actor) -> FiscalYear:
    if year.pk:
        return year
    year, is_new = FiscalYear.objects.get_or_create(year=year.year)
    if is_new:
        audit.record(actor, "import_fiscal_year", year)
    return year


def _write_tables(batch, plan, actor):
    writing = [planned for planned in plan.tables if planned.outcome in WRITING]
    pairs = list(zip(writing, _projects_for(writing, batch.fiscal_year), strict=True))
    earlier = [planned.before or GoalTable() for planned in writing]
    later = replace_tables([(project, planned.table) for planned, project in pairs], earlier=earlier)
    # A new table begins its journal with the next change: nothing was there before that could come back.
    written = zip(pairs, earlier, later, strict=True)
    changes = [(pair[1], before, after) for pair, before, after in written if pair[0].before]
    record_tables(changes, actor=actor, source=EditSource.IMPORT)
    ImportedTable.objects.bulk_create(_imported(batch, planned, project) for planned, project in pairs)
    for planned, project in pairs:
        audit.record(
            actor,
            "import_table",
            project,
            unit=project.unit,
            before=planned.before and table_to_json(planned.before),
            after=table_to_json(planned.table),
        )


def _projects_for(writing: list[PlannedTable], year: FiscalYear) -> list[Project]:
    """Return the project of each table: claimed where it is there, else added at the end of its unit's booklet."""
    of_year = Project.objects.filter(fiscal_year=year, unit__in={planned.unit for planned in writing})
    last_orders = of_year.order_by().values_list("unit").annotate(last=Max("order"))
    last_order, projects = defaultdict(int, last_orders), []
    for planned in writing:
        if planned.project is None:
            last_order[planned.unit.pk] += 1
            order, name = last_order[planned.unit.pk], planned.table.project_name
            projects.append(Project(unit=planned.unit, fiscal_year=year, order=order, name=name))
        else:
            claim_version(planned.project)
            projects.append(planned.project)
    Project.objects.bulk_create(project for project in projects if project.pk is None)
    return projects


def _imported(batch, planned, project) -> ImportedTable:
    return ImportedTable(
        batch=batch,
        project=project,
        number=planned.number,
        before=planned.before and table_to_kept(planned.before),
        lock_version=project.lock_version,
    )


def _write_part_one(batch, planned: PlannedPartOne, actor):
    goals, _ = DepartmentGoals.objects.get_or_create(unit=planned.unit, fiscal_year=batch.fiscal_year)
    replace_part_one(goals, planned.part1)
    batch.department_goals = goals
    batch.part1_before = planned.before and asdict(planned.before)
    audit.record(
        actor,
        "import_part_one",
        goals,
        unit=planned.unit,
        before=batch.part1_before,
        after=asdict(planned.part1),
    )
