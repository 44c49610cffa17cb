"""What happens around every request: where it comes from, caches, the life of a session."""

from collections.abc import Callable
from datetime import datetime, timedelta
from ipaddress import ip_address
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from units.audit import request_origin

View = Callable[[HttpRequest], HttpResponse]

# Saving the session on every view would make every view a writer.
SESSION_REFRESH = timedelta(minutes=1)


def tell_origin(get_response: View) -> View:
    """Give the request a number and tell the audit trail that number and the address it came from."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.META["REMOTE_ADDR"] = remote_address_of(request)
        request.number = uuid4().hex
        mark = request_origin.set((request.META["REMOTE_ADDR"] or None, request.number))
        try:
            return get_response(request)
        finally:
            request_origin.reset(mark)

    return middleware


def remote_address_of(request: HttpRequest) -> str:
    """Return what the outermost trusted proxy saw; what a browser claims beyond that is ignored."""
    passed_on = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if not 0 < settings.PROXY_COUNT <= len(passed_on):
        return request.META.get("REMOTE_ADDR", "")
    try:
        return str(ip_address(passed_on[-settings.PROXY_COUNT].strip()))
    except ValueError:
        return request.META.get("REMOTE_ADDR", "")


def keep_out_of_caches(get_response: View) -> View:
    """Pages are for one person: neither the browser's disk nor a proxy keeps them."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        add_never_cache_headers(response)
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        return response

    return middleware


def explain_wrong_methods(get_response: View) -> View:
    """Who opens the address of a button as a page is told so; Django's own answer is an empty page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 405:
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page

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
