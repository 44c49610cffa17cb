"""Deleting a draft, and putting it back."""

from django.db import transaction

from documents.goal_table import GoalTable
from projects.actions.tables import EditRefused, refuse_taken_identity
from projects.kept_table import table_from_kept, table_to_kept
from projects.mapping import goal_table_of, replace_table
from projects.models import CarriedRow, FiscalYear, Project
from projects.permissions import can_create_in
from units import audit
from units.models import AuditEntry, BudgetUnit

CARRIED_FIELDS = ("row", "source", "decision", "reason", "reason_value")


@transaction.atomic
def delete_draft(project_id: int, *, actor, lock_version: int) -> AuditEntry:
    """Delete a draft that was never handed in; return the AuditEntry that keeps it, from which restore_draft takes it.

    Raises EditRefused.
    """
    # While the row is held nobody saves it or hands it in.
    project = Project.objects.select_for_update(no_key=True).filter(pk=project_id).first()
    if project is None:
        raise EditRefused("这张表已被删除。")
    if actor is not None and not can_create_in(actor, project.unit):
        raise EditRefused(f"您不是“{project.unit.name}”的填报人，不能删除“{project.name}”。")
    if project.lock_version != lock_version:
        raise EditRefused("这张表在您打开之后有了改动，请看过新内容后再删除。")
    if not project.is_deletable:
        raise EditRefused(f"“{project.name}”不是从未提交过的草稿，不能删除。")
    entry = audit.record(actor, "delete_draft", project, unit=project.unit, before=_kept(project))
    project.delete()
    return entry


def _kept(project):
    return table_to_kept(goal_table_of(project)) | {
        "key": project.pk,
        "fiscal_year": project.fiscal_year.year,
        "order": project.order,
        # One further: a page opened before does not overwrite what comes back.
        "lock_version": project.lock_version + 1,
        "predecessor": project.predecessor_id,
        "carried_rows": list(project.carried_rows.order_by("pk").values(*CARRIED_FIELDS)),
    }


@transaction.atomic
def restore_draft(entry: AuditEntry, *, actor) -> Project:
    """Put back what delete_draft took away, under its old key and with the uids of its rows, and return it.

    Its history in the audit trail is its own again. Raises EditRefused.
    """
    kept, unit = entry.before, entry.unit
    if actor is not None and not can_create_in(actor, unit):
        raise EditRefused(f"您不是“{unit.name}”的填报人，不能恢复“{entry.label}”。")
    fiscal_year = FiscalYear.objects.filter(year=kept["fiscal_year"], is_closed=False).first()
    if fiscal_year is None:
        raise EditRefused(f"{kept['fiscal_year']}年度已关闭或不在系统中，不能恢复“{entry.label}”。")
    # As for a new table: whoever adds to the unit waits here.
    BudgetUnit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    if Project.objects.filter(pk=kept["key"]).exists():
        raise EditRefused(f"“{entry.label}”已经恢复了。")
    table = table_from_kept(kept)
    refuse_taken_identity(table, Project.objects.filter(unit=unit, fiscal_year=fiscal_year))
    project = Project.objects.create(
        pk=kept["key"],
        unit=unit,
        fiscal_year=fiscal_year,
        name=table.project_name,
        order=kept["order"],
        lock_version=kept["lock_version"],
        predecessor=Project.objects.filter(pk=kept["predecessor"]).first(),
    )
    # Its journal has stayed, and ends with what the table says again.
    replace_table(project, table, before=GoalTable())
    # Drafts deleted before there were any have none.
    rows = kept.get("carried_rows", ())
    CarriedRow.objects.bulk_create(CarriedRow(project=project, **row) for row in rows)
    audit.record(actor, "restore_draft", project, unit=unit)
    return project
