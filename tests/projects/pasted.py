"""Blocks as a spreadsheet copies them."""

from documents.text import clean_text
from projects.cell_addresses import INDICATOR_PARTS
from projects.cell_values import row_texts

HEADINGS = "\t".join(INDICATOR_PARTS.values())


def as_copied(rows):
    """Return rows of texts as tab-separated text, quoted where a spreadsheet quotes."""
    return "".join("\t".join(map(_quoted, row)) + "\r\n" for row in rows)


def _quoted(text):
    needs_quotes = any(sign in text for sign in '\n\t"')
    return '"{}"'.format(text.replace('"', '""')) if needs_quotes else text


def indicators_as_copied(table, parts=tuple(INDICATOR_PARTS)):
    """Return the indicator rows of a table as copied, without headings."""
    return as_copied([[clean_text(row_texts(row)[part]) for part in parts] for row in table.indicators])
