"""What import_tables does with one file, and how it tells of it: as lines to read or as JSON."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import DatabaseError, transaction

from documents.amounts import format_amount
from documents.blocks import Problem
from documents.canonical import booklet_to_json
from documents.errors import UnreadableDocument
from documents.goal_table import Booklet
from documents.readers import Limits
from documents.reading import Reading
from projects.actions import ImportRefused, accept_import, create_missing_units, keep_reading
from projects.console import problem_line, unread
from projects.import_plan import ImportPlan, plan_booklet
from projects.import_reading import problem_to_json, read_file, sha256_of
from projects.models import ImportBatch
from projects.unit_finder import UnitFinder
from units.models import BudgetUnit


@dataclass(frozen=True)
class FileRead:
    """One file and what was read from it: nothing but a problem where it cannot be read."""

    file: Path
    reading: Reading

    @property
    def problem_lines(self) -> list[str]:
        return [problem_line(str(self.file), problem) for problem in self.reading.problems]

    @property
    def problems_json(self) -> list[dict]:
        return [{"file": str(self.file)} | problem_to_json(problem) for problem in self.reading.problems]

    @property
    def unread_count(self) -> int:
        return len(unread(self.reading.problems))

    @property
    def is_readable(self) -> bool:
        return self.reading.booklet != Booklet()


def read_or_tell(file: Path, *, year: int | None, limits: Limits) -> FileRead:
    """Read a file; where it cannot be read, the reading is one problem that says why."""
    try:
        return FileRead(file, read_file(file, file.name, year=year, limits=limits))
    except UnreadableDocument as unreadable:
        sentence = str(unreadable)
    except OSError:
        sentence = "打不开这个文件，请检查路径和权限。"
    return FileRead(file, Reading(Booklet(), [Problem(sentence)], []))


# Dry run


def dry_run_json(read: FileRead) -> dict:
    """Return the booklet of a file as canonical JSON, with its problems."""
    return booklet_to_json(read.reading.booklet) | {"problems": read.problems_json}


def dry_run_lines(read: FileRead, unit: BudgetUnit | None) -> Iterator[str]:
    """Yield what a file holds and, where there is a database, what importing it would do."""
    booklet = read.reading.booklet
    if read.is_readable:
        year = f"{booklet.fiscal_year}年度" if booklet.fiscal_year else "年度不明"
        yield f"{read.file}：{year} {booklet.unit_code or ''}{booklet.unit_name or ''} {len(booklet.tables)}个表"
        yield from read.reading.notes
        yield from _table_lines(booklet, _plan(booklet, unit))
    yield from read.problem_lines


def _plan(booklet: Booklet, unit) -> ImportPlan | None:
    try:
        return plan_booklet(booklet, unit=unit, fiscal_year=None, actor=None)
    except DatabaseError:
        # Reading files needs no database; there is none yet, or an older one.
        return None


def _table_lines(booklet: Booklet, plan: ImportPlan | None) -> Iterator[str]:
    if plan is None:
        yield "数据库还没有建立，看不出会新增还是更新。"
    for number, table in enumerate(booklet.tables, 1):
        amount = format_amount(table.budget.total, "元")
        line = f"  {number}. {table.project_code or ''} {table.project_name} {amount and f'{amount}元'}"
        yield f"{line} {_outcome(plan.tables[number - 1])}" if plan else line


def _outcome(planned) -> str:
    words = planned.reason or planned.remark
    return f"[{planned.outcome}] {words}" if words else f"[{planned.outcome}]"


# Import


@dataclass(frozen=True)
class FileImport:
    """What became of one file: its batch, or the reasons why nothing of it was imported."""

    read: FileRead
    batch: ImportBatch | None
    reasons: tuple[str, ...] = ()

    @property
    def json(self) -> dict:
        return {
            "file": str(self.read.file),
            "batch": self.batch and self.batch.pk,
            "tables": len(self.read.reading.booklet.tables),
            "reasons": list(self.reasons),
            "problems": self.read.problems_json,
        }

    @property
    def lines(self) -> Iterator[str]:
        if self.batch:
            count = len(self.read.reading.booklet.tables)
            written = self.batch.tables.count()
            yield f"{self.read.file}：已导入{count}个表，其中新增或更新{written}个。导入编号 {self.batch.pk}。"
        else:
            yield f"{self.read.file}：没有导入，数据库没有任何改动。"
        yield from self.read.reading.notes
        yield from self.read.problem_lines
        yield from self.reasons


def import_file(
    read: FileRead, *, unit: BudgetUnit | None, accepts_gaps: bool, new_units: dict | None
) -> FileImport:
    """Import one file, all or nothing.

    `accepts_gaps` lets a file in although something of it was not read. `new_units` are the fields of units to be
    made where the file names some that are not there, None to make none.
    """
    if not read.is_readable or (read.unread_count and not accepts_gaps):
        return FileImport(read, None)
    sha256 = sha256_of(read.file)
    try:
        with transaction.atomic():
            if new_units is not None:
                create_missing_units(read.reading.booklet, near=unit, actor=None, **new_units)
            batch = keep_reading(
                read.reading, read.file.name, sha256, unit=unit, fiscal_year=None, actor=None
            )
            return FileImport(read, accept_import(batch.pk, actor=None))
    except ImportRefused as refused:
        hint = _hint(read, unit, new_units)
        return FileImport(read, None, (str(refused), *refused.reasons, *hint))


def _hint(read: FileRead, unit: BudgetUnit | None, new_units: dict | None) -> list[str]:
    """Name the argument that helps where a unit of the file is not there."""
    if unit or new_units is not None:
        return []
    if not UnitFinder(read.reading.booklet, None, BudgetUnit.objects.all()).missing():
        return []
    return ["文件里有系统中没有的单位：加上 --create-units 会自动建立，加上 --unit 会导入到指定的单位。"]
