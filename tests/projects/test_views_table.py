"""A table's page, and the start of a new one."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from projects.enums import Status
from projects.mapping import goal_table_of
from projects.models import FiscalYear, Project
from projects.paper import layout_for
from projects.skeleton import categories_for
from reviews.models import ReviewRecord
from reviews.transitions import Verb
from tests.html import inline_code

CREATE = reverse("projects:create")


def page(client, project, **query):
    return client.get(project.get_absolute_url(), query).content.decode()


def test_a_table_is_shown_in_its_units_layout(client, author, project):
    client.force_login(author)

    html = page(client, project)

    assert 'class="layout-hebei_integrated"' in html
    assert "单位：万元" in html
    assert "1.引进企业落户。" in html
    assert inline_code(html) == []


def test_a_table_is_shown_in_another_layout_with_its_words(client, author, project):
    client.force_login(author)

    html = page(client, project, layout="tangshan_gaoxin")

    assert 'class="layout-tangshan_gaoxin"' in html
    assert "效果" in html
    assert "35万元" in html


@pytest.mark.parametrize("name", ["../etc/passwd", "\x00", "不存在", "x" * 5000])
def test_an_unknown_layout_is_as_good_as_none(client, author, project, name):
    client.force_login(author)

    assert 'class="layout-hebei_integrated"' in page(client, project, layout=name)


def test_markup_in_a_text_is_text(client, author, project):
    project.purpose = "<script>alert(1)</script>"
    project.save()
    client.force_login(author)

    html = page(client, project)

    assert "&lt;script&gt;alert(1)" in html
    assert inline_code(html) == []


def test_the_units_from_the_top_down_lead_to_the_table(client, author, project):
    client.force_login(author)

    response = client.get(project.get_absolute_url())

    assert [unit.name for unit in response.context["unit_path"]] == ["区财政局", "区商务局", "区商务局本级"]


def test_a_returned_table_shows_the_reason_first(client, author, unit_reviewer, make_project):
    project = make_project(status=Status.RETURNED)
    ReviewRecord.objects.create(
        project=project,
        verb=Verb.RETURN_TO_AUTHOR,
        actor=unit_reviewer,
        source=Status.SUBMITTED,
        target=Status.RETURNED,
        reason="请补充依据。",
    )
    client.force_login(author)

    html = page(client, project)

    assert html.index('<section class="returned"') < html.index("请补充依据。") < html.index("goal-table")
    assert "<q>请补充依据。</q>" in html


def test_a_table_that_never_moved_says_so(client, author, project):
    client.force_login(author)

    assert "还没有提交过。" in page(client, project)


def offered(client, project):
    html = page(client, project)
    words = ("编辑</a>", "提交审核</button>", "撤回</button>", "退回修改</button>", "通过</button>")
    return [word.partition("<")[0] for word in words if word in html]


@pytest.mark.parametrize(
    ("who", "status", "buttons"),
    [
        ("author", Status.DRAFT, ["编辑", "提交审核"]),
        ("author", Status.SUBMITTED, ["撤回"]),
        ("author", Status.RETURNED, ["编辑", "提交审核"]),
        ("author", Status.APPROVED, []),
        ("unit_reviewer", Status.DRAFT, []),
        ("unit_reviewer", Status.SUBMITTED, ["退回修改", "通过"]),
        ("administrator", Status.SUBMITTED, []),
        ("auditor", Status.RETURNED, []),
    ],
)
def test_people_are_offered_what_they_may_do(client, cast, make_project, who, status, buttons):
    client.force_login(cast[who])

    assert offered(client, make_project(status=status)) == buttons


@pytest.mark.parametrize("count", [1, 3])
def test_a_table_asks_a_constant_number_of_questions(
    client, author, project, unit_reviewer, django_assert_num_queries, count
):
    for _ in range(count):
        ReviewRecord.objects.create(
            project=project, verb=Verb.SUBMIT, actor=unit_reviewer, source="draft", target="submitted"
        )
    client.force_login(author)
    client.get(project.get_absolute_url())

    with django_assert_num_queries(16):
        client.get(project.get_absolute_url())


def test_the_cells_of_every_layout_have_their_style(client, author):
    client.force_login(author)

    response = client.get(reverse("projects:layout_styles"))

    assert response["Content-Type"] == "text/css; charset=utf-8"
    rules = response.content.decode().splitlines()
    assert ".layout-hebei_integrated .cell-text { text-align: left; font-weight: 400; }" in rules
    assert ".layout-tangshan_gaoxin .cell-header { text-align: center; font-weight: 700; }" in rules
    assert (
        ".layout-hebei_integrated .cell-unit { text-align: left; font-weight: 400; border-style: none; }"
        in rules
    )


def test_amounts_stand_in_the_units_money_unit(unit):
    unit.money_unit = "元"

    assert layout_for(unit).money_unit == "元"
    assert layout_for(unit, "mof_2021").name == "mof_2021"


def test_a_new_table_starts_with_the_rows_of_the_scheme(client, author, unit):
    call_command("loaddata", "schemes", verbosity=0)
    year = FiscalYear.objects.create(year=2026)
    client.force_login(author)

    response = client.post(CREATE, {"unit": unit.pk, "fiscal_year": year.pk, "name": "招商经费"})

    project = Project.objects.get()
    assert response["Location"] == reverse("projects:edit", args=[project.pk])
    rows = [(row.level1, row.level2) for row in goal_table_of(project).indicators]
    assert rows == [(level1, level2) for level1, names in categories_for(unit, year) for level2 in names]
    assert ("产出指标", "数量指标") in rows


def test_a_new_table_without_a_scheme_is_empty(client, author, unit, fiscal_year):
    client.force_login(author)

    client.post(CREATE, {"unit": unit.pk, "fiscal_year": fiscal_year.pk, "name": "招商经费"})

    assert goal_table_of(Project.objects.get()).indicators == ()


def test_the_only_unit_and_the_latest_open_year_are_chosen_already(client, author, unit, fiscal_year):
    FiscalYear.objects.create(year=2027, is_closed=True)
    client.force_login(author)

    form = client.get(CREATE).context["form"]

    assert form.fields["unit"].initial == unit
    assert form.fields["fiscal_year"].initial == fiscal_year


@pytest.mark.parametrize("field", ["unit", "fiscal_year", "name"])
def test_what_is_missing_is_told_at_its_field(client, author, unit, fiscal_year, field):
    client.force_login(author)
    given = {"unit": unit.pk, "fiscal_year": fiscal_year.pk, "name": "招商经费"} | {field: ""}

    response = client.post(CREATE, given)

    assert list(response.context["form"].errors) == [field]
    assert Project.objects.count() == 0


def test_another_units_table_is_not_begun(client, author, foreign_unit, fiscal_year):
    client.force_login(author)

    response = client.post(
        CREATE, {"unit": foreign_unit.pk, "fiscal_year": fiscal_year.pk, "name": "招商经费"}
    )

    assert list(response.context["form"].errors) == ["unit"]
    assert Project.objects.count() == 0


def test_a_name_that_is_taken_is_told_at_the_name(client, author, unit, fiscal_year, make_project):
    make_project("招商经费")
    client.force_login(author)

    response = client.post(CREATE, {"unit": unit.pk, "fiscal_year": fiscal_year.pk, "name": "招商经费"})

    assert response.context["form"].errors["name"] == [
        "本单位同年度已有名为“招商经费”的项目，请改名，或者填写项目编码以示区别。"
    ]
