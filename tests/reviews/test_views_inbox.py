"""The inbox: what waits for whom, in which order; how far the tables are."""

import pytest
from django.urls import reverse

from projects.enums import Status
from projects.models import FiscalYear, Project
from reviews.models import ReviewRecord
from reviews.progress import progress_of
from reviews.transitions import Verb

INBOX = reverse("reviews:inbox")


@pytest.fixture
def tables(make_project, child_unit, foreign_unit):
    """A table in every status, of the unit; more below it, in another county, and in a closed year."""
    closed = FiscalYear.objects.create(year=2024, is_closed=True)
    return [
        make_project("草稿"),
        make_project("待审", status=Status.SUBMITTED),
        make_project("退回", status=Status.RETURNED),
        make_project("批复", status=Status.APPROVED),
        make_project("下级草稿", unit=child_unit),
        make_project("下级待审", unit=child_unit, status=Status.SUBMITTED),
        make_project("邻县待审", unit=foreign_unit, status=Status.SUBMITTED),
        make_project("往年", status=Status.RETURNED, fiscal_year=closed),
    ]


def names(response):
    return [task.project.name for task in response.context["tasks"]]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("author", ["退回", "草稿"]),
        ("colleague", ["退回", "草稿"]),
        ("unit_reviewer", ["待审", "下级待审"]),
        ("department_reviewer", ["待审", "下级待审"]),
        ("finance_reviewer", ["待审", "下级待审"]),
        ("administrator", []),
        ("security_administrator", []),
        ("auditor", []),
        ("outsider", []),
    ],
)
def test_everybody_finds_what_waits_for_them(client, cast, tables, who, expected):
    client.force_login(cast[who])

    assert names(client.get(INBOX)) == expected


def step(project, verb, actor, reason=""):
    return ReviewRecord.objects.create(
        project=project, verb=verb, actor=actor, source="draft", target=project.status, reason=reason
    )


def test_what_one_submitted_does_not_wait_for_oneself(client, author, colleague, unit, tables):
    author.memberships.create(unit=unit, role="unit_reviewer", since="2020-01-01")
    step(tables[1], Verb.SUBMIT, author)
    step(tables[5], Verb.SUBMIT, author)
    step(tables[5], Verb.SUBMIT, colleague)
    client.force_login(author)

    assert names(client.get(INBOX)) == ["退回", "下级待审", "草稿"]


@pytest.mark.parametrize(
    ("status", "verb", "who", "sentence"),
    [
        (Status.RETURNED, Verb.RETURN_TO_AUTHOR, "author", "unit_reviewer退回：请补依据。"),
        (Status.RETURNED, None, "author", "已退回，等您修改"),
        (Status.SUBMITTED, Verb.SUBMIT, "finance_reviewer", "unit_reviewer提交，等您审核"),
        (Status.SUBMITTED, None, "finance_reviewer", "等您审核"),
        (Status.DRAFT, Verb.WITHDRAW, "author", "撤回后还没有再提交"),
        (Status.DRAFT, None, "author", "还没有提交"),
    ],
)
def test_each_task_says_why_it_is_here(client, cast, make_project, status, verb, who, sentence):
    project = make_project(status=status)
    if verb:
        step(project, verb, cast["unit_reviewer"], "请补依据。")
    client.force_login(cast[who])

    html = client.get(INBOX).content.decode()

    assert " ".join(html.partition('<td class="why">')[2].partition("</td>")[0].split()) == sentence


@pytest.mark.parametrize(
    ("who", "heading", "way_on"),
    [
        ("outsider", "没有等您办理的表", "/projects/"),
        ("auditor", "您是审计员", "/admin/"),
        ("administrator", "您是系统管理员", "/admin/"),
        ("superuser", "您是系统管理员", "/admin/"),
        ("security_administrator", "您是安全管理员", "/admin/"),
        ("newcomer", "您还没有单位和角色", None),
    ],
)
def test_who_has_no_tasks_is_told_what_they_do_here(client, cast, superuser, make_user, who, heading, way_on):
    people = cast | {"superuser": superuser, "newcomer": make_user("newcomer")}
    client.force_login(people[who])

    html = client.get(INBOX).text

    box = html.partition('<section class="sheet empty">')[2]
    assert f"<h2>{heading}</h2>" in box
    assert ('class="btn btn-primary" href="' in box) == (way_on is not None)
    assert f'<a class="btn btn-primary" href="{way_on}">' in box or way_on is None


def test_the_bar_shows_the_tables_in_sight_of_open_years(client, author, tables):
    client.force_login(author)

    progress = client.get(INBOX).context["progress"]

    assert [(stretch.status, stretch.count) for stretch in progress] == [
        *((Status.DRAFT, 2), (Status.SUBMITTED, 2), (Status.RETURNED, 1), (Status.APPROVED, 1))
    ]
    assert [stretch.start for stretch in progress] == pytest.approx([0, 100 / 3, 200 / 3, 500 / 6])
    assert sum(stretch.width for stretch in progress) == pytest.approx(100)


def test_no_tables_have_no_bar(db):
    assert progress_of(Project.objects.all()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_inbox_asks_a_constant_number_of_questions(
    client, author, unit_reviewer, make_project, django_assert_num_queries, count
):
    for at in range(count):
        project = make_project(f"经费{at}", status=Status.RETURNED)
        step(project, Verb.SUBMIT, author)
        step(project, Verb.RETURN_TO_AUTHOR, unit_reviewer, "请补依据。")
    client.force_login(author)
    client.get(INBOX)

    with django_assert_num_queries(7):
        client.get(INBOX)
