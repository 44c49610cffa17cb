"""The section of the pane, the search in it, the dialog that copies rows."""

import json
import re
from html import unescape

import pytest
from django.core.management import call_command
from django.urls import reverse

from projects.actions import carry_over, create_citation
from projects.enums import Status
from projects.help.copying import tables_to_copy_from
from projects.models import Citation, FiscalYear, Project, ScheduleEntry
from tests.html import inline_code


@pytest.fixture
def ask(client, author, project):
    """Return a function that asks an address about the project as its author."""
    client.force_login(author)

    def get(name, **query):
        return client.get(reverse(f"projects:{name}", args=[project.pk]), query).content.decode()

    return get


@pytest.fixture
def cell(project):
    """Return a function that names a cell of an indicator row, given by its number."""
    return lambda part, order=1: f"indicators.{project.indicators.get(order=order).uid}.{part}"


def operations(html):
    """What the buttons do, in the order of the page."""
    return [json.loads(unescape(found)) for found in re.findall(r'data-operations="([^"]*)"', html)]


def test_at_a_name(ask, cell, project):
    call_command("loaddata", "library", verbosity=0)
    project.indicators.filter(order=1).update(name="", description="", value_text="", value_basis="")

    html = ask("help", address=cell("name"))

    assert ("在指标库里找" in html, "可以参考的指标" in html, "✕ 常见毛病" in html) == (True, True, True)
    assert operations(html)[0] == [
        {"kind": "set", "address": cell("name"), "after": "外出招商活动场次"},
        {
            "kind": "set",
            "address": cell("description"),
            "after": "组织或参加的外出招商、推介、展会场次；按活动方案和签到资料统计",
        },
        {"kind": "set", "address": cell("basis"), "after": "计划标准：年度招商工作计划"},
    ]
    assert inline_code(html) == []


def test_at_a_row_with_content(ask, cell):
    call_command("loaddata", "library", verbosity=0)

    html = ask("help", address=cell("name"))

    assert "本行已有内容" in html
    assert operations(html)[0][0]["kind"] == "insert"


def test_at_a_value(ask, cell, project):
    project.indicators.filter(order=1).update(name="购置设备数量")

    html = ask("help", address=cell("value"))

    assert "这个指标的值可以写成 <b>≥……台</b>" in html
    assert "可以参考的指标" not in html


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        ("name", ["三级指标", "描述", "指标值", "依据"]),
        ("description", ["三级指标", "描述"]),
        ("value", ["三级指标", "指标值"]),
        ("basis", ["三级指标", "依据"]),
    ],
)
def test_the_examples_are_about_the_cell(ask, cell, part, shown):
    good = ask("help", address=cell(part)).partition("好的写法")[2].partition("常见毛病")[0]

    assert re.findall("<dt>(.*?)</dt>", good) == shown


def test_at_a_weight(ask, cell):
    assert "在指标库里找" not in ask("help", address=cell("weight"))


def test_at_a_description(ask, cell):
    html = ask("help", address=cell("description"))

    assert ("在指标库里找" in html, "可以参考的指标" in html) == (True, False)


def test_at_a_basis(ask, cell, unit):
    create_citation(unit, actor=None, title="年度工作计划")
    create_citation(unit, actor=None, title="招商工作方案", document_number="区招〔2025〕3号")

    html = ask("help", address=cell("basis"))

    assert ("用过 3 次" in html, "还没有用过" in html, "预算支出标准" in html) == (True, True, True)
    assert "已在依据里" not in html
    assert operations(html)[2] == [
        {
            "kind": "set",
            "address": cell("basis"),
            "after": "年度工作计划；《招商工作方案》（区招〔2025〕3号）",
        }
    ]


def test_at_a_basis_that_names_the_document(ask, cell, unit, project):
    create_citation(unit, actor=None, title="招商工作方案")
    project.indicators.update(value_basis="《招商工作方案》")

    assert "已在依据里" in ask("help", address=cell("basis"))


def test_at_a_basis_without_citations(ask, cell):
    assert "还没有登记。" in ask("help", address=cell("basis"))


@pytest.mark.parametrize("address", ["purpose", "", "indicators.没有.name", "indicators", "x" * 500, "\x00"])
def test_where_there_is_nothing_to_say(ask, address):
    assert ask("help", address=address).strip() == ""


