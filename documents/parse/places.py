"""Where a cell read from paper stands, in words for messages."""

from documents.grid import Cell

LONGEST_QUOTE = 60


def place_of(cell: Cell) -> str:
    """Return the place in the words of the file's program (C5), else row and column of the table."""
    return cell.place or f"第{cell.row + 1}行第{cell.column + 1}列"


def quote(text: str) -> str:
    """Return text in Chinese quotation marks on one line, long text cut."""
    line = " ".join(text.split())
    return f"“{line[:LONGEST_QUOTE]}…”" if len(line) > LONGEST_QUOTE else f"“{line}”"
