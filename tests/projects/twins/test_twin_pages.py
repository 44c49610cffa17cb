"""The page of a table's twins, its section for the pane, and the groups of a year."""

import pytest
from django.urls import reverse

from documents.goal_table import IndicatorRow
from indicators.models import LibraryIndicator
from projects.actions.twins import stale_tables
from projects.mapping import TablesMoved
from projects.models import Goal, Project, TwinIndex, TwinStamp
from projects.twins.thresholds import thresholds
from projects.views import twins as twin_views
from tests.html import inline_code
from tests.projects.test_busy_database import held_by_another
from tests.projects.twins.conftest import LONG_GOAL, NEAR_GOAL, OTHER_GOAL, ROW, rows_called, say

LIST = reverse("projects:twin_list")
GOALS = (LONG_GOAL, OTHER_GOAL, "完成全县河道清淤和堤防加固，保障安全度汛。")
NAME_SETS = (
    ("出访招商批次", "签约落地企业", "新增税收金额"),
    ("运动会参赛人数", "慰问困难职工户数", "女职工体检比例"),
    ("清淤长度", "加固堤防处数", "防汛物资储备件数"),
)
NAMES = ("道路养护里程", "河道清淤长度", "路灯改造盏数", "校舍维修面积")


def page(client, project, **query):
    return client.get(reverse("projects:twins", args=[project.pk]), query).content.decode()


@pytest.fixture
def window(client, author):
    client.force_login(author)
    return client


@pytest.fixture
def review_window(client, finance_reviewer):
    client.force_login(finance_reviewer)
    return client


def test_shared_characters_are_marked_side_by_side(window, make_table):
    project = make_table("甲", goals=[LONG_GOAL])
    make_table("乙", goals=[NEAR_GOAL])

    html = page(window, project)

    assert "用在 2 张表" in html
    assert "<mark>瞄准重点区域和重点客商，加强园区对接，引进一批</mark>战略<mark>支撑项目。</mark>" in html
    assert "<mark>瞄准重点区域和重点客商，加强园区对接，引进一批</mark>龙头<mark>支撑项目。</mark>" in html
    assert inline_code(html) == []


def test_a_table_out_of_sight_is_only_counted(window, make_table, foreign_unit):
    project = make_table("甲", goals=[LONG_GOAL])
    make_table("邻县的秘密", goals=[LONG_GOAL + "秘密"], unit=foreign_unit)

    html = page(window, project)

    assert "另有 1 张您无权查看的表。" in html
    assert "秘密" not in html


def test_a_table_without_twins_says_so(window, make_table):
    project = make_table("甲", goals=[LONG_GOAL])
    make_table("乙", goals=[OTHER_GOAL])

    assert "没有与其他表雷同的文字。" in page(window, project)


def test_a_set_is_named_with_what_is_shared(window, make_table):
    project = make_table("甲", rows=rows_called(*NAMES))
    make_table("乙", rows=rows_called(*NAMES))

    assert "那张表 4 条指标，本表有 4 条与它一样或相近" in page(window, project)


def test_legitimate_texts_stand_apart(window, make_table):
    for name in ("甲", "乙"):
        project = make_table(name, rows=[ROW])
    LibraryIndicator.objects.create(
        domain="招商", level1="产出", level2="数量", name=ROW.name, explanation=ROW.description
    )

    html = page(window, project)

    assert "不算雷同的文字 1 处" in html
    assert '<span class="twin-source">指标库</span>' in html


def test_the_table_page_leads_to_its_twins(window, project):
    html = window.get(project.get_absolute_url()).content.decode()

    assert f'href="{reverse("projects:twins", args=[project.pk])}"' in html


def test_the_pane_tells_of_one_cell(window, make_table):
    project = make_table("甲", goals=[LONG_GOAL, OTHER_GOAL])
    make_table("乙", goals=[LONG_GOAL])
    page(window, project)
    shared, alone = Goal.objects.filter(project=project)

    assert "这段文字用在 2 张表" in page(window, project, address=f"goals.{shared.uid}")
    assert page(window, project, address=f"goals.{alone.uid}").strip() == ""
    assert page(window, project, address="purpose").strip() == ""


