"""Home, health, and the pages shown when something is refused or fails."""

import sys

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import (
    DisallowedHost,
    PermissionDenied,
    RequestDataTooBig,
    TooManyFieldsSent,
)
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.utils import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from perfgoals.json_answers import asks_for_json, json_sentence

TOO_SOON_AGAIN_SECONDS = 30
# Not understood, each with a page that says why; whatever else is wrong with a request has 400.html.
REFUSED_REQUESTS = {
    RequestDataTooBig: ("413.html", 413),
    TooManyFieldsSent: ("400_fields.html", 400),
    DisallowedHost: ("400_host.html", 400),
}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return redirect("reviews:inbox")


@login_not_required
def admin_login(request: HttpRequest) -> HttpResponse:
    """The administration has no log-in page of its own; who is logged in and still sent here may not enter it."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next", reverse("admin:index")))


@require_safe
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and holds every migration."""
    try:
        loader = MigrationLoader(connection)
        pending = set(loader.graph.nodes) - set(loader.applied_migrations)
    except DatabaseError:
        return HttpResponse("database does not answer\n", content_type="text/plain", status=503)
    if pending:
        return HttpResponse("migrations are pending\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    template, status = REFUSED_REQUESTS.get(type(exception), ("400.html", 400))
    return render(request, template, status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """Tell a database that does not answer in time from a fault of ours; neither page asks it anything."""
    if not isinstance(sys.exception(), OperationalError):
        return HttpResponse(render_to_string("500.html"), status=500)
    headers = {"Retry-After": TOO_SOON_AGAIN_SECONDS}
    return HttpResponse(render_to_string("503.html"), status=503, headers=headers)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    if asks_for_json(request):
        return json_sentence("页面已过期，没有保存；请刷新页面后再试。", status=403)
    return render(request, "403_csrf.html", status=403)


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: object = None
) -> HttpResponse:
    minutes = settings.AXES_COOLOFF_TIME.seconds // 60
    return render(request, "registration/locked.html", {"minutes": minutes}, status=429)
