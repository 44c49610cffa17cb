"""Somebody else holds the database for longer than one waits: nothing is lost, and nothing is called a fault."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.urls import reverse

from projects.models import Project
from tests.projects.editing import whole_form
from units.models import AuditEntry

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def held_by_another():
    """Hold every table row and the audit trail on another connection; wait for them only a moment on this one."""
    is_held, is_over = threading.Event(), threading.Event()
    is_postgresql = connection.vendor == "postgresql"

    def hold():
        with transaction.atomic():
            Project.objects.update(order=1)
            if is_postgresql:
                connection.cursor().execute(f"LOCK TABLE {AuditEntry._meta.db_table} IN SHARE MODE")
            is_held.set()
            is_over.wait(30)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    is_held.wait(30)
    connection.cursor().execute("SET lock_timeout = '50ms'" if is_postgresql else "PRAGMA busy_timeout = 50")
    try:
        yield
    finally:
        is_over.set()
        holder.join()
        connection.close()


@pytest.fixture
def window(client, author, project):
    client.force_login(author)
    client.get(project.get_absolute_url())
    client.raise_request_exception = False
    return client


def test_what_was_typed_stays_on_the_page(window, project):
    typed = whole_form(
        project, {"lock_version": 0, "project.name": "改了名的经费", "purpose": "打了很久的字"}
    )
    address = reverse("projects:edit", args=[project.pk])
    with held_by_another():
        response = window.post(address, typed)

    assert response.status_code == 503
    assert "系统繁忙，内容还没有保存，请稍后再按一次保存。" in response.text
    assert "打了很久的字" in response.text
    assert response.context["lock_version"] == 0
    assert Project.objects.get().name == "招商引资经费"

    assert window.post(address, typed).status_code == 302
    assert Project.objects.get().purpose == "打了很久的字"


def test_no_table_leaves_the_house_without_its_entry(window, project):
    with held_by_another():
        response = window.get(reverse("projects:download", args=[project.pk, "docx"]))

    assert response.status_code == 503
    assert "Content-Disposition" not in response.headers
    assert not AuditEntry.objects.filter(action="export").exists()
