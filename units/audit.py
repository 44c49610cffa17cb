"""One entry in the audit trail for each thing that happens."""

from contextvars import ContextVar

from units.models import AuditEntry, BudgetUnit

# Who asked, for entries written deep inside an action: set by the request middleware, empty on the command line.
request_origin: ContextVar[tuple[str | None, str]] = ContextVar("request_origin", default=(None, ""))


def record(actor, action, subject, *, unit=None, before=None, after=None, reason=""):
    """Write one audit entry inside the caller's transaction and return it.

    `action` is the verb's stable English name, `subject` the model instance it was done to; `before` and `after`
    are JSON values of what changed. When writing fails, the action fails with it.
    """
    return _write(
        actor=actor,
        action=action,
        unit=unit,
        subject=f"{subject._meta.label_lower}:{subject.pk}",
        label=str(subject),
        before=before,
        after=after,
        reason=reason,
    )


def record_many(actor, action, model, *, unit=None, after=None):
    """Write one audit entry for something done to many rows of a model at once and return it."""
    label = str(model._meta.verbose_name)
    return _write(
        actor=actor, action=action, unit=unit, subject=model._meta.label_lower, label=label, after=after
    )


def record_login(user, action):
    """Write that the user came or went; the entry belongs to the unit of the user's first membership."""
    return _write(actor=user, action=action, unit=_home_unit(user), label=user.get_username())


def record_failed_login(username, user=None):
    """Write that a log-in failed; `user` is the account tried, None where there is none of that name."""
    return _write(action="login", has_succeeded=False, unit=_home_unit(user), label=username)


def record_denial(user, asked):
    """Write that the user was refused what was asked for, as "POST /…"."""
    return _write(actor=user, action="denial", has_succeeded=False, unit=_home_unit(user), label=asked)


def _home_unit(user):
    return (
        BudgetUnit.objects.filter(memberships__user=user).order_by("memberships__pk").first()
        if user
        else None
    )


def _write(*, label, **fields):
    remote_address, request_id = request_origin.get()
    return AuditEntry.objects.create(
        label=label[:300], remote_address=remote_address, request_id=request_id, **fields
    )
