"""A new table begins blank, from a table of an earlier year, or from the template of its kind."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from projects.actions import carry_over
from projects.help.starts import begun_from, predecessors_for
from projects.kinds import ProjectKind
from projects.mapping import goal_table_of
from projects.models import FiscalYear, Project

CREATE = reverse("projects:create")
BEGINNINGS = reverse("projects:beginnings")


@pytest.fixture
def last_year(db):
    return FiscalYear.objects.create(year=2025, is_closed=True)


@pytest.fixture
def earlier(make_project, last_year):
    """Return a function that makes a table of last year."""
    return lambda name, **fields: make_project(name, **({"fiscal_year": last_year} | fields))


def test_predecessors_with_like_names_come_first(earlier, unit, fiscal_year, foreign_unit, make_project):
    for name in ("环境监测", "招商活动经费", "招商引资经费"):
        earlier(name)
    earlier("招商引资经费", unit=foreign_unit)
    make_project("招商引资经费")

    found = predecessors_for(unit, fiscal_year, "招商引资经费")

    assert [(one.name, one.unit) for one in found] == [
        ("招商引资经费", unit),
        ("招商活动经费", unit),
        ("环境监测", unit),
    ]


def test_a_table_that_goes_on_already_is_not_offered(earlier, unit, fiscal_year):
    source = earlier("招商经费")
    carry_over(source, unit, fiscal_year, name="招商经费", actor=None)

    assert predecessors_for(unit, fiscal_year, "招商经费") == []
    assert predecessors_for(unit, FiscalYear.objects.create(year=2030), "招商经费")[-1] == source


@pytest.mark.parametrize("value", ["", "blank"])
def test_a_blank_table(unit, fiscal_year, value):
    assert begun_from(value, unit, fiscal_year) is None


def test_what_a_choice_means(earlier, unit, fiscal_year):
    source = earlier("招商经费")

    assert begun_from(f"table:{source.pk}", unit, fiscal_year) == source
    assert isinstance(begun_from("kind:purchase", unit, fiscal_year), ProjectKind)


@pytest.mark.parametrize(
    "value", ["table:0", "table:abc", "table:９", "table:99999999999", "kind:没有", "别的", "table", ":"]
)
def test_what_is_no_choice(unit, fiscal_year, value):
    with pytest.raises(ValueError, match="no beginning"):
        begun_from(value, unit, fiscal_year)


def test_foreign_and_later_tables_are_no_choice(earlier, project, unit, fiscal_year, sibling_unit):
    for source in (project, earlier("招商经费", unit=sibling_unit)):
        with pytest.raises(ValueError, match="no beginning"):
            begun_from(f"table:{source.pk}", unit, fiscal_year)


def test_the_page_offers_what_fits(client, author, earlier, fiscal_year):
    earlier("招商经费", code="13020925P000664100018")
    client.force_login(author)

    html = client.get(CREATE).content.decode()

    assert ("空白表" in html, "2025年度 13020925P000664100018" in html, "看这 7 行" in html) == (True,) * 3
    assert 'value="blank" checked' in html


def test_the_page_without_a_year_offers_a_blank_table(client, author, unit):
    client.force_login(author)

    html = client.get(CREATE).content.decode()

    assert ("空白表" in html, "照项目类型的模板" in html) == (True, False)


def test_the_choices_follow_what_is_typed(client, author, earlier, unit, fiscal_year):
    earlier("招商经费")
    client.force_login(author)
    typed = {"unit": unit.pk, "fiscal_year": fiscal_year.pk, "name": "设备购置", "beginning": "kind:lease"}

    html = client.get(BEGINNINGS, typed).content.decode()

    assert html.index("购置类") < html.index("修缮工程类")
    assert ("与项目名称相符" in html, 'value="kind:lease" checked' in html) == (True, True)
    assert "<h1>" not in html


@pytest.mark.parametrize("typed", [{}, {"unit": "x", "fiscal_year": "y"}, {"name": "\x00"}])
def test_without_unit_and_year_there_is_no_choice(client, author, fiscal_year, typed):
    client.force_login(author)

    html = client.get(BEGINNINGS, typed).content.decode()

    assert ("空白表" in html, "照项目类型的模板" in html) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_choices_are_a_constant_number_of_questions(
    client, author, earlier, unit, fiscal_year, count, django_assert_num_queries
):
    for at in range(count):
        earlier(f"招商{at}")
    client.force_login(author)
    typed = {"unit": unit.pk, "fiscal_year": fiscal_year.pk, "name": "招商"}
    client.get(BEGINNINGS, typed)

    with django_assert_num_queries(8):
        client.get(BEGINNINGS, typed)


def start(client, unit, fiscal_year, beginning, **fields):
    posted = {"unit": unit.pk, "fiscal_year": fiscal_year.pk, "name": "新项目", "beginning": beginning}
    return client.post(CREATE, posted | fields)


def test_begin_from_last_year(client, author, earlier, unit, fiscal_year):
    source = earlier("招商经费")
    client.force_login(author)

    response = start(client, unit, fiscal_year, f"table:{source.pk}")

    project = Project.objects.get(name="新项目")
    assert response["Location"] == reverse("projects:edit", args=[project.pk])
    assert (project.predecessor, project.carried_rows.count()) == (source, 5)
    page = client.get(response["Location"]).content.decode()
    carried = reverse("projects:carried", args=[project.pk])
    assert f'从2025年的表带来5行，请逐行选择沿用、修改或不再设置：<a href="{carried}">逐行处理</a>。' in page


def test_begin_from_a_kind(client, author, unit, fiscal_year):
    call_command("loaddata", "schemes", verbosity=0)
    client.force_login(author)

    start(client, unit, fiscal_year, "kind:purchase")

    rows = goal_table_of(Project.objects.get(name="新项目")).indicators
    assert (rows[0].name, rows[0].value, rows[1].value) == ("购置设备数量", "", "=100%")
    assert len(rows) == 7


def test_begin_from_what_is_not_offered(client, author, unit, fiscal_year):
    client.force_login(author)

    response = start(client, unit, fiscal_year, "table:99")

    assert "所选的表或模板不适用于这个单位和年度" in response.content.decode()
    assert Project.objects.count() == 0


def test_begin_with_a_code_that_is_taken(client, author, earlier, project, unit, fiscal_year):
    source = earlier("招商经费", code=project.code)
    client.force_login(author)

    response = start(client, unit, fiscal_year, f"table:{source.pk}")

    assert f"项目编码“{project.code}”已用于本单位同年度的" in response.content.decode()
    assert Project.objects.filter(predecessor=source).count() == 0


def test_without_script_a_button_shows_the_choices(client, author, earlier, unit, fiscal_year):
    earlier("招商经费")
    client.force_login(author)

    html = start(client, unit, fiscal_year, "blank", look="1").content.decode()

    assert "照以前年度的表" in html
    assert Project.objects.filter(name="新项目").count() == 0
