"""The editor's requests in JSON: what it is told, what is refused and how."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from projects.cell_requests import MOST_OPERATIONS
from projects.cell_texts import texts_of
from projects.enums import Status
from projects.mapping import goal_table_of
from projects.models import CellEdit, Project
from tests.projects.cell_windows import address_of, get, logged_in, operation, post, post_raw
from tests.projects.editing import PURPOSE, inserted, save, typed, uids
from tests.projects.test_busy_database import held_by_another

ANOTHER = "现在登录的不是打开这一页的人，没有写入；请刷新页面后再填。"
MALFORMED = "发来的内容不完整或格式不对，没有写入；请刷新页面后再填。"


@pytest.fixture
def window(client, author):
    return logged_in(client, author)


# Reading


def test_the_whole_state_for_whoever_has_seen_none(window, author, project):
    response = get(window, project)

    answer, table = response.json(), goal_table_of(project)
    assert response["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert answer.pop("csrf")
    assert answer.pop("state") == {
        "texts": texts_of(table, "万元"),
        "goals": [goal.uid for goal in table.goals],
        "indicators": [row.uid for row in table.indicators],
        "readings": {
            f"indicators.{row.uid}.value": reading
            for row, reading in zip(
                table.indicators, ("至少 10 个", "至少 200 万元", "至少 90 %"), strict=True
            )
        },
        "edits": {},
    }
    assert answer == {
        "lock_version": 0,
        "user": author.pk,
        "is_editable": True,
        "message": "",
        "undo": None,
        "redo": None,
    }


def test_no_state_for_whoever_has_seen_it(window, project):
    assert get(window, project, 0).json()["state"] is None


@pytest.mark.parametrize("seen", ["x", "-1", "99999999999", "٣"])
def test_what_is_no_version_was_never_seen(window, project, seen):
    state = get(window, project, seen).json()["state"]

    assert (state["texts"]["purpose"], state["edits"]) == (PURPOSE, {})


def test_what_others_changed_since(window, colleague, project):
    save(project, colleague, typed("purpose", PURPOSE, "办会"))
    when = f"{timezone.localtime(CellEdit.objects.get().made_at):%H:%M}"

    answer = get(window, project, 0).json()

    assert answer["lock_version"] == 1
    assert answer["state"]["edits"] == {"purpose": {"who": "colleague", "when": when}}


def test_a_table_that_cannot_be_edited_now_says_why(window, make_project):
    answer = get(window, make_project(status=Status.SUBMITTED)).json()

    assert (answer["is_editable"], answer["message"]) == (False, "“招商引资经费”现在是“待审核”，不能修改。")


@pytest.mark.parametrize("count", [1, 60])
def test_asking_for_news_is_light(window, author, project, django_assert_num_queries, count):
    save(project, author, *(inserted(f"indicators.n{at}") for at in range(count)))
    get(window, project, 1)

    with django_assert_num_queries(6):
        get(window, project, 1)
    with django_assert_num_queries(11):
        get(window, project, 0)


# Writing


def test_operations_are_answered_one_by_one(window, project):
    (row, *_) = uids(project)
    value = {
        "id": "tab-2",
        "step": "s2",
        "address": f"indicators.{row}.value",
        "before": "≥10个",
        "after": "≥12个",
    }

    response = post(window, project, operation(), operation(**value))

    answer = response.json()
    assert response.status_code == 200
    assert answer.pop("saved_at") == f"{timezone.localtime():%H:%M}"
    assert answer == {
        "lock_version": 1,
        "undo": "填写 指标值",
        "redo": None,
        "state": None,
        "results": [
            {"id": "tab-1", "outcome": "done", "address": "purpose", "text": "办会", "message": ""},
            {
                "id": "tab-2",
                "outcome": "done",
                "address": f"indicators.{row}.value",
                "text": "≥12个",
                "message": "",
                "reading": "至少 12 个",
            },
        ],
    }


def test_a_text_brought_into_form_comes_back_with_the_state(window, project):
    answer = post(window, project, operation(address="budget.total", before="35.00", after="３６")).json()

    assert answer["results"][0]["text"] == answer["state"]["texts"]["budget.total"] == "36.00"


def test_a_conflict_shows_theirs(window, colleague, project):
    save(project, colleague, typed("purpose", PURPOSE, "办展"))

    answer = post(window, project, operation()).json()

    (result,) = answer["results"]
    assert result["outcome"] == "conflict"
    assert result["theirs"] | {"when": ""} == {"text": "办展", "who": "colleague", "when": ""}
    assert list(answer["state"]["edits"]) == ["purpose"]


def test_a_conflict_with_nobody_known(window, project):
    (result,) = post(window, project, operation(before="别的")).json()["results"]

    assert result["theirs"] == {"text": PURPOSE, "who": "", "when": ""}


def test_a_refusal_keeps_the_rest(window, project):
    bad = operation(id="tab-2", address="schedule.3", before="25", after="101")

    answer = post(window, project, bad, operation()).json()

    assert [result["outcome"] for result in answer["results"]] == ["refused", "done"]
    assert answer["results"][0]["message"] == "3月底里的“101”不在0到100之间，请核对。"
    assert answer["results"][0]["text"] == "25"


def test_rows_are_inserted_moved_and_deleted(window, project):
    first, second, third = uids(project)
    common = {"source": "typing", "step": "s"}
    operations = [
        {
            "id": "a-1",
            "kind": "insert",
            "row": "indicators.new",
            "after": first,
            "texts": {"name": "新"},
            **common,
        },
        {"id": "a-2", "kind": "move", "row": f"indicators.{third}", "after": "", **common},
        {"id": "a-3", "kind": "delete", "row": f"indicators.{second}", **common},
        {"id": "a-4", "kind": "insert", "row": "goals.new", "texts": {"text": "目标。"}, **common},
    ]

    answer = post(window, project, *operations).json()

    assert [result["outcome"] for result in answer["results"]] == ["done"] * 4
    assert answer["state"]["indicators"] == uids(project) == [third, first, "new"]
    assert answer["state"]["goals"][0] == "new"


def test_surrogates_and_controls_are_dropped(window, project):
    body = {"user": window.user.pk, "seen": 0, "operations": [operation(after="办\ud800\x07会")]}

    assert post_raw(window, project, json.dumps(body)).json()["results"][0]["text"] == "办会"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        '"x"',
        "[" * 100_000,
        b"\xff\xfe",
        '{"user": USER}',
        '{"seen": "0"}',
        '{"seen": true}',
        '{"seen": -1}',
        '{"seen": 0, "operations": {}}',
        '{"seen": 0, "operations": [1]}',
        '{"seen": NaN, "operations": []}',
        json.dumps({"seen": 0, "operations": [operation()] * (MOST_OPERATIONS + 1)}),
        *(
            json.dumps({"seen": 0, "operations": [operation(**changes)]})
            for changes in (
                {"id": None},
                {"id": 7},
                {"id": "x" * 65},
                {"step": "s s"},
                {"source": "undo"},
                {"source": ["typing"]},
                {"kind": "frob"},
                {"kind": {}},
                {"after": 3},
                {"before": ["x"]},
                {"kind": "insert"},
                {"kind": "insert", "after": "", "row": "goals.a.b"},
                {"kind": "insert", "after": "", "row": "goals.a", "texts": []},
                {"kind": "insert", "after": "", "row": "goals.a", "texts": {"name": "x"}},
                {"kind": "insert", "after": "", "row": "indicators.a", "texts": {"uid": "x"}},
                {"kind": "insert", "after": "", "row": "indicators.a", "texts": {"name": 1}},
                {"kind": "move", "row": "goals.a", "after": "b.c"},
                {"kind": "delete", "row": "purpose"},
            )
        ),
    ],
)
def test_what_no_editor_sends(window, project, body):
    if isinstance(body, str):
        body = body.replace("USER", f"{window.user.pk}").replace(
            '{"seen"', f'{{"user": {window.user.pk}, "seen"'
        )

    response = post_raw(window, project, body)

    assert (response.status_code, response.json()) == (400, {"message": MALFORMED})
    assert not CellEdit.objects.exists()


@pytest.mark.parametrize("name", ["cells", "undo", "redo"])
@pytest.mark.parametrize("user", [{}, {"user": None}, {"user": "USER"}, {"user": 0}, {"user": [1]}])
def test_what_comes_from_the_page_of_another_is_not_read(window, project, name, user):
    save(project, window.user, typed("purpose", PURPOSE, "办会"))
    if name == "redo":
        post(window, project, seen=1, name="undo")
    project.refresh_from_db()
    body = user | {"seen": project.lock_version, "operations": [operation()]}
    before = CellEdit.objects.count()

    response = window.post(address_of(project, name), body, content_type="application/json")

    assert (response.status_code, response.json()) == (403, {"message": ANOTHER})
    assert CellEdit.objects.count() == before
    assert post(window, project, seen=project.lock_version, name=name).status_code == 200


def test_too_much_at_once(window, project, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    response = post(window, project, operation(after="长" * 1000))

    assert response.status_code == 413
    assert response.json() == {"message": "一次发来的内容太多，没有保存；请分几次粘贴。"}


def test_a_table_in_review(window, make_project):
    project = make_project(status=Status.SUBMITTED)

    response = post(window, project, operation())

    assert response.status_code == 409
    assert response.json() == {"message": "“招商引资经费”当前为“待审核”，不能修改。"}


def test_a_table_that_is_not_there(window, project):
    Project.objects.all().delete()

    response = post(window, project, operation())

    assert response.status_code == 404
    assert response.json() == {"message": "这张表不存在，或已被删除。"}


def test_a_reader_of_the_table(client, unit_reviewer, project):
    response = post(logged_in(client, unit_reviewer), project, operation())

    assert response.status_code == 403
    assert response.json() == {"message": "您不是这张表的填报人，不能修改。"}


@pytest.mark.parametrize("ask", [get, post])
def test_a_session_that_has_ended(window, project, ask):
    window.logout()

    response = ask(window, project)

    assert response.status_code == 401
    assert response.json() == {
        "message": "登录已过期，请重新登录；没有保存的内容还在这台电脑上，登录后接着保存。"
    }


def test_a_page_without_its_token(author, project):
    window = logged_in(Client(enforce_csrf_checks=True), author)

    response = post(window, project, operation())
    assert response.status_code == 403
    assert response.json() == {"message": "页面已过期，没有保存；请刷新页面后再试。"}

    token = get(window, project).json()["csrf"]
    body = {"user": author.pk, "seen": 0, "operations": [operation()]}
    response = window.post(
        address_of(project), body, content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert response.status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_busy_database(window, project):
    get(window, project)
    with held_by_another():
        response = post(window, project, operation())

    assert response.status_code == 503
    assert response.json() == {"message": "系统繁忙，这些内容还没有保存，稍后自动再试。"}
    assert post(window, project, operation()).json()["results"][0]["outcome"] == "done"
    connection.close()


# Undo and redo


def test_undo_and_redo(window, project):
    post(window, project, operation())

    undone = post(window, project, seen=1, name="undo").json()
    assert (undone["label"], undone["undo"], undone["redo"]) == ("填写 资金用途", None, "填写 资金用途")
    assert (undone["lock_version"], undone["state"]["texts"]["purpose"], undone["results"]) == (
        2,
        PURPOSE,
        [],
    )

    redone = post(window, project, seen=2, name="redo").json()
    assert (redone["label"], redone["undo"], redone["redo"]) == ("填写 资金用途", "填写 资金用途", None)
    assert redone["state"]["texts"]["purpose"] == "办会"


@pytest.mark.parametrize(
    ("name", "sentence"), [("undo", "没有可以撤销的改动。"), ("redo", "没有可以重做的改动。")]
)
def test_nothing_to_take_back(window, project, name, sentence):
    response = post(window, project, name=name)

    assert (response.status_code, response.json()) == (409, {"message": sentence})


def test_a_step_is_passed_over(window, author, colleague, project):
    save(project, author, typed("budget.total", "35.00", "36"))
    save(project, author, typed("purpose", PURPOSE, "办会", step="last"))
    save(project, colleague, typed("purpose", "办会", "办展"))
    refused = post(window, project, name="undo")
    assert (refused.status_code, refused.json()["step"]) == (409, "last")

    body = {"user": author.pk, "seen": 3, "passed": ["last"]}
    answer = window.post(address_of(project, "undo"), body, content_type="application/json").json()

    assert (answer["label"], answer["state"]["texts"]["budget.total"]) == ("填写 预算数", "35.00")


@pytest.mark.parametrize("name", ["undo", "redo"])
@pytest.mark.parametrize(
    "body", ["[]", '{"user": USER, "seen": 0, "passed": 1}', '{"user": USER, "seen": 0, "passed": [1]}']
)
def test_undo_that_no_editor_sends(window, project, name, body):
    body = body.replace("USER", f"{window.user.pk}")

    response = window.post(address_of(project, name), body, content_type="application/json")

    assert (response.status_code, response.json()) == (400, {"message": MALFORMED})
