"""Attaching files, taking them off, putting them back."""

import hashlib
from functools import partial

import pytest
from django.db import DatabaseError

from projects.actions import EditRefused, add_attachment, remove_attachment, restore_attachment
from projects.enums import Status
from projects.models import Attachment, Project
from tests.projects.attached import JPG, PDF, PNG, upload
from tests.race import race
from units.models import AuditEntry


@pytest.fixture(autouse=True)
def disk(settings, tmp_path):
    """Files go to a disk, as in life."""
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    }
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def on_disk(disk):
    return sorted(path for path in disk.rglob("*") if path.is_file())


def refusal(action, *args, **kwargs):
    with pytest.raises(EditRefused) as refused:
        action(*args, **kwargs)
    return str(refused.value)


def test_upload_keeps_the_file_under_a_name_of_ours(author, project, disk):
    attachment = add_attachment(project.pk, "basis", upload(PDF, "../立项依据.exe"), actor=author)

    stored = Attachment.objects.get()
    assert (stored.pk, stored.file_name, stored.media_type) == (
        attachment.pk,
        "立项依据.pdf",
        "application/pdf",
    )
    assert (stored.kind, stored.size, stored.uploaded_by) == ("basis", len(PDF), author)
    assert stored.sha256 == hashlib.sha256(PDF).hexdigest()
    assert str(stored) == "立项依据.pdf"
    (path,) = on_disk(disk)
    assert (path.parent.name, len(path.name), path.suffix) == ("attachments", 32, "")
    assert path.read_bytes() == PDF
    assert path.stat().st_mode & 0o111 == 0
    entry = AuditEntry.objects.get(action="add_attachment")
    assert (entry.actor, entry.unit, entry.after["file_name"]) == (author, project.unit, "立项依据.pdf")


def test_file_that_may_not_be_attached_leaves_nothing(author, project, disk):
    sentence = refusal(add_attachment, project.pk, "basis", upload(b"<html><body>", "页面.pdf"), actor=author)

    assert sentence == "“页面.pdf”其实是网页文件，不能作附件；请用浏览器或 Word 另存为 PDF 再传。"
    assert (Attachment.objects.count(), on_disk(disk)) == (0, [])


def test_same_bytes_twice_are_told(author, project, disk):
    add_attachment(project.pk, "basis", upload(PDF, "依据.pdf"), actor=author)

    sentence = refusal(add_attachment, project.pk, "contract", upload(PDF, "合同.pdf"), actor=author)

    assert sentence == "“合同.pdf”和已有的附件“依据.pdf”（立项依据）内容完全一样，不用再传。"
    assert (Attachment.objects.count(), len(on_disk(disk))) == (1, 1)


def test_another_project_may_have_the_same_file(author, project, make_project):
    add_attachment(project.pk, "basis", upload(), actor=author)
    add_attachment(make_project("园区维护").pk, "basis", upload(), actor=author)

    assert Attachment.objects.count() == 2


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (
            {"ATTACHMENTS_LIMIT": 30},
            "加上“二.jpg”，附件总共会超过30\xa0字节，没有保存；请先移除不用的，或压缩后再传。",
        ),
        ({"ATTACHMENTS_COUNT_LIMIT": 1}, "这张表已有1个附件，不能再加“二.jpg”；请先移除不用的。"),
    ],
)
def test_limits_of_one_project(author, project, settings, disk, limits, sentence):
    for name, limit in limits.items():
        setattr(settings, name, limit)
    first = add_attachment(project.pk, "basis", upload(b"%PDF-" + b"x" * 15), actor=author)

    assert refusal(add_attachment, project.pk, "plan", upload(JPG, "二.jpg"), actor=author) == sentence
    assert len(on_disk(disk)) == 1

    remove_attachment(first.pk, project.pk, actor=author)
    add_attachment(project.pk, "plan", upload(JPG, "二.jpg"), actor=author)
    assert refusal(restore_attachment, first.pk, project.pk, actor=author) == sentence.replace(
        "二.jpg", "立项依据.pdf"
    )


