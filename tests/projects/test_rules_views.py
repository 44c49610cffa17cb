"""The pages of rules: who reads, what a form refuses, how changes come into force."""

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.urls import reverse

from indicators.models import IndicatorScheme
from projects.actions.rules import RulesRefused, put_rules_in_force
from projects.checks import Report, standard_rules
from projects.checks.finding import Failure
from projects.models import FiscalYear, RuleDraft, RuleFailure, RuleSetting
from projects.rule_failures import note_failures
from projects.views import rules as rules_views
from tests.html import foreign_addresses, inline_code
from tests.projects.ruled import another_table, drafts_of, just_before, prepare, put_in_force, with_slow_money
from units.models import AuditEntry

RULES = reverse("projects:rules")
REHEARSAL = reverse("projects:rule_rehearsal")
IN_FORCE = reverse("projects:rules_in_force")
DROP = reverse("projects:rules_drop")
OFF = ("AM08", {"is_on": False})


def rule_url(code, scheme="hebei_integrated", year=2026):
    return f"{reverse('projects:rule', args=[code])}?scheme={scheme}&year={year}"


@pytest.fixture
def scheme(db, fiscal_year):
    call_command("loaddata", "schemes", verbosity=0)
    return IndicatorScheme.objects.get(code="hebei_integrated")


@pytest.fixture
def window(client, administrator):
    client.force_login(administrator)
    return client


def test_the_list_shows_every_rule_with_its_setting(window, scheme, administrator):
    put_in_force(scheme, administrator, OFF, ("VA19", {"thresholds": {"low": "70"}}))

    page = window.get(RULES, {"scheme": scheme.code, "year": 2026})

    shown = {one.rule.code: one for _, rules in page.context["themes"] for one in rules}
    assert len(shown) == len(standard_rules().rules) == 88
    assert (shown["AM08"].is_on, shown["AM08"].is_changed) == (False, True)
    assert [number for _, number in shown["VA19"].thresholds] == ["70", "85"]
    assert (shown["AM02"].severity, shown["AM02"].is_changed) == ("error", False)
    assert inline_code(page.text) == foreign_addresses(page.text) == []


def test_severities_are_those_of_the_layout(window, scheme, administrator):
    page = window.get(RULES, {"scheme": "tangshan_gaoxin", "year": 2026})
    shown = {one.rule.code: one for _, rules in page.context["themes"] for one in rules}

    assert shown["ID01"].severity == "warning"
    other = IndicatorScheme.objects.get(code="tangshan_gaoxin")
    assert len(prepare(other, administrator, ("ID01", {"is_on": False}), reason="")) == 1
    with pytest.raises(RulesRefused, match="放宽它要写明理由"):
        prepare(scheme, administrator, ("ID01", {"is_on": False}), reason="")


def test_the_list_finds_rules_by_words(window, scheme):
    page = window.get(RULES, {"scheme": scheme.code, "year": 2026, "q": "am08 进度"})

    assert [one.rule.code for _, rules in page.context["themes"] for one in rules] == ["AM08"]
    assert "没有含“绝无此词”的规则" in window.get(RULES, {"q": "绝无此词"}).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_many_settings(
    window, scheme, administrator, count, django_assert_num_queries
):
    codes = ["AM08", "VA19", "GO01"][:count]
    put_in_force(scheme, administrator, *((code, {"is_on": False}) for code in codes))
    prepare(scheme, administrator, *((code, {}) for code in codes))
    note_failures(Report(failures=tuple(Failure(code, "ValueError: x") for code in codes)))

    with django_assert_num_queries(13):
        window.get(RULES, {"scheme": scheme.code, "year": 2026})


def test_without_a_scheme_the_list_says_what_to_do(window):
    assert "还没有指标体系" in window.get(RULES).text
    assert window.get(rule_url("AM08")).status_code == 404
    assert window.get(REHEARSAL).status_code == 404


def test_a_scheme_that_is_not_there_is_not_found(window, scheme):
    assert window.get(RULES, {"scheme": "gone"}).status_code == 404
    assert window.get(rule_url("ZZ99")).status_code == 404


