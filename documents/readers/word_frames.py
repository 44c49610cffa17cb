"""Tables of Word that hold other tables: real forms, or mere frames that place things on the page."""

from lxml.etree import _Element

from documents.readers import word_names as w


def nested_tables(table: _Element) -> list[_Element]:
    """Return the tables directly inside a w:tbl, in reading order, without those inside them."""
    return [inner for inner in table.iterdescendants(w.TBL) if _table_of(inner) is table]


def is_frame(table: _Element) -> bool:
    """Tell whether a w:tbl only places other tables: it holds some, and no row has two cells with text of its own."""
    cells_with_text: dict[_Element, set[_Element]] = {}
    for text in table.iterdescendants(w.T, w.MATH_TEXT):
        if (text.text or "").strip() and _table_of(text) is table:
            cell = next(text.iterancestors(w.TC))
            row = next(cell.iterancestors(w.TR))
            cells_with_text.setdefault(row, set()).add(cell)
    return all(len(cells) < 2 for cells in cells_with_text.values()) and bool(nested_tables(table))


def framed_blocks(frame: _Element) -> list[_Element]:
    """Return the paragraphs and tables that stand in a frame's cells, in reading order."""
    return [block for block in frame.iterdescendants(w.P, w.TBL) if _table_of(block) is frame]


def _table_of(element: _Element) -> _Element | None:
    return next(element.iterancestors(w.TBL), None)
