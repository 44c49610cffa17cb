"""Decisions: done, or refused with a sentence and nothing lost."""

import pytest
from django.urls import reverse

from projects.enums import Status
from projects.models import Project
from reviews.models import ReviewRecord
from units.models import AuditEntry


def url(project, verb):
    return reverse("reviews:decide", args=[project.pk, verb])


def test_an_author_submits_and_stays_with_the_table(client, author, project):
    client.force_login(author)

    response = client.post(url(project, "submit"), {"lock_version": 0}, follow=True)

    assert response.redirect_chain == [(project.get_absolute_url(), 302)]
    assert "已提交审核“招商引资经费”。" in response.content.decode()
    assert Project.objects.get().status == Status.SUBMITTED


def test_a_reviewer_returns_and_goes_on_to_the_next(client, unit_reviewer, submitted_project):
    client.force_login(unit_reviewer)

    response = client.post(
        url(submitted_project, "return_to_author"),
        {"lock_version": 0, "reason": "请补依据。\x0b第2行。"},
        follow=True,
    )

    assert response.redirect_chain == [(reverse("reviews:inbox"), 302)]
    assert "已退回修改“园区维护经费”。" in response.content.decode()
    assert ReviewRecord.objects.get().reason == "请补依据。\n第2行。"
    assert AuditEntry.objects.get(action="return_to_author").reason == "请补依据。\n第2行。"


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        (
            {"lock_version": 7, "reason": "请补依据。"},
            "这张表在您打开之后有了改动，请刷新页面，看过新内容后再办理。",
        ),
        ({"lock_version": 0, "reason": " "}, "请填写理由，再退回修改。"),
        ({"reason": "请补依据。"}, "没有收到完整的表单，请回到这张表再办理一次。"),
        ({"lock_version": 0, "reason": "补" * 2001}, "理由有2001个字，最多2000个，请缩短后再办理。"),
    ],
)
def test_a_refusal_is_a_sentence_and_keeps_the_reason(
    client, unit_reviewer, submitted_project, posted, sentence
):
    client.force_login(unit_reviewer)

    response = client.post(url(submitted_project, "return_to_author"), posted)

    html = response.content.decode()
    assert response.status_code == 409
    assert "没有退回修改“园区维护经费”" in html
    assert sentence in html
    assert (f">{posted['reason']}</textarea>" in html) == ("补" in posted["reason"])
    assert Project.objects.get().status == Status.SUBMITTED


def test_a_line_end_in_a_reason_counts_once(client, unit_reviewer, submitted_project):
    client.force_login(unit_reviewer)
    reason = "\r\n".join(["请补充这一行的依据。" * 8] * 24) + "\x00"

    client.post(url(submitted_project, "return_to_author"), {"lock_version": 0, "reason": reason})

    assert len(reason) - 1 == 1920 + 2 * 23
    assert len(ReviewRecord.objects.get().reason) == 1920 + 23


def test_a_verb_that_is_none_is_not_found(client, author, project):
    client.force_login(author)

    assert client.post(url(project, "delete")).status_code == 404


def test_nothing_is_decided_by_looking(client, author, project):
    client.force_login(author)

    assert client.get(url(project, "submit")).status_code == 405


def test_nobody_approves_what_they_submitted(client, author, project, unit):
    author.memberships.create(unit=unit, role="unit_reviewer", since="2020-01-01")
    client.force_login(author)
    client.post(url(project, "submit"), {"lock_version": 0})

    assert "您填报过这张表，请由他人审核。" in client.get(project.get_absolute_url()).content.decode()
    assert client.post(url(project, "approve"), {"lock_version": 1}).status_code == 403
    assert Project.objects.get().status == Status.SUBMITTED
