"""What a check may know besides the table: layout, scheme, unit, the other tables, part 1, last year's table."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.blocks import Problem
from documents.goal_table import GoalTable, PartOne
from documents.layout import Layout
from projects.checks.catalogue import RuleBook, standard_rules
from projects.checks.sisters import Sisters


@dataclass(frozen=True, slots=True)
class Level2:
    """A level-2 category of a scheme: its name and the other names it has on paper."""

    name: str
    aliases: tuple[str, ...] = ()
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Level1:
    """A level-1 category of a scheme with its level-2 categories, in the order of the form."""

    name: str
    aliases: tuple[str, ...] = ()
    is_required: bool = False
    children: tuple[Level2, ...] = ()


# Compared as an object, so that what is worked out from a context is kept with it.
@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """Everything about a table that the table itself does not say.

    `scheme` is empty where none is known: rules about names of categories then go by the forms of the Ministry.
    `region_code` has the six digits of the finance authority, "" where not known. `money_unit` is the unit the table's
    amounts are given in, `doubts` what was uncertain in reading it from paper. `sisters` are the tables of the same
    document or unit and year, the table itself among them at `place`. `previous` is last year's table of the project.
    """

    layout: Layout
    scheme: Sequence[Level1] = ()
    rules: RuleBook = field(default_factory=standard_rules)
    fiscal_year: int | None = None
    region_code: str = ""
    money_unit: str = "万元"
    sisters: Sisters = field(default_factory=Sisters)
    place: int | None = None
    part1: PartOne | None = None
    previous: GoalTable | None = None
    doubts: Sequence[Problem] = ()