def test_the_pane_looks_at_no_other_table(window, make_table, django_assert_num_queries):
    project = make_table("甲", goals=[LONG_GOAL])
    page(window, project)
    other = make_table("乙", goals=[LONG_GOAL])
    say(project, goals=[LONG_GOAL])

    (goal,) = project.goals.all()
    assert page(window, project, address=f"goals.{goal.uid}.text").strip() == ""
    assert list(stale_tables()) == [other]
    with django_assert_num_queries(6):
        page(window, project, address="purpose")


def test_the_pane_waits_for_the_page_to_make_an_index_of_another_edition(window, make_table):
    project = make_table("甲", goals=[LONG_GOAL])
    page(window, project)
    TwinIndex.objects.update(edition="another")
    say(project, goals=[LONG_GOAL])

    page(window, project, address="purpose")

    assert list(stale_tables()) == [project]


def test_the_menu_leads_reviewers_to_the_groups(client, author, unit_reviewer, project):
    for person, is_shown in ((unit_reviewer, True), (author, False)):
        client.force_login(person)
        html = client.get(reverse("projects:list")).content.decode()
        assert (f'<a href="{LIST}">雷同文字</a>' in html) is is_shown


def test_a_look_brings_what_changed_up_to_date(window, make_table):
    project = make_table("甲", goals=[LONG_GOAL])
    other = make_table("乙", goals=[OTHER_GOAL])
    page(window, project)
    say(other, goals=[LONG_GOAL])

    assert "用在 2 张表" in page(window, project)


def test_a_look_tells_of_tables_that_are_not_compared_yet(window, review_window, make_table, monkeypatch):
    project = make_table("甲", goals=[LONG_GOAL])
    for at in range(thresholds().tables_per_look):
        Project.objects.create(name=f"未比对{at}", unit=project.unit, fiscal_year=project.fiscal_year)

    assert "还有 1 张表没有比对" in page(window, project)
    assert TwinStamp.objects.filter(project=project).exists()
    Project.objects.create(name="又一张", unit=project.unit, fiscal_year=project.fiscal_year)
    monkeypatch.setattr(twin_views, "refresh_twins", lambda **options: 1)
    assert "还有 1 张表没有比对" in review_window.get(LIST).content.decode()


def test_tables_that_move_while_they_are_read_are_left_for_the_next_look(window, make_table, monkeypatch):
    def moved(**options):
        raise TablesMoved

    project = make_table("甲", goals=[LONG_GOAL])
    monkeypatch.setattr(twin_views, "refresh_twins", moved)

    assert "还有 1 张表没有比对" in page(window, project)


@pytest.mark.django_db(transaction=True)
def test_a_busy_database_shows_what_is_indexed(window, make_table):
    project = make_table("甲", goals=[LONG_GOAL])
    make_table("乙", goals=[LONG_GOAL])
    page(window, project)
    say(project, goals=[LONG_GOAL])

    with held_by_another():
        html = page(window, project)

    assert "用在 2 张表" in html


def test_groups_of_a_year_stand_with_the_biggest_first(review_window, make_table):
    for name in ("甲", "乙", "丙"):
        make_table(name, goals=[LONG_GOAL])
    for name in ("丁", "戊"):
        make_table(name, goals=[OTHER_GOAL])

    html = review_window.get(LIST).content.decode()

    assert "共 2 组" in html
    assert html.index("用在 3 张表") < html.index("用在 2 张表")
    assert inline_code(html) == []


def test_groups_are_narrowed_to_a_unit(review_window, make_table, child_unit, sibling_unit):
    for name in ("甲", "乙"):
        make_table(name, goals=[LONG_GOAL], unit=child_unit)
        make_table(name, goals=[OTHER_GOAL], unit=sibling_unit)

    html = review_window.get(LIST, {"unit": sibling_unit.pk}).content.decode()

    assert "共 1 组" in html
    assert "丰富职工业余文化生活" in html


