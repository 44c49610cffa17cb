"""The rehearsal of rules: its numbers are those of the real run, and it writes nothing."""

import pytest
from django.core.management import call_command

from indicators.models import IndicatorScheme
from projects.enums import Severity
from projects.findings import findings_of
from projects.models import CarriedRow, Excuse, Project, RuleSetting
from projects.rehearsal import Stop, books_for, projects_of, rehearse
from projects.rehearsal_samples import Turn
from tests.projects.ruled import just_before, prepare, put_in_force, stopped_by_the_gate, with_slow_money

AM08_IS_ERROR = ("AM08", {"severity": "error"})


@pytest.fixture
def scheme(db):
    call_command("loaddata", "schemes", verbosity=0)
    scheme = IndicatorScheme.objects.get(code="hebei_integrated")
    RuleSetting.objects.create(scheme=scheme, first_year=2020, rule="AM08", thresholds={"percent": "50"})
    return scheme


@pytest.fixture
def filings(make_project, make_clean_project, child_unit, sibling_unit):
    """Clean tables, slow ones, and faulty ones, in three units."""
    make_clean_project("干净的表")
    with_slow_money(make_clean_project("慢的表"))
    with_slow_money(make_clean_project("另一张慢的表", unit=child_unit))
    make_project("有错的表", unit=sibling_unit)
    make_clean_project("没有预算数的表", unit=sibling_unit, total_amount=None)
    Project.objects.filter(name="没有预算数的表").update(total_amount=None)


def rehearsed(scheme, drafts=(), year=2026):
    return rehearse(projects_of(scheme, year), books_for(scheme, year, drafts))


def test_without_changes_it_counts_what_the_gate_stops(scheme, filings):
    found = rehearsed(scheme)

    assert found.table_count == 5
    assert (found.stopped_before, found.stopped_after) == (len(stopped_by_the_gate()),) * 2
    assert (found.newly_stopped, found.newly_freed, found.samples) == (0, 0, [])


@pytest.mark.parametrize(
    "changes",
    [
        [AM08_IS_ERROR],
        [("AM08", {"thresholds": {"percent": "70"}})],
        [("AM08", {"is_on": False})],
        [("AM08", {"severity": "warning"}), ("BA02", {"is_on": False})],
        [("IN01", {"severity": "hint"}), ("VA01", {"is_on": False}), ("AM02", {"is_on": False})],
        [("AM08", {"severity": "error", "thresholds": {"percent": "61"}})],
    ],
)
def test_its_numbers_are_those_of_the_real_run(scheme, filings, administrator, changes):
    before = stopped_by_the_gate()
    found = rehearsed(scheme, prepare(scheme, administrator, *changes))

    put_in_force(scheme, administrator, *changes)
    after = stopped_by_the_gate()

    assert (found.stopped_before, found.stopped_after) == (len(before), len(after))
    assert (found.newly_stopped, found.newly_freed) == (len(after - before), len(before - after))
    real = [finding.rule for project in Project.objects.all() for finding in _said(project)]
    assert {rule.code: rule.after for rule in found.rules if rule.after} == {
        code: real.count(code) for code in set(real)
    }
    assert rehearsed(scheme).stops == [(stop, after, after) for stop, _, after in found.stops]


def _said(project):
    return findings_of(project).report.findings


def test_a_planted_difference_is_found(scheme, filings, administrator, unit):
    found = rehearsed(scheme, prepare(scheme, administrator, AM08_IS_ERROR))

    assert (found.newly_stopped, found.newly_freed) == (2, 0)
    assert {sample.name for sample in found.samples} == {"慢的表", "另一张慢的表"}
    assert {sample.turn for sample in found.samples} == {Turn.STOPPED}
    assert {sample.finding.rule for sample in found.samples} == {"AM08"}
    assert {sample.place for sample in found.samples} == {"10月底"}
    first = found.units[0]
    assert (first.unit, first.table_count, first.newly_stopped, first.stopped_before) == (unit, 2, 1, 0)
    assert [tally.newly_stopped for tally in found.units] == [1, 1, 0]


def test_what_would_be_freed_is_told(scheme, filings, administrator):
    put_in_force(scheme, administrator, AM08_IS_ERROR)

    found = rehearsed(scheme, prepare(scheme, administrator, ("AM08", {"is_on": False})))

    assert (found.newly_stopped, found.newly_freed) == (0, 2)
    assert [(sample.turn, sample.finding.rule) for sample in found.samples] == [(Turn.FREED, "AM08")] * 2
    tally = next(rule for rule in found.rules if rule.code == "AM08")
    assert (tally.was, tally.now, tally.before, tally.after) == ("错误", "停用", 2, 0)
    assert (tally.tables_before, tally.tables_after) == (2, 0)


