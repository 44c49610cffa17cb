"""What keeps a table from being handed in: findings, parts that are empty, carried rows nobody has decided on."""

from dataclasses import dataclass

from documents.goal_table import GoalTable
from projects.cell_values import with_first_rows
from projects.completeness import missing_parts
from projects.findings import Remark, cell_to_go_to, findings_of
from projects.help.carried import carry_problems
from projects.models import Project

EMPTY = "没有填写，请填写。"


@dataclass(frozen=True)
class Obstacle:
    """One thing to settle: its kind in a word, where, what and what to do, and the cell to go to."""

    kind: str
    place: str
    message: str
    cell: str
    is_error: bool = True


def obstacles_of(project: Project, table: GoalTable) -> list[Obstacle]:
    """Return what must be settled before the project's table, as it is stored, goes to a reviewer.

    Errors must be mended, warnings mended or excused. The parts without which there is nothing to review are asked for
    also where no rule does. A rule that fails stops nobody.
    """
    shown = with_first_rows(table)
    remarks = findings_of(project).open
    told = {remark.finding.address for remark in remarks}
    empty = [
        Obstacle("未填", part.label, EMPTY, cell_to_go_to(shown, part.address))
        for part in missing_parts(table)
        if part.address not in told
    ]
    carried = [
        Obstacle("结转", "", problem.message, cell_to_go_to(shown, problem.address))
        for problem in carry_problems(project, table)
    ]
    return [*empty, *map(_obstacle, remarks), *carried]


def _obstacle(remark: Remark) -> Obstacle:
    severity = remark.finding.severity
    return Obstacle(
        severity.label, remark.place, remark.finding.message, remark.cell, is_error=severity == "error"
    )
