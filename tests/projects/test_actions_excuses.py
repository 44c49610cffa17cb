"""Excuses: who may give one, for what, how long; what is left of it in the audit trail."""

import pytest

from projects.actions import EditRefused, excuse_finding, withdraw_excuse
from projects.actions.check_counts import counts_of
from projects.enums import Status
from projects.findings import findings_of
from projects.models import Excuse
from units.models import AuditEntry

REASON = "合同约定按服务次数结算。"
ABOUT = ("GO01", "purpose")


def excuse(project, actor, about=ABOUT, reason=REASON):
    return excuse_finding(project.pk, *about, reason=reason, actor=actor)


def test_excuse_is_kept_with_what_the_cells_say(project, author, unit):
    kept = excuse(project, author)

    assert (kept.author, kept.reason) == (author, REASON)
    remark = findings_of(project).remark_of(*ABOUT)
    assert (remark.is_excused, remark.excuse) == (True, kept)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.unit) == ("excuse_finding", author, unit)
    assert (entry.before, entry.after) == (
        {},
        {"rule": "GO01", "address": "purpose", "reason": REASON},
    )
    assert entry.action_label == "说明一处警告"


def test_lapses_when_the_cell_changes_and_is_given_again(project, author):
    excuse(project, author)
    project.purpose = "用于招商。"
    project.save()
    assert findings_of(project).remark_of(*ABOUT).has_lapsed

    excuse(project, author, reason="合同又改了约定。")

    assert findings_of(project).remark_of(*ABOUT).is_excused
    assert Excuse.objects.get().reason == "合同又改了约定。"
    assert AuditEntry.objects.order_by("pk").last().before["reason"] == REASON


def test_withdrawn(project, author):
    excuse(project, author)

    withdraw_excuse(project.pk, *ABOUT, actor=author)

    assert not Excuse.objects.exists()
    assert AuditEntry.objects.order_by("pk").last().action_label == "取消说明"
    with pytest.raises(EditRefused, match=r"^这条说明已经取消了。$"):
        withdraw_excuse(project.pk, *ABOUT, actor=author)


@pytest.mark.parametrize(
    ("about", "reason", "sentence"),
    [
        (ABOUT, "没有", "说明只有2个字，请写明理由，至少5个字。"),
        (ABOUT, "长" * 501, "说明有501个字，最多500个字，请缩短。"),
        (("GO01", "goals"), REASON, "这处问题已经没有了，不用再说明。"),
        (("ST01", "indicators"), REASON, "绩效指标的问题是“错误”，不能用说明代替，请修改。"),
        (("GO06", "goals"), REASON, "绩效目标的问题是“提示”，不能用说明代替，请修改。"),
    ],
)
def test_refused(project, author, about, reason, sentence):
    with pytest.raises(EditRefused) as refused:
        excuse(project, author, about, reason)

    assert str(refused.value) == sentence
    assert not Excuse.objects.exists()


def test_others_and_other_states_are_refused(project, cast, author):
    for name, user in cast.items():
        if name not in ("author", "colleague"):
            with pytest.raises(EditRefused, match="您不是"):
                excuse(project, user)
    excuse(project, cast["colleague"])
    project.status = Status.SUBMITTED
    project.save()
    for verb in (lambda: excuse(project, author), lambda: withdraw_excuse(project.pk, *ABOUT, actor=author)):
        with pytest.raises(EditRefused, match="不能修改"):
            verb()


def test_counts_for_lists_know_of_it(project, author):
    before = counts_of([project])[project.pk]

    excuse(project, author)

    after = counts_of([project])[project.pk]
    assert (after.errors, after.warnings, after.hints) == (before.errors, before.warnings - 1, before.hints)