def test_the_newest_year_is_shown_first_and_the_next_can_be_chosen(window, scheme, fiscal_year):
    assert window.get(RULES).context["scope"].year == 2026
    assert window.get(RULES, {"year": "2027"}).context["scope"].year == 2027
    assert window.get(RULES, {"year": "1999"}).context["scope"].year == 2026
    fiscal_year.delete()
    IndicatorScheme.objects.filter(code="mof_2021").update(first_year=2010, last_year=2012)
    assert window.get(RULES, {"scheme": "mof_2021"}).context["scope"].year == 2010


@pytest.mark.parametrize("name", ["finance_reviewer", "security_administrator", "auditor"])
def test_readers_see_the_setting_and_no_form(client, request, scheme, administrator, name):
    put_in_force(scheme, administrator, OFF, reason="十月前拨款未到")
    client.force_login(request.getfixturevalue(name))

    page = client.get(rule_url("AM08")).text

    assert ("停用" in page, "十月前拨款未到" in page, "记下改动" in page) == (True, True, False)
    assert client.post(rule_url("AM08"), {}).status_code == 403
    assert client.get(REHEARSAL).status_code == 403
    assert "演练" not in client.get(RULES).text
    assert not RuleDraft.objects.exists()


def test_others_do_not_see_the_rules(client, scheme, author):
    client.force_login(author)

    assert client.get(RULES).status_code == 403
    assert ">规则<" not in client.get(reverse("projects:list")).text


def test_an_administrator_below_the_top_only_reads(client, scheme, make_user, unit):
    client.force_login(make_user("lower", "system_administrator", unit))

    assert client.get(RULES).status_code == 200
    assert client.post(rule_url("AM08"), {}).status_code == 403
    assert client.post(IN_FORCE).status_code == 403
    assert client.post(DROP).status_code == 403


def test_a_change_is_noted_and_not_in_force(window, scheme, administrator):
    answer = window.post(rule_url("AM08"), {"is_on": "on", "severity": "error", "threshold_percent": "50"})

    assert answer.status_code == 302
    (draft,) = drafts_of(scheme, administrator)
    assert (draft.rule, draft.severity, draft.thresholds) == ("AM08", "error", {"percent": "50"})
    assert not RuleSetting.objects.exists()
    page = window.get(rule_url("AM08"))
    assert page.context["form"].initial["severity"] == "error"
    assert "还没有生效" in page.text


def test_changes_prepared_elsewhere_are_told_of(window, scheme, administrator):
    prepare(scheme, administrator, OFF, year=2027)
    prepare(scheme, administrator, OFF)

    page = window.get(RULES, {"scheme": scheme.code, "year": 2026})

    ((other, count),) = page.context["elsewhere"]
    assert (other.scheme, other.year, count) == (scheme, 2027, 1)
    assert "河北预算管理一体化2027年度起</a>还有拟改的 1 条" in page.text


def test_a_change_that_changes_nothing_is_dropped(window, scheme, administrator):
    prepare(scheme, administrator, OFF)

    window.post(rule_url("AM08"), {"is_on": "on", "severity": "", "threshold_percent": "75"})

    assert drafts_of(scheme, administrator) == []


@pytest.mark.parametrize(
    ("code", "sent", "sentence"),
    [
        ("AM08", {"threshold_percent": "很多"}, "应是0到100之间的数，现在是“很多”"),
        ("AM08", {"threshold_percent": "101"}, "应是0到100之间的数"),
        ("AM08", {"threshold_percent": "NaN"}, "应是0到100之间的数"),
        ("AM08", {"threshold_percent": ""}, "应是0到100之间的数"),
        ("GO01", {"threshold_characters": "7.5"}, "应是1到500之间的整数"),
        ("AM08", {"threshold_wrong": "5"}, "规则AM08没有名为“wrong”的界限"),
        ("VA19", {"threshold_low": "90", "threshold_usual": "85"}, "不能大于"),
        ("AM08", {"severity": "grave"}, "级别不对"),
        ("AM08", {"reason": "长" * 1001}, "最多1000个"),
        ("AM02", {"is_on": ""}, "放宽它要写明理由"),
        ("AM02", {"severity": "hint"}, "放宽它要写明理由"),
        ("AM02", {"threshold_tolerance": "100"}, "放宽它要写明理由"),
    ],
)
def test_what_a_rule_cannot_take_is_refused(window, scheme, administrator, code, sent, sentence):
    answer = window.post(rule_url(code), {"is_on": "on"} | sent)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert drafts_of(scheme, administrator) == []


