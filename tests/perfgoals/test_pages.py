"""Pages that stand alone: log-in, password, health, errors."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import (
    DisallowedHost,
    PermissionDenied,
    SuspiciousOperation,
    TooManyFieldsSent,
)
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import path, reverse

from perfgoals.urls import handler400, handler500, urlpatterns
from perfgoals.views import bad_request
from tests.html import foreign_addresses, inline_code

__all__ = ["handler400", "handler500"]

PASSWORD = "Ji-xiao-2025"


def refuse(request):
    raise PermissionDenied


def fail(request):
    raise ZeroDivisionError


def find_the_database_locked(request):
    raise OperationalError("database is locked")


urlpatterns = [
    *urlpatterns,
    path("refuse/", refuse),
    path("fail/", fail),
    path("busy/", find_the_database_locked),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def person(db):
    return User.objects.create_user("zhang", password=PASSWORD, first_name="张", is_staff=True)


@pytest.fixture
def signed_in(client, person):
    client.force_login(person)
    client.raise_request_exception = False
    return client


def log_in(client, username="zhang", password=PASSWORD, **more):
    return client.post("/login/", {"username": username, "password": password}, **more)


def test_log_in_opens_the_home_page(client, person):
    response = log_in(client)

    assert (response.status_code, response.url) == (302, reverse("home"))


def test_the_demo_lists_its_people_on_the_log_in_page(client, db, settings):
    User.objects.create_user("finance")
    settings.DEMO = True

    html = client.get("/login/").text

    assert "<td>财政审核人</td>" in html
    assert "Mubiao-2026" in html
    assert "author304" not in html


def test_people_of_the_demo_are_listed_nowhere_else(client, db):
    User.objects.create_user("finance")

    html = client.get("/login/").text

    assert "finance" not in html
    assert "Mubiao-2026" not in html


def test_log_in_leads_to_the_page_asked_for(client, person):
    response = client.post("/login/", {"username": "zhang", "password": PASSWORD, "next": "/password/"})

    assert response.url == "/password/"


def test_log_in_leads_to_no_other_machine(client, person):
    response = client.post("/login/", {"username": "zhang", "password": PASSWORD, "next": "//evil.example/"})

    assert response.url == reverse("home")


def test_a_closed_account_is_told_the_same(client, person):
    person.is_active = False
    person.save()

    assert "用户名或密码不对" in log_in(client).text


def test_a_wrong_password_is_told_in_chinese_without_saying_which_half_was_wrong(client, person):
    unknown, wrong = log_in(client, username="li"), log_in(client, password="wrong")

    advice = "用户名或密码不对，没有登录。请留意大小写；连续输错5次，账号会锁定30分钟。"
    assert unknown.context["form"].non_field_errors() == [advice]
    assert wrong.context["form"].non_field_errors() == [advice]


def test_the_fifth_wrong_password_locks_the_account_from_every_address(client, person):
    statuses = [log_in(client, password="wrong", REMOTE_ADDR=f"10.0.0.{n}").status_code for n in range(5)]

    locked = log_in(client, REMOTE_ADDR="10.0.0.99")

    assert statuses == [200, 200, 200, 200, 429]
    assert locked.status_code == 429
    assert "登录已锁定" in locked.text


def test_a_locked_account_leaves_its_office_working(client, person):
    User.objects.create_user("li", password=PASSWORD)
    for _ in range(5):
        log_in(client, password="wrong")

    assert log_in(client, username="li").status_code == 302


def test_an_address_that_tries_many_accounts_is_locked(client, person, settings):
    settings.ADDRESS_FAILURE_LIMIT = 6
    for n in range(6):
        log_in(client, username=f"user{n}", password="wrong", REMOTE_ADDR="10.0.0.7")

    assert log_in(client, REMOTE_ADDR="10.0.0.7").status_code == 429
    assert log_in(client, REMOTE_ADDR="10.0.0.8").status_code == 302


def test_a_log_in_resets_the_count(client, person):
    for _ in range(2):
        for _ in range(4):
            log_in(client, password="wrong")
        assert log_in(client).status_code == 302
        client.logout()


def test_the_administration_sends_strangers_to_the_one_log_in_page(client, db):
    response = client.get("/admin/", follow=True)

    assert response.redirect_chain[-1] == ("/login/?next=/admin/", 302)


def test_the_administration_refuses_those_who_may_not_enter(client, db):
    client.force_login(User.objects.create_user("li"))

    response = client.get("/admin/", follow=True)

    assert response.status_code == 403
    assert "您没有办理这件事的权限" in response.text


def test_log_out_returns_to_the_log_in_page(signed_in):
    response = signed_in.post("/logout/")

    assert (response.status_code, response.url) == (302, "/login/")
    assert signed_in.get("/password/").status_code == 302


def test_a_new_password_is_checked_and_taken(signed_in, person):
    def change(password):
        words = {"old_password": PASSWORD, "new_password1": password, "new_password2": password}
        return signed_in.post("/password/", words)

    weak, strong = change("jixiaomubiao"), change("Xin-mi-ma-2026")

    assert "密码须含大写字母、小写字母、数字、符号四类中的至少3类。" in weak.text
    assert (strong.status_code, strong.url) == (302, "/password/done/")
    assert "密码已修改" in signed_in.get("/password/done/").text


def test_healthz_needs_no_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


def test_readyz_tells_that_the_database_is_ready(client, db):
    assert client.get("/readyz").status_code == 200


def test_readyz_tells_that_migrations_are_pending(client, db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'units'")

    response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"migrations are pending\n")


def test_readyz_misses_a_migration_behind_one_that_is_applied(client, db):
    MigrationRecorder(connection).record_unapplied("projects", "0002_import_of_part1")

    response = client.get("/readyz")

    assert (response.status_code, response.text) == (503, "migrations are pending\n")


def test_readyz_tells_that_the_database_does_not_answer(client, db, monkeypatch):
    def broken(*args, **kwargs):
        raise OperationalError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", broken)
        response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"database does not answer\n")


@pytest.mark.parametrize(
    ("address", "status", "title"),
    [
        ("/nowhere/", 404, "没有找到这一页"),
        ("/refuse/", 403, "您没有办理这件事的权限"),
        ("/fail/", 500, "程序出错了，没有保存"),
    ],
)
def test_errors_are_told_in_chinese(signed_in, address, status, title):
    response = signed_in.get(address)

    assert response.status_code == status
    assert f"<h1>{title}</h1>" in response.text
    assert "Error" not in response.text


@pytest.mark.parametrize(
    ("refusal", "title"),
    [
        (SuspiciousOperation, "请求没有读懂"),
        (TooManyFieldsSent, "这次提交的内容太多"),
        (DisallowedHost, "不能用这个网址打开本系统"),
    ],
)
def test_a_request_that_is_refused_is_told_in_chinese(rf, refusal, title):
    response = bad_request(rf.get("/"), refusal("no words for people"))

    assert response.status_code == 400
    assert f"<h1>{title}</h1>" in response.text
    assert "no words" not in response.text


def test_an_address_that_is_not_allowed_names_the_setting(client):
    response = client.get("/login/", headers={"Host": "server-3.example"})

    assert response.status_code == 400
    assert "PERFGOALS_ALLOWED_HOSTS" in response.text


def test_a_busy_database_is_told_in_chinese(signed_in):
    response = signed_in.get("/busy/")

    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "系统正忙或数据库暂时不可用" in response.text


@pytest.mark.parametrize("method", ["get", "put"])
def test_the_address_of_a_button_is_explained(signed_in, method):
    response = getattr(signed_in, method)("/projects/export/")

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "<h1>这个网址不能直接打开</h1>" in response.text


def test_a_page_that_was_open_too_long_is_told_in_chinese(person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)

    response = client.post("/password/", {})

    assert response.status_code == 403
    assert "<h1>页面已过期，没有保存</h1>" in response.text


@pytest.mark.parametrize(
    "address", ["/login/", "/password/", "/password/done/", "/nowhere/", "/refuse/", "/fail/", "/admin/"]
)
def test_pages_stay_on_this_machine_and_hold_no_code(signed_in, address):
    if address == "/login/":
        signed_in.logout()

    html = signed_in.get(address).text

    assert "<html" in html
    assert foreign_addresses(html) == []
    assert inline_code(html) == []


def test_pages_tell_browsers_what_they_may_do(signed_in):
    headers = signed_in.get("/password/").headers

    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "no-store" in headers["Cache-Control"]
    assert headers["Permissions-Policy"].startswith("camera=()")
