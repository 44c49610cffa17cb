"""The score: every lost point told by a finding."""

from hypothesis import given
from hypothesis import strategies as st

from projects.checks.finding import Finding
from projects.checks.score import FULL, Loss, score_of
from projects.enums import Severity


def a_finding(severity, rule="ID01", address="project.code"):
    return Finding(rule, severity, address, "", "", "", "")


ERROR, WARNING, HINT = (a_finding(severity) for severity in Severity)


def test_nothing_found_is_full():
    assert (score_of([]).points, score_of([]).losses) == (FULL, ())


def test_each_finding_costs_by_its_severity():
    score = score_of([HINT, ERROR, WARNING])

    assert score.points == 85
    assert score.losses == (Loss(HINT, 1), Loss(ERROR, 10), Loss(WARNING, 4))


def test_one_rule_costs_no_more_than_its_most():
    score = score_of([WARNING] * 5)

    assert [loss.points for loss in score.losses] == [4, 4, 4, 0, 0]


def test_excused_warning_costs_nothing():
    other = a_finding(Severity.WARNING, address="project.name")

    score = score_of([WARNING, other, ERROR], excused={("ID01", "project.code")})

    assert [loss.points for loss in score.losses] == [0, 4, 10]


def test_errors_cost_first_where_little_is_left():
    errors = [a_finding(Severity.ERROR, rule=f"E{number}") for number in range(12)]

    score = score_of([HINT, *errors])

    assert score.points == 0
    assert [loss.points for loss in score.losses] == [0] + [10] * 10 + [0, 0]


@given(
    st.lists(
        st.builds(
            a_finding, st.sampled_from(Severity), st.sampled_from("ABCDEFGHIJKLM"), st.sampled_from("xyz")
        )
    )
)
def test_points_and_losses_add_up(findings):
    score = score_of(findings)

    assert score.points + sum(loss.points for loss in score.losses) == FULL
    assert [loss.finding for loss in score.losses] == findings
    assert 0 <= score.points <= FULL
