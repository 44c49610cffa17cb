"""The page of the indicator library."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from indicators.models import LibraryIndicator

LIBRARY = reverse("indicators:library")


@pytest.fixture
def ask(client, make_user, db):
    """Return a function that asks for the page as somebody without a role."""
    client.force_login(make_user("nobody"))
    return lambda **query: client.get(LIBRARY, query).content.decode()


@pytest.fixture
def library(db):
    call_command("loaddata", "library", verbosity=0)


def test_the_library_by_pages(library, ask):
    first, last = ask(), ask(page="5")

    assert "第 1 页，共 5 页（241 条指标）" in first
    assert ("下一页" in first, "上一页" in first) == (True, False)
    assert ("下一页" in last, "上一页" in last) == (False, True)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"q": "外出招商"}, 1),
        ({"q": "wczshd"}, 1),
        ({"domain": "会议"}, 50),
        ({"domain": "培训会议"}, 10),
        ({"domain": "培训会议", "level2": "成本指标"}, 2),
        ({"level2": "生态效益指标"}, 6),
        ({"q": "没有这样的词"}, 0),
        ({"q": "长" * 101}, 0),
    ],
)
def test_the_library_is_narrowed(library, ask, query, count):
    assert ask(**query).count('<th scope="row">') == count


def test_words_in_vain(library, ask):
    assert "没有找到。" in ask(q="没有这样的词")
    assert "关键词有101个字，最多100个，请缩短。" in ask(q="长" * 101)


def test_an_empty_library(ask):
    assert "指标库还是空的" in ask()


def test_a_value_that_depends_on_the_plan_shows_its_shape(ask):
    LibraryIndicator.objects.create(
        name="人数", domain="会议", level1="产出指标", level2="数量指标", operator="≥", measure_unit="人"
    )

    assert "<td>≥……人</td>" in ask()


@pytest.mark.parametrize("count", [1, 3])
def test_the_library_asks_a_constant_number_of_questions(ask, count, django_assert_num_queries):
    for at in range(count):
        LibraryIndicator.objects.create(name=f"人数{at}", domain="会议", level1="产出指标", level2="数量指标")
    ask()

    with django_assert_num_queries(7):
        ask()
