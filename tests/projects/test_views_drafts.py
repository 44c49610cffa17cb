"""The button that deletes a draft, and the page that brings it back."""

import pytest
from django.urls import reverse

from projects.enums import Status
from projects.models import Project
from units.models import AuditEntry

BUTTON = "删除草稿"


@pytest.fixture
def window(client, author):
    client.force_login(author)
    return client


def delete(window, project, lock_version=0):
    return window.post(
        reverse("projects:delete", args=[project.pk]), {"lock_version": lock_version}, follow=True
    )


def test_a_draft_is_deleted_and_brought_back(window, project):
    page = window.get(project.get_absolute_url()).text
    assert BUTTON in page

    html = delete(window, project).text

    link = reverse("projects:restore", args=[AuditEntry.objects.get(action="delete_draft").pk])
    assert f'已删除“招商引资经费”。<a href="{link}">恢复</a>' in html
    assert not Project.objects.exists()
    shown = window.get(link).text
    assert "已删除：招商引资经费" in shown
    assert "引进企业数量" in shown

    response = window.post(link, follow=True)

    assert response.redirect_chain == [(project.get_absolute_url(), 302)]
    assert "已恢复“招商引资经费”。" in response.text
    assert "引进企业数量" in response.text


def test_a_name_is_text_in_the_message(window, make_project):
    html = delete(window, make_project("<b>经费</b>")).text

    assert "已删除“&lt;b&gt;经费&lt;/b&gt;”。" in html


@pytest.mark.parametrize("lock_version", [7, "", "x"])
def test_a_draft_seen_in_another_state_stays(window, project, lock_version):
    html = delete(window, project, lock_version).text

    assert "没有删除：这张表在您打开之后有了改动，请看过新内容后再删除。" in html
    assert Project.objects.exists()


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.RETURNED, Status.APPROVED])
def test_the_button_is_for_drafts(window, make_project, status):
    project = make_project(status=status)

    assert BUTTON not in window.get(project.get_absolute_url()).text


def test_the_button_is_for_authors(client, unit_reviewer, project):
    client.force_login(unit_reviewer)

    assert BUTTON not in client.get(project.get_absolute_url()).text


def test_what_cannot_come_back_is_told(window, project):
    delete(window, project)
    link = reverse("projects:restore", args=[AuditEntry.objects.get(action="delete_draft").pk])
    window.post(link)

    response = window.post(link, follow=True)

    assert "没有恢复：“招商引资经费”已经恢复了。" in response.text


def test_other_entries_of_the_audit_trail_are_no_drafts(window, project):
    entry = AuditEntry.objects.create(action="save_table", unit=project.unit, before={})

    assert window.get(reverse("projects:restore", args=[entry.pk])).status_code == 404
