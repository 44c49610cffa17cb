"""Excuses: an author says why a warning stands, or takes that back."""

from django.db import transaction

from projects.actions.check_counts import forget_counts
from projects.actions.tables import EditRefused, held_project
from projects.enums import Severity
from projects.findings import findings_of
from projects.models import Excuse
from units import audit

SHORTEST_REASON, LONGEST_REASON = 5, 500


@transaction.atomic
def excuse_finding(project_id: int, rule: str, address: str, *, reason: str, actor) -> Excuse:
    """Keep the reason why a warning stands and return it, with an AuditEntry.

    It holds while the cells that the warning is about say what they say now. Raises EditRefused.
    """
    _refuse_length(reason)
    project = held_project(project_id, actor=actor)
    findings = findings_of(project)
    remark = findings.remark_of(rule, address)
    if remark is None:
        raise EditRefused("这处问题已经没有了，不用再说明。")
    if remark.finding.severity is not Severity.WARNING:
        raise EditRefused(
            f"{remark.place}的问题是“{remark.finding.severity.label}”，不能用说明代替，请修改。"
        )
    before = _kept(remark.excuse)
    excuse, _ = Excuse.objects.update_or_create(
        project=project,
        rule=rule,
        address=address,
        defaults={"cell_text": findings.cell_text(rule, address), "reason": reason, "author": actor},
    )
    forget_counts(project)
    after = _kept(excuse)
    audit.record(actor, "excuse_finding", project, unit=project.unit, before=before, after=after)
    return excuse


@transaction.atomic
def withdraw_excuse(project_id: int, rule: str, address: str, *, actor) -> None:
    """Take an excuse back, so that the warning asks for a change again; with an AuditEntry. Raises EditRefused."""
    project = held_project(project_id, actor=actor)
    excuse = project.excuses.filter(rule=rule, address=address).first()
    if excuse is None:
        raise EditRefused("这条说明已经取消了。")
    excuse.delete()
    forget_counts(project)
    audit.record(actor, "withdraw_excuse", project, unit=project.unit, before=_kept(excuse))


def _refuse_length(reason: str) -> None:
    if len(reason) < SHORTEST_REASON:
        raise EditRefused(f"说明只有{len(reason)}个字，请写明理由，至少{SHORTEST_REASON}个字。")
    if len(reason) > LONGEST_REASON:
        raise EditRefused(f"说明有{len(reason)}个字，最多{LONGEST_REASON}个字，请缩短。")


def _kept(excuse: Excuse | None) -> dict[str, str]:
    if excuse is None:
        return {}
    return {"rule": excuse.rule, "address": excuse.address, "reason": excuse.reason}
