"""The mutation run: clean tables, each spoiled in every known way; how many spoilings are caught, how many alarms false."""

from dataclasses import dataclass, field

from documents.goal_table import GoalTable
from documents.reading import read_booklet
from projects.check_context import layout_of
from projects.checks import Context, Report, check_table
from projects.enums import Severity
from tests.projects.checks.samples import FILES
from tests.projects.checks.spoilings import SPOILINGS

Names = list[str]


@dataclass
class MutationRun:
    """What came of the run; rates in percent."""

    caught: int = 0
    missed: Names = field(default_factory=list)
    indicators: int = 0
    false_alarms: Names = field(default_factory=list)

    @property
    def catch_rate(self) -> float:
        return 100 * self.caught / (self.caught + len(self.missed))

    @property
    def false_alarm_rate(self) -> float:
        """Findings that ask for a change, for every 100 indicators of clean tables."""
        return 100 * len(self.false_alarms) / self.indicators


def clean_tables() -> list[GoalTable]:
    return [table for file in sorted(FILES.glob("*.json")) for table in read_booklet(file).booklet.tables]


def checked(table: GoalTable) -> Report:
    return check_table(table, Context(layout_of([table]), fiscal_year=2026))


def run() -> MutationRun:
    """Spoil every clean table in every way."""
    result = MutationRun()
    for table in clean_tables():
        result.indicators += len(table.indicators)
        asking = (found for found in checked(table).findings if found.severity is not Severity.HINT)
        result.false_alarms += [f"{table.project_name}：{found.rule}" for found in asking]
        before = {found.rule for found in checked(table).findings}
        for spoiling in SPOILINGS:
            spoiled = spoiling.spoil(table)
            if spoiled is None:
                continue
            report = checked(spoiled)
            after = {found.rule for found in (*report.findings, *report.suppressed)} - before
            if after & spoiling.rules:
                result.caught += 1
            else:
                result.missed.append(f"{table.project_name}：{spoiling.name}")
    return result


if __name__ == "__main__":
    outcome = run()
    total = outcome.caught + len(outcome.missed)
    print(f"caught {outcome.caught} of {total} spoilings: {outcome.catch_rate:.1f} %")
    print(f"false alarms on {outcome.indicators} clean indicators: {outcome.false_alarm_rate:.1f} %")
    for name in (*outcome.missed, *outcome.false_alarms):
        print(f"  {name}")
