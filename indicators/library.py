"""Reading the indicator library from a CSV file as it leaves a spreadsheet."""

import csv
from collections.abc import Iterator
from typing import TextIO

from indicators.enums import Direction, Operator

# The columns of the file and the fields they fill; the first four name an indicator.
COLUMNS = {
    "domain": "domain",
    "level1": "level1",
    "level2": "level2",
    "name": "name",
    "explanation": "explanation",
    "formula": "formula",
    "operator": "operator",
    "value": "target_value",
    "unit": "measure_unit",
    "direction": "direction",
    "basis": "value_basis",
}
KEY_FIELDS = ("domain", "level1", "level2", "name")


class LibraryRefused(Exception):
    """A library file that cannot be taken in; str() is a Chinese sentence that names the line."""


def read_library(source: TextIO) -> Iterator[dict[str, str]]:
    """Yield the fields of one indicator for each row of the file; raise LibraryRefused at the first wrong one."""
    rows = csv.DictReader(source)
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise LibraryRefused(f"指标库文件缺少列：{'、'.join(missing)}。请补上后再导入。")
    for row in rows:
        yield _fields(row, rows.line_num)


def _fields(row: dict[str, str | None], line: int) -> dict[str, str]:
    fields = {field: (row[column] or "").strip() for column, field in COLUMNS.items()}
    if not all(fields[field] for field in KEY_FIELDS):
        raise LibraryRefused(f"指标库文件第{line}行的领域、一级、二级或三级指标为空，请填写后再导入。")
    if fields["operator"] not in Operator:
        raise LibraryRefused(f"指标库文件第{line}行的计算符号“{fields['operator']}”不认识，请用 ≥、≤ 或 =。")
    return fields | {"direction": _direction(fields["direction"], line)}


def _direction(label: str, line: int) -> str:
    for direction in Direction:
        if direction.label == label:
            return direction.value
    raise LibraryRefused(f"指标库文件第{line}行的方向“{label}”不认识，请用 正向、反向 或 定值。")
