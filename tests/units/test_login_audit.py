"""Who came, went and was refused is on record."""

import pytest
from django.contrib.auth import authenticate, logout
from django.test import Client

from tests.cast import PASSWORD
from units.models import AuditEntry


def log_in(client, username, password):
    return client.post("/login/", {"username": username, "password": password})


def entries():
    return [
        (entry.action, entry.has_succeeded, entry.actor and entry.actor.username, entry.label, entry.unit)
        for entry in AuditEntry.objects.order_by("pk")
    ]


def test_login_and_logout(client, author, unit):
    log_in(client, "author", PASSWORD)
    client.post("/logout/")

    assert entries() == [
        ("login", True, "author", "author", unit),
        ("logout", True, "author", "author", unit),
    ]


def test_login_entry_tells_where_from(client, author):
    log_in(client, "author", PASSWORD)

    entry = AuditEntry.objects.get()
    assert entry.remote_address == "127.0.0.1"
    assert len(entry.request_id) == 32


def test_failed_login(client, author, unit):
    log_in(client, "author", "wrong")
    log_in(client, "nobody", "wrong")

    assert entries() == [
        ("login", False, None, "author", unit),
        ("login", False, None, "nobody", None),
    ]


def test_locked_login_is_on_record_too(client, author, unit, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        log_in(client, "author", "wrong")
    log_in(client, "author", PASSWORD)

    assert entries() == [("login", False, None, "author", unit)] * (settings.AXES_FAILURE_LIMIT + 1)


def test_login_without_a_name(db, rf):
    assert authenticate(rf.post("/login/"), token="some other kind of credential") is None

    assert entries() == [("login", False, None, "", None)]


def test_logout_of_nobody_leaves_no_entry(client, db):
    request = client.get("/login/").wsgi_request

    logout(request)

    assert entries() == []


def test_denial_is_on_record(administrator, bureau, client):
    client.force_login(administrator)

    response = client.get("/admin/units/membership/")

    assert response.status_code == 403
    assert entries()[1:] == [("denial", False, "administrator", "GET /admin/units/membership/", bureau)]


@pytest.mark.django_db
def test_strangers_do_not_fill_the_trail():
    response = Client(enforce_csrf_checks=True).post("/login/", {"username": "x"})

    assert response.status_code == 403
    assert entries() == []
