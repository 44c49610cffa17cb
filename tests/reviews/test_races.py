"""Two people act on one table at the same moment: one succeeds, the other is told."""

import threading
from dataclasses import replace

import pytest

from documents.canonical import table_to_json
from projects.actions import save_table
from projects.enums import Status
from projects.mapping import goal_table_of
from projects.models import Project
from reviews.actions import perform
from reviews.models import ReviewRecord
from reviews.transitions import Verb
from tests.race import race
from units.models import AuditEntry

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 5


def step(table, verb, user):
    return lambda: perform(table.pk, verb, user, lock_version=0, reason="见批注")


def written(table):
    """Return the final status, how many steps are on record, and how many in the audit trail."""
    table.refresh_from_db()
    entries = AuditEntry.objects.filter(subject=f"projects.project:{table.pk}")
    return table.status, table.lock_version, table.review_records.count(), entries.count()


PAIRS = {
    "submit and submit": (Status.DRAFT, [("author", Verb.SUBMIT), ("colleague", Verb.SUBMIT)]),
    "approve and return": (
        Status.SUBMITTED,
        [("unit_reviewer", Verb.APPROVE), ("finance_reviewer", Verb.RETURN_TO_AUTHOR)],
    ),
    "approve and withdraw": (
        Status.SUBMITTED,
        [("unit_reviewer", Verb.APPROVE), ("author", Verb.WITHDRAW)],
    ),
}
TARGETS = {
    Verb.SUBMIT: Status.SUBMITTED,
    Verb.APPROVE: Status.APPROVED,
    Verb.RETURN_TO_AUTHOR: Status.RETURNED,
    Verb.WITHDRAW: Status.DRAFT,
}


@pytest.mark.parametrize("pair", PAIRS)
def test_exactly_one_of_two_wins(pair, make_project, request):
    status, sides = PAIRS[pair]
    users = {name: request.getfixturevalue(name) for name, _ in sides}
    for number in range(ROUNDS):
        table = make_project(f"远程会诊设备{number}", status=status)

        outcome = race(*(step(table, verb, users[name]) for name, verb in sides))

        assert sorted(outcome) == [False, True]
        (winner,) = (verb for (_, verb), has_won in zip(sides, outcome, strict=True) if has_won)
        assert written(table) == (TARGETS[winner], 1, 1, 1)


def test_many_at_once(make_project, cast):
    table = make_project(status=Status.SUBMITTED)
    reviewers = [cast[name] for name in ("unit_reviewer", "department_reviewer", "finance_reviewer")]

    outcome = race(*(step(table, Verb.APPROVE, user) for user in reviewers * 2))

    assert sorted(outcome) == [False] * 5 + [True]
    assert written(table) == (Status.APPROVED, 1, 1, 1)


def test_submitting_while_someone_saves(make_project, author, colleague):
    """What was handed in is what the table says ever after."""
    for number in range(ROUNDS):
        table = make_project(f"远程会诊设备{number}")
        edited = replace(goal_table_of(table), purpose="用于外出招商和洽谈。")

        outcome = race(
            step(table, Verb.SUBMIT, author),
            lambda pk=table.pk, edited=edited: save_table(pk, edited, actor=colleague, lock_version=0),
        )

        was_submitted, was_saved = outcome
        assert was_submitted != was_saved
        table.refresh_from_db()
        frozen = [version.canonical for version in table.versions.all()]
        assert frozen == ([table_to_json(goal_table_of(table))] if was_submitted else [])
        assert (table.status, table.lock_version) == ("submitted" if was_submitted else "draft", 1)
        assert (table.purpose == edited.purpose) == was_saved


def test_without_the_lock_both_would_win(make_project, author, colleague):
    """The same race sees a double step where the row is read, checked and written without lock and comparison."""
    table = make_project()
    both_have_read = threading.Barrier(2)

    def careless(user):
        seen = Project.objects.get(pk=table.pk)
        both_have_read.wait()
        if seen.status == Status.DRAFT:
            Project.objects.filter(pk=table.pk).update(status=Status.SUBMITTED)
            ReviewRecord.objects.create(
                project=table, verb=Verb.SUBMIT, actor=user, source=seen.status, target=Status.SUBMITTED
            )

    outcome = race(lambda: careless(author), lambda: careless(colleague))

    assert outcome == [True, True]
    assert table.review_records.count() == 2
