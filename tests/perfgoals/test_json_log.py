"""Log lines: one JSON object each."""

import json
import logging

import pytest
from django.contrib.auth.models import User
from django.test import RequestFactory

from perfgoals.json_log import JsonFormatter


def written(**more):
    record = logging.LogRecord("perfgoals", logging.ERROR, "x.py", 1, "found %s", ("第一行\n{}",), None)
    vars(record).update(more)
    return JsonFormatter().format(record)


def test_an_event_is_one_line_whatever_it_holds():
    line = written()

    assert "\n" not in line
    parsed = json.loads(line)
    assert parsed.pop("time").endswith("+00:00")
    assert parsed == {"level": "ERROR", "logger": "perfgoals", "message": "found 第一行\n{}"}


def test_a_request_is_told_by_number_person_and_address():
    request = RequestFactory().get("/tables/1/")
    request._cached_user, request.number = User(username="zhang"), "5f"

    parsed = json.loads(written(request=request, status_code=500))

    assert {name: parsed[name] for name in ("status", "request", "user", "address")} == {
        "status": 500,
        "request": "5f",
        "user": "zhang",
        "address": "127.0.0.1",
    }


def test_an_exception_keeps_its_traceback():
    with pytest.raises(ZeroDivisionError) as caught:
        raise ZeroDivisionError("division by zero")

    parsed = json.loads(written(exc_info=(caught.type, caught.value, caught.tb)))

    assert parsed["traceback"].endswith("ZeroDivisionError: division by zero")
