"""The catalogue of quality rules: names, severities, sentences, clauses and thresholds, read from rules/."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from projects.checks.word_lists import word_lists
from projects.enums import Severity

FOLDER = Path(__file__).parent / "rules"
# One file per theme, in the order in which findings at one cell are shown.
THEMES = (
    "identity",
    "amounts",
    "goals",
    "structure",
    "indicators",
    "values",
    "bases",
    "texts",
    "tables",
    "weights",
)


class ThresholdRange(NamedTuple):
    """What an administrator may set a threshold to."""

    least: Decimal
    most: Decimal
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a stable code that is never used again, and all its words.

    `message` has places in braces for the words of a hit; `variants` are messages for hits of another kind.
    `suppresses` names the rules it makes superfluous at the same cell, `suppresses_in_row` those in the same row,
    `suppresses_in_table` those in the whole table. `severity_in_layout` goes before `severity` for tables of that layout; one that an administrator
    chose (`is_severity_chosen`) goes before all. `severity_in_case` tells in words when the function itself weighs a hit
    otherwise.
    """

    code: str
    name: str
    severity: Severity
    message: str
    clause: str
    dimension: str
    suppresses: tuple[str, ...] = ()
    suppresses_in_row: tuple[str, ...] = ()
    suppresses_in_table: tuple[str, ...] = ()
    thresholds: Mapping[str, Decimal] = field(default_factory=dict)
    threshold_labels: Mapping[str, str] = field(default_factory=dict)
    threshold_ranges: Mapping[str, ThresholdRange] = field(default_factory=dict)
    bad: str = ""
    good: str = ""
    near: str = ""
    variants: Mapping[str, str] = field(default_factory=dict)
    is_on: bool = True
    severity_in_layout: Mapping[str, Severity] = field(default_factory=dict)
    severity_in_case: Mapping[str, Severity] = field(default_factory=dict)
    is_severity_chosen: bool = False

    def severity_of(self, hit: Severity | None, layout: str) -> Severity:
        """Return how severe a hit of this rule is, whose function may say so itself, for a table of a layout."""
        if self.is_severity_chosen:
            return self.severity
        return hit or self.severity_in_layout.get(layout, self.severity)


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What an administrator decided about a rule; what is None or missing stays as in the catalogue."""

    rule: str
    is_on: bool = True
    severity: Severity | None = None
    thresholds: Mapping[str, Decimal] = field(default_factory=dict)


# Compared as an object, so that what is worked out from a book is kept with it.
@dataclass(frozen=True, slots=True, eq=False)
class RuleBook:
    """The rules in force for a table: the catalogue with an administrator's changes."""

    rules: Mapping[str, Rule]

    def changed(self, changes: Iterable[RuleChange]) -> "RuleBook":
        """Return the book with the changes made; a change of a rule that is not in the catalogue is ignored."""
        rules = dict(self.rules)
        for change in changes:
            if rule := rules.get(change.rule):
                rules[rule.code] = replace(
                    rule,
                    is_on=change.is_on,
                    severity=change.severity or rule.severity,
                    is_severity_chosen=rule.is_severity_chosen or change.severity is not None,
                    thresholds={**rule.thresholds, **change.thresholds},
                )
        return RuleBook(rules)

    def threshold(self, code: str, name: str) -> Decimal:
        return self.rules[code].thresholds[name]


@lru_cache(maxsize=1)
def standard_rules() -> RuleBook:
    """Return the catalogue as it is shipped, rules in the order of the file."""
    return RuleBook({code: _rule(code, table) for theme in THEMES for code, table in _tables(theme).items()})


def _tables(theme: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((FOLDER / f"{theme}.toml").read_text(encoding="utf-8"), parse_float=Decimal)


def _rule(code: str, table: dict[str, Any]) -> Rule:
    return Rule(
        code=code,
        severity=Severity(table["severity"]),
        suppresses=tuple(table.get("suppresses", ())),
        suppresses_in_row=tuple(table.get("suppresses_in_row", ())),
        suppresses_in_table=tuple(table.get("suppresses_in_table", ())),
        thresholds={name: Decimal(value) for name, value in table.get("thresholds", {}).items()},
        threshold_labels=word_lists("thresholds").get(code, {}),
        threshold_ranges={
            name: _range(**words) for name, words in word_lists("threshold_ranges").get(code, {}).items()
        },
        severity_in_layout={
            layout: Severity(severity) for layout, severity in table.get("severity_in_layout", {}).items()
        },
        severity_in_case={
            case: Severity(severity) for case, severity in table.get("severity_in_case", {}).items()
        },
        near=table.get("near", ""),
        variants=table.get("variants", {}),
        **{word: table[word] for word in ("name", "message", "clause", "dimension", "bad", "good")},
    )


def _range(least: int, most: int, whole: bool = False) -> ThresholdRange:
    return ThresholdRange(Decimal(least), Decimal(most), whole)
