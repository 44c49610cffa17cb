"""The page of the rows carried over from last year."""

import pytest
from django.urls import reverse

from projects.actions import carry_over
from projects.enums import CarryDecision, Status
from projects.models import FiscalYear, Project
from tests.projects.carrying import change_row, decide, drop_row, value_row

KEPT = CarryDecision.KEPT


@pytest.fixture
def carried(project, unit, author):
    """A table of next year that goes on from the project."""
    year = FiscalYear.objects.create(year=2027)
    return carry_over(project, unit, year, name=project.name, actor=author)


def url_of(name, project):
    return reverse(f"projects:{name}", args=[project.pk])


def test_the_page_lists_all_carried_rows(client, author, carried):
    change_row(carried, 0, value="≥8个")
    drop_row(carried, 1)
    client.force_login(author)

    html = client.get(url_of("carried", carried)).content.decode()

    assert "待处理 5" in html
    assert html.count('<li class="sheet">') == 5
    assert "指标值比上年低，理由" in html
    assert "不再设置的理由" in html
    assert html.count("到表里修改或删去</a>") == 4
    assert f'/edit/#{value_row(carried).row}.value"' in html


def test_a_reason_for_another_value_is_asked_for_again(client, author, carried):
    change_row(carried, 0, value="≥8个")
    decide(carried, value_row(carried).row, reason="资金减少。")
    change_row(carried, 0, value="≥1个")
    client.force_login(author)

    html = client.get(url_of("carried", carried)).content.decode()

    assert "理由是对改动前的值写的，请重写或再次保存。" in html
    assert "资金减少。</textarea>" in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_a_constant_number_of_questions(
    client, author, carried, count, django_assert_num_queries
):
    keep = list(carried.carried_rows.values_list("pk", flat=True)[:count])
    carried.carried_rows.exclude(pk__in=keep).delete()
    client.force_login(author)
    client.get(url_of("carried", carried))

    with django_assert_num_queries(11):
        client.get(url_of("carried", carried))


def test_the_page_of_a_table_without_predecessor(client, author, project):
    client.force_login(author)

    assert "没有要处理的行" in client.get(url_of("carried", project)).content.decode()


def test_the_page_of_a_table_of_empty_rows(client, author, carried):
    carried.carried_rows.all().delete()
    client.force_login(author)

    assert "没有可以带来的行" in client.get(url_of("carried", carried)).content.decode()


def test_the_page_of_a_submitted_table_only_shows(client, author, carried):
    decide(carried, value_row(carried).row, reason="按原计划。")
    Project.objects.filter(pk=carried.pk).update(status=Status.SUBMITTED)
    client.force_login(author)

    html = client.get(url_of("carried", carried)).content.decode()

    assert ("理由：按原计划。" in html, "help-form" in html) == (True, False)


def test_rows_are_kept_on_the_page(client, author, carried):
    client.force_login(author)
    row = value_row(carried).row

    done = client.post(url_of("carry", carried), {"row": row, "decision": KEPT})
    refused = client.post(url_of("carry", carried), {"row": "indicators.没有", "decision": KEPT})

    assert (done.status_code, done["Location"]) == (302, url_of("carried", carried))
    assert (refused.status_code, "不是从以前年度的表带来的" in refused.content.decode()) == (409, True)
    assert value_row(carried).decision == KEPT


def test_rows_are_kept_in_the_pane(client, author, carried):
    client.force_login(author)
    row = value_row(carried).row

    done = client.post(url_of("carry", carried), {"row": row, "address": f"{row}.name", "decision": KEPT})
    refused = client.post(url_of("carry", carried), {"row": "x", "address": f"{row}.name", "decision": KEPT})

    assert (done.status_code, "重新考虑" in done.content.decode()) == (200, True)
    assert "待处理 4" in done.content.decode()
    assert (refused.status_code, "不是从以前年度的表带来的" in refused.content.decode()) == (409, True)
