"""The page of attachments."""

from django.urls import reverse
from playwright.sync_api import expect

from projects.models import Attachment
from tests.projects.attached import PDF, PNG


def test_attachments_are_uploaded_downloaded_removed_and_restored(
    page, author, project, log_in, picture, axe_finds_nothing
):
    log_in(author)
    page.goto(reverse("projects:attachments", args=[project.pk]))
    expect(page.get_by_text("没有附件。")).to_be_visible()
    axe_finds_nothing()

    page.get_by_label("合同", exact=True).check()
    page.locator("input[type=file]").set_input_files(
        [
            {"name": "服务合同.pdf", "mimeType": "application/pdf", "buffer": PDF},
            {"name": "现场.png", "mimeType": "image/png", "buffer": PNG},
            {"name": "页面.pdf", "mimeType": "application/pdf", "buffer": b"<html><body>"},
        ]
    )
    page.get_by_role("button", name="上传", exact=True).click()

    expect(page.get_by_text("“页面.pdf”其实是网页文件，不能作附件")).to_be_visible()
    assert list(Attachment.objects.values_list("file_name", flat=True)) == ["服务合同.pdf", "现场.png"]
    with page.expect_download() as download:
        page.get_by_role("link", name="服务合同.pdf").click()
    assert download.value.suggested_filename == "服务合同.pdf"

    page.get_by_role("button", name="移除现场.png").click()
    expect(page.get_by_role("heading", name="移除过的附件")).to_be_visible()
    picture("attachments")
    axe_finds_nothing()

    page.get_by_role("button", name="恢复现场.png").press("Enter")
    expect(page.get_by_role("link", name="现场.png")).to_be_visible()
    page.get_by_role("link", name="回到这张表").click()
    expect(page.get_by_role("link", name="服务合同.pdf")).to_be_visible()
    page.get_by_role("heading", name="附件").scroll_into_view_if_needed()
    picture("attachments_of_table")
    axe_finds_nothing()