def test_a_closed_year_is_refused(window, scheme, administrator):
    FiscalYear.objects.update(is_closed=True)

    answer = window.post(rule_url("AM08"), {})

    assert (answer.status_code, "2026年度已关闭" in answer.text) == (422, True)


def test_changes_come_into_force_with_an_entry_each(window, scheme, administrator):
    drafts = prepare(scheme, administrator, OFF, ("AM02", {"severity": "warning"}), reason="先试一年")

    window.post(f"{IN_FORCE}?scheme={scheme.code}&year=2026", {"draft": [draft.pk for draft in drafts]})

    settings = RuleSetting.objects.values_list("rule", "is_on", "severity", "first_year")
    assert set(settings) == {("AM08", False, "", 2026), ("AM02", True, "warning", 2026)}
    assert drafts_of(scheme, administrator) == []
    entry = AuditEntry.objects.get(action="change_rule", label="AM08 2026年度起")
    where = {"scheme": "hebei_integrated", "first_year": 2026}
    assert entry.before == where | {"is_on": True, "severity": "", "thresholds": {}}
    assert entry.after == where | {"is_on": False, "severity": "", "thresholds": {}}
    assert (entry.actor, entry.reason, entry.action_label) == (administrator, "先试一年", "修改检查规则")
    assert AuditEntry.objects.filter(action="change_rule").count() == 2


def test_the_later_of_two_administrators_is_told(window, scheme, administrator, make_user, bureau):
    other = make_user("other", "system_administrator", bureau)
    drafts = prepare(scheme, administrator, OFF)
    put_in_force(scheme, other, ("AM08", {"severity": "error"}))

    answer = window.post(
        f"{IN_FORCE}?scheme={scheme.code}&year=2026", {"draft": [draft.pk for draft in drafts]}, follow=True
    )

    assert "规则AM08在您拟改以后已由别人改过" in answer.text
    assert RuleSetting.objects.get().severity == "error"
    assert drafts_of(scheme, administrator) == drafts


def test_what_was_not_seen_is_not_put_into_force(window, scheme, administrator):
    prepare(scheme, administrator, OFF)

    answer = window.post(f"{IN_FORCE}?scheme={scheme.code}&year=2026", {"draft": ["0", "x"]}, follow=True)

    assert "拟改的规则和您看到的不一样" in answer.text
    assert not RuleSetting.objects.exists()


def test_nothing_prepared_is_nothing_put_into_force(scheme, administrator):
    with pytest.raises(RulesRefused, match="没有拟改的规则"):
        put_rules_in_force(scheme, 2026, actor=administrator, drafts=[])


def test_a_year_without_the_scheme_is_refused(scheme, administrator):
    with pytest.raises(RulesRefused, match="在2010年度不使用"):
        put_rules_in_force(scheme, 2010, actor=administrator, drafts=[])


def test_prepared_changes_are_dropped_one_by_one_or_all(window, scheme, administrator):
    prepare(scheme, administrator, OFF, ("GO01", {"is_on": False}), ("VA19", {"is_on": False}))

    window.post(f"{DROP}?scheme={scheme.code}&year=2026", {"rule": "GO01"})
    assert [draft.rule for draft in drafts_of(scheme, administrator)] == ["AM08", "VA19"]

    window.post(f"{DROP}?scheme={scheme.code}&year=2026")
    assert drafts_of(scheme, administrator) == []
    assert "没有拟改的规则" in window.post(f"{DROP}?scheme={scheme.code}&year=2026", follow=True).text


def test_changes_of_another_administrator_are_their_own(window, scheme, make_user, bureau):
    other = make_user("other", "system_administrator", bureau)
    prepare(scheme, other, OFF)

    assert "拟改 1 条" not in window.get(RULES).text


