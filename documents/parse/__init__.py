"""Paper into goal tables: the forms are recognised by their labels, never by positions."""

from documents.parse.booklets import Reading, parse, parse_blocks
from documents.parse.stream import TableStream, iter_tables

__all__ = ["Reading", "TableStream", "iter_tables", "parse", "parse_blocks"]
