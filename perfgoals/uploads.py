"""The limit on uploaded files, kept while they come in."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class UploadLimit(FileUploadHandler):
    """Refuses a file above UPLOAD_LIMIT bytes and a request above REQUEST_LIMIT.

    A file that is too large is still read to its end, but nowhere kept: a browser whose upload is cut off shows
    a broken connection in place of our page.
    """

    def handle_raw_input(
        self, input_data: Any, META: dict[str, Any], content_length: int, *rest: Any
    ) -> None:
        if content_length > settings.REQUEST_LIMIT:
            raise RequestDataTooBig(f"request of {content_length} bytes")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        return raw_data if self.received <= settings.UPLOAD_LIMIT else None

    def file_complete(self, file_size: int) -> None:
        if self.received > settings.UPLOAD_LIMIT:
            raise RequestDataTooBig(f"file of {self.received} bytes")