# The rehearsal


def test_the_rehearsal_shows_who_would_be_stopped(window, scheme, administrator, make_clean_project):
    with_slow_money(make_clean_project("慢的表"))
    RuleSetting.objects.create(scheme=scheme, first_year=2020, rule="AM08", is_on=False)
    prepare(scheme, administrator, ("AM08", {"severity": "error"}))

    page = window.get(REHEARSAL, {"scheme": scheme.code, "year": 2026, "run": 1})

    assert (page.context["found"].newly_stopped, page.context["table_count"]) == (1, 1)
    assert ("慢的表" in page.text, "将被拦下" in page.text, "新拦下 1 张" in page.text) == (True,) * 3
    assert inline_code(page.text) == foreign_addresses(page.text) == []


def test_the_rehearsal_runs_over_what_one_may_see(
    window, scheme, make_clean_project, foreign_unit, child_unit, sibling_unit
):
    for place in (foreign_unit, child_unit, sibling_unit):
        make_clean_project(f"{place.name}的表", unit=place)

    page = window.get(REHEARSAL, {"scheme": scheme.code, "run": 1})
    of_unit = window.get(REHEARSAL, {"scheme": scheme.code, "run": 1, "unit": child_unit.pk})

    assert {tally.unit for tally in page.context["found"].units} == {child_unit, sibling_unit}
    assert [tally.unit for tally in of_unit.context["found"].units] == [child_unit]


def test_without_tables_there_is_nothing_to_rehearse(window, scheme):
    page = window.get(REHEARSAL, {"run": 1})

    assert "还没有您能看到的表" in page.text
    assert "found" not in page.context


def test_too_many_tables_are_left_to_the_command(window, scheme, make_clean_project, monkeypatch):
    make_clean_project()
    monkeypatch.setattr(rules_views, "REHEARSAL_LIMIT", 0)

    page = window.get(REHEARSAL, {"run": 1})

    assert "rehearse_rules --scheme hebei_integrated --year 2026 --tables 2026" in page.text
    assert "found" not in page.context


def test_tables_that_move_meanwhile_void_the_rehearsal(window, scheme, make_clean_project):
    project = make_clean_project()

    with just_before(['FROM "projects_goal"'], lambda: another_table(project)):
        page = window.get(REHEARSAL, {"run": 1})

    assert "请再演练一次" in page.text
    assert "found" not in page.context


# Rules that fail


def test_a_failed_rule_is_shown_and_can_be_switched_off(window, scheme, administrator, project):
    for _ in range(2):
        note_failures(Report(failures=(Failure("AM08", "ValueError: x"),)), project.pk)

    page = window.get(RULES)
    assert ("有规则运行出错" in page.text, "ValueError: x" in page.text) == (True, True)
    assert [(failure.count, failure.project) for failure, _ in page.context["failures"]] == [(2, project)]

    window.post(rule_url("AM08"), {"reason": "规则运行出错，暂时停用。"})
    assert [(draft.rule, draft.is_on) for draft in drafts_of(scheme, administrator)] == [("AM08", False)]


def test_a_table_out_of_sight_is_not_named(window, scheme, make_project, foreign_unit):
    hidden = make_project("邻县的表", unit=foreign_unit)
    note_failures(Report(failures=(Failure("AM08", "ValueError: x"),)), hidden.pk)

    page = window.get(RULES).text

    assert ("AM08 " in page, "邻县的表" in page) == (True, False)


def test_readers_are_not_shown_failures(client, scheme, finance_reviewer):
    note_failures(Report(failures=(Failure("AM08", "ValueError: x"),)))
    client.force_login(finance_reviewer)

    assert "ValueError" not in client.get(RULES).text


def test_a_note_that_cannot_be_written_stops_nobody(db):
    def busy(*_):
        raise OperationalError("database is locked")

    with connection.execute_wrapper(busy):
        note_failures(Report(failures=(Failure("AM08", "x"),)))

    assert not RuleFailure.objects.exists()


def test_nothing_is_asked_where_no_rule_failed(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        note_failures(Report())
