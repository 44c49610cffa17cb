"""Every address × every role × own, upper, lower and foreign unit × every status, as rights_matrix.toml says."""

import json
import tomllib
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.canonical import booklet_to_json
from documents.goal_table import Booklet, GoalTable
from projects.actions import delete_draft
from projects.enums import Status
from projects.models import Attachment, Citation, Excuse, ImportBatch, Project, RuleDraft, RuleSetting
from tests.projects.editing import whole_form
from units.enums import Role

MATRIX = tomllib.loads((Path(__file__).parent / "rights_matrix.toml").read_text(encoding="utf-8"))
# What the script of the editor asks for: JSON, also where it is refused.
IN_JSON = {"projects:cells", "projects:undo", "projects:redo"}
OPERATION = {
    "id": "a-1",
    "step": "b",
    "source": "typing",
    "kind": "set",
    "address": "purpose",
    "after": "办会",
}
RELATIONS = ("own", "above", "below", "foreign")


def rules(about):
    """Every rule about one kind of thing: address, method with further words, statuses, answers by role."""
    return [
        pytest.param(name, call, status, answers, id=f"{name}-{call}-{status}")
        for name, calls in MATRIX.items()
        if calls["about"] == about
        for call, by_statuses in calls.items()
        if call != "about"
        for statuses, answers in by_statuses.items()
        for status in (Status.values if statuses == "any" and about == "table" else statuses.split())
    ]


@pytest.fixture
def people(make_user, unit):
    """A window for one person of each role, all in the same unit, and for one without any."""
    users = {role.value: make_user(role.value, role, unit) for role in Role} | {"nobody": make_user("nobody")}
    return {role: logged_in(user) for role, user in users.items()}


def logged_in(user):
    window = Client()
    window.force_login(user)
    window.user = user
    return window


@pytest.fixture
def tables(make_clean_project, unit, department, child_unit, foreign_unit):
    places = zip(RELATIONS, (unit, department, child_unit, foreign_unit), strict=True)
    return {relation: make_clean_project("招商经费", unit=place) for relation, place in places}


def body_for(name, call, *, project=None, unit=None, fiscal_year=None):
    """What a person sends who wants the thing done."""
    booklet = Booklet(
        2026, unit and unit.code, unit and unit.name, tables=(GoalTable(project_name="新项目"),)
    )
    return {
        "projects:edit": lambda: whole_form(
            project, {"lock_version": project.lock_version, "project.name": "改了名"}
        ),
        "projects:delete": lambda: {"lock_version": project.lock_version},
        "projects:export": lambda: {"project": project.pk, "format": "xlsx"},
        "projects:create": lambda: {"unit": unit.pk, "fiscal_year": fiscal_year.pk, "name": "新项目"},
        "projects:import": lambda: {"file": json_file(booklet)},
        "projects:import_accept": lambda: {"all": "1"},
        "projects:cells": lambda: {
            "seen": project.lock_version,
            "operations": [OPERATION | {"before": project.purpose}],
        },
        "projects:undo": lambda: {"seen": project.lock_version},
        "projects:redo": lambda: {"seen": project.lock_version},
        "projects:attachments": lambda: {
            "kind": "basis",
            "file": SimpleUploadedFile("依据.pdf", b"%PDF-1.7 x"),
        },
        "projects:paste": lambda: {"address": "purpose", "text": "用于招商。"},
        "projects:add_citation": lambda: {"title": "招商工作方案"},
        "projects:citations": lambda: {"unit": unit.pk, "title": "招商工作方案"},
        "projects:citation_edit": lambda: {"title": "新的招商工作方案"},
        "projects:excuse": lambda: excused(project),
        "reviews:decide": lambda: {"lock_version": project.lock_version, "reason": "金额有误"},
    }.get(name, dict)()


def excused(project):
    """What takes back an excuse that there is."""
    Excuse.objects.get_or_create(project=project, rule="GO01", address="purpose", reason="合同另有约定")
    return {"rule": "GO01", "address": "purpose", "withdraw": "1"}


def json_file(booklet):
    return SimpleUploadedFile("目标表.json", json.dumps(booklet_to_json(booklet)).encode())


def ask(window, name, call, *args, body=None):
    """Ask, take back whatever the answer changed, and return it with `has_changed`: what a refusal must not do."""
    method, *words = call.split()
    with transaction.atomic():
        before = everything()
        content = {}
        if name in IN_JSON and method == "post":
            content = {"content_type": "application/json"}
            body = (body or {}) | {"user": user_of(window)}
        response = getattr(window, method)(reverse(name, args=[*args, *words]), body or {}, **content)
        b"".join(response)
        is_refused = response.status_code >= 400 or response.get("Location", "").startswith("/login/")
        response.has_changed = is_refused and everything() != before
        transaction.set_rollback(True)
    return response


def user_of(window):
    return window.user.pk if hasattr(window, "user") else None


def everything():
    """Every action on a table moves its lock_version or its status."""
    tables = Project.objects.order_by("pk").values_list("pk", "status", "lock_version", "updated_at")
    citations = Citation.objects.order_by("pk").values_list("pk", "title", "is_retired")
    rules = list(RuleSetting.objects.values_list("rule")), list(RuleDraft.objects.values_list("rule"))
    batches = list(ImportBatch.objects.order_by("pk").values_list("pk", "state"))
    return list(tables), batches, list(citations), rules


