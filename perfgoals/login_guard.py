"""Locks log-in after failed tries: early for the account, late for the address."""

from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest


class LoginGuard(AxesDatabaseHandler):
    """django-axes counts per account; this adds a higher count per address, against one password tried on many names."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        return (
            super().is_locked(request, credentials)
            or _address_failures(request) >= settings.ADDRESS_FAILURE_LIMIT
        )


def _address_failures(request: HttpRequest) -> int:
    attempts = AccessAttempt.objects.filter(
        ip_address=request.META["REMOTE_ADDR"], attempt_time__gte=get_cool_off_threshold(request)
    )
    return attempts.aggregate(total=Sum("failures_since_start"))["total"] or 0