def test_groups_hold_only_what_one_sees(client, unit_reviewer, make_table, foreign_unit):
    make_table("甲", goals=[LONG_GOAL])
    make_table("邻县的表", goals=[LONG_GOAL], unit=foreign_unit)
    client.force_login(unit_reviewer)

    html = client.get(LIST).content.decode()

    assert "没有在几张表里雷同的绩效目标。" in html
    assert "邻县的表" not in html


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("row", "道路养护里程：全年道路养护里程的实际数"),
        ("set", "用在 2 张表"),
        ("other", "没有在几张表里雷同的绩效目标。"),
    ],
)
def test_groups_by_kind(review_window, make_table, kind, words):
    for name in ("甲", "乙"):
        make_table(name, rows=rows_called(*NAMES))

    assert words in review_window.get(LIST, {"kind": kind}).content.decode()


@pytest.mark.parametrize("kind", ["row", "set"])
def test_a_kind_without_groups_says_so(review_window, fiscal_year, kind):
    html = review_window.get(LIST, {"kind": kind}).content.decode()

    assert "没有在几张表里雷同的" in html


def test_without_a_year_there_is_nothing_to_group(review_window):
    assert "共 0 组" in review_window.get(LIST).content.decode()


def test_groups_come_in_pages(review_window, make_table, monkeypatch):
    for goal in (LONG_GOAL, OTHER_GOAL):
        for name in ("甲", "乙", "丙"):
            make_table(name, goals=[goal])
    monkeypatch.setattr(twin_views, "GROUPS_PER_PAGE", 1)
    monkeypatch.setattr(twin_views, "TABLES_PER_GROUP", 2)

    first, second = (review_window.get(LIST, {"page": number}).content.decode() for number in (1, 2))

    assert "下一页" in first
    assert "上一页" in second
    assert "另有 1 张表没有列出。" in first


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("kind", "queries"), [("goal", 15), ("row", 15), ("set", 11)])
def test_the_list_takes_as_many_queries_for_one_group_as_for_three(
    review_window, make_table, django_assert_num_queries, kind, queries, count
):
    for goal, names in list(zip(GOALS, NAME_SETS, strict=True))[:count]:
        for name in ("甲", "乙"):
            make_table(name, goals=[goal], rows=rows_called(*names))
    review_window.get(LIST)

    with django_assert_num_queries(queries):
        page = review_window.get(LIST, {"kind": kind}).context["page"]

    assert len(page.object_list) == (count * 3 if kind == "row" else count)


def test_library_rows_and_short_ones_make_no_group(review_window, make_table):
    for name in ("甲", "乙"):
        make_table(name, rows=[IndicatorRow("", "", "完成率", "")])

    assert "没有在几张表里雷同的指标。" in review_window.get(LIST, {"kind": "row"}).content.decode()


def test_sets_mostly_out_of_the_library_make_no_group(review_window, make_table):
    for row in rows_called(*NAMES[:2]):
        LibraryIndicator.objects.create(
            domain="城建", level1="产出", level2="数量", name=row.name, explanation=row.description
        )
    for name in ("甲", "乙"):
        make_table(name, rows=rows_called(*NAMES))

    assert "没有在几张表里雷同的整套指标。" in review_window.get(LIST, {"kind": "set"}).content.decode()


def test_an_administrator_looks_through_groups_and_an_author_does_not(client, administrator, author):
    client.force_login(administrator)
    assert client.get(LIST).status_code == 200
    client.force_login(author)
    assert client.get(LIST).status_code == 403


def test_words_that_none_of_the_shown_tables_says_are_told_bare(review_window, make_table, monkeypatch):
    for name, goal in (("甲", NEAR_GOAL), ("乙", LONG_GOAL), ("丙", LONG_GOAL)):
        make_table(name, goals=[goal])
    monkeypatch.setattr(twin_views, "TABLES_PER_GROUP", 1)

    html = review_window.get(LIST).content.decode()

    assert "瞄准重点区域和重点客商加强园区对接引进一批战略支撑项目" in html


def test_a_reviewer_goes_on_to_the_groups_and_an_author_does_not(client, author, unit_reviewer, make_table):
    project = make_table("甲")
    client.force_login(unit_reviewer)
    assert f"{LIST}?year=2026" in page(client, project)
    client.force_login(author)
    assert LIST not in page(client, project)
