"""What a reader hands on: a document as a stream of paragraphs and grids in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass

from documents.grid import Grid


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph outside tables, cleaned text; `heading_level` is 1 to 9 where a style or tag says so.

    `place` says where it stands, for messages ("第12段", "工作表“招商经费”A1").
    """

    text: str
    heading_level: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class SheetStart:
    """A worksheet begins; tables never continue over it."""

    name: str


Block = Paragraph | Grid | SheetStart
Blocks = Iterator[Block]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something on paper that was not understood, or understood with a doubt.

    `table` counts from 1 in the file, None when it concerns the whole file. `address` is the cell's address
    (see documents.grid.Cell), "" when there is none. `message` is a Chinese sentence: what, where, what to do.
    `is_doubt` marks text that was read, but that a person should confirm; else it could not be read.
    """

    message: str
    table: int | None = None
    address: str = ""
    is_doubt: bool = False
