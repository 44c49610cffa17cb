"""perform(): the only writer of a table's status."""

import hashlib
import json

from django.db import transaction
from django.utils import timezone
from documents.canonical import table_to_json
from projects.mapping import goal_table_of

from projects.enums import Status
from projects.models import Project
from reviews.models import ReviewRecord, TableVersion
from reviews.permissions import is_party_to
from reviews.transitions import TRANSITIONS, Verb
from units import audit


class ReviewRefused(Exception):
    """A verb that the state, the rights or the rules forbid; str() is a Chinese sentence."""


@transaction.atomic
def perform(project_id, verb: Verb, actor, *, lock_version: int, reason: str = "") -> Project:
    """Take a table one step on its way and return it.

    Locks the row, compares `lock_version` with what the actor saw, checks state, right and rules, writes the new
    status, freezes a version where the verb says so, adds a ReviewRecord and an AuditEntry: all or nothing.
    Raises ReviewRefused with a sentence for the actor.
    """
    transition = TRANSITIONS[verb]
    # No join in the locking query: PostgreSQL locks only this row, and SQLite is locked by BEGIN IMMEDIATE.
    project = Project.objects.select_for_update().get(pk=project_id)
    _refuse_unless_allowed(project, transition, actor, lock_version, reason)
    source, version = project.status, None
    if transition.freezes_version:
        version = _freeze(project, actor)
    moved = Project.objects.filter(pk=project.pk, status=source, lock_version=lock_version)
    if not moved.update(status=transition.target, lock_version=lock_version + 1, updated_at=timezone.now()):
        raise ReviewRefused("这张表刚刚被他人处理，请刷新页面后再试。")
    ReviewRecord.objects.create(
        project=project,
        verb=verb,
        actor=actor,
        source=source,
        target=transition.target,
        reason=reason,
        version=version,
    )
    audit.record(
        actor,
        str(verb),
        project,
        unit=project.unit,
        before={"status": source},
        after={"status": str(transition.target)},
        reason=reason,
    )
    project.refresh_from_db()
    return project


def _refuse_unless_allowed(project, transition, actor, lock_version, reason):
    if not is_party_to(actor, project, transition.party):
        raise ReviewRefused(f"您没有对“{project.name}”执行“{transition.label}”的权限。")
    if Status(project.status) not in transition.sources:
        raise ReviewRefused(
            f"“{project.name}”当前为“{project.get_status_display()}”，不能{transition.label}。"
        )
    if project.fiscal_year.is_closed:
        raise ReviewRefused(f"{project.fiscal_year}已关闭，不能{transition.label}。")
    if project.lock_version != lock_version:
        raise ReviewRefused("这张表在您打开之后有了改动，请刷新页面，看过新内容后再办理。")
    if transition.needs_reason and not reason.strip():
        raise ReviewRefused(f"请填写理由，再{transition.label}。")


def _freeze(project, actor) -> TableVersion:
    canonical = table_to_json(goal_table_of(project))
    last = project.versions.last()
    previous = last.sha256 if last else ""
    text = json.dumps(canonical, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return TableVersion.objects.create(
        project=project,
        number=last.number + 1 if last else 1,
        canonical=canonical,
        sha256=hashlib.sha256((previous + text).encode()).hexdigest(),
        previous_sha256=previous,
        created_by=actor,
    )
