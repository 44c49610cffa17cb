"""Reading a file that someone brings in, and keeping what was read as JSON."""

import hashlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from documents.blocks import Problem
from documents.canonical import booklet_from_json, booklet_to_json
from documents.errors import UnreadableDocument
from documents.goal_table import PartOne
from documents.readers import UPLOAD, Limits
from documents.reading import Reading, read_booklet
from projects.limits import check_limits
from projects.models import ImportBatch

Source = Path | BinaryIO | bytes


def read_file(source: Source, name: str, *, year: int | None = None, limits: Limits = UPLOAD) -> Reading:
    """Read a file and add a problem for every cell that the database could not hold.

    `year` counts where the file names none, `limits` is how large a file may be. Raises UnreadableDocument, also for a file without a single goal table.
    """
    reading = read_booklet(source, name, year=year, limits=limits)
    tables = reading.booklet.tables
    if not tables and reading.booklet.part1 in (None, PartOne()):
        raise UnreadableDocument(
            "文件里没有找到项目绩效目标表，请确认文件内容；目标表应有“项目名称”“绩效目标”“绩效指标”等栏目。"
        )
    beyond = [
        replace(problem, table=number)
        for number, table in enumerate(tables, 1)
        for problem in check_limits(table)
    ]
    return replace(reading, problems=[*reading.problems, *beyond])


def sha256_of(source: Source) -> str:
    """Return the SHA-256 of a file in hexadecimal; a stream is read from its start and put back there."""
    if isinstance(source, Path):
        with source.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    stream = BytesIO(source) if isinstance(source, bytes) else source
    stream.seek(0)
    digest = hashlib.sha256()
    while chunk := stream.read(1 << 20):
        digest.update(chunk)
    stream.seek(0)
    return digest.hexdigest()


def reading_to_json(reading: Reading) -> dict:
    """Return a reading as ImportBatch keeps it."""
    return {
        "booklet": booklet_to_json(reading.booklet),
        "problems": [problem_to_json(problem) for problem in reading.problems],
        "notes": list(reading.notes),
    }


def problem_to_json(problem: Problem) -> dict:
    return {
        "table": problem.table,
        "address": problem.address,
        "message": problem.message,
        "is_doubt": problem.is_doubt,
    }


def reading_of(batch: ImportBatch) -> Reading:
    """Return what was read from a batch's file: booklet, problems, notes."""
    kept = batch.reading
    problems = [Problem(**problem) for problem in kept["problems"]]
    return Reading(booklet_from_json(kept["booklet"]), problems, kept["notes"])
