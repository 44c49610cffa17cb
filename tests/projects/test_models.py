"""What rows call themselves, in the administration and in the audit trail."""

import pytest

from projects.enums import EditKind, EditSource
from projects.models import (
    CarriedRow,
    CellEdit,
    DepartmentGoals,
    Excuse,
    FiscalYear,
    Goal,
    ImportBatch,
    ImportedTable,
    Indicator,
    ScheduleEntry,
    SubGoal,
)
from units.models import BudgetUnit

BATCH = ImportBatch(file_name="往年文本.docx")
UNIT = BudgetUnit(code="304001", name="区商务局本级")


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (ScheduleEntry(month=3), "3月底"),
        (Goal(text="办好" * 40), "办好" * 25),
        (Indicator(name="指标" * 40), "指标" * 25),
        (SubGoal(text="分项" * 40), "分项" * 25),
        (DepartmentGoals(unit=UNIT, fiscal_year=FiscalYear(year=2026)), "2026年度304001区商务局本级"),
        (ImportedTable(batch=BATCH, number=2), "往年文本.docx 2"),
        (CellEdit(number=7, address="purpose", kind=EditKind.SET, source=EditSource.TYPING), "7 purpose"),
        (Excuse(rule="GO01", address="purpose"), "GO01 purpose"),
        (CarriedRow(row="goals.a"), "goals.a"),
    ],
)
def test_rows_have_names(row, name):
    assert str(row) == name
