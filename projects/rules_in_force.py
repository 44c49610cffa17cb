"""Which scheme and which rules are in force for tables of a layout and a year, with an administrator's changes."""

import json
from collections import defaultdict
from collections.abc import Hashable, Iterable
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError

from indicators.models import IndicatorScheme
from projects.checks import Level1, Level2, RuleBook, RuleChange, standard_rules
from projects.enums import Severity
from projects.models import RuleSetting

FIXTURE = settings.BASE_DIR / "fixtures" / "schemes.json"


class Ruling(NamedTuple):
    """What checks go by: the categories of a scheme and the rules in force with it."""

    scheme: tuple[Level1, ...] = ()
    rules: RuleBook = standard_rules()


def ruling_for(layout: str, year: int) -> Ruling:
    """Return scheme and rules for tables of a layout and a year: three queries, one where there is no scheme."""
    scheme = IndicatorScheme.objects.for_layout(layout, year)
    if scheme is None:
        return Ruling()
    return Ruling(levels_of(scheme), standard_rules().changed(rule_changes(scheme, year)))


def levels_of(scheme: IndicatorScheme) -> tuple[Level1, ...]:
    """Return the categories of a scheme as checks know them: one query."""
    fields = ("pk", "parent_id", "level", "name", "aliases", "is_required")
    categories = scheme.categories.order_by("order").values_list(*fields)
    return _levels(map(_Category._make, categories))


def rule_changes(scheme: IndicatorScheme, year: int, drafts: Iterable[RuleSetting] = ()) -> list[RuleChange]:
    """Return what administrators decided for a scheme, of each rule the newest decision up to the year: one query.

    `drafts` are settings that take the place of those of the same rule and year, or are added to them.
    """
    settled = RuleSetting.objects.filter(scheme=scheme, first_year__lte=year)
    decided = {(setting.first_year, setting.rule): setting for setting in settled}
    decided |= {(draft.first_year, draft.rule): draft for draft in drafts if draft.first_year <= year}
    newest = {rule: decided[first_year, rule] for first_year, rule in sorted(decided)}
    return [change_of(setting) for setting in newest.values()]


def change_of(setting: RuleSetting) -> RuleChange:
    """Return a setting, or a draft of one, as rules take it."""
    return RuleChange(
        rule=setting.rule,
        is_on=setting.is_on,
        severity=Severity(setting.severity) if setting.severity else None,
        thresholds={name: Decimal(str(value)) for name, value in setting.thresholds.items()},
    )


class _Category(NamedTuple):
    """A category of a scheme; `key` and `parent` are whatever names it."""

    key: Hashable
    parent: Hashable
    level: int
    name: str
    aliases: list[str]
    is_required: bool


def _levels(categories: Iterable[_Category]) -> tuple[Level1, ...]:
    """Return the categories of a scheme, given in the order of the form, as checks know them."""
    below: dict[Hashable, list[Level2]] = defaultdict(list)
    categories = list(categories)
    for one in categories:
        if one.level == 2:
            below[one.parent].append(Level2(one.name, tuple(one.aliases), one.is_required))
    return tuple(
        Level1(one.name, tuple(one.aliases), one.is_required, tuple(below[one.key]))
        for one in categories
        if one.level == 1
    )


def ruling_without_database(layout: str, year: int) -> Ruling:
    """Return what the database says, else, where there is none or it knows no such scheme, what is shipped."""
    try:
        ruling = ruling_for(layout, year)
    except DatabaseError:
        ruling = Ruling()
    return ruling if ruling.scheme else Ruling(shipped_levels(layout))


@cache
def shipped_levels(layout: str) -> tuple[Level1, ...]:
    """Return the categories of the scheme that the fixtures have for a layout, none where they have no such scheme."""
    entries = json.loads(FIXTURE.read_text(encoding="utf-8"))
    schemes = (one["fields"] for one in entries if one["model"] == "indicators.indicatorscheme")
    codes = [scheme["code"] for scheme in schemes if scheme["layout"] == layout]
    categories = (one["fields"] for one in entries if one["model"] == "indicators.indicatorcategory")
    own = (category for category in categories if category["scheme"] == codes[:1])
    return _levels(map(_shipped_category, sorted(own, key=lambda category: category["order"])))


def _shipped_category(fields: dict) -> _Category:
    parent = fields["parent"] and fields["parent"][-1]
    return _Category(
        fields["name"], parent, fields["level"], fields["name"], fields["aliases"], fields["is_required"]
    )
