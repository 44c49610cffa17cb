"""Quality checks: what a reviewer would send back, said at the cell."""

from projects.checks import identity
from projects.checks.catalogue import RuleBook, RuleChange, standard_rules
from projects.checks.context import Context, Level1, Level2, Sister
from projects.checks.engine import check_table
from projects.checks.finding import Finding, Repair, Report

# The modules of rules, imported so that their functions are registered.
THEMES = (identity,)

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
    "check_table",
    "standard_rules",
]
