"""The form of a rule's page, and what the rehearsal runs over."""

from django import forms
from django.forms import CheckboxInput, Select, Textarea, TextInput

from documents.text import clean_text
from projects.actions.rules import RulesRefused, draft_rule
from projects.checks import RuleChange
from projects.checks.catalogue import Rule
from projects.enums import Severity
from projects.models import RuleDraft
from projects.rule_changes import UnusableChange, read_change, read_threshold
from units.models import BudgetUnit

THRESHOLD = "threshold_"


class RuleForm(forms.Form):
    """What an administrator wants of a rule; `words` is what is prepared, or else in force."""

    is_on = forms.BooleanField(
        label="启用", required=False, widget=CheckboxInput({"class": "form-check-input"})
    )
    severity = forms.ChoiceField(
        label="级别",
        required=False,
        widget=Select({"class": "form-select"}),
        error_messages={"invalid_choice": "级别不对，请从列表里选。"},
    )
    reason = forms.CharField(
        label="理由",
        required=False,
        max_length=1000,
        error_messages={"max_length": "理由有%(show_value)d个字，最多%(limit_value)d个，请缩短。"},
        widget=Textarea({"class": "form-control", "rows": 3}),
    )

    def __init__(self, *args, rule: Rule, words: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.rule = rule
        self.fields["severity"].choices = [("", f"按规则原来的（{rule.severity.label}）"), *Severity.choices]
        self.initial = {name: words.get(name, "") for name in ("is_on", "severity", "reason")}
        for name, number in rule.thresholds.items():
            self._add_threshold(name, words["thresholds"].get(name, f"{number:f}"))

    def thresholds(self):
        return [self[f"{THRESHOLD}{name}"] for name in self.rule.thresholds]

    def clean_reason(self):
        return clean_text(self.cleaned_data["reason"]).strip()

    def clean(self):
        """Read the thresholds, each with its own sentence, then the change as a whole."""
        names = [name.removeprefix(THRESHOLD) for name in self.data if name.startswith(THRESHOLD)]
        for name in names:
            self._check(name)
        if not self.errors:
            try:
                self.change = read_change(
                    self.rule.code,
                    is_on=self.cleaned_data["is_on"],
                    severity=self.cleaned_data["severity"],
                    thresholds={name: self.data[f"{THRESHOLD}{name}"] for name in names},
                )
            except UnusableChange as unusable:
                self.add_error(
                    f"{THRESHOLD}{unusable.threshold}" if unusable.threshold else None, str(unusable)
                )

    def save(self, scheme, first_year, *, actor) -> RuleDraft | None:
        """Prepare the change. Raises RulesRefused."""
        change: RuleChange = self.change
        return draft_rule(scheme, first_year, change, actor=actor, reason=self.cleaned_data["reason"])

    def is_saved(self, scheme, first_year, *, actor) -> bool:
        """Prepare the change where the form is in order; what is refused becomes an error of the form."""
        if not self.is_valid():
            return False
        try:
            self.draft = self.save(scheme, first_year, actor=actor)
        except RulesRefused as refused:
            self.add_error(None, str(refused))
        return not self.errors

    def _add_threshold(self, name, shown):
        limits = self.rule.threshold_ranges[name]
        kind = "整数" if limits.is_whole else "数"
        self.fields[f"{THRESHOLD}{name}"] = forms.CharField(
            label=self.rule.threshold_labels[name],
            required=False,
            initial=shown,
            help_text=f"{limits.least}到{limits.most}之间的{kind}，原来是{self.rule.thresholds[name]:f}",
            widget=TextInput({"class": "form-control", "inputmode": "decimal"}),
        )

    def _check(self, name):
        try:
            read_threshold(self.rule, name, self.data[f"{THRESHOLD}{name}"])
        except UnusableChange as unusable:
            field = f"{THRESHOLD}{name}"
            self.add_error(field if field in self.fields else None, str(unusable))


class RehearsalForm(forms.Form):
    """The tables that a rehearsal runs over; a choice that makes no sense is as good as none."""

    tables = forms.IntegerField(required=False)
    unit = forms.ModelChoiceField(
        BudgetUnit.objects.none(),
        required=False,
        empty_label="全部单位",
        widget=Select({"class": "form-select"}),
    )

    def __init__(self, query, *, units, years):
        super().__init__(query)
        self.years = years
        self.fields["unit"].queryset = units
        self.is_valid()

    @property
    def year(self):
        """The year of the tables: the chosen one, else the newest that has tables."""
        chosen = self.cleaned_data.get("tables")
        return chosen if chosen in self.years or not self.years else self.years[0]

    def narrow(self, projects):
        unit = self.cleaned_data.get("unit")
        return projects.filter(unit__path__startswith=unit.path) if unit else projects
