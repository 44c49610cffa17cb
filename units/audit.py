"""One entry in the audit trail for each thing that happens."""

from contextvars import ContextVar

from units.models import AuditEntry

# Who asked, for entries written deep inside an action: set by the request middleware, empty on the command line.
request_origin: ContextVar[tuple[str | None, str]] = ContextVar("request_origin", default=(None, ""))


def record(actor, action, subject, *, unit=None, before=None, after=None, reason=""):
    """Write one audit entry inside the caller's transaction and return it.

    `action` is the verb's stable English name, `subject` the model instance it was done to; `before` and `after`
    are JSON values of what changed. When writing fails, the action fails with it.
    """
    remote_address, request_id = request_origin.get()
    return AuditEntry.objects.create(
        actor=actor,
        action=action,
        unit=unit,
        subject=f"{subject._meta.label_lower}:{subject.pk}",
        label=str(subject)[:300],
        before=before,
        after=after,
        reason=reason,
        remote_address=remote_address,
        request_id=request_id,
    )
