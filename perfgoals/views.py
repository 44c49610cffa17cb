"""Home, log-in, health, and the pages shown when something is refused or fails."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, redirect_to_login
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from perfgoals.forms import LoginForm
from reviews.demo import demo_accounts, read_plan


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return redirect("reviews:inbox")


class LoginPage(LoginView):
    form_class = LoginForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        shown = (
            {"demo_accounts": demo_accounts(), "demo_password": read_plan()["password"]}
            if settings.DEMO
            else {}
        )
        return super().get_context_data(**kwargs) | shown


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
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("database does not answer\n", content_type="text/plain", status=503)
    if pending:
        return HttpResponse("migrations are pending\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: object = None
) -> HttpResponse:
    minutes = settings.AXES_COOLOFF_TIME.seconds // 60
    return render(request, "registration/locked.html", {"minutes": minutes}, status=429)
