"""The way of a table: each verb with the states it starts from, the state it leads to, and what it demands."""

from dataclasses import dataclass
from enum import StrEnum

from projects.enums import Status


class Verb(StrEnum):
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    RETURN_TO_AUTHOR = "return_to_author"
    APPROVE = "approve"


class Party(StrEnum):
    """Whose verb it is: the authors of the table's unit, or the reviewers over it."""

    AUTHOR = "author"
    REVIEWER = "reviewer"


@dataclass(frozen=True)
class Transition:
    """One row of the table; `label` is the word on the button."""

    verb: Verb
    label: str
    sources: frozenset[Status]
    target: Status
    party: Party
    needs_reason: bool = False
    runs_checks: bool = False
    freezes_version: bool = False


TRANSITIONS = {
    transition.verb: transition
    for transition in (
        Transition(
            Verb.SUBMIT,
            "提交审核",
            frozenset({Status.DRAFT, Status.RETURNED}),
            Status.SUBMITTED,
            Party.AUTHOR,
            runs_checks=True,
            freezes_version=True,
        ),
        Transition(Verb.WITHDRAW, "撤回", frozenset({Status.SUBMITTED}), Status.DRAFT, Party.AUTHOR),
        Transition(
            Verb.RETURN_TO_AUTHOR,
            "退回修改",
            frozenset({Status.SUBMITTED}),
            Status.RETURNED,
            Party.REVIEWER,
            needs_reason=True,
        ),
        Transition(
            Verb.APPROVE,
            "通过",
            frozenset({Status.SUBMITTED}),
            Status.APPROVED,
            Party.REVIEWER,
            freezes_version=True,
        ),
    )
}
