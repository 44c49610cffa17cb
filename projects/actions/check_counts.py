"""Counts of findings for lists of tables: kept beside each table, and counted anew when somebody looks."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress

from django.db import OperationalError, transaction

from projects.check_context import checkables
from projects.checks import standard_rules
from projects.findings import TableFindings
from projects.mapping import TablesMoved
from projects.models import Excuse, Project, RuleSetting, TableCheck

FIELDS = ("lock_version", "edition", "errors", "warnings", "hints", "score")


def counts_of(projects: Sequence[Project]) -> dict[int, TableCheck]:
    """Return the counts of the projects by their keys, those that are out of date counted anew first.

    A number of queries that does not grow with the projects; with none out of date there are two. While the database
    is busy what was counted before stands.
    """
    kept = {one.pk: one for one in TableCheck.objects.filter(project__in=projects)}
    edition = _edition()
    stale = [project for project in projects if not _is_good(kept.get(project.pk), project, edition)]
    if stale:
        with suppress(OperationalError, TablesMoved):
            kept |= _counted({project.pk: project.lock_version for project in stale}, edition)
    return kept


def _is_good(kept: TableCheck | None, project: Project, edition: str) -> bool:
    return kept is not None and (kept.lock_version, kept.edition) == (project.lock_version, edition)


@transaction.atomic
def _counted(versions: dict[int, int], edition: str) -> dict[int, TableCheck]:
    """The version is from before the table was read: where somebody wrote in between, the next look counts again."""
    excuses = defaultdict(list)
    for excuse in Excuse.objects.filter(project__in=versions):
        excuses[excuse.project_id].append(excuse)
    checks = [
        _check(ready, excuses[ready.project], versions[ready.project], edition)
        for ready in checkables(Project.objects.filter(pk__in=versions))
    ]
    TableCheck.objects.bulk_create(
        checks, update_conflicts=True, unique_fields=["project"], update_fields=FIELDS
    )
    return {check.pk: check for check in checks}


def _check(ready, excuses, lock_version, edition) -> TableCheck:
    found = TableFindings(ready.table, ready.check(), ready.context.money_unit, excuses)
    return TableCheck(
        project_id=ready.project,
        lock_version=lock_version,
        edition=edition,
        errors=found.counts["error"],
        warnings=found.counts["warning"],
        hints=found.counts["hint"],
        score=found.score.points,
    )


def forget_counts(project: Project) -> None:
    """Let the next look count a table again, whose words stay but not what was said of them."""
    TableCheck.objects.filter(project=project).delete()


def _edition() -> str:
    """Return what names the rules in force everywhere: the catalogue as shipped and all that was decided."""
    settings = RuleSetting.objects.order_by("pk").values_list()
    return hashlib.sha256(repr([*standard_rules().rules.values(), *settings]).encode()).hexdigest()
