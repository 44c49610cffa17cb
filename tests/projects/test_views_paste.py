"""The preview of a paste, over HTTP."""

import json

import pytest
from django.urls import reverse

from projects.enums import Status
from projects.models import Project
from tests.html import inline_code


@pytest.fixture
def send(client, author, project):
    client.force_login(author)

    def post(address, text="", html="", **extra):
        body = {"address": address, "text": text, "html": html}
        return client.post(reverse("projects:paste", args=[project.pk]), body, **extra)

    return post


def value_of(project):
    return f"indicators.{project.indicators.first().uid}.value"


def test_preview_shows_verdicts_and_writes_nothing(send, project):
    before = Project.objects.values_list("lock_version", "updated_at").get()

    response = send(value_of(project), "≥ 12 个\t合同\t10\n是/否\t计划\n≥1户\t#N/A\n≥3项\t<b>纪要</b>\n")

    assert response.status_code == 200
    assert response.context["counts"] == [
        ("✓", "采用", 5),
        ("✎", "改写后采用", 1),
        ("？", "请核对", 1),
        ("✕", "不采用", 2),
    ]
    assert response.context["headings"] == ["指标值", "指标值确定依据", "多出的内容"]
    assert "粘贴 6 格" in response.text
    assert f"替换 <strong>{response.context['replaced']}</strong> 格已有内容" in response.text
    assert "将替换：" in response.text
    assert "原为：≥ 12 个" in response.text
    assert "&lt;b&gt;纪要&lt;/b&gt;" in response.text
    assert inline_code(response.text) == []
    assert Project.objects.values_list("lock_version", "updated_at").get() == before
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_operations_are_one_step_in_the_words_of_the_editor(send, project):
    uids = list(project.indicators.values_list("uid", flat=True))

    response = send(f"indicators.{uids[-1]}.value", "≥95%\n≥1次\n≥2次\n")

    assert json.loads(response.context["operations"]) == [
        {"kind": "set", "address": f"indicators.{uids[-1]}.value", "after": "≥95%"},
        {"kind": "insert", "row": "indicators.new1", "after": uids[-1], "texts": {"value": "≥1次"}},
        {"kind": "insert", "row": "indicators.new2", "after": "new1", "texts": {"value": "≥2次"}},
    ]


def test_json_says_the_same(send, client, project):
    body = {"address": "schedule.3", "text": "7万元"}

    response = client.post(
        reverse("projects:paste", args=[project.pk]), json.dumps(body), content_type="application/json"
    )

    assert [line["cell"].text for line in response.context["head"]] == ["20"]


@pytest.mark.parametrize("body", ["[", "[1]", "5", "[" * 100_000])
def test_broken_json_is_refused(send, client, project, body):
    url = reverse("projects:paste", args=[project.pk])

    response = client.post(url, body, content_type="application/json")

    assert response.status_code == 422
    assert response.context["refusal"] == "粘贴的内容没有传完整，请再试一次。"


def test_wrong_kinds_in_json_are_blank(send, client, project):
    body = json.dumps({"address": 5, "text": ["a"], "html": None})

    response = client.post(
        reverse("projects:paste", args=[project.pk]), body, content_type="application/json"
    )

    assert response.status_code == 422


def test_surrogates_and_controls_do_no_harm(send, client, project):
    body = json.dumps({"address": "purpose", "text": "招\ud800商\u0007"})

    response = client.post(
        reverse("projects:paste", args=[project.pk]), body, content_type="application/json"
    )

    assert [line["cell"].text for line in response.context["head"]] == ["招商"]


def test_nothing_to_change_offers_nothing(send, project):
    response = send("purpose", project.purpose)

    assert response.context["changed"] == 0
    assert "data-operations" not in response.text


def test_too_much_is_refused_with_a_sentence(send):
    response = send("purpose", "a\n" * 501)

    assert response.status_code == 422
    assert response.context["refusal"] == "复制了501行，一次最多粘贴500行，请分几次复制。"
    assert response.context["refusal"] in response.text


def test_table_that_cannot_be_edited(send):
    Project.objects.update(status=Status.SUBMITTED)

    response = send("purpose", "新的用途")

    assert response.status_code == 409
    assert response.context["refusal"] == "这张表现在不能修改，没有粘贴。"


@pytest.mark.parametrize("rows", [1, 3])
def test_queries(send, project, rows, django_assert_num_queries):
    address = value_of(project)
    project.indicators.exclude(pk__in=project.indicators.values("pk")[:rows]).delete()

    with django_assert_num_queries(12):
        send(address, "≥1次\n≥2次\n")


def test_doubtful_cells_wait_for_a_tick(send, project):
    response = send(value_of(project), "是/否\n≥9户\n")

    uids = list(project.indicators.values_list("uid", flat=True))
    sure, doubtful = (
        {"kind": "set", "address": f"indicators.{uids[at]}.value", "after": text}
        for at, text in ((1, "≥9户"), (0, "是/否"))
    )
    assert json.loads(response.context["operations"]) == [sure]
    assert json.loads(response.context["planned"]) == [doubtful, sure]
    assert "checked" not in response.text


def test_nothing_sure_leaves_the_button_shut(send, project):
    response = send(value_of(project), "是/否")

    assert (response.context["changed"], response.context["most"]) == (0, 1)
    assert "disabled>粘贴 0 格" in response.text


def test_rows_may_be_added_in_place_of_overwriting(send, client, project):
    uid = project.indicators.first().uid
    body = {"address": f"indicators.{uid}.value", "text": "≥1次\n≥2次\n", "html": "", "has_new_rows": "1"}

    response = client.post(reverse("projects:paste", args=[project.pk]), body)

    assert json.loads(response.context["operations"]) == [
        {"kind": "insert", "row": "indicators.new1", "after": uid, "texts": {"value": "≥1次"}},
        {"kind": "insert", "row": "indicators.new2", "after": "new1", "texts": {"value": "≥2次"}},
    ]
    assert [label for label, _ in response.context["rows"]] == ["第2行（新增）", "第3行（新增）"]
    assert "改为替换原有的行" in response.text
    assert response.context["replaced"] == 0


def test_list_of_goals_may_stay_in_one_cell(send, project):
    address = f"goals.{project.goals.first().uid}"

    response = send(address, "1.引进企业。\n2.引进资金。")

    assert json.loads(response.context["whole"]) == [
        {"kind": "set", "address": address, "after": "1.引进企业。\n2.引进资金。"}
    ]
    assert "不拆分，放进一格" in response.text
