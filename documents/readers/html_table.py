"""A table of HTML with rowspan and colspan becomes a Grid."""

from dataclasses import dataclass, field

from documents.errors import UnreadableDocument
from documents.grid import Cell, Grid
from documents.readers.limits import Limits


@dataclass(slots=True)
class HtmlCell:
    """A td or th: what stands in it, paragraphs and tables in reading order, and how far it reaches."""

    contents: "list[str | HtmlTable]" = field(default_factory=list)
    row_span: int = 1
    column_span: int = 1

    @property
    def text(self) -> str:
        return "\n".join(part for part in self.contents if isinstance(part, str))


@dataclass(slots=True)
class HtmlTable:
    """A table element: its rows of cells."""

    rows: list[list[HtmlCell]] = field(default_factory=list)

    def nested(self) -> "list[HtmlTable]":
        """Return the tables that stand in the cells, in reading order."""
        return [
            part for row in self.rows for cell in row for part in cell.contents if isinstance(part, HtmlTable)
        ]

    def is_frame(self) -> bool:
        """Tell whether the table only places other tables: it holds some, and no row has two cells with text."""
        texts = (sum(1 for cell in row if cell.text.strip()) for row in self.rows)
        return bool(self.nested()) and all(count < 2 for count in texts)

    def to_grid(self, limits: Limits) -> Grid:
        """Return the Grid as a browser lays it out; a span never reaches below the last row.

        Raises UnreadableDocument where a row is wider than limits.sheet_columns.
        """
        cells: list[Cell] = []
        occupied: list[int] = []  # per column, the first row that is free
        owners: list[int] = []  # per column, where the cell above begins
        for number, row in enumerate(self.rows):
            column = ordinal = 0
            for cell in row:
                while column < len(occupied) and occupied[column] > number:
                    ordinal += owners[column] == column
                    column += 1
                ordinal += 1
                end = column + cell.column_span
                if end > limits.sheet_columns:
                    raise UnreadableDocument(_too_wide(number + 1, limits.sheet_columns))
                row_span = min(cell.row_span or len(self.rows), len(self.rows) - number)
                occupied.extend([0] * (end - len(occupied)))
                owners.extend([0] * (end - len(owners)))
                occupied[column:end] = [number + row_span] * (end - column)
                owners[column:end] = [column] * (end - column)
                place = f"第{number + 1}行第{ordinal}列"
                cells.append(Cell(number, column, cell.text, row_span, cell.column_span, "", "", place))
                column = end
        return Grid(len(self.rows), (0.0,) * len(occupied), tuple(cells))


def _too_wide(row: int, limit: int) -> str:
    return f"表格第{row}行超过{limit}列，文件已损坏；请用 Word 或 Excel 打开原文件，另存为 .docx 或 .xlsx 后再导入。"