def test_an_excuse_lets_a_warning_pass(scheme, make_clean_project, administrator, author):
    project = with_slow_money(make_clean_project())
    put_in_force(scheme, administrator, ("AM08", {"severity": "warning"}))
    said = findings_of(project)
    (remark,) = said.open
    assert rehearsed(scheme).before == {Stop.WARNING: 1}

    text = said.cell_text("AM08", remark.finding.address)
    excuse = Excuse.objects.create(
        project=project, rule="AM08", address=remark.finding.address, cell_text=text, reason="年底验收"
    )

    assert rehearsed(scheme).before == {Stop.NONE: 1}
    excuse.cell_text = "以前的内容"
    excuse.save()
    assert rehearsed(scheme).before == {Stop.WARNING: 1}


def test_what_no_rule_asks_for_stops_all_the_same(scheme, make_clean_project, administrator):
    last_year = make_clean_project("上年的表")
    project = make_clean_project("今年的表", predecessor=last_year)
    uid = project.indicators.first().uid
    CarriedRow.objects.create(project=project, row=f"indicators.{uid}", source={"name": "别的名称"})
    CarriedRow.objects.create(project=last_year, row="indicators.gone", source={"name": "没有沿用"})
    CarriedRow.objects.create(project=project, row="indicators.gone", source={"name": "没有沿用"})

    found = rehearsed(scheme)

    assert stopped_by_the_gate() == {"今年的表"}
    assert found.before[Stop.GAP] == 1
    assert found.stopped_before == 1


def test_other_layouts_and_years_are_left_out(scheme, filings, make_clean_project, foreign_unit):
    foreign_unit.layout = "mof_2021"
    foreign_unit.save()
    make_clean_project("别的版式", unit=foreign_unit)

    assert rehearsed(scheme).table_count == 5
    assert rehearsed(scheme, year=2025).table_count == 0


def test_tables_of_an_earlier_year_go_by_the_rules_of_the_later(scheme, filings, administrator):
    put_in_force(scheme, administrator, AM08_IS_ERROR, year=2027)
    projects = projects_of(scheme, 2026)

    now = rehearse(projects, books_for(scheme, 2026))
    later = rehearse(projects, books_for(scheme, 2027))

    assert later.stopped_before - now.stopped_before == 2


def test_a_later_decision_goes_before_an_earlier_draft(scheme, filings, administrator):
    put_in_force(scheme, administrator, ("AM08", {"is_on": False}), year=2026)
    drafts = prepare(scheme, administrator, AM08_IS_ERROR, year=2025)

    found = rehearsed(scheme, drafts)

    assert (found.newly_stopped, found.newly_freed) == (0, 0)


def test_it_writes_nothing(scheme, filings, administrator, django_assert_max_num_queries):
    drafts = prepare(scheme, administrator, AM08_IS_ERROR)

    with django_assert_max_num_queries(1000) as asked:
        rehearsed(scheme, drafts)

    assert {query["sql"].split()[0] for query in asked.captured_queries} <= {"SELECT", "DECLARE"}
    assert RuleSetting.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_its_queries_do_not_grow_with_the_tables(
    scheme, make_clean_project, administrator, count, django_assert_num_queries
):
    drafts = prepare(scheme, administrator, AM08_IS_ERROR)
    for number in range(count):
        with_slow_money(make_clean_project(f"第{number}张表"))

    with django_assert_num_queries(16):
        rehearsed(scheme, drafts)


@pytest.mark.parametrize("count", [7, 12])
def test_samples_are_ten_at_most_and_of_many_units(
    scheme, make_clean_project, administrator, count, child_unit, sibling_unit
):
    drafts = prepare(scheme, administrator, AM08_IS_ERROR)
    for number in range(count):
        with_slow_money(make_clean_project(f"第{number}张表"))
    with_slow_money(make_clean_project("下级的表", unit=child_unit))
    with_slow_money(make_clean_project("旁边的表", unit=sibling_unit))

    found = rehearsed(scheme, drafts)

    assert len(found.samples) == min(count + 2, 10)
    assert {sample.name for sample in found.samples} >= {"下级的表", "旁边的表"}


def test_a_change_that_stops_nobody_is_shown_too(scheme, make_clean_project, administrator):
    with_slow_money(make_clean_project())
    drafts = prepare(scheme, administrator, ("AM08", {"severity": "hint"}))

    (sample,) = rehearsed(scheme, drafts).samples

    assert (sample.turn, sample.finding.rule) == (Turn.OTHER, "AM08")
    assert sample.finding.severity is Severity.HINT


def test_what_was_deleted_meanwhile_is_left_out(scheme, filings):
    gone = Project.objects.in_print_order().first()

    with just_before(['"predecessor_id" FROM "projects_project" WHERE'], gone.delete):
        found = rehearsed(scheme)

    assert found.table_count == 4


def test_a_change_behind_a_more_specific_finding_is_no_sample(scheme, make_clean_project, administrator):
    project = make_clean_project()
    project.indicators.filter(level1_name="满意度指标").update(value_text="无")
    drafts = prepare(scheme, administrator, ("VA05", {"severity": "hint"}))

    found = rehearsed(scheme, drafts)

    assert "VA05" in {finding.rule for finding in findings_of(project).report.suppressed}
    assert (found.newly_stopped, found.samples) == (0, [])
