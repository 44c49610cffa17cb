"""The change sheet (变动表): what this year's table keeps, changes, drops and adds against last year's."""

from dataclasses import dataclass

from documents.goal_table import GoalTable
from projects.cell_values import row_texts
from projects.enums import CarryDecision
from projects.help.carried import LENGTH_SHOWN, CarriedState, rows_by_address, states_of
from projects.models import Project


@dataclass(frozen=True)
class AddedRow:
    """A row that last year's table did not have."""

    category: str
    label: str
    value: str


@dataclass(frozen=True)
class ChangeSheet:
    """The carried rows by what became of them, and the rows that are new."""

    predecessor: Project
    states: list[CarriedState]
    added: list[AddedRow]

    def _decided(self, decision):
        return [state for state in self.states if state.decision == decision]

    @property
    def before(self) -> str:
        """The year of the rows in words."""
        return self.states[0].before if self.states else "以前年度"

    @property
    def changed(self) -> list[CarriedState]:
        return self._decided(CarryDecision.CHANGED)

    @property
    def dropped(self) -> list[CarriedState]:
        return self._decided(CarryDecision.DROPPED)

    @property
    def kept(self) -> list[CarriedState]:
        return self._decided(CarryDecision.KEPT)

    @property
    def open(self) -> list[CarriedState]:
        return self._decided(CarryDecision.OPEN)

    @property
    def unsettled_count(self) -> int:
        return sum(not state.is_settled for state in self.states)


def change_sheet(project: Project, table: GoalTable) -> ChangeSheet | None:
    """Return the change sheet of a table that goes on from last year's, None for any other: one query or none."""
    if project.predecessor_id is None:
        return None
    states = states_of(project, table)
    carried = {state.row for state in states}
    added = [_added(row) for address, row in rows_by_address(table).items() if address not in carried]
    return ChangeSheet(project.predecessor, states, added)


def _added(row):
    texts = row_texts(row)
    label = texts.get("text", texts.get("name", ""))
    return AddedRow(texts.get("level2", "绩效目标"), label[:LENGTH_SHOWN] or "（空）", texts.get("value", ""))
