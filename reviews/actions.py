"""perform(): the only writer of a table's status."""

from collections.abc import Sequence

from django.db import transaction

from documents.canonical import table_to_json
from documents.text import clean_text
from projects.enums import Status
from projects.mapping import goal_table_of
from projects.models import Project
from reviews.hash_chain import chain_hash
from reviews.models import TableVersion
from reviews.obstacles import Obstacle, obstacles_of
from reviews.permissions import is_party_to, leaves_review_to_others
from reviews.transitions import TRANSITIONS, Party, Verb
from units import audit


class ReviewRefused(Exception):
    """A verb that the state, the rights or the rules forbid; str() is a Chinese sentence.

    `obstacles` are the places in the table that must be settled first.
    """

    def __init__(self, message: str, obstacles: Sequence[Obstacle] = ()):
        super().__init__(message)
        self.obstacles = list(obstacles)


@transaction.atomic
def perform(project_id, verb: Verb, actor, *, lock_version: int, reason: str = "") -> Project:
    """Take a table one step on its way and return it.

    Locks the row, compares `lock_version` with what the actor saw, checks state, right and rules, writes the new
    status, freezes a version where the verb says so, adds a ReviewRecord and an AuditEntry: all or nothing.
    Raises ReviewRefused with a sentence for the actor.
    """
    transition, reason = TRANSITIONS[verb], clean_text(reason).strip()
    # No join in the locking query: PostgreSQL locks only this row, and SQLite is locked by BEGIN IMMEDIATE.
    project = Project.objects.select_for_update(no_key=True).filter(pk=project_id).first()
    if project is None:
        raise ReviewRefused(f"这张表已被删除，不能{transition.label}。")
    _refuse_unless_allowed(project, transition, actor, lock_version, reason)
    source, version, table = project.status, None, goal_table_of(project)
    if transition.runs_checks:
        _refuse_unsettled(project, table, transition)
    if transition.freezes_version:
        version = _freeze(project, table, actor)
    _write_status(project, transition)
    project.review_records.create(
        verb=verb, actor=actor, source=source, target=transition.target, reason=reason, version=version
    )
    _record(actor, project, transition, source, reason)
    return project


def _refuse_unless_allowed(project, transition, actor, lock_version, reason):
    if not is_party_to(actor, project, transition.party):
        if transition.party is Party.REVIEWER and leaves_review_to_others(actor, project):
            raise ReviewRefused(f"您填报过“{project.name}”，请由他人审核。")
        raise ReviewRefused(f"您没有对“{project.name}”执行“{transition.label}”的权限。")
    if Status(project.status) not in transition.sources:
        raise ReviewRefused(
            f"“{project.name}”当前为“{project.get_status_display()}”，不能{transition.label}。"
        )
    if project.fiscal_year.is_closed:
        raise ReviewRefused(f"{project.fiscal_year}已关闭，不能{transition.label}。")
    if project.lock_version != lock_version:
        raise ReviewRefused("这张表在您打开之后有了改动，请刷新页面，看过新内容后再办理。")
    if transition.needs_reason and not reason:
        raise ReviewRefused(f"请填写理由，再{transition.label}。")


def _refuse_unsettled(project, table, transition):
    if obstacles := obstacles_of(project, table):
        raise ReviewRefused(
            f"还有{len(obstacles)}处需要处理，改好或者写明理由后再{transition.label}。", obstacles
        )


def _freeze(project, table, actor) -> TableVersion:
    canonical = table_to_json(table)
    last = project.versions.last()
    previous = last.sha256 if last else ""
    return TableVersion.objects.create(
        project=project,
        number=last.number + 1 if last else 1,
        canonical=canonical,
        sha256=chain_hash(previous, canonical),
        previous_sha256=previous,
        created_by=actor,
    )


def _write_status(project, transition):
    project.status = transition.target
    project.lock_version += 1
    project.save(update_fields=["status", "lock_version", "updated_at"])


def _record(actor, project, transition, source, reason):
    audit.record(
        actor,
        transition.verb.value,
        project,
        unit=project.unit,
        before={"status": source},
        after={"status": transition.target.value},
        reason=reason,
    )