def test_at_a_goal(ask, project):
    html = ask("help", address=f"goals.{project.goals.first().uid}")

    assert "从别的表复制行" in html


def test_at_the_first_row_of_an_empty_table(ask, project):
    project.indicators.all().delete()

    html = ask("library", address="indicators.first.name", q="没有")

    assert "没有找到“没有”" in html
    assert "在指标库里找" in ask("help", address="indicators.first.name")


def test_a_citation_is_added_in_place(client, ask, cell, project):
    ask("help")
    url = reverse("projects:add_citation", args=[project.pk])

    wrong = client.post(url, {"title": "方案", "document_number": "3号", "address": cell("basis")})
    done = client.post(url, {"title": "方案", "document_number": "区招[2025]3", "address": cell("basis")})
    again = client.post(url, {"title": "方案", "document_number": "区招[2025]3", "address": cell("basis")})

    assert (wrong.status_code, done.status_code, again.status_code) == (200, 200, 200)
    assert "“3号”不是文号。" in wrong.content.decode()
    assert "《方案》（区招〔2025〕3号）" in done.content.decode()
    assert "已有同名、同文号" in again.content.decode()
    assert Citation.objects.count() == 1


# Last year


@pytest.fixture
def carried(project, unit, author, client):
    """A table of next year that goes on from the project."""
    client.force_login(author)
    year = FiscalYear.objects.create(year=2027)
    return carry_over(project, unit, year, name=project.name, actor=author)


def pane(client, project, address):
    url = reverse("projects:help", args=[project.pk])
    return client.get(url, {"address": address}).content.decode()


def test_last_years_amount_stands_beside(client, carried):
    carried.total_amount = 385_000
    carried.save()

    total, fiscal, other, name = (
        pane(client, carried, address)
        for address in ("budget.total", "budget.fiscal", "budget.other", "project.name")
    )

    assert "上年：<b>35.00 万元</b> <span>（今年增加10%）</span>" in total
    assert "上年：<b>35.00 万元</b></p>" in fiscal
    assert ("上年：" in other, "上年：" in name) == (False, False)


def test_a_year_further_back_is_named(client, project, unit, author):
    client.force_login(author)
    later = FiscalYear.objects.create(year=2030)
    carried = carry_over(project, unit, later, name=project.name, actor=author)
    row = carried.indicators.get(order=1)
    carried.indicators.filter(order=1).update(value_text="≥8个")

    purpose = pane(client, carried, "purpose")
    value = pane(client, carried, f"indicators.{row.uid}.value")
    page = client.get(reverse("projects:carried", args=[carried.pk])).content.decode()

    assert "2026年：<b>用于外出招商。</b></p>" in purpose
    assert "从2026年带来的行：待处理 5" in purpose
    assert "2026年的指标值：<b>≥10个</b>" in value
    assert "<h1>从2026年带来的行：招商引资经费</h1>" in page
    assert [name for name in (purpose, value, page) if "上年" in name or "去年" in name] == []


def test_the_code_tells_where_it_comes_from(client, carried):
    note = "这个编码是从上年的表带来的；延续项目编码不变，重新申报的项目请改。"

    assert note in pane(client, carried, "project.code")
    Project.objects.filter(pk=carried.pk).update(code="B7")
    assert note not in pane(client, carried, "project.code")


def test_last_years_schedule_and_purpose_stand_beside(client, carried):
    ScheduleEntry.objects.update_or_create(project=carried, month=3, defaults={"cumulative_percent": 20})

    assert "上年：<b>25%</b> <span>（今年减少20%）</span>" in pane(client, carried, "schedule.3")
    assert "上年：<b>用于外出招商。</b></p>" in pane(client, carried, "purpose")
    assert "待处理 5" in pane(client, carried, "purpose")


def test_last_years_row_stands_beside(client, carried):
    row = carried.indicators.get(order=1)
    carried.indicators.filter(order=1).update(value_text="≥8个")

    html = pane(client, carried, f"indicators.{row.uid}.value")

    assert "上年的指标值：<b>≥10个</b>（今年减少20%）" in html
    assert "<del>≥10个</del> <ins>≥8个</ins>" in html
    assert "指标值比上年低，理由" in html


