"""What an administrator may decide about a rule, read from a form or a file; what the catalogue does not know is refused."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from projects.checks import RuleChange, standard_rules
from projects.checks.catalogue import Rule, ThresholdRange
from projects.checks.word_lists import word_lists
from projects.enums import Severity

# What a setting says that changes nothing.
AS_IN_CATALOGUE: dict[str, Any] = {"is_on": True, "severity": "", "thresholds": {}}
_RANK = {severity: place for place, severity in enumerate(Severity)}


class UnusableChange(ValueError):
    """A change that no rule can take; str() is a Chinese sentence, `threshold` the one it is about."""

    def __init__(self, message: str, threshold: str = ""):
        super().__init__(message)
        self.threshold = threshold


def rule_called(code: str) -> Rule:
    """Return a rule of the catalogue. Raises UnusableChange."""
    try:
        return standard_rules().rules[code]
    except KeyError:
        raise UnusableChange(f"没有编号为“{code}”的规则，请从规则列表里选。") from None


def rules_for(layout: str) -> dict[str, Rule]:
    """Return the catalogue with the severities that rules have for tables of a layout."""
    rules = standard_rules().rules
    return {code: replace(rule, severity=rule.severity_of(None, layout)) for code, rule in rules.items()}


def read_change(
    code: str, *, is_on: bool = True, severity: str = "", thresholds: Mapping[str, object] | None = None
) -> RuleChange:
    """Return a change of a rule; thresholds that are as in the catalogue are left out. Raises UnusableChange."""
    rule = rule_called(code)
    if severity and severity not in Severity.values:
        raise UnusableChange(f"规则{code}的级别“{severity}”不对，只能是{'、'.join(Severity.values)}之一。")
    if not isinstance(is_on, bool):
        raise UnusableChange(f"规则{code}的“启用”只能是true或者false。")
    numbers = {name: read_threshold(rule, name, given) for name, given in (thresholds or {}).items()}
    _refuse_disorder(rule, {**rule.thresholds, **numbers})
    return RuleChange(
        rule=code,
        is_on=is_on,
        severity=Severity(severity) if severity else None,
        thresholds={name: number for name, number in numbers.items() if number != rule.thresholds[name]},
    )


def read_threshold(rule: Rule, name: str, given: object) -> Decimal:
    """Return the number of a threshold of a rule. Raises UnusableChange where it is none, or out of range."""
    if name not in rule.thresholds:
        raise UnusableChange(f"规则{rule.code}没有名为“{name}”的界限。", name)
    label, limits = rule.threshold_labels[name], rule.threshold_ranges[name]
    wanted = f"{limits.least}到{limits.most}之间的{'整数' if limits.is_whole else '数'}"
    number = _number(given)
    if number is None or not _is_within(limits, number):
        raise UnusableChange(f"“{label}”应是{wanted}，现在是“{given}”，请改正。", name)
    return number


def changes_from_json(entries: object) -> list[RuleChange]:
    """Return the changes of a list such as [{"rule": "AM08", "thresholds": {"percent": 50}}]. Raises UnusableChange."""
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UnusableChange("改动应是一个列表，每条规则一项。")
    changes = [_from_json(entry) for entry in entries]
    if len({change.rule for change in changes}) < len(changes):
        raise UnusableChange("同一条规则在改动里出现了两次，请合成一项。")
    return changes


def change_words(change: RuleChange) -> dict[str, Any]:
    """Return a change as it is stored: numbers as text."""
    return {
        "is_on": change.is_on,
        "severity": change.severity.value if change.severity else "",
        "thresholds": {name: f"{number.normalize():f}" for name, number in change.thresholds.items()},
    }


def words_of(setting: object) -> dict[str, Any]:
    """Return what a setting, or a draft of one, decides, as it is stored."""
    return {name: getattr(setting, name) for name in AS_IN_CATALOGUE}


def is_weakened(rule: Rule, change: RuleChange) -> bool:
    """Tell whether an error that rests on a regulation would no longer stop a table, or sooner let one pass."""
    if rule.severity is not Severity.ERROR or not rule.clause:
        return False
    is_milder = change.severity is not None and _RANK[change.severity] > _RANK[rule.severity]
    return not change.is_on or is_milder or bool(change.thresholds)


def _from_json(entry: dict[str, Any]) -> RuleChange:
    if unknown := entry.keys() - {"rule", *AS_IN_CATALOGUE}:
        raise UnusableChange(f"改动里有不认识的“{min(unknown)}”，请删去。")
    words = AS_IN_CATALOGUE | entry
    if not isinstance(words["thresholds"], dict) or not isinstance(words["severity"], str):
        raise UnusableChange(f"规则{entry.get('rule', '')}的改动写法不对，请照说明改正。")
    code = str(words.pop("rule", ""))
    return read_change(code, **words)


def _number(given: object) -> Decimal | None:
    try:
        number = Decimal(str(given).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _is_within(limits: ThresholdRange, number: Decimal) -> bool:
    return limits.least <= number <= limits.most and (not limits.is_whole or number == int(number))


def _refuse_disorder(rule: Rule, numbers: Mapping[str, Decimal]) -> None:
    ascending: Iterable[str] = word_lists("threshold_ranges")["ascending"].get(rule.code, ())
    for low, high in pairwise(ascending):
        if numbers[low] > numbers[high]:
            labels = rule.threshold_labels
            raise UnusableChange(f"“{labels[low]}”不能大于“{labels[high]}”，请改正。", low)
