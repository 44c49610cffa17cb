"""Findings asked for by the editor, excuses posted by script and by plain form, the table's page."""

import pytest
from django.db import OperationalError
from django.urls import reverse

from projects.enums import Status
from projects.models import Excuse, Project
from projects.views import findings as views
from tests.html import inline_code

REASON = "合同约定按服务次数结算。"
JSON = {"accept": "application/json"}
ABOUT = {"rule": "GO01", "address": "purpose"}


def ask(client, project, **query):
    return client.get(reverse("projects:findings", args=[project.pk]), query)


def post(client, project, headers=None, **fields):
    return client.post(reverse("projects:excuse", args=[project.pk]), ABOUT | fields, headers=headers)


@pytest.fixture
def window(client, author):
    client.force_login(author)
    return client


def test_findings_by_cell(window, project):
    told = ask(window, project).json()

    assert told["lock_version"] == 0
    assert told["counts"]["error"] == 2
    cell = told["cells"]["purpose"]
    assert cell["severity"] == "warning"
    assert cell["sentence"] == "警告：资金用途只写了“用于外出招商。”，请写明支付给谁、用于哪些事项。"
    assert "财预〔2015〕88号" in cell["panel"]
    assert "不改，写明理由" in cell["panel"]
    assert inline_code(cell["panel"]) == []


def test_nothing_where_the_editor_has_seen_it(window, project, django_assert_num_queries):
    assert ask(window, project, seen="0").status_code == 204
    assert ask(window, project, seen="1").status_code == 200
    assert ask(window, project, seen="x").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_a_constant_number_of_questions(window, make_project, count, django_assert_num_queries):
    project, *_ = [make_project(f"经费{number}") for number in range(count)]
    ask(window, project)

    with django_assert_num_queries(12):
        ask(window, project)


def test_list_and_score_as_dialogs(window, project):
    listed, scored = (ask(window, project, show=show).content.decode() for show in ("list", "score"))

    assert 'data-go-to="purpose"' in listed
    assert "检查结果" in listed
    assert "−10" in scored
    assert "没有发现问题" not in listed


def test_list_of_a_clean_table(window, make_clean_project):
    assert "没有发现问题。" in ask(window, make_clean_project(), show="list").content.decode()


def test_excuse_by_script(window, project):
    told = post(window, project, JSON, reason=f" {REASON} ").json()

    cell = told["cells"]["purpose"]
    assert (cell["severity"], cell["sentence"]) == ("excused", "这里的问题已说明。")
    assert f"说明：{REASON}" in cell["panel"]
    assert "取消说明" in cell["panel"]
    assert told["counts"]["warning"] == ask(window, project).json()["counts"]["warning"]
    told = post(window, project, JSON, withdraw="1").json()
    assert told["cells"]["purpose"]["severity"] == "warning"


def test_refusal_by_script(window, project):
    answer = post(window, project, JSON, reason="没有")

    assert answer.status_code == 409
    assert answer.json() == {"message": "说明只有2个字，请写明理由，至少5个字。"}


def test_excuse_by_plain_form(window, project):
    answer = post(window, project, reason=REASON)

    assert (answer.status_code, answer["Location"]) == (302, f"/projects/{project.pk}/#findings")
    html = window.get(project.get_absolute_url()).content.decode()
    assert f"说明：{REASON}" in html
    assert inline_code(html) == []


def test_refusal_of_a_plain_form_gives_the_words_back(window, project):
    Project.objects.update(status=Status.SUBMITTED)

    answer = post(window, project, reason=REASON)

    assert answer.status_code == 409
    assert REASON in answer.content.decode()
    assert "当前为“待审核”，不能修改。" in answer.content.decode()
    assert not Excuse.objects.exists()


def test_busy_database(window, project, monkeypatch):
    def busy(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr(views, "excuse_finding", busy)

    assert post(window, project, JSON, reason=REASON).status_code == 503


def test_lapsed_excuse_is_offered_again(window, project):
    post(window, project, reason=REASON)
    Project.objects.update(purpose="用于招商。", lock_version=1)

    panel = ask(window, project).json()["cells"]["purpose"]["panel"]

    assert "原来的说明已失效" in panel
    assert f"{REASON}</textarea>" in panel


@pytest.mark.parametrize("layout", ["hebei_integrated", "tangshan_gaoxin", "mof_2021"])
def test_cells_of_the_page_are_marked_in_every_layout(window, project, layout):
    html = window.get(project.get_absolute_url(), {"layout": layout}).content.decode()

    assert '<a href="#finding-1" data-severity=' in html
    assert 'id="finding-1"' in html
    assert "data-operations" not in html


def test_reviewers_read_findings_without_tools(client, unit_reviewer, project):
    client.force_login(unit_reviewer)

    html = client.get(project.get_absolute_url()).content.decode()

    assert "质量分" in html
    assert "不改，写明理由" not in html
    assert "去改</a>" not in html
