"""What happens around every request: addresses behind proxies, caches, the life of a session."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

View = Callable[[HttpRequest], HttpResponse]

# Saving the session on every view would make every view a writer.
SESSION_REFRESH = timedelta(minutes=1)


def believe_proxies(get_response: View) -> View:
    """REMOTE_ADDR becomes what the outermost trusted proxy saw; what a browser claims beyond that is ignored."""

    def middleware(request: HttpRequest) -> HttpResponse:
        claimed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        if 0 < settings.PROXY_COUNT <= len(claimed):
            request.META["REMOTE_ADDR"] = claimed[-settings.PROXY_COUNT]
        return get_response(request)

    return middleware


def keep_out_of_caches(get_response: View) -> View:
    """Pages are for one person: neither the browser's disk nor a proxy keeps them."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "Cache-Control" not in response:
            add_never_cache_headers(response)
            response["Cache-Control"] += ", no-store" if "no-store" not in response["Cache-Control"] else ""
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        return response

    return middleware


def end_old_sessions(get_response: View) -> View:
    """Idle sessions end by SESSION_COOKIE_AGE, counted to the minute; busy ones after SESSION_LIFETIME."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            _mind_the_clock(request)
        return get_response(request)

    return middleware


def _mind_the_clock(request: HttpRequest) -> None:
    now = timezone.now()
    began_at = datetime.fromisoformat(request.session.setdefault("began_at", now.isoformat()))
    seen_at = datetime.fromisoformat(request.session.setdefault("seen_at", now.isoformat()))
    if now - began_at > settings.SESSION_LIFETIME:
        logout(request)
        messages.info(request, "登录已满时限，请重新登录。")
    elif now - seen_at > SESSION_REFRESH:
        request.session["seen_at"] = now.isoformat()
