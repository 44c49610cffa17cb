"""A grid read as parts of goal tables and lines between them."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from documents.parse.head_rows import HeadReader
from documents.parse.indicator_rows import (
    is_header,
    is_list,
    is_sub_header,
    read_header,
    read_indicator,
    read_project,
    refine_header,
)
from documents.parse.labels import is_label
from documents.parse.shape import Column, Geometry, LineRow, Marks, Part, Row, Shape, rows_of

FORM_MARKS_NEEDED = 2
_UNIT_LABEL = re.compile(r"(?:field|inline):unit\.")


@lru_cache(maxsize=4096)
def read_shape(geometry: Geometry, marks: Marks, columns: tuple[Column, ...] | None) -> Shape:
    """Return the shape of a grid. It depends on spans and marks only, so equal forms are recognised once.

    `columns` are those of the indicator table that may go on in this grid without a header of its own.
    The result is shared between calls: do not change it.
    """
    rows = rows_of(geometry, marks)
    reader = _ShapeReader(columns)
    is_one_column = all(spot.start == 0 for row in rows for spot in row.spots)
    for row in rows:
        if row.filled and is_one_column:
            reader.pieces.append(LineRow([row.filled[0].cell]))
        elif row.filled:
            reader.read(row)
    return Shape(reader.pieces, _other_form(rows))


@dataclass(slots=True)
class _ShapeReader:
    """Reads rows from top to bottom; knows whether it stands in a head or beneath an indicator header."""

    columns: tuple[Column, ...] | None
    pieces: list[Part | LineRow] = field(default_factory=list)
    part: Part | None = None
    head: HeadReader | None = None
    is_under_header: bool = False
    is_body: bool = False

    def read(self, row: Row) -> None:
        if is_header(row):
            self._open_body(read_header(row))
        elif _is_unit_row(row) or self._is_line(row):
            self._read_line(row)
        elif self._starts_head(row):
            self.head = self._open_head()
            self.head.read(row)
        elif self.is_body and self.part and row.filled[0] is row.spots[0] and row.filled[0].mark == "extra":
            HeadReader(self.part).read(row)
        elif self.is_body:
            self._read_body(row)
        elif self.head:
            self.head.read(row)
        else:
            self._open_body(self.columns or ())
            self._read_body(row)

    def _is_line(self, row: Row) -> bool:
        """Tell whether the row is one line of text over the whole width, or text before any label."""
        if any(is_label(spot.mark) for spot in row.filled):
            return False
        first = row.filled[0]
        is_one = all(spot.mark == "same" for spot in row.filled[1:])
        is_wide = is_one and first is row.spots[0] and len(row.filled) == len(row.spots)
        is_titled = is_one and first is row.spots[0] and first.mark == "title"
        if self.is_body:
            return is_wide or is_titled
        if self.head:
            return is_titled and not self.head.held
        return is_one or not self.columns

    def _starts_head(self, row: Row) -> bool:
        """Tell whether the row begins the head of a (further) project: a label of a project at its left edge."""
        first = row.filled[0]
        if first is not row.spots[0]:
            return not self.head and not self.is_body and any(is_label(spot.mark) for spot in row.filled)
        if not is_label(first.mark):
            return not self.head and not self.is_body and any(is_label(spot.mark) for spot in row.filled)
        if not self.head or self.is_body:
            return first.mark != "extra" or not self.is_body
        is_again = self.part is not None and first.mark.removeprefix("field:") in self.part.fields
        return is_again and first.mark in ("field:project.code", "field:project.name")

    def _open_head(self) -> HeadReader:
        self.part = Part()
        self.pieces.append(self.part)
        self.is_body = False
        self.columns = None
        return HeadReader(self.part)

    def _open_body(self, columns: tuple[Column, ...]) -> None:
        self.is_body = self.is_under_header = True
        self.columns = columns
        if is_list(columns):
            return
        if self.part is None:
            self.part = Part()
            self.pieces.append(self.part)
        self.part.columns = columns

    def _read_body(self, row: Row) -> None:
        columns = self.columns or ()
        if is_list(columns):
            return self._read_list_row(row, columns)
        part = self.part or Part()
        if self.part is None:
            self.part = part
            self.pieces.append(part)
        if self.is_under_header and is_sub_header(row):
            self.columns = part.columns = refine_header(columns, row)
        elif any(spot.mark == "total" for spot in row.filled[:2]):
            part.totals += [spot.cell for spot in row.filled if spot.mark == "text"]
        else:
            read_indicator(part, row, columns)
        self.is_under_header = False

    def _read_list_row(self, row: Row, columns: tuple[Column, ...]) -> None:
        """Each row of a list is a part of its own; parts of one project come together again by its name."""
        if any(spot.mark == "total" for spot in row.filled[:2]):
            return
        part = Part(columns=columns)
        read_project(part, row, columns)
        read_indicator(part, row, columns)
        self.pieces.append(part)

    def _read_line(self, row: Row) -> None:
        self.pieces.append(LineRow([spot.cell for spot in row.filled if spot.mark != "same"]))
        if self.is_body or not any(spot.mark == "unit" for spot in row.filled):
            self.part = None
            self.head = None


def _is_unit_row(row: Row) -> bool:
    """Tell whether a row is a line about unit and money: one of its cells is, and none is a label of the project."""
    is_of_unit = all(not is_label(spot.mark) or _UNIT_LABEL.match(spot.mark) for spot in row.filled)
    return is_of_unit and any(spot.mark == "unit" for spot in row.filled)


def _other_form(rows: list[Row]) -> str:
    """Name the other form whose labels stand in the rows with labels (in all rows, where no label is of ours)."""
    ours = ("section:goals", "section:schedule", "column:level", "goal:")
    has_ours = any(spot.mark.startswith(ours) for row in rows for spot in row.filled)
    labelled = [row for row in rows if not has_ours or any(_is_ours(spot.mark) for spot in row.filled)]
    marks = {
        (spot.mark, spot.cell) for row in labelled for spot in row.filled if spot.mark.startswith("form:")
    }
    counts = Counter(mark for mark, _ in marks)
    name, count = counts.most_common(1)[0] if counts else ("", 0)
    return name.removeprefix("form:") if count >= FORM_MARKS_NEEDED else ""


def _is_ours(mark: str) -> bool:
    return mark.startswith(("column:", "field:", "section:"))
