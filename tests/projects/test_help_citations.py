"""Citations of a unit: how numbers are written, what is offered at a basis, who writes them."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from projects.actions import (
    EditRefused,
    create_citation,
    reinstate_citation,
    retire_citation,
    update_citation,
)
from projects.enums import EditSource
from projects.help.citations import citation_offers, citations_by_use, normal_number, use_counts
from projects.models import Citation
from units.models import AuditEntry

LIST = reverse("projects:citations")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("冀财预〔2025〕12号", "冀财预〔2025〕12号"),
        ("南物流管字[2021]58", "南物流管字〔2021〕58号"),
        ("财预（2021）101号", "财预〔2021〕101号"),
        ("财预(2021)第 007 号", "财预〔2021〕7号"),
        ("财预【2021年】101号", "财预〔2021〕101号"),
        ("财预2021101号", None),
        ("〔2021〕101号", None),
        ("财预〔21〕101号", None),
        ("财预〔2021〕号", None),
        ("财预〔2021〕0号", None),
        ("", None),
    ],
)
def test_numbers(typed, number):
    assert normal_number(typed) == number


@given(st.text(max_size=40))
def test_a_normal_number_stays(typed):
    number = normal_number(typed)

    assert number is None or normal_number(number) == number


@given(
    st.sampled_from(["冀财预", "国办发", "唐高新管"]),
    st.integers(1990, 2030),
    st.integers(1, 99999),
    st.sampled_from(["〔〕", "[]", "()", "（）", "【】", "﹝﹞"]),
)
def test_any_brackets_are_understood(agency, year, serial, brackets):
    typed = f"{agency}{brackets[0]}{year}{brackets[1]}{serial}号"

    assert normal_number(typed) == f"{agency}〔{year}〕{serial}号"


@pytest.fixture
def cite(unit):
    """Return a function that registers a citation of the unit."""

    def make(title="招商工作方案", number="", **fields):
        return create_citation(unit, actor=None, title=title, document_number=number, **fields)

    return make


def test_create_citation(author, unit):
    citation = create_citation(unit, actor=author, title="招商方案", document_number="区招〔2025〕3号")

    entry = AuditEntry.objects.get()
    assert str(citation) == "《招商方案》（区招〔2025〕3号）"
    assert (entry.action, entry.unit, entry.actor) == ("create_citation", unit, author)
    assert entry.after == {"title": "招商方案", "document_number": "区招〔2025〕3号", "issued_on": None}


def test_update_citation_that_says_the_same_is_no_news(author, cite):
    citation = cite()
    update_citation(citation.pk, actor=author, title=citation.title)

    update_citation(citation.pk, actor=author, title="新方案")

    entries = AuditEntry.objects.filter(action="update_citation")
    assert [(e.before["title"], e.after["title"]) for e in entries] == [("招商工作方案", "新方案")]


def test_the_same_citation_twice_is_refused(author, cite, unit):
    cite("方案", "区招〔2025〕3号")

    with pytest.raises(EditRefused, match="已有同名、同文号的引用文件"):
        create_citation(unit, actor=author, title="方案", document_number="区招〔2025〕3号")

    assert Citation.objects.count() == 1


def test_retire_and_reinstate(author, cite):
    citation = cite()

    retire_citation(citation.pk, actor=author)
    assert retire_citation(citation.pk, actor=author).is_retired
    assert not reinstate_citation(citation.pk, actor=author).is_retired
    reinstate_citation(citation.pk, actor=author)

    actions = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["create_citation", "retire_citation", "reinstate_citation"]


def test_others_write_no_citations(outsider, unit_reviewer, cite, unit):
    citation = cite()

    for stranger in (outsider, unit_reviewer):
        for write in (
            lambda who: create_citation(unit, actor=who, title="方案"),
            lambda who: update_citation(citation.pk, actor=who, title="方案"),
            lambda who: retire_citation(citation.pk, actor=who),
            lambda who: reinstate_citation(citation.pk, actor=who),
        ):
            with pytest.raises(EditRefused, match="不是“区商务局本级”的填报人"):
                write(stranger)

    assert AuditEntry.objects.count() == 1


def test_citations_by_use(cite, project, foreign_unit, unit, django_assert_num_queries):
    rare, common, retired = cite("偶用"), cite("年度工作计划"), cite("停用的")
    retire_citation(retired.pk, actor=None)
    create_citation(foreign_unit, actor=None, title="邻县的")
    project.indicators.filter(order=1).update(value_basis=f"计划标准：{rare}")

    with django_assert_num_queries(2):
        found = citations_by_use(unit)

    assert found == [(common, 2), (rare, 1)]
    assert use_counts(unit, [retired]) == {retired.pk: 0}


@pytest.mark.parametrize(
    ("basis", "buttons"),
    [
        ("", [("填入", "《方案》")]),
        ("计划标准；", [("接在后面", "计划标准；《方案》"), ("替换", "《方案》")]),
        ("见《方案》", []),
    ],
)
def test_offers_at_a_basis(basis, buttons):
    (offered,) = citation_offers([(Citation(title="方案"), 3)], "indicators.a.basis", basis)

    assert [(offer.label, offer.operations[0]["after"]) for offer in offered.offers] == buttons
    assert {offer.source for offer in offered.offers} <= {EditSource.CITATION}
    assert offered.use_count == 3


def test_the_list_shows_what_is_in_sight(client, author, cite, foreign_unit):
    cite("本单位的方案")
    create_citation(foreign_unit, actor=None, title="邻县的方案")
    client.force_login(author)

    html = client.get(LIST).content.decode()

    assert ("《本单位的方案》" in html, "邻县的方案" in html, "登记</button>" in html) == (True, False, True)


def test_readers_read(client, auditor, cite):
    cite("本单位的方案")
    client.force_login(auditor)

    html = client.get(LIST).content.decode()

    assert ("《本单位的方案》" in html, "登记</button>" in html, "停用</button>" in html) == (
        True,
        False,
        False,
    )


def test_a_person_without_units_is_told(client, make_user):
    client.force_login(make_user("nobody"))

    assert "还没有登记引用文件" in client.get(LIST).content.decode()


def test_the_list_turns_pages(client, author, unit):
    Citation.objects.bulk_create(Citation(unit=unit, title=f"方案{at:03}") for at in range(101))
    client.force_login(author)

    assert "第 2 页，共 2 页（101 个文件）" in client.get(LIST, {"page": 2}).content.decode()
    assert "下一页" in client.get(LIST).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_a_constant_number_of_questions(client, author, cite, count, django_assert_num_queries):
    for at in range(count):
        cite(f"方案{at}")
    client.force_login(author)
    client.get(LIST)

    with django_assert_num_queries(8):
        client.get(LIST)


@pytest.mark.parametrize(
    ("title", "number", "said"),
    [
        ("《招商方案》", "区招[2025]3", "《招商方案》（区招〔2025〕3号）"),
        ("  招商   方案 ", "", "《招商 方案》"),
        ("《甲》和《乙》", "", "《《甲》和《乙》》"),
    ],
)
def test_a_typed_citation_is_brought_into_form(client, author, unit, title, number, said):
    client.force_login(author)

    response = client.post(LIST, {"unit": unit.pk, "title": title, "document_number": number})

    assert (response.status_code, str(Citation.objects.get())) == (302, said)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": "方案", "document_number": "2025年第3号文"}, "“2025年第3号文”不是文号。"),
        ({"title": "《》"}, "请填写文件名称。"),
        ({"title": ""}, "请填写文件名称。"),
        ({"title": "方案", "issued_on": "去年"}, "日期写成 2025-03-01 的样子"),
        ({"title": "长" * 201}, "200"),
    ],
)
def test_a_wrong_citation_is_refused_with_a_sentence(client, author, unit, fields, sentence):
    client.force_login(author)

    response = client.post(LIST, {"unit": unit.pk} | fields)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Citation.objects.count() == 0


def test_edit_a_citation(client, author, cite):
    citation, other = cite("方案"), cite("另一方案")
    client.force_login(author)
    url = reverse("projects:citation_edit", args=[citation.pk])

    shown = client.get(url).content.decode()
    taken = client.post(url, {"title": other.title})
    done = client.post(
        url, {"title": "新方案", "document_number": "区招〔2025〕3号", "issued_on": "2025-03-01"}
    )

    assert 'value="方案"' in shown
    assert (taken.status_code, "已有同名" in taken.content.decode(), done.status_code) == (422, True, 302)
    assert str(Citation.objects.get(pk=citation.pk)) == "《新方案》（区招〔2025〕3号）"


def test_retire_and_reinstate_on_the_list(client, author, cite):
    citation = cite("方案")
    client.force_login(author)

    client.post(reverse("projects:citation_retire", args=[citation.pk]))
    retired = client.get(LIST).content.decode()
    client.post(reverse("projects:citation_reinstate", args=[citation.pk]))

    assert ("已停用" in retired, "恢复</button>" in retired) == (True, True)
    assert not Citation.objects.get().is_retired
