"""Attachments while somebody else holds the database, and across a draft that is deleted and restored."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from projects.actions import add_attachment, delete_draft, restore_draft
from projects.models import Attachment
from tests.projects.attached import PNG, upload
from tests.projects.test_busy_database import held_by_another


@pytest.fixture
def attachment(author, project):
    return add_attachment(project.pk, "basis", upload(), actor=author)


@pytest.fixture
def window(client, author):
    client.force_login(author)
    client.raise_request_exception = False
    return client


@pytest.mark.django_db(transaction=True)
def test_upload_is_refused_and_leaves_no_file(window, project, attachment):
    before = default_storage.listdir("attachments")
    address = reverse("projects:attachments", args=[project.pk])
    window.get(address)
    with held_by_another():
        response = window.post(address, {"kind": "basis", "file": upload(PNG, "图.png")})

    assert response.status_code == 503
    assert Attachment.objects.count() == 1
    assert default_storage.listdir("attachments") == before


@pytest.mark.django_db(transaction=True)
def test_no_file_leaves_the_house_without_its_audit_entry(window, project, attachment):
    window.get(reverse("projects:attachments", args=[project.pk]))
    with held_by_another():
        response = window.get(reverse("projects:attachment", args=[project.pk, attachment.pk]))

    assert (response.status_code, response.get("Content-Disposition")) == (503, None)


def test_restored_draft_finds_its_attachments_again(author, project, attachment):
    entry = delete_draft(project.pk, actor=author, lock_version=project.lock_version)
    assert Attachment.objects.get() == attachment

    restored = restore_draft(entry, actor=author)

    assert list(restored.attachments.all()) == [attachment]
