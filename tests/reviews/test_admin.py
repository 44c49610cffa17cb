"""The administration of reviews: what was frozen is shown as a form, in Chinese."""

import re

from django.urls import reverse

from reviews.actions import perform
from reviews.models import ReviewRecord, TableVersion

ENGLISH = re.compile(r">\s*([A-Z][a-z]+(?: [a-z]+)*):?\s*<")


def test_a_version_is_shown_as_the_form_that_was_frozen(client, administrator, author, project):
    perform(project.pk, "submit", author, lock_version=0)
    project.refresh_from_db()
    frozen = project.purpose
    project.purpose = "后来改的用途"
    project.save()
    client.force_login(administrator)

    html = client.get(reverse("admin:reviews_tableversion_change", args=[TableVersion.objects.get().pk])).text

    assert "<td" in html.partition("绩效目标表</caption>")[2]
    assert f"{frozen}</td>" in html
    assert "project_name" not in html


def test_no_name_of_a_field_is_english(client, administrator, author, project):
    perform(project.pk, "submit", author, lock_version=0)
    client.force_login(administrator)
    pages = [
        reverse("admin:reviews_tableversion_changelist"),
        reverse("admin:reviews_reviewrecord_changelist"),
        reverse("admin:reviews_tableversion_change", args=[TableVersion.objects.get().pk]),
        reverse("admin:reviews_reviewrecord_change", args=[ReviewRecord.objects.get().pk]),
        reverse("admin:projects_importbatch_changelist"),
    ]

    contents = [client.get(page).text.partition('id="content"')[2] for page in pages]

    assert [name for content in contents for name in ENGLISH.findall(content)] == []
    assert all(contents)
