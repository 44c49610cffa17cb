"""The editor: what is typed is saved, or stays on the page with the reason."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from lxml import html as lxml_html

from documents.grid import Cell
from projects.actions import create_project
from projects.cell_inputs import CellInputs
from projects.cell_texts import posted_texts, texts_of
from projects.enums import Status
from projects.mapping import goal_table_of
from projects.models import FiscalYear, Project
from projects.paper import layout_for
from projects.skeleton import categories_for, skeleton_of
from projects.table_form import TableForm
from tests.html import inline_code
from units.models import AuditEntry

CONFLICT = "这张表在您打开之后被他人改动过，您的内容还没有保存，请对照新内容后再保存。"


@pytest.fixture
def url(project):
    return reverse("projects:edit", args=[project.pk])


@pytest.fixture
def typed(project):
    """What a browser posts when nothing was touched."""
    texts = texts_of(goal_table_of(project), "万元")
    return {at: text for at, text in texts.items() if not at.endswith("weight")} | {"lock_version": "0"}


@pytest.fixture
def window(client, author):
    client.force_login(author)
    return client


def address_of(typed, ending, at=0):
    return [name for name in typed if name.endswith(ending)][at]


@pytest.mark.parametrize("layout", ["hebei_integrated", "tangshan_gaoxin", "mof_2021"])
def test_every_cell_of_the_form_is_an_input(window, url, unit, typed, layout):
    unit.layout = layout
    unit.save()

    html = window.get(url).content.decode()

    missing = [name for name in typed if f'name="{name}"' not in html]
    assert missing == []
    assert inline_code(html) == []


def test_what_is_typed_is_saved(window, url, project, typed):
    response = window.post(url, typed | {"purpose": "用于省外招商。", "budget.total": "1,234.5"})

    assert response["Location"] == url
    saved = goal_table_of(project)
    assert (saved.purpose, saved.budget.total) == ("用于省外招商。", 12_345_000)
    assert AuditEntry.objects.filter(action="save_table").count() == 1


def test_saving_leads_to_the_page_where_that_was_asked(window, url, project, typed):
    response = window.post(url, typed | {"purpose": "用于省外招商。", "then": "detail"})

    assert response["Location"] == project.get_absolute_url()


def test_an_untouched_form_changes_nothing(window, url, project, typed):
    before = goal_table_of(project)

    window.post(url, typed)

    assert goal_table_of(project) == before
    assert Project.objects.get().lock_version == 0


def test_an_incomplete_table_is_saved(window, url, project, typed):
    blank = {name: "" for name in typed if name not in ("project.name", "lock_version")}

    window.post(url, typed | blank)

    saved = goal_table_of(project)
    assert (saved.goals, saved.indicators, saved.budget.total) == ((), (), None)


def test_what_cannot_be_read_is_told_with_its_cell_and_kept(window, url, project, typed):
    response = window.post(url, typed | {"budget.total": "约三十五", "purpose": "新的用途"})

    html = response.content.decode()
    assert response.status_code == 422
    assert '<a href="#budget.total">预算数里的“约三十五”不是金额' in html
    assert '<span class="cell-error" id="error-budget.total">预算数里的“约三十五”不是金额' in html
    assert (
        'aria-label="预算数" aria-invalid="true" aria-describedby="error-budget.total" aria-required="true" '
        'placeholder="请填写" value="约三十五">' in html
    )
    assert "\n新的用途</textarea>" in html
    assert goal_table_of(project).purpose == "用于外出招商。"


def test_a_conflict_keeps_what_was_typed(window, url, project, typed):
    Project.objects.update(lock_version=3)

    response = window.post(url, typed | {"purpose": "新的用途"})

    html = response.content.decode()
    assert response.status_code == 409
    assert CONFLICT in html
    assert "\n新的用途</textarea>" in html
    assert "用于外出招商。</td>" in html.partition("现在的内容")[2]


def test_who_has_seen_both_may_save_again(window, url, project, typed):
    Project.objects.update(lock_version=3)
    html = window.post(url, typed | {"purpose": "新的用途"}).content.decode()
    assert 'name="lock_version" value="3"' in html

    response = window.post(url, typed | {"purpose": "新的用途", "lock_version": "3"})

    assert response.status_code == 302
    assert goal_table_of(project).purpose == "新的用途"


def test_a_table_deleted_while_it_is_saved_leaves_what_was_typed(window, url, project, typed):
    """The save is taken back for a conflict; before the other text is fetched, all of it is gone."""
    Project.objects.update(lock_version=3)

    def delete_then(execute, sql, *query):
        found = execute(sql, *query)
        if sql.startswith("ROLLBACK TO SAVEPOINT"):
            Project.objects.all().delete()
        return found

    with connection.execute_wrapper(delete_then):
        response = window.post(url, typed | {"purpose": "新的用途"})

    assert response.status_code == 409
    assert "这张表刚被他人删除，不能再保存；您的内容还在下面，可以复制。" in response.text
    assert "\n新的用途</textarea>" in response.text
    assert not Project.objects.exists()


def test_the_reason_of_a_return_is_at_hand(window, url, project, unit_reviewer):
    Project.objects.update(status=Status.RETURNED)
    project.review_records.create(
        verb="return_to_author",
        actor=unit_reviewer,
        source="submitted",
        target="returned",
        reason="请补依据。",
    )

    assert "<p>请补依据。</p>" in window.get(url).content.decode()


@pytest.mark.parametrize("missing", ["purpose", "goals.", "indicators.", ".value", "project.", "schedule.3"])
def test_a_form_that_was_not_sent_whole_changes_nothing(window, url, project, typed, missing):
    before = texts_of(goal_table_of(project), "万元")
    part = {name: text for name, text in typed.items() if missing not in name}

    response = window.post(url, part | {"budget.total": "7.00", "lock_version": "9"})

    html = response.content.decode()
    assert (response.status_code, response.context["refusal"]) == (
        422,
        "表单没有传完整，什么都没有改动，请重新打开页面再试。",
    )
    assert texts_of(goal_table_of(project), "万元") == before
    assert response.context["current_html"] == ""
    assert [name for name in typed if name != "lock_version" and f'name="{name}"' not in html] == []
    assert 'value="7.00"' in html
    assert 'value="0.0001"' not in html


def test_a_new_row_of_a_form_that_was_not_sent_whole_stays_on_the_page(window, url, typed):
    part = {name: text for name, text in typed.items() if name != "purpose"} | {"indicators.new.name": "新"}

    html = window.post(url, part).content.decode()

    assert 'name="indicators.new.value"' in html
    assert "\n新</textarea>" in html


def test_nothing_posted_deletes_no_row(window, url, project):
    before = texts_of(goal_table_of(project), "万元")

    response = window.post(url, {"lock_version": "0", "purpose": "x"})

    assert (response.status_code, texts_of(goal_table_of(project), "万元")) == (422, before)


@pytest.mark.parametrize("version", ["", "x", "²", "-1", "9" * 5000, None])
def test_a_version_that_is_none_is_a_conflict(window, url, typed, version):
    given = typed | {"purpose": "新的用途", "lock_version": version}

    response = window.post(url, {name: text for name, text in given.items() if text is not None})

    assert response.status_code == 409


def test_a_code_that_is_taken_is_told_at_its_cell(window, url, make_project, typed):
    make_project("别的项目", code="B2")

    response = window.post(url, typed | {"project.code": "B2"})

    assert response.status_code == 409
    assert dict(response.context["errors"]) == {
        "project.code": "项目编码“B2”已用于本单位同年度的“别的项目”，请核对。"
    }


def test_a_problem_of_the_whole_form_is_told_without_a_link(window, url, project, typed):
    Project.objects.update(title="招商引资经费" + "名" * 214)

    response = window.post(url, typed | {"project.name": "招商引资工作经费"})

    assert "<li>表名有222个字，最多220个，请缩短。</li>" in response.content.decode()


def test_a_row_is_added_with_what_was_typed_and_nothing_saved(window, url, project, typed):
    uid = address_of(typed, ".value", 1).split(".")[1]

    response = window.post(url, typed | {"purpose": "新的用途", "add_indicator": uid})

    html = response.content.decode()
    assert response.status_code == 200
    assert "\n新的用途</textarea>" in html
    assert html.count("autofocus") == 1
    assert 'aria-label="第3行“三级指标”" autofocus' in html
    assert 'aria-label="第4行“三级指标”"' in html
    assert goal_table_of(project).purpose == "用于外出招商。"


def test_a_goal_is_added(window, url, typed):
    html = window.post(url, typed | {"add_goal": ""}).content.decode()

    assert 'aria-label="第3条绩效目标" autofocus' in html


def test_a_row_is_removed(window, url, typed):
    row = address_of(typed, ".value").rpartition(".")[0]

    html = window.post(url, typed | {"remove": row}).content.decode()

    assert f'name="{row}.name"' not in html
    assert 'aria-label="第2行“三级指标”"' in html
    assert 'aria-label="第3行“三级指标”"' not in html


def test_fields_that_are_no_cells_change_nothing(window, url, project, typed, foreign_unit):
    window.post(url, typed | {"purpose": "新", "status": "approved", "unit": foreign_unit.pk, "order": "9"})

    after = Project.objects.get()
    assert (after.status, after.unit, after.order, after.purpose) == (
        "draft",
        project.unit,
        project.order,
        "新",
    )


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (Status.SUBMITTED, "“招商引资经费”现在是“待审核”，不能修改。"),
        (Status.APPROVED, "“招商引资经费”现在是“已批复”，不能修改。"),
    ],
)
def test_a_table_that_is_not_the_authors_turn_says_so(window, url, project, status, sentence):
    Project.objects.update(status=status)

    response = window.get(url, follow=True)

    assert response.redirect_chain == [(project.get_absolute_url(), 302)]
    assert sentence in response.content.decode()


def test_a_closed_year_says_so(window, url, project):
    FiscalYear.objects.update(is_closed=True)

    assert "2026年度已关闭，“招商引资经费”不能再修改。" in window.get(url, follow=True).content.decode()


def test_text_typed_while_the_table_was_submitted_is_kept(window, url, typed):
    Project.objects.update(status=Status.SUBMITTED)

    response = window.post(url, typed | {"purpose": "新的用途"})

    assert response.status_code == 409
    assert "“招商引资经费”当前为“待审核”，不能修改。" in response.content.decode()
    assert "\n新的用途</textarea>" in response.content.decode()


def test_categories_are_chosen_from_the_scheme(window, url, typed, unit, fiscal_year):
    call_command("loaddata", "schemes", verbosity=0)
    level2 = address_of(typed, ".level2")

    html = window.post(url, typed | {level2: "旧时指标", "add_goal": ""}).content.decode()

    assert '<option value="旧时指标" selected>旧时指标</option><optgroup label="产出指标">' in html
    assert '<option value="产出指标" selected>产出指标</option>' in html
    assert '<option value="数量指标">数量指标</option>' in html


def test_a_category_that_repeats_the_row_above_steps_back(project, unit, fiscal_year):
    call_command("loaddata", "schemes", verbosity=0)
    texts = posted_texts(
        {f"indicators.{uid}.{part}": "产出指标" for uid in "ab" for part in ("level1", "name")}
    )
    form = TableForm(texts, table=goal_table_of(project), money_unit="万元")
    inputs = CellInputs(form, categories_for(unit, fiscal_year), layout_for(unit))

    rows = [inputs.row([Cell(0, 0, "", address=f"indicators.{uid}.level1")]) for uid in "ab"]

    assert rows == [' data-row="indicators.a"', ' data-row="indicators.b" class="repeats-level1"']


def test_what_nobody_types_stays_text(project):
    layout = layout_for(project.unit)
    form = TableForm({}, table=goal_table_of(project), money_unit=layout.money_unit)

    assert CellInputs(form, [], layout)(Cell(0, 0, "304001区商务局本级", address="unit")) is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_editor_asks_a_constant_number_of_questions(
    window, url, project, django_assert_num_queries, count
):
    call_command("loaddata", "schemes", verbosity=0)
    for order in range(10, 10 + count):
        project.indicators.create(order=order, name="指标")
    window.get(url)

    with django_assert_num_queries(11):
        window.get(url)


def test_a_table_nobody_wrote_in_begins_at_its_first_empty_cell(client, author, unit, fiscal_year):
    new = create_project(unit, fiscal_year, skeleton_of(unit, fiscal_year, "图书采购经费"), actor=author)
    client.force_login(author)

    html = client.get(reverse("projects:edit", args=[new.pk])).content.decode()
    assert html.count(" autofocus") == 1
    assert 'aria-label="项目编码" autofocus' in html

    Project.objects.update(lock_version=1)
    assert " autofocus" not in client.get(reverse("projects:edit", args=[new.pk])).content.decode()


def test_a_new_table_is_named_first(client, author, fiscal_year):
    client.force_login(author)

    response = client.get(reverse("projects:create"))

    (found,) = lxml_html.fromstring(response.content).xpath("//*[@autofocus]")
    assert found.get("name") == "name"
