"""Undoing an import as a whole: every table and part 1 as they were before."""

from django.db import transaction
from django.db.models import ProtectedError

from documents.canonical import table_to_json
from documents.goal_table import GoalTable, PartOne
from projects.actions.imports import ImportRefused, own_batch
from projects.actions.journaling import record_tables
from projects.actions.tables import EditConflict, claim_version
from projects.enums import BatchState, EditSource
from projects.import_reading import reading_of
from projects.kept_table import table_from_kept
from projects.mapping import goal_tables_with, replace_tables
from projects.models import FiscalYear, ImportBatch, ImportedTable, Project
from projects.part_one import clean_part_one, part_one_of, replace_part_one
from units import audit
from units.models import AuditEntry


@transaction.atomic
def undo_import(batch_id: int, *, actor) -> ImportBatch:
    """Take back an accepted batch: what it added is deleted, what it changed says again what it said before.

    A fiscal year that an import brought goes too, unless something is in it or another import waits for it.
    Writes an AuditEntry for each table and for the batch. Raises ImportRefused, with the reasons, when any of its
    tables was changed, submitted or deleted since; nothing is undone then.
    """
    batch = own_batch(batch_id, BatchState.ACCEPTED, actor)
    imported = list(batch.tables.select_related("project__unit", "project__fiscal_year"))
    reasons = [reason for table in imported if (reason := _why_not(table))] + _why_not_part_one(batch)
    if reasons:
        raise ImportRefused(f"“{batch}”不能撤销，{len(reasons)}处在导入之后有了变化。", reasons)
    try:
        _restore_tables(imported, actor)
    except EditConflict as conflict:
        raise ImportRefused("撤销期间有表被他人改动，请再试一次。") from conflict
    _restore_part_one(batch, actor)
    batch.state = BatchState.UNDONE
    batch.save(update_fields=("state",))
    audit.record(actor, "undo_import", batch, unit=batch.unit)
    _remove_added_year(batch, actor)
    return batch


def _why_not(imported: ImportedTable) -> str:
    project = imported.project
    if project is None:
        return f"第{imported.number}个表的项目已被删除。"
    if project.fiscal_year.is_closed:
        return f"“{project.name}”所在的{project.fiscal_year}已关闭，不能撤销。"
    if not project.is_editable:
        return f"“{project.name}”当前为“{project.get_status_display()}”，不能撤销。"
    if project.lock_version != imported.lock_version:
        return f"“{project.name}”在导入之后有过修改或办理。"
    if imported.before is None and project.successors.exists():
        return f"“{project.name}”已结转到下一年度。"
    return ""


def _why_not_part_one(batch) -> list[str]:
    part1 = batch.department_goals and clean_part_one(reading_of(batch).booklet.part1)
    if part1 and part_one_of(batch.department_goals) != part1:
        return ["第一部分（部门整体绩效目标）在导入之后有过修改。"]
    return []


def _restore_tables(imported: list[ImportedTable], actor):
    now = _tables_now(imported)
    changed = [(table.project, table_from_kept(table.before)) for table in imported if table.before]
    for table in imported:
        claim_version(table.project)
        _carry_earlier_import(table)
        before = table.before and table.before["table"]
        audit.record(
            actor,
            "undo_import_table",
            table.project,
            unit=table.project.unit,
            before=table_to_json(now[table.project.pk]),
            after=before,
        )
    earlier = [now[project.pk] for project, _ in changed]
    later = replace_tables(changed, earlier=earlier)
    projects = [project for project, _ in changed]
    record_tables(zip(projects, earlier, later, strict=True), actor=actor, source=EditSource.IMPORT)
    added = [table.project.pk for table in imported if not table.before]
    Project.objects.filter(pk__in=added).delete()


def _tables_now(imported) -> dict[int, GoalTable]:
    projects = Project.objects.filter(pk__in=[table.project.pk for table in imported])
    return {pk: table for table, (pk,) in goal_tables_with(projects, "pk")}


def _carry_earlier_import(imported):
    """An earlier import that this one had changed the table of can be undone in turn: it stands again as it left it."""
    earlier = ImportedTable.objects.filter(project=imported.project, lock_version=imported.lock_version - 1)
    earlier.update(lock_version=imported.project.lock_version)


def _restore_part_one(batch, actor):
    goals, before = batch.department_goals, batch.part1_before
    if goals is None:
        return
    audit.record(actor, "undo_import_part_one", goals, unit=goals.unit, after=before)
    if before is None:
        batch.department_goals = None
        goals.delete()
    else:
        replace_part_one(goals, PartOne(**before))


def _remove_added_year(batch, actor):
    key = f"{FiscalYear._meta.label_lower}:{batch.fiscal_year_id}"
    if not AuditEntry.objects.filter(action="import_fiscal_year", subject=key).exists():
        return
    # Whoever adds a table to the year waits for this lock, or this for them.
    year = FiscalYear.objects.select_for_update().get(pk=batch.fiscal_year_id)
    try:
        with transaction.atomic():
            ImportBatch.objects.filter(fiscal_year=year, state=BatchState.UNDONE).update(fiscal_year=None)
            audit.record(actor, "undo_import_fiscal_year", year)
            year.delete()
    except ProtectedError:
        return
    batch.fiscal_year = None