@pytest.mark.parametrize(("name", "call", "status", "answers"), rules("table"))
def test_tables(people, tables, name, call, status, answers):
    Project.objects.update(status=status)
    asked = {relation: Project.objects.get(pk=project.pk) for relation, project in tables.items()}
    found, changed = {}, []
    for role, window in people.items():
        responses = [
            ask(window, name, call, *arguments(name, project.pk), body=body_for(name, call, project=project))
            for project in asked.values()
        ]
        found[role] = codes(responses)
        changed += [role for response in responses if response.has_changed]

    assert found == answers
    assert changed == []


@pytest.mark.parametrize(("name", "call", "status", "answers"), rules("nothing"))
def test_addresses_about_no_table(people, unit, fiscal_year, name, call, status, answers):
    found = {}
    for role, window in people.items():
        body = body_for(name, call, unit=unit, fiscal_year=fiscal_year)
        found[role] = codes([ask(window, name, call, body=body)])

    assert found == answers


@pytest.mark.parametrize(("name", "call", "status", "answers"), rules("import"))
def test_imports(people, colleague, unit, fiscal_year, name, call, status, answers):
    reading = {"booklet": booklet_to_json(Booklet(2026, unit.code, unit.name)), "problems": [], "notes": []}
    found = {}
    for role, window in people.items():
        batches = [
            ImportBatch.objects.create(actor=actor, unit=unit, fiscal_year=fiscal_year, reading=reading)
            for actor in (window.user, colleague)
        ]
        found[role] = codes(ask(window, name, call, batch.pk, body={"all": "1"}) for batch in batches)

    assert found == answers


@pytest.mark.parametrize(("name", "call", "status", "answers"), rules("deleted draft"))
def test_deleted_drafts(people, tables, name, call, status, answers):
    entries = [delete_draft(project.pk, actor=None, lock_version=0) for project in tables.values()]
    found = {
        role: codes([ask(window, name, call, entry.pk) for entry in entries])
        for role, window in people.items()
    }

    assert found == answers


@pytest.mark.parametrize(("name", "call", "status", "answers"), rules("citation"))
def test_citations(people, tables, name, call, status, answers):
    citations = [Citation.objects.create(unit=table.unit, title="工作方案") for table in tables.values()]
    found, changed = {}, []
    for role, window in people.items():
        responses = [ask(window, name, call, one.pk, body=body_for(name, call)) for one in citations]
        found[role] = codes(responses)
        changed += [role for response in responses if response.has_changed]

    assert found == answers
    assert changed == []


@pytest.mark.parametrize(("name", "call", "status", "answers"), rules("rule"))
def test_rules(people, make_user, bureau, name, call, status, answers):
    call_command("loaddata", "schemes", verbosity=0)
    found, changed = {}, []
    for role, window in people.items():
        at_top = make_user(f"{role} at the top", role if role in Role else None, bureau)
        responses = [
            ask(one, name, call, *arguments(name, None), body=body_for(name, call))
            for one in (logged_in(at_top), window)
        ]
        found[role] = codes(responses)
        changed += [role for response in responses if response.has_changed]

    assert found == answers
    assert changed == []


@pytest.mark.parametrize("name", MATRIX)
def test_nobody_comes_in_without_logging_in(tables, colleague, name):
    batch = ImportBatch.objects.create(actor=colleague, reading={})
    entry = delete_draft(tables["foreign"].pk, actor=None, lock_version=0)
    citation = Citation.objects.create(unit=tables["own"].unit, title="工作方案")
    subjects = {"table": tables["own"].pk, "deleted draft": entry.pk, "import": batch.pk, "nothing": None}
    subjects |= {"citation": citation.pk, "rule": None}
    for call in set(MATRIX[name]) - {"about"}:
        response = ask(Client(), name, call, *arguments(name, subjects[MATRIX[name]["about"]]))

        if call.startswith("get"):
            assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/login/")
        else:
            assert response.status_code == 401
            if name in IN_JSON:
                assert list(response.json()) == ["message"]
            else:
                assert '<form method="post" action="/login/">' in response.text
        assert not response.has_changed


def arguments(name, subject):
    if name == "projects:rule":
        return ["AM08"]
    if name in ("projects:attachment", "projects:attachment_remove", "projects:attachment_restore"):
        return [subject, attachment_of(subject, is_removed=name.endswith("restore")).pk]
    return [] if subject is None or name == "projects:export" else [subject]


def attachment_of(project_pk, *, is_removed):
    """A file of a project that somebody left there."""
    known = {
        "kind": "basis",
        "file_name": "依据.pdf",
        "media_type": "application/pdf",
        "size": 1,
        "sha256": "0" * 64,
    }
    known |= {"removed_at": timezone.now() if is_removed else None}
    known |= {"file": default_storage.save("attachments/matrix", ContentFile(b"%"))}
    return Attachment.objects.create(
        project_id=project_pk, uploaded_by=get_user_model().objects.first(), **known
    )


def codes(responses):
    return " ".join(str(response.status_code) for response in responses)
