"""@table_check and @row_check: where a rule's function is told by its code."""

from collections.abc import Callable, Iterator

from projects.checks.finding import Hit
from projects.checks.view import RowView, TableView

TableCheck = Callable[[TableView], Iterator[Hit]]
RowCheck = Callable[[RowView, TableView], Iterator[Hit]]

TABLE_CHECKS: dict[str, TableCheck] = {}
ROW_CHECKS: dict[str, RowCheck] = {}


def table_check(code: str) -> Callable[[TableCheck], TableCheck]:
    """Make a function the rule of that code, asked once for a table; it reads and yields, and never writes or queries."""

    def register(function: TableCheck) -> TableCheck:
        _refuse_taken(code)
        TABLE_CHECKS[code] = function
        return function

    return register


def row_check(code: str) -> Callable[[RowCheck], RowCheck]:
    """Make a function the rule of that code, asked once for every indicator row."""

    def register(function: RowCheck) -> RowCheck:
        _refuse_taken(code)
        ROW_CHECKS[code] = function
        return function

    return register


def _refuse_taken(code: str) -> None:
    if code in TABLE_CHECKS or code in ROW_CHECKS:
        raise ValueError(f"rule {code} has a function already")
