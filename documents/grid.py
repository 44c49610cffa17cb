"""Grid: what one table looks like on paper: rows and columns of cells with real spans, styles and addresses."""

from dataclasses import dataclass
from typing import NamedTuple


class Cell(NamedTuple):
    """One cell at its top left corner; covered positions have no cell.

    `style` is a name of the layout's styles ("" when read from paper). `address` is the one address of the cell
    in forms, findings, opinions and import problems: `project.code`, `budget.total`, `purpose`, `schedule.3`,
    `goals.<uid>`, `indicators.<uid>.value`; "" for labels and for cells read from paper. `place` is where a cell
    read from paper stands, in the words of its program ("C5" in Excel, "第2行第3列" in Word). A named tuple, because
    a large filing has a million cells and a frozen dataclass takes four times as long to make.
    """

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    style: str = ""
    address: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells in reading order (by row, then column) over a common set of columns.

    `title` is the heading over the table as printed, serial number included. `widths_mm` has one width per column
    (all zero when read from paper without widths). `breaks` lists the rows at which a new physical table begins,
    0 excepted: a layout of two tables is one Grid with one break. `header_rows` are the rows repeated at the top
    of every page on which their physical table continues.
    """

    row_count: int
    widths_mm: tuple[float, ...]
    cells: tuple[Cell, ...]
    title: str = ""
    breaks: tuple[int, ...] = ()
    header_rows: tuple[int, ...] = ()
