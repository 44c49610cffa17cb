"""The application as the server calls it."""

from wsgiref.util import setup_testing_defaults

import pytest

from perfgoals.wsgi import application


@pytest.mark.django_db(transaction=True)
def test_the_application_answers():
    environ = {"PATH_INFO": "/healthz", "HTTP_HOST": "localhost"}
    setup_testing_defaults(environ)
    told = []

    body = b"".join(application(environ, lambda status, headers: told.append(status)))

    assert (told, body) == (["200 OK"], b"ok\n")
