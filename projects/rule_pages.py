"""What the pages of rules show: rules by theme with their settings, decisions over the years, failures."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Prefetch
from django.utils import timezone

from projects.actions.rules import words_in_force
from projects.checks import standard_rules
from projects.checks.catalogue import Rule
from projects.checks.document import theme_of
from projects.enums import Severity
from projects.models import Project, RuleDraft, RuleFailure, RuleSetting
from projects.permissions import can_change_rules
from projects.rule_changes import AS_IN_CATALOGUE, rules_for, words_of
from units.models import AuditEntry

# How long a failure of a rule is shown after it happened.
FAILURE_DAYS = 30


@dataclass(frozen=True)
class ShownRule:
    """A rule with what is in force, and the change that the person has prepared, if any."""

    rule: Rule
    words: dict
    draft: RuleDraft | None

    @property
    def is_on(self):
        return self.words["is_on"]

    @property
    def severity(self):
        return Severity(self.words["severity"] or self.rule.severity)

    @property
    def is_changed(self):
        return self.words != AS_IN_CATALOGUE

    @property
    def thresholds(self):
        return threshold_words(self.rule, self.words["thresholds"])


def themes(scheme, year, drafts, query="") -> list[tuple[str, list[ShownRule]]]:
    """Return the rules by theme, those whose code, name, message or clause hold the words sought: one query."""
    words = words_in_force(scheme, year)
    draft_of = {draft.rule: draft for draft in drafts}
    found: dict[str, list[ShownRule]] = {}
    for rule in rules_for(scheme.layout).values():
        if _is_sought(rule, query):
            shown = ShownRule(rule, words.get(rule.code, AS_IN_CATALOGUE), draft_of.get(rule.code))
            found.setdefault(theme_of(rule), []).append(shown)
    return list(found.items())


def _is_sought(rule, query):
    said = f"{rule.code} {rule.name} {rule.message} {rule.clause} {rule.dimension}".lower()
    return all(word in said for word in query.lower().split())


def threshold_words(rule: Rule, changed) -> list[tuple[str, str]]:
    """Return the thresholds of a rule as label and number, with changed ones."""
    return [
        (label, changed.get(name, f"{rule.thresholds[name]:f}"))
        for name, label in rule.threshold_labels.items()
    ]


def state_words(rule: Rule, words) -> str:
    """Return a setting in one line: 启用，错误，10月底累计进度不低于（%）50."""
    if not words["is_on"]:
        return "停用"
    severity = Severity(words["severity"] or rule.severity).label
    thresholds = (f"{label}{number}" for label, number in threshold_words(rule, words["thresholds"]))
    return "，".join(["启用", severity, *thresholds])


def shown_drafts(drafts, layout) -> list[tuple[RuleDraft, Rule, str, str]]:
    """Return prepared changes with their rule and what was and will be in force, in words."""
    rules = rules_for(layout)
    pairs = [(draft, rules[draft.rule]) for draft in drafts if draft.rule in rules]
    return [
        (draft, rule, state_words(rule, draft.seen), state_words(rule, words_of(draft)))
        for draft, rule in pairs
    ]


@dataclass(frozen=True)
class Decision:
    """What was decided about a rule from a year on, and the newest entry of the audit trail about it."""

    first_year: int
    words: str
    entry: AuditEntry | None


def decisions_on(rule: Rule, scheme) -> list[Decision]:
    """Return the decisions about a rule over the years, the newest year first: two queries."""
    settings = list(RuleSetting.objects.filter(scheme=scheme, rule=rule.code).order_by("-first_year"))
    subjects = [f"{setting._meta.label_lower}:{setting.pk}" for setting in settings]
    entries = AuditEntry.objects.filter(subject__in=subjects).select_related("actor").order_by("pk")
    entry_of = {entry.subject: entry for entry in entries}
    return [
        Decision(
            setting.first_year,
            state_words(rule, words_of(setting)),
            entry_of.get(subject),
        )
        for setting, subject in zip(settings, subjects, strict=True)
    ]


def failures_for(user) -> list[tuple[RuleFailure, Rule | None]]:
    """Return the rules that failed of late, for who may switch them off; tables out of sight are not named."""
    if not can_change_rules(user):
        return []
    since = timezone.now() - timedelta(days=FAILURE_DAYS)
    visible = Prefetch("project", Project.objects.visible_to(user))
    failures = RuleFailure.objects.filter(last_at__gte=since).prefetch_related(visible)
    return [(failure, standard_rules().rules.get(failure.rule)) for failure in failures]
