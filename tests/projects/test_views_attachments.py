"""Attachments over HTTP: list, upload, download."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from projects.actions import add_attachment, remove_attachment
from projects.enums import Status
from projects.models import Attachment, Project
from tests.html import foreign_addresses, inline_code
from tests.projects.attached import JPG, PDF, PNG, upload
from units.models import AuditEntry


@pytest.fixture
def attachment(author, project):
    return add_attachment(project.pk, "contract", upload(PDF, "服务合同.pdf"), actor=author)


def url(project, name="attachments", *more):
    return reverse(f"projects:{name}", args=[project.pk, *more])


def words(response):
    return [str(message) for message in response.context["messages"]]


def test_author_uploads_several(client, author, project):
    client.force_login(author)

    response = client.post(
        url(project), {"kind": "basis", "file": [upload(), upload(PNG, "图.png")]}, follow=True
    )

    assert response.redirect_chain == [(url(project), 302)]
    assert words(response) == ["已上传 2 个附件。"]
    assert [attachment.file_name for attachment in response.context["attachments"]] == [
        "立项依据.pdf",
        "图.png",
    ]
    assert inline_code(response.text) + foreign_addresses(response.text) == []


def test_of_several_each_stands_for_itself(client, author, project):
    client.force_login(author)

    response = client.post(
        url(project),
        {"kind": "plan", "file": [upload(b"MZ", "安装.pdf"), upload(JPG, "图.jpg"), upload(b"", "空.pdf")]},
    )

    assert response.status_code == 422
    assert response.context["refusals"] == [
        "“安装.pdf”不是可以上传的文件类型；可以上传 PDF、Word、Excel、WPS、OFD、JPG、PNG 文件。",
        "“空.pdf”是空文件，没有上传；请换一份再传。",
    ]
    assert [attachment.file_name for attachment in response.context["attachments"]] == ["图.jpg"]


@pytest.mark.parametrize("body", [{}, {"kind": "basis"}, {"kind": "forged", "file": b""}])
def test_upload_without_kind_or_file(client, author, project, body):
    client.force_login(author)
    if "file" in body:
        body = body | {"file": upload()}

    response = client.post(url(project), body)

    assert (response.status_code, response.context["refusals"]) == (422, ["没有上传：请选择类别和文件。"])


def test_upload_to_a_table_that_was_handed_in(client, author, project):
    Project.objects.update(status=Status.SUBMITTED)
    client.force_login(author)

    response = client.post(url(project), {"kind": "basis", "file": upload()})

    assert response.status_code == 409
    assert response.context["refusals"] == ["“招商引资经费”当前为“待审核”，不能修改。"]
    assert '<input type="file"' not in response.text


def test_download_is_kept_and_never_shown(client, unit_reviewer, project, attachment):
    client.force_login(unit_reviewer)

    response = client.get(url(project, "attachment", attachment.pk))

    assert b"".join(response) == PDF
    assert (
        response["Content-Disposition"]
        == "attachment; filename*=utf-8''%E6%9C%8D%E5%8A%A1%E5%90%88%E5%90%8C.pdf"
    )
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    entry = AuditEntry.objects.get(action="download_attachment")
    assert (entry.actor, entry.after["file_name"]) == (unit_reviewer, "服务合同.pdf")


def test_file_that_is_gone_from_the_disk_is_told(client, author, project, attachment):
    default_storage.delete(attachment.file.name)
    client.force_login(author)

    response = client.get(url(project, "attachment", attachment.pk))

    assert response.status_code == 404
    assert response.context["refusals"] == [
        "服务器上找不到“服务合同.pdf”这个文件了，没有下载；请告诉系统管理员，从备份里恢复。"
    ]
    assert not AuditEntry.objects.filter(action="download_attachment").exists()


def test_removed_or_foreign_attachment_is_not_found(client, author, project, attachment, make_project):
    client.force_login(author)
    other = make_project("园区维护")

    assert client.get(url(other, "attachment", attachment.pk)).status_code == 404
    remove_attachment(attachment.pk, project.pk, actor=author)
    assert client.get(url(project, "attachment", attachment.pk)).status_code == 404


def test_removing_and_restoring(client, author, project, attachment):
    client.force_login(author)

    response = client.post(url(project, "attachment_remove", attachment.pk), follow=True)

    assert words(response) == ["已移除“服务合同.pdf”，可以在下面恢复。"]
    assert (response.context["attachments"], response.context["removed"]) == ([], [attachment])

    response = client.post(url(project, "attachment_restore", attachment.pk), follow=True)

    assert words(response) == ["已恢复“服务合同.pdf”。"]
    assert (response.context["attachments"], response.context["removed"]) == ([attachment], [])

    response = client.post(url(project, "attachment_restore", attachment.pk))

    assert (response.status_code, response.context["refusals"]) == (422, ["这个附件已经不在了，请刷新页面。"])


def test_readers_are_offered_no_changes(client, unit_reviewer, project, attachment):
    client.force_login(unit_reviewer)

    html = client.get(url(project)).text

    assert "服务合同.pdf" in html
    assert 'type="file"' not in html
    assert "attachment_remove" not in html
    assert f"/{attachment.pk}/remove/" not in html


def test_table_page_lists_attachments(client, author, project, attachment):
    client.force_login(author)

    html = client.get(project.get_absolute_url()).text

    assert f'<a href="{url(project, "attachment", attachment.pk)}">服务合同.pdf</a>' in html


def test_table_page_without_attachments(client, author, project):
    client.force_login(author)

    assert "没有附件。" in client.get(project.get_absolute_url()).text


@pytest.mark.parametrize("count", [1, 3])
def test_queries(client, author, project, count, django_assert_num_queries):
    for content, name in ((PDF, "a.pdf"), (JPG, "b.jpg"), (PNG, "c.png"))[:count]:
        add_attachment(project.pk, "basis", upload(content, name), actor=author)
    client.force_login(author)

    with django_assert_num_queries(9):
        client.get(url(project))

    assert Attachment.objects.count() == count
