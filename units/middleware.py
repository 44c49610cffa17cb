"""A refused request leaves an entry in the audit trail."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from units import audit

View = Callable[[HttpRequest], HttpResponse]


def record_denials(get_response: View) -> View:
    """Written after the refused view is done, so that its rollback does not take the entry along."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == 403 and request.user.is_authenticated:
            audit.record_denial(request.user, f"{request.method} {request.path}")
        return response

    return middleware
