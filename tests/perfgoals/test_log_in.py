"""Log-in in the middle of something: nothing is done, nothing that was typed is lost."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client
from django.urls import reverse

from projects.mapping import goal_table_of
from projects.models import Project
from tests.cast import PASSWORD
from tests.projects.editing import whole_form
from units import held_forms

NOT_DONE = "登录已过期，刚才的操作没有执行"
BACK = "登录已过期，您填写的内容没有保存，已放回下面的表里"


@pytest.fixture
def edit_url(project):
    return reverse("projects:edit", args=[project.pk])


def typed_by(user):
    return {"typed_by": user.pk, "lock_version": "0", "project.name": "招商经费", "purpose": "新的用途"}


def late(window, url, fields, referer=""):
    """Post after the session has run out; return the log-in page's hidden fields and its words."""
    Session.objects.all().delete()
    response = window.post(url, fields, headers={"Referer": f"http://testserver{referer}"} if referer else {})
    assert response.status_code == 401
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', response.text))
    return hidden, response.text


def come_back(window, hidden, username="author", password=PASSWORD):
    return window.post("/login/", hidden | {"username": username, "password": password})


def test_what_was_typed_comes_back_after_the_log_in(client, author, project, edit_url):
    client.force_login(author)
    hidden, words = late(client, edit_url, typed_by(author), edit_url)
    assert NOT_DONE in words

    response = come_back(client, hidden)

    assert response.url == edit_url
    html = client.get(edit_url).text
    assert BACK in html
    assert "\n新的用途</textarea>" in html
    assert '<div class="editor is-plain">' in html
    assert goal_table_of(project).purpose == "用于外出招商。"


def test_it_comes_back_once(client, author, edit_url):
    client.force_login(author)
    come_back(client, late(client, edit_url, typed_by(author), edit_url)[0])
    client.head(edit_url)
    client.get(edit_url)

    assert "新的用途" not in client.get(edit_url).text


def test_a_wrong_password_loses_nothing(client, author, edit_url):
    client.force_login(author)
    hidden, _ = late(client, edit_url, typed_by(author), edit_url)
    again = come_back(client, hidden, password="wrong").text

    come_back(client, dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', again)))

    assert "\n新的用途</textarea>" in client.get(edit_url).text


def test_nobody_else_is_shown_what_was_typed(client, author, colleague, edit_url):
    client.force_login(author)
    come_back(client, late(client, edit_url, typed_by(author), edit_url)[0], username="colleague")

    assert "新的用途" not in client.get(edit_url).text


def test_text_for_a_table_that_has_gone_on_is_shown_with_the_reason(client, author, edit_url):
    client.force_login(author)
    hidden, _ = late(client, edit_url, typed_by(author), edit_url)
    Project.objects.update(status="submitted")

    come_back(client, hidden)

    html = client.get(edit_url).text
    assert "\n新的用途</textarea>" in html
    assert "“招商引资经费”现在是“待审核”，不能修改。" in html


def test_text_for_a_table_that_others_changed_meets_a_conflict(client, author, project, edit_url):
    client.force_login(author)
    hidden, _ = late(client, edit_url, typed_by(author), edit_url)
    Project.objects.update(lock_version=4)
    come_back(client, hidden)

    assert 'name="lock_version" value="0"' in client.get(edit_url).text
    assert client.post(edit_url, whole_form(project, typed_by(author))).status_code == 409


def test_a_reason_comes_back_after_the_log_in(client, unit_reviewer, submitted_project):
    detail = submitted_project.get_absolute_url()
    client.force_login(unit_reviewer)
    url = reverse("reviews:decide", args=[submitted_project.pk, "return_to_author"])
    fields = {"typed_by": unit_reviewer.pk, "lock_version": 0, "reason": "请补依据。"}

    response = come_back(client, late(client, url, fields, detail)[0], username="unit_reviewer")

    assert response.url == detail
    html = client.get(detail).text
    assert '<details class="decision" open>' in html
    assert "\n请补依据。</textarea>" in html
    assert NOT_DONE in html


def test_a_button_leads_back_to_its_page(client, author, project):
    client.force_login(author)
    url = reverse("reviews:decide", args=[project.pk, "submit"])
    hidden, words = late(client, url, {"lock_version": 0}, "/projects/?year=2026")
    assert f"{NOT_DONE}；登录后请再办理一次。" in words

    assert come_back(client, hidden).url == "/projects/?year=2026"
    assert Project.objects.get().status == "draft"


@pytest.mark.parametrize("referer", ["", "http://evil.example/projects/", "http://[/", "/\\evil.example"])
def test_who_came_from_nowhere_is_led_home(client, project, referer):
    response = client.post("/projects/export/", headers={"Referer": referer})

    assert '<input type="hidden" name="next" value="/">' in response.text


@pytest.mark.parametrize("sealed", ["", "x", "x:y:z"])
def test_what_we_did_not_seal_is_dropped(client, author, sealed):
    assert come_back(client, {"held": sealed}).status_code == 302
    assert held_forms.SESSION_KEY not in client.session


def test_passwords_and_files_are_carried_nowhere(client, author):
    client.force_login(author)

    hidden, words = late(client, "/password/", {"old_password": "a", "new_password1": "b"}, "/password/")

    assert "held" not in hidden
    assert f"{NOT_DONE}；登录后请再办理一次。" in words


def test_a_form_beyond_all_measure_is_not_carried(client, author, edit_url, monkeypatch):
    monkeypatch.setattr(held_forms, "LONGEST", 9)

    assert "held" not in late(client, edit_url, typed_by(author), edit_url)[0]


def test_a_stranger_stores_nothing_here(client, author, edit_url):
    late(client, edit_url, typed_by(author), edit_url)

    assert Session.objects.count() == 0


def test_what_is_carried_is_signed(client, author, edit_url):
    hidden, _ = late(client, edit_url, typed_by(author), edit_url)

    held = signing.loads(hidden["held"], salt=held_forms.SALT)
    assert (held["path"], held["fields"]["purpose"]) == (edit_url, "新的用途")
    assert "csrfmiddlewaretoken" not in held["fields"]


def test_a_foreign_page_cannot_use_the_log_in(author, edit_url):
    window = Client(enforce_csrf_checks=True)

    assert window.post(edit_url, typed_by(author)).status_code == 403
