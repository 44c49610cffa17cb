"""The history of a cell in the pane: newest first, in the unit of the form, escaped, with an end."""

import pytest

from tests.projects.cell_windows import address_of, logged_in
from tests.projects.editing import PURPOSE, deleted, inserted, moved, save, typed, uids


@pytest.fixture
def window(client, author):
    return logged_in(client, author)


def history(window, project, address):
    return window.get(address_of(project, "cell_history"), {"address": address})


def lines(response):
    return [(one["edit"].who, one["label"], one["before"], one["after"]) for one in response.context["edits"]]


def test_the_history_of_a_cell_newest_first_in_the_unit_of_the_form(window, author, colleague, project):
    save(project, author, typed("budget.total", "35.00", ""))
    save(project, colleague, typed("budget.total", "", "36"))

    response = history(window, project, "budget.total")

    assert lines(response) == [("colleague", "预算数", "", "36.00"), ("author", "预算数", "35.00", "")]
    assert "<del>（空）</del> → <ins>36.00</ins>" in response.text


def test_the_history_of_a_cell_of_a_row_knows_what_became_of_the_row(window, author, project):
    first, second, _ = uids(project)
    save(project, author, inserted("indicators.new", "", {"value": "≥1个"}))
    save(project, author, typed("indicators.new.value", "≥1个", "≥2个"))
    save(project, author, typed("indicators.new.basis", "", "计划"))
    save(project, author, moved("indicators.new", second))
    save(project, author, typed(f"indicators.{first}.value", "≥10个", "≥1个"))

    response = history(window, project, "indicators.new.value")

    assert [one["label"] for one in response.context["edits"]] == ["绩效指标", "指标值", "绩效指标"]
    assert "移动行" in response.text
    assert "插入行" in response.text


def test_the_history_of_a_row_has_all_its_cells(window, author, project):
    save(project, author, inserted("indicators.new"))
    save(project, author, typed("indicators.new.basis", "", "计划"))
    save(project, author, deleted("indicators.new"))

    assert len(history(window, project, "indicators.new").context["edits"]) == 3


@pytest.mark.parametrize("address", ["purpose", "", "nothing", "indicators.", "goals.x"])
def test_no_history_is_nothing(window, project, address):
    assert history(window, project, address).text.strip() == ""


def test_history_is_escaped_and_has_an_end(window, author, project):
    for at in range(25):
        save(project, author, typed("purpose", PURPOSE if at == 0 else f"<b>{at - 1}", f"<b>{at}"))

    response = history(window, project, "purpose")

    assert len(lines(response)) == 20
    assert "<b>" not in response.text