def test_last_years_goal_stands_beside(client, carried):
    goal = carried.goals.first()

    html = pane(client, carried, f"goals.{goal.uid}")

    assert ("上年的这一条" in html, "沿用</button>" in html) == (True, True)
    assert f'{{"kind": "delete", "row": "goals.{goal.uid}"}}' in unescape(html)


def test_reasons_for_rows_that_are_gone_are_asked_for_everywhere(client, carried):
    gone = carried.indicators.get(order=1)
    gone.delete()

    html = pane(client, carried, "purpose")
    client.post(
        reverse("projects:carry", args=[carried.pk]),
        {"row": f"indicators.{gone.uid}", "reason": "不再招商。"},
    )

    assert ("上年的“引进企业数量”今年没有设置。" in html, "不再设置的理由" in html) == (True, True)
    assert "今年没有设置" not in pane(client, carried, "purpose")


# The search


def test_search(ask, cell):
    call_command("loaddata", "library", verbosity=0)

    html = ask("library", address=cell("name"), q="zshd 场次")

    assert "<b>外出招商活动场次</b>" in html
    assert operations(html)[0][0]["texts"]["name"] == "外出招商活动场次"


@pytest.mark.parametrize(
    ("query", "sentence"), [("", ""), ("  ", ""), ("\x00没有", "没有找到“没有”"), ("长" * 101, "最多100个字")]
)
def test_search_in_vain(ask, cell, query, sentence):
    html = ask("library", address=cell("name"), q=query)

    assert sentence in html
    assert bool(html.strip()) == bool(sentence)


# Copying rows


def test_tables_to_copy_from(ask, make_project, foreign_unit):
    make_project("环境监测")
    make_project("招商活动经费")
    make_project("招商", unit=foreign_unit)

    found = re.findall(r'btn-link"[^>]*>(.*?)</button>', ask("copy_rows"))
    sought = ask("copy_rows", q="环境 商务局")

    assert found == ["招商活动经费", "环境监测"]
    assert ("环境监测" in sought, "招商活动经费" in sought) == (True, False)
    assert "没有找到可以复制的表。" in ask("copy_rows", q="没有")


@pytest.mark.parametrize("count", [1, 3])
def test_tables_to_copy_from_are_one_question(
    author, project, make_project, count, django_assert_num_queries
):
    for at in range(count):
        make_project(f"招商{at}")
    tables_to_copy_from(author, project, "")

    with django_assert_num_queries(1):
        [(table.unit.name, str(table.fiscal_year)) for table in tables_to_copy_from(author, project, "")]


def test_rows_are_chosen_and_inserted(client, ask, project, make_project):
    other = make_project("环境监测", status=Status.APPROVED)
    row = other.indicators.get(order=2)
    url = reverse("projects:copy_rows", args=[project.pk])

    shown = ask("copy_rows", table=other.pk)
    nothing = client.post(url, {"table": other.pk, "insert": "1"}).content.decode()
    chosen = client.post(url, {"table": other.pk, "insert": "1", "row": f"indicators.{row.uid}"})

    assert ("新增税收" in shown, "还没有勾选" in shown, "还没有勾选" in nothing) == (True, False, True)
    (inserted,) = operations(chosen.content.decode())
    assert inserted[0]["texts"]["name"] == "新增税收"
    assert inserted[0]["after"] == project.indicators.get(order=2).uid
    assert 'data-source="copy"' in chosen.content.decode()


def test_rows_of_an_empty_table(ask, make_project):
    other = make_project("环境监测")
    other.indicators.all().delete()
    other.goals.all().delete()

    assert "没有可以复制的行" in ask("copy_rows", table=other.pk)


@pytest.mark.parametrize("which", ["foreign", "none", "text"])
def test_tables_out_of_sight_are_not_copied_from(client, ask, project, make_project, foreign_unit, which):
    ask("help")
    foreign = make_project("邻县的经费", unit=foreign_unit)
    key = {"foreign": foreign.pk, "none": 10**8, "text": "abc"}[which]

    response = client.get(reverse("projects:copy_rows", args=[project.pk]), {"table": key})

    assert response.status_code == 404
