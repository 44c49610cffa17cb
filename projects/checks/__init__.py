"""Quality checks: what a reviewer would send back, said at the cell."""

from projects.checks import (
    amounts,
    bases,
    goals,
    identity,
    indicator_places,
    indicators,
    purpose_amounts,
    structure,
    tables,
    texts,
    units,
    values,
    weights,
)
from projects.checks.catalogue import RuleBook, RuleChange, standard_rules
from projects.checks.context import Context, Level1, Level2
from projects.checks.engine import check_by_both, check_table
from projects.checks.finding import Finding, Repair, Report
from projects.checks.sisters import Sister, Sisters

# The modules of rules, imported so that their functions are registered.
THEMES = (
    amounts,
    bases,
    goals,
    identity,
    indicator_places,
    indicators,
    purpose_amounts,
    structure,
    tables,
    texts,
    units,
    values,
    weights,
)

__all__ = [
    "Context",
    "Finding",
    "Level1",
    "Level2",
    "Repair",
    "Report",
    "RuleBook",
    "RuleChange",
    "Sister",
    "Sisters",
    "check_by_both",
    "check_table",
    "standard_rules",
]
