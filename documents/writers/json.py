"""JSON: a booklet in its canonical form, streamed table by table."""

import json
from collections.abc import Iterable
from typing import BinaryIO

from documents.canonical import booklet_to_json, table_to_json
from documents.goal_table import Booklet, GoalTable


def write_json(booklet: Booklet, target: BinaryIO, tables: Iterable[GoalTable] | None = None) -> None:
    """Write a booklet as canonical JSON in UTF-8; `tables`, a stream, stands in for booklet.tables.

    Lone surrogates, which UTF-8 cannot hold, are left out.
    """
    stream = booklet.tables if tables is None else tables
    head = booklet_to_json(booklet) | {"tables": []}
    text = json.dumps(head, ensure_ascii=False, indent=1)
    target.write(_encoded(text.removesuffix("[]\n}")) + b"[")
    for at, table in enumerate(stream):
        target.write(
            _encoded(f"{',' if at else ''}\n  {json.dumps(table_to_json(table), ensure_ascii=False)}")
        )
    target.write(b"\n ]\n}\n")


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "ignore")
