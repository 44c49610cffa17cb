"""manage.py rehearse_rules, and what changed rules do everywhere."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from indicators.models import IndicatorScheme
from projects.check_context import checkable
from projects.checks import standard_rules
from projects.checks.registry import TABLE_CHECKS
from projects.enums import Status
from projects.findings import findings_of
from projects.models import Project, RuleDraft, RuleFailure, RuleSetting
from projects.rule_changes import UnusableChange, changes_from_json
from tests.projects.commands import run
from tests.projects.ruled import (
    another_table,
    just_before,
    prepare,
    put_in_force,
    stopped_by_the_gate,
    with_slow_money,
)

HEBEI = "hebei_integrated"


@pytest.fixture
def scheme(db):
    call_command("loaddata", "schemes", verbosity=0)
    return IndicatorScheme.objects.get(code=HEBEI)


@pytest.fixture
def slow(scheme, make_clean_project):
    return with_slow_money(make_clean_project("慢的表"))


@pytest.fixture
def changes_in(tmp_path):
    def write(content):
        path = tmp_path / "改动.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return write


def test_it_tells_what_a_file_of_changes_would_do(slow, make_clean_project, changes_in, child_unit):
    make_clean_project("下级的表", unit=child_unit)
    path = changes_in([{"rule": "AM08", "thresholds": {"percent": 50}}])

    printed, refusal = run("rehearse_rules", "--scheme", HEBEI, "--changes", path)

    assert refusal == ""
    assert printed.splitlines()[0] == "2张表：现在拦下1张，改后拦下0张；新拦下0张，不再拦下1张。"
    assert "单位 304001区商务局本级：1张表，新拦下0张，不再拦下1张" in printed
    name = standard_rules().rules["AM08"].name
    assert f"规则 AM08 {name}：警告 → 警告，问题1 → 0" in printed
    assert "[不再拦下] 区商务局本级 慢的表 10月底：" in printed
    below, _ = run("rehearse_rules", "--scheme", HEBEI, "--unit", child_unit.code)
    assert below.splitlines()[0].startswith("1张表：现在拦下0张")


def test_it_tells_what_an_administrator_has_prepared(slow, scheme, administrator):
    prepare(scheme, administrator, ("AM08", {"is_on": False}))

    printed, _ = run("rehearse_rules", "--scheme", HEBEI, "--drafts-of", "administrator", "--format", "json")

    found = json.loads(printed)
    assert (found["tables"], found["stopped"]) == (1, {"before": 1, "after": 0})
    assert found["reasons"]["warning"] == {"before": 1, "after": 0}
    assert [(unit["unit_code"], unit["newly_freed"]) for unit in found["units"]] == [("304001", 1)]
    assert [(one["turn"], one["rule"], one["project"]) for one in found["samples"]] == [
        ("freed", "AM08", slow.pk)
    ]
    assert not RuleSetting.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", "不是能读的JSON文件"),
        ({}, "改动应是一个列表"),
        ([5], "改动应是一个列表"),
        ([{"rule": "ZZ99"}], "没有编号为“ZZ99”的规则"),
        ([{}], "没有编号为“”的规则"),
        ([{"rule": "AM08", "level": 1}], "不认识的“level”"),
        ([{"rule": "AM08", "thresholds": 5}], "写法不对"),
        ([{"rule": "AM08", "thresholds": {"share": 5}}], "没有名为“share”的界限"),
        ([{"rule": "AM08", "thresholds": {"percent": "x"}}], "应是0到100之间的数"),
        ([{"rule": "AM08", "severity": "grave"}], "级别“grave”不对"),
        ([{"rule": "AM08", "is_on": 1}], "只能是true或者false"),
        ([{"rule": "AM08"}, {"rule": "AM08"}], "出现了两次"),
    ],
)
def test_a_file_it_cannot_use_is_refused(slow, changes_in, content, sentence):
    _, refusal = run("rehearse_rules", "--scheme", HEBEI, "--changes", changes_in(content))

    assert sentence in refusal


def test_what_is_not_there_is_refused(scheme, administrator, tmp_path):
    assert (
        "没有代码为“gone”的指标体系，现有：hebei_integrated" in run("rehearse_rules", "--scheme", "gone")[1]
    )
    assert "还没有预算年度" in run("rehearse_rules", "--scheme", HEBEI)[1]
    missing = run("rehearse_rules", "--scheme", HEBEI, "--year", "2026", "--changes", tmp_path / "无.json")
    assert "不是能读的JSON文件" in missing[1]
    nobody = run("rehearse_rules", "--scheme", HEBEI, "--year", "2026", "--drafts-of", "administrator")
    assert "没有为河北预算管理一体化2026年度拟改规则" in nobody[1]


def test_tables_that_move_meanwhile_are_told(slow):
    with just_before(['FROM "projects_goal"'], lambda: another_table(slow)):
        _, refusal = run("rehearse_rules", "--scheme", HEBEI)

    assert "请再试一次" in refusal


def test_rules_that_stay_as_they_are_are_not_listed(slow, make_project, changes_in):
    make_project("有错的表")

    printed, _ = run(
        "rehearse_rules", "--scheme", HEBEI, "--changes", changes_in([{"rule": "AM08", "is_on": False}])
    )

    assert [line.split()[1] for line in printed.splitlines() if line.startswith("规则")] == ["AM08"]


def test_changes_are_read_with_numbers_as_they_are_written():
    with pytest.raises(UnusableChange):
        changes_from_json("AM08")
    (change,) = changes_from_json([{"rule": "VA19", "thresholds": {"low": 80, "usual": "82.50"}}])

    assert {name: str(number) for name, number in change.thresholds.items()} == {"usual": "82.50"}


# What changed rules do everywhere


def test_a_rule_that_is_off_is_silent_everywhere(slow, scheme, administrator, author, client):
    said, refusal = run("check_tables", "--year", "2026")
    assert ("AM08" in said, stopped_by_the_gate()) == (True, {"慢的表"})

    put_in_force(scheme, administrator, ("AM08", {"is_on": False}))

    said, refusal = run("check_tables", "--year", "2026")
    assert ("AM08" in said, refusal) == (False, "")
    assert [one.rule for one in findings_of(slow).report.findings if one.rule == "AM08"] == []
    assert _handed_in(client, author, slow) == Status.SUBMITTED


def test_a_hint_stops_nobody(slow, scheme, administrator, author, client):
    assert _handed_in(client, author, slow) == Status.DRAFT

    put_in_force(scheme, administrator, ("AM08", {"severity": "hint"}))

    assert "[提示] AM08" in run("check_tables", "--year", "2026")[0]
    assert _handed_in(client, author, slow) == Status.SUBMITTED


@pytest.mark.parametrize(("percent", "count"), [("60", 0), ("61", 1), ("50", 0)])
def test_a_threshold_is_what_is_compared_with(slow, scheme, administrator, percent, count):
    put_in_force(scheme, administrator, ("AM08", {"thresholds": {"percent": percent}}))

    said = [one for one in findings_of(slow).report.findings if one.rule == "AM08"]

    assert len(said) == count


def test_other_schemes_and_earlier_years_stay(slow, scheme, administrator):
    put_in_force(scheme, administrator, ("AM08", {"is_on": False}), year=2027)
    other = IndicatorScheme.objects.get(code="mof_2021")
    put_in_force(other, administrator, ("AM08", {"is_on": False}))

    assert stopped_by_the_gate() == {"慢的表"}


def test_a_rule_that_raises_is_noted_where_it_is_run(slow, scheme, monkeypatch):
    def broken(view):
        raise ValueError("10月底")

    monkeypatch.setitem(TABLE_CHECKS, "AM08", broken)

    checkable(slow).check()
    run("check_tables", "--year", "2026")
    run("rehearse_rules", "--scheme", HEBEI)

    failure = RuleFailure.objects.get()
    assert (failure.rule, failure.error, failure.count, failure.project) == (
        "AM08",
        "ValueError: 10月底",
        2,
        slow,
    )


def _handed_in(client, author, project):
    client.force_login(author)
    project = Project.objects.get(pk=project.pk)
    client.post(
        reverse("reviews:decide", args=[project.pk, "submit"]), {"lock_version": project.lock_version}
    )
    return Project.objects.get(pk=project.pk).status


def test_what_is_kept_about_a_rule_is_called_by_its_code():
    assert (str(RuleDraft(rule="AM08", first_year=2026)), str(RuleFailure(rule="AM08"))) == (
        "AM08 2026年度起",
        "AM08",
    )