@pytest.mark.parametrize("who", ["unit_reviewer", "administrator", "outsider"])
def test_only_authors_of_the_unit_attach(cast, project, disk, who):
    sentence = refusal(add_attachment, project.pk, "basis", upload(), actor=cast[who])

    assert sentence == "您不是“区商务局本级”的填报人，不能修改“招商引资经费”。"
    assert on_disk(disk) == []


def test_table_that_was_handed_in_keeps_its_attachments(author, project, disk):
    attachment = add_attachment(project.pk, "basis", upload(), actor=author)
    Project.objects.update(status=Status.SUBMITTED)
    sentence = "“招商引资经费”当前为“待审核”，不能修改。"

    assert refusal(add_attachment, project.pk, "plan", upload(PNG), actor=author) == sentence
    assert refusal(remove_attachment, attachment.pk, project.pk, actor=author) == sentence
    assert refusal(restore_attachment, attachment.pk, project.pk, actor=author) == sentence
    assert Attachment.objects.get().removed_at is None


def test_removed_attachment_stays_in_the_register_and_comes_back(author, colleague, project, disk):
    attachment = add_attachment(project.pk, "basis", upload(), actor=author)

    remove_attachment(attachment.pk, project.pk, actor=colleague)

    removed = Attachment.objects.get()
    assert (removed.removed_by, removed.removed_at is None, len(on_disk(disk))) == (colleague, False, 1)
    assert (
        refusal(remove_attachment, attachment.pk, project.pk, actor=author)
        == "这个附件已经不在了，请刷新页面。"
    )

    restore_attachment(attachment.pk, project.pk, actor=author)

    restored = Attachment.objects.get()
    assert (restored.removed_by, restored.removed_at) == (None, None)
    assert (
        refusal(restore_attachment, attachment.pk, project.pk, actor=author)
        == "这个附件已经不在了，请刷新页面。"
    )
    actions = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["add_attachment", "remove_attachment", "restore_attachment"]


def test_attachment_of_another_project_is_not_reached(author, project, make_project):
    attachment = add_attachment(make_project("园区维护").pk, "basis", upload(), actor=author)

    sentence = refusal(remove_attachment, attachment.pk, project.pk, actor=author)

    assert (sentence, Attachment.objects.get().removed_at) == ("这个附件已经不在了，请刷新页面。", None)


def test_file_uploaded_again_meanwhile_keeps_the_old_one_away(author, project):
    first = add_attachment(project.pk, "basis", upload(), actor=author)
    remove_attachment(first.pk, project.pk, actor=author)
    add_attachment(project.pk, "plan", upload(PDF, "方案.pdf"), actor=author)

    sentence = refusal(restore_attachment, first.pk, project.pk, actor=author)

    assert sentence == "“立项依据.pdf”和已有的附件“方案.pdf”（实施方案）内容完全一样，不用再传。"


def test_full_disk_is_told_and_leaves_nothing(author, project, disk, settings):
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "tests.projects.attached.FullDisk"}}

    sentence = refusal(add_attachment, project.pk, "basis", upload(), actor=author)

    assert sentence == "服务器的磁盘写不进去了，“立项依据.pdf”没有保存；请告诉系统管理员，稍后再传。"
    assert (Attachment.objects.count(), on_disk(disk)) == (0, [])


def test_failing_database_leaves_no_file(author, project, disk, monkeypatch):
    def fail(self, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(Attachment, "save", fail)

    with pytest.raises(DatabaseError):
        add_attachment(project.pk, "basis", upload(), actor=author)

    assert (AuditEntry.objects.count(), on_disk(disk)) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_two_uploads_of_one_file_at_once_keep_one(author, colleague, project, disk):
    won = race(
        partial(add_attachment, project.pk, "basis", upload(), actor=author),
        partial(add_attachment, project.pk, "basis", upload(), actor=colleague),
    )

    assert sorted(won) == [False, True]
    assert (Attachment.objects.count(), len(on_disk(disk))) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_uploads_at_once_both_arrive(author, colleague, project, disk):
    won = race(
        partial(add_attachment, project.pk, "basis", upload(), actor=author),
        partial(add_attachment, project.pk, "plan", upload(PNG, "图.png"), actor=colleague),
    )

    assert won == [True, True]
    assert (Attachment.objects.count(), len(on_disk(disk))) == (2, 2)
