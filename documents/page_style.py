"""How a page looks: fonts, margins, and the styles of cells."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Font:
    """An East Asian font by name, and its size in points."""

    name: str
    size: float


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of a layout by the place where they are used; `latin` is the font of Latin letters everywhere."""

    latin: str
    cover: Font
    unit_line: Font
    title: Font
    heading: Font
    body: Font
    table: Font
    page_number: Font


@dataclass(frozen=True, slots=True)
class Page:
    """Margins of an A4 portrait page in millimetres."""

    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How text stands in a cell: align is "left", "center" or "right"."""

    align: str
    bold: bool = False
    border: bool = True
