"""Verbs on quality rules: prepare a change, drop it, put the prepared changes into force."""

from collections.abc import Iterable

from django.db import transaction

from indicators.models import IndicatorScheme
from projects.checks import RuleChange
from projects.models import FiscalYear, RuleDraft, RuleSetting
from projects.rule_changes import AS_IN_CATALOGUE, change_words, is_weakened, read_change, rules_for
from projects.rules_in_force import change_of
from units import audit


class RulesRefused(Exception):
    """A change of rules that cannot be made; str() is a Chinese sentence."""


@transaction.atomic
def draft_rule(scheme, first_year, change: RuleChange, *, actor, reason="") -> RuleDraft | None:
    """Prepare a change of a rule for a scheme from a year on; nothing is in force yet.

    A change that says what is in force already drops what was prepared and returns None. Raises RulesRefused, and
    UnusableChange for what the catalogue does not know.
    """
    _refuse_year(scheme, first_year)
    words, reason = change_words(change), reason.strip()
    change = read_change(change.rule, **words)
    seen = words_in_force(scheme, first_year, [change.rule])[change.rule]
    if words != seen and is_weakened(rules_for(scheme.layout)[change.rule], change) and not reason:
        raise RulesRefused("这条规则按规定应是错误，放宽它要写明理由。")
    own = RuleDraft.objects.filter(author=actor, scheme=scheme, first_year=first_year)
    if words == seen:
        own.filter(rule=change.rule).delete()
        return None
    wanted = words | {"reason": reason, "seen": seen}
    return own.update_or_create(
        defaults=wanted, author=actor, scheme=scheme, first_year=first_year, rule=change.rule
    )[0]


def drop_drafts(scheme, first_year, *, actor, rule="") -> int:
    """Drop the actor's prepared changes, or the one of a rule, and return how many there were."""
    drafts = RuleDraft.objects.filter(author=actor, scheme=scheme, first_year=first_year)
    return (drafts.filter(rule=rule) if rule else drafts).delete()[0]


@transaction.atomic
def put_rules_in_force(scheme, first_year, *, actor, drafts: Iterable[int]) -> list[RuleSetting]:
    """Put the actor's prepared changes into force, those with these keys, and return the settings.

    One audit entry for each rule. Raises RulesRefused where a rule was changed by somebody else since it was prepared,
    or what is prepared is not what the actor has seen.
    """
    scheme = IndicatorScheme.objects.select_for_update().get(pk=scheme.pk)
    _refuse_year(scheme, first_year)
    prepared = list(RuleDraft.objects.filter(author=actor, scheme=scheme, first_year=first_year))
    if not prepared:
        raise RulesRefused("没有拟改的规则。它们可能已在另一个窗口里生效或者放弃，请看过规则列表。")
    if {draft.pk for draft in prepared} != set(drafts):
        raise RulesRefused("拟改的规则和您看到的不一样，它们在另一个窗口里改过。请看过现在的内容再生效。")
    _refuse_moved(scheme, first_year, prepared)
    settings = [_put(draft, actor) for draft in prepared]
    drop_drafts(scheme, first_year, actor=actor)
    return settings


def words_in_force(scheme, year, codes=None) -> dict[str, dict]:
    """Return what is decided about rules for tables of a year, all that anybody decided about or those given: one query."""
    settings = RuleSetting.objects.filter(scheme=scheme, first_year__lte=year).order_by("first_year")
    found = dict.fromkeys(codes or (), AS_IN_CATALOGUE)
    if codes is not None:
        settings = settings.filter(rule__in=codes)
    return found | {setting.rule: change_words(change_of(setting)) for setting in settings}


def _refuse_year(scheme, first_year):
    if first_year < scheme.first_year or first_year > (scheme.last_year or first_year):
        raise RulesRefused(f"{scheme.name}在{first_year}年度不使用，请另选年度。")
    if FiscalYear.objects.filter(year=first_year, is_closed=True).exists():
        raise RulesRefused(f"{first_year}年度已关闭，不能再改它的规则，请另选起始年度。")


def _refuse_moved(scheme, first_year, drafts):
    now = words_in_force(scheme, first_year, [draft.rule for draft in drafts])
    moved = [draft.rule for draft in drafts if now[draft.rule] != draft.seen]
    if moved:
        raise RulesRefused(
            f"规则{'、'.join(moved)}在您拟改以后已由别人改过。请打开它们看过现在的设置，重新拟定，再一起生效。"
        )


def _put(draft, actor) -> RuleSetting:
    words = change_words(change_of(draft))
    setting, _ = RuleSetting.objects.update_or_create(
        scheme=draft.scheme, first_year=draft.first_year, rule=draft.rule, defaults=words
    )
    where = {"scheme": draft.scheme.code, "first_year": draft.first_year}
    audit.record(
        actor, "change_rule", setting, before=where | draft.seen, after=where | words, reason=draft.reason
    )
    return setting
