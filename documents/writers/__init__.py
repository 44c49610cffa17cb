"""Writers: goal tables and booklets to Word, Excel, PDF, HTML and JSON."""

from collections.abc import Iterable
from typing import BinaryIO, Literal

from documents.goal_table import Booklet, GoalTable
from documents.layout import Layout
from documents.writers.docx import write_docx
from documents.writers.html import write_html
from documents.writers.json import write_json
from documents.writers.pdf import write_pdf
from documents.writers.xlsx import write_xlsx

BookletFormat = Literal["docx", "xlsx", "pdf", "html", "json"]

_WRITERS = {"docx": write_docx, "xlsx": write_xlsx, "pdf": write_pdf, "html": write_html}


def write_booklet(
    booklet: Booklet,
    target: BinaryIO,
    *,
    format: BookletFormat,
    layout: Layout,
    tables: Iterable[GoalTable] | None = None,
) -> None:
    """Write a booklet to an open file in a format and layout.

    `tables`, a stream, stands in for booklet.tables, so that 10,000 tables never stand in memory together. Tables
    are printed as they are: see Layout.adapt for category names. Raises UnwritableDocument where the format cannot
    hold a text. `target` is left open; after an error it holds part of a file.
    """
    if format == "json":
        write_json(booklet, target, tables)
    else:
        _WRITERS[format](booklet, layout, target, tables)
