"""Uploads: a file above the limit is refused with a page, and not kept."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import path

from perfgoals.urls import handler400, urlpatterns

__all__ = ["handler400"]


@login_not_required
def show_sizes(request):
    return HttpResponse(",".join(str(file.size) for file in request.FILES.values()))


urlpatterns = [*urlpatterns, path("sizes/", show_sizes)]

pytestmark = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def small_limits(settings):
    settings.UPLOAD_LIMIT = 1000
    settings.REQUEST_LIMIT = 5000


def upload(client, *sizes):
    files = {f"file{size}": SimpleUploadedFile("目标表.docx", b"x" * size) for size in sizes}
    return client.post("/sizes/", files)


def test_a_file_at_the_limit_comes_in_whole(client):
    response = upload(client, 1000)

    assert (response.status_code, response.content) == (200, b"1000")


def test_a_file_above_the_limit_is_refused(client):
    response = upload(client, 1001)

    assert response.status_code == 413
    assert "单个文件不能超过20兆" in response.text


def test_one_large_file_among_small_ones_is_refused(client):
    assert upload(client, 10, 1500, 20).status_code == 413


def test_a_request_above_its_limit_is_refused(client):
    assert upload(client, *range(990, 1000)).status_code == 413
