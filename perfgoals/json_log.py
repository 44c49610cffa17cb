"""Log lines as JSON: one event, one line, whatever the message holds."""

import json
import logging
from datetime import UTC, datetime

from django.http import HttpRequest


class JsonFormatter(logging.Formatter):
    """Time, level, logger, message; for requests also their number, status, person and address."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if hasattr(record, "status_code"):
            line["status"] = record.status_code
        if isinstance(request := getattr(record, "request", None), HttpRequest):
            line |= _told_by(request)
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def _told_by(request: HttpRequest) -> dict[str, str]:
    # A request refused early has neither number nor person; asking for the person here could ask a database that fails.
    return {
        "request": getattr(request, "number", ""),
        "user": str(getattr(request, "_cached_user", "")),
        "address": request.META.get("REMOTE_ADDR", ""),
    }
