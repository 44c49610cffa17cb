"""Around every request: addresses, caches, sessions."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import RequestFactory
from django.utils import timezone

from perfgoals.middleware import remote_address_of, tell_origin
from units.audit import request_origin


@pytest.mark.parametrize(
    ("proxies", "passed_on", "address"),
    [
        (0, "10.0.0.9", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "10.0.0.9", "10.0.0.9"),
        (1, "1.2.3.4, 10.0.0.9", "10.0.0.9"),
        (2, "1.2.3.4, 10.0.0.9, 10.0.0.1", "10.0.0.9"),
        (2, "10.0.0.1", "127.0.0.1"),
        (1, "no address", "127.0.0.1"),
        (1, "2001:DB8::1", "2001:db8::1"),
    ],
)
def test_only_what_trusted_proxies_saw_is_believed(settings, proxies, passed_on, address):
    settings.PROXY_COUNT = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": passed_on})

    assert remote_address_of(request) == address


def test_the_audit_trail_knows_address_and_number_while_the_request_lasts():
    seen = []

    def view(request):
        seen.append((request_origin.get(), request.number))

    tell_origin(view)(RequestFactory().get("/"))

    (origin, number), *_ = seen
    assert origin == ("127.0.0.1", number)
    assert len(number) == 32
    assert request_origin.get() == (None, "")


@pytest.fixture
def person(client, db):
    client.force_login(User.objects.create_user("zhang", first_name="张"))
    return client


def session_after(client, **ago):
    """Send the session back in time by so much, ask for a page, return the session and the page."""
    client.get("/password/")
    session = client.session
    for name, time in ago.items():
        session[name] = (timezone.now() - time).isoformat()
    session.save()
    return client.get("/password/"), client.session


def test_a_session_ends_after_its_lifetime_however_busy(person, settings):
    response, session = session_after(person, began_at=settings.SESSION_LIFETIME + timedelta(seconds=1))

    assert response.status_code == 302
    assert "_auth_user_id" not in session
    assert "登录已满时限，请重新登录。" in person.get(response.url).text


def test_a_session_within_its_lifetime_goes_on(person, settings):
    response, _ = session_after(person, began_at=settings.SESSION_LIFETIME - timedelta(minutes=1))

    assert response.status_code == 200


def test_a_view_within_the_minute_writes_no_session(person):
    response, _ = session_after(person, seen_at=timedelta(seconds=50))

    assert "session" not in response.cookies
    assert "sessionid" not in response.cookies


def test_a_view_after_a_minute_renews_the_session(person, settings):
    response, session = session_after(person, seen_at=timedelta(seconds=70))

    assert response.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 1800
    assert timezone.now().isoformat() > session["seen_at"]
