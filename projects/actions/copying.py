"""New tables that go on from last year's, and what becomes of the rows carried over."""

from dataclasses import replace

from django.db import transaction

from documents.goal_table import Budget, GoalTable, ScheduleMark
from documents.layout import load_layout
from projects.actions.tables import EditRefused, create_project
from projects.cell_values import row_texts
from projects.enums import CarryDecision
from projects.help.carried import rows_by_address
from projects.mapping import goal_table_of
from projects.models import CarriedRow, FiscalYear, Project
from projects.permissions import can_edit
from units import audit
from units.models import BudgetUnit

REASON_LENGTH = 500


@transaction.atomic
def carry_over(source: Project, unit: BudgetUnit, fiscal_year: FiscalYear, *, name: str, actor) -> Project:
    """Add a project that goes on from a table of the unit of an earlier year, and return it.

    It says what the source says, but for the amounts and the schedule, which each year settles anew; the project code
    stays, as a continuing project keeps it in the budget system. Its rows keep their uids and are
    CarriedRows, to be kept, changed or dropped. AuditEntries tell of both. Raises EditRefused.
    """
    if source.unit_id != unit.pk or source.fiscal_year.year >= fiscal_year.year:
        raise EditRefused(f"“{source.name}”不是“{unit.name}”以前年度的表，不能照着建。")
    table = _carried_table(source, unit, name)
    project = create_project(unit, fiscal_year, table, actor=actor)
    project.predecessor = source
    project.save(update_fields=["predecessor"])
    rows = _saying_rows(goal_table_of(project))
    CarriedRow.objects.bulk_create(
        CarriedRow(project=project, row=address, source=texts) for address, texts in rows.items()
    )
    after = {"predecessor": source.pk, "rows": len(rows)}
    audit.record(actor, "carry_over", project, unit=unit, after=after)
    return project


def _carried_table(source, unit, name) -> GoalTable:
    table = load_layout(unit.layout).adapt(goal_table_of(source))
    schedule = tuple(ScheduleMark(mark.month) for mark in table.schedule)
    return replace(table, title="", project_name=name, budget=Budget(), schedule=schedule)


def _saying_rows(table):
    """The texts of the rows by address, without rows that say nothing but their category."""
    texts = {address: row_texts(row) for address, row in rows_by_address(table).items()}
    silent = ("level1", "level2")
    return {row: of for row, of in texts.items() if any(of[part] for part in of if part not in silent)}


@transaction.atomic
def decide_carried_row(project_id: int, row: str, *, actor, decision: str, reason: str) -> CarriedRow:
    """Settle what becomes of a carried row, and return it, with an AuditEntry where that is news.

    KEPT or OPEN is kept; that a row was changed or dropped follows from the table. Raises EditRefused.
    """
    projects = Project.objects.select_for_update(of=("self",), no_key=True)
    project = projects.select_related("unit", "fiscal_year").filter(pk=project_id).first()
    if project is None:
        raise EditRefused("这张表已被删除，不能再处理带来的行。")
    if actor is not None and not can_edit(actor, project):
        raise EditRefused(f"“{project.name}”现在不能修改，不能再处理带来的行。")
    carried = CarriedRow.objects.filter(project=project, row=row).first()
    if carried is None:
        raise EditRefused("这一行不是从以前年度的表带来的。")
    if decision not in (CarryDecision.OPEN, CarryDecision.KEPT):
        raise EditRefused("请选择沿用，或者在表里修改、删去这一行。")
    if len(reason) > REASON_LENGTH:
        raise EditRefused(f"理由有{len(reason)}个字，最多{REASON_LENGTH}个，请缩短。")
    _settle(project, carried, actor, {"decision": str(decision), "reason": reason})
    return carried


def _settle(project, carried, actor, after):
    before = {"decision": str(carried.decision), "reason": carried.reason}
    value = _value_now(project, carried.row)
    if before == after and carried.reason_value == value:
        return
    carried.decision, carried.reason = after["decision"], after["reason"]
    carried.reason_value = value
    carried.save(update_fields=["decision", "reason", "reason_value"])
    row = {"row": carried.row}
    audit.record(
        actor, "decide_carried_row", project, unit=project.unit, before=row | before, after=row | after
    )


def _value_now(project, row):
    """The value that the row says, "" for a goal and for a row that is gone."""
    values = project.indicators.filter(uid=row.partition(".")[2]).values_list("value_text", flat=True)
    return values.first() or "" if row.startswith("indicators.") else ""
