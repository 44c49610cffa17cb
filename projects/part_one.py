"""Between DepartmentGoals and PartOne, the department overall goals (部门整体绩效目标) of a booklet."""

import re

from documents.goal_table import PartOne
from documents.text import clean_text
from projects.models import DepartmentGoals, SubGoal

# A paragraph that opens a sub-goal: （一）… or (2)…
_SUB_GOAL_START = re.compile(r"\n(?=[（(][一二三四五六七八九十百\d]+[）)])")


def part_one_of(goals: DepartmentGoals) -> PartOne:
    """Return part 1 of a unit's booklet: one query."""
    divisions = goals.sub_goals.values_list("text", flat=True)
    return PartOne(goals.overall, "\n".join(divisions), goals.safeguards)


def replace_part_one(goals: DepartmentGoals, part1: PartOne) -> None:
    """Let the department goals say what part 1 says; each numbered division becomes a sub-goal of its own."""
    part1 = clean_part_one(part1)
    goals.overall, goals.safeguards = part1.overall, part1.safeguards
    goals.save(update_fields=("overall", "safeguards"))
    goals.sub_goals.all().delete()
    texts = _SUB_GOAL_START.split(part1.divisions) if part1.divisions else ()
    SubGoal.objects.bulk_create(
        SubGoal(department_goals=goals, order=order, text=text) for order, text in enumerate(texts, 1)
    )


def clean_part_one(part1: PartOne) -> PartOne:
    """Return part 1 with texts as the database and every export can hold them."""
    return PartOne(clean_text(part1.overall), clean_text(part1.divisions), clean_text(part1.safeguards))
