"""A window of the editor, as far as the server knows: what it posts and asks."""

from django.urls import reverse

from tests.projects.editing import PURPOSE


def logged_in(client, user):
    client.force_login(user)
    client.user = user
    return client


def address_of(project, name="cells"):
    return reverse(f"projects:{name}", args=[project.pk])


def operation(**changes):
    """An operation on the purpose, with what is given changed; None leaves a key out."""
    sent = {"id": "tab-1", "step": "s1", "source": "typing", "kind": "set", "address": "purpose"}
    sent |= {"before": PURPOSE, "after": "办会"} | changes
    return {key: value for key, value in sent.items() if value is not None}


def post(window, project, *operations, seen=0, name="cells"):
    body = {"user": window.user.pk, "seen": seen}
    if name == "cells":
        body["operations"] = operations
    return window.post(address_of(project, name), body, content_type="application/json")


def post_raw(window, project, body):
    return window.post(address_of(project), body, content_type="application/json")


def get(window, project, seen=""):
    return window.get(address_of(project), {"seen": seen}, headers={"Accept": "application/json"})
