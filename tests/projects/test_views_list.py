"""The list: what it shows to whom, its filters, its queries."""

from decimal import Decimal

import pytest
from django.urls import reverse

from projects.enums import Status
from projects.forms import ListFilters
from projects.models import FiscalYear
from projects.templatetags.amounts import in_ten_thousand
from projects.views.table_list import PAGE_SIZE
from units.models import BudgetUnit

URL = reverse("projects:list")


@pytest.fixture
def projects(make_project, unit, child_unit, department, foreign_unit):
    """Two of the unit, one below it, one above, one in another county; of two years."""
    last_year = FiscalYear.objects.create(year=2025)
    return {
        "own": make_project("招商引资经费", code="A1"),
        "older": make_project("道路养护经费", fiscal_year=last_year, status=Status.APPROVED),
        "below": make_project("站点运行费", unit=child_unit, status=Status.SUBMITTED),
        "above": make_project("机关运行费", unit=department),
        "foreign": make_project("邻县经费", unit=foreign_unit),
    }


def names(response):
    return [project.name for project in response.context["page"]]


def test_the_list_holds_what_the_person_may_see(client, author, projects):
    client.force_login(author)

    assert names(client.get(URL)) == ["招商引资经费", "站点运行费", "道路养护经费"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"year": "2025"}, ["道路养护经费"]),
        ({"status": "submitted"}, ["站点运行费"]),
        ({"q": "道路"}, ["道路养护经费"]),
        ({"q": "A1"}, ["招商引资经费"]),
        ({"q": "服务站"}, ["站点运行费"]),
        ({"q": "邻县"}, []),
        ({"year": "9" * 5000, "unit": "9" * 30}, ["招商引资经费", "站点运行费", "道路养护经费"]),
        ({"year": "9" * 19}, []),
        ({"q": "\x00"}, []),
        ({"q": "经" * 101}, []),
        ({"year": "2026", "status": "draft"}, ["招商引资经费"]),
        (
            {"year": "今年", "status": "lost", "unit": "x", "page": "x"},
            ["招商引资经费", "站点运行费", "道路养护经费"],
        ),
    ],
)
def test_filters_narrow_the_list(client, author, projects, query, expected):
    client.force_login(author)

    assert names(client.get(URL, query)) == expected


def test_a_unit_stands_for_all_below_it(client, author, projects, unit, child_unit):
    client.force_login(author)

    assert names(client.get(URL, {"unit": child_unit.pk})) == ["站点运行费"]
    assert names(client.get(URL, {"unit": unit.pk})) == ["招商引资经费", "站点运行费", "道路养护经费"]


def test_a_unit_out_of_sight_is_no_filter(client, author, projects, foreign_unit):
    client.force_login(author)

    response = client.get(URL, {"unit": foreign_unit.pk})

    assert names(response) == ["招商引资经费", "站点运行费", "道路养护经费"]
    assert "邻县" not in response.content.decode()


def test_counts_by_status_are_filters_that_keep_the_others(client, author, projects):
    client.force_login(author)

    response = client.get(URL, {"q": "经费", "page": "1"})

    assert [(status["label"], status["count"]) for status in response.context["statuses"]] == [
        *(("全部", 2), ("草稿", 1), ("待审核", 0), ("已退回", 0), ("已批复", 1))
    ]
    assert "?q=%E7%BB%8F%E8%B4%B9&amp;status=approved" in response.content.decode()


def test_the_year_is_chosen_once_and_stays(client, author, projects):
    client.force_login(author)
    client.get(URL, {"year": "2025"})

    assert names(client.get(URL, {"status": "submitted"})) == ["站点运行费"]
    again = client.get(URL, follow=True)
    assert again.redirect_chain == [(f"{URL}?year=2025", 302)]
    assert names(again) == ["道路养护经费"]


def test_all_years_can_be_chosen_again(client, author, projects):
    client.force_login(author)
    client.get(URL, {"year": "2025"})

    assert names(client.get(URL, {"year": ""})) == ["招商引资经费", "站点运行费", "道路养护经费"]
    assert client.get(URL).status_code == 200


def test_the_list_has_pages(client, author, make_project):
    for at in range(PAGE_SIZE + 1):
        make_project(f"经费{at:02}")
    client.force_login(author)

    response = client.get(URL, {"page": "2"})

    assert names(response) == ["经费50"]
    assert f"第 2 页，共 2 页（{PAGE_SIZE + 1} 张表）" in response.content.decode()


@pytest.mark.parametrize(
    ("amount", "shown"), [("12345678.9", "1,234.56789"), ("0", "0.00"), ("-50000", "-5.00")]
)
def test_money_is_shown_in_ten_thousand_yuan(amount, shown):
    assert in_ten_thousand(Decimal(amount)) == shown


def test_blank_money_stays_blank():
    assert in_ten_thousand(None) == ""


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_a_constant_number_of_questions(
    client, author, make_project, django_assert_num_queries, count
):
    for at in range(count):
        make_project(f"经费{at}")
    client.force_login(author)
    client.get(URL)

    with django_assert_num_queries(10):
        client.get(URL)


@pytest.mark.parametrize(
    ("query", "who", "sentence"),
    [
        ({}, "author", "有去年的 Word 或 Excel，就先导入"),
        ({}, "auditor", "填报人新建或导入以后，表会出现在这里。"),
        ({"q": "没有"}, "author", "没有符合条件的表"),
        ({"q": "经" * 101}, "author", "关键词有101个字，最多100个，请缩短后再筛选。"),
        ({}, "newcomer", "有了角色才能看到绩效目标表。请联系安全管理员"),
    ],
)
def test_an_empty_list_says_what_to_do_next(client, cast, make_user, query, who, sentence):
    client.force_login((cast | {"newcomer": make_user("newcomer")})[who])

    assert sentence in client.get(URL, query).content.decode()


def test_only_authors_are_offered_to_begin(client, cast, projects):
    offered = []
    for name, person in cast.items():
        client.force_login(person)
        if reverse("projects:create") in client.get(URL).content.decode():
            offered.append(name)

    assert offered == ["author", "colleague", "outsider"]


def test_filters_say_whether_they_do_anything(unit):
    assert not ListFilters({}, units=BudgetUnit.objects.all()).is_active
    assert ListFilters({"unit": unit.pk}, units=BudgetUnit.objects.all()).is_active
