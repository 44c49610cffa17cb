"""How much of a file a reader takes in before it refuses: one preset for uploads, one for the command line."""

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds that keep reading within its time and memory, whatever a file says about itself.

    Word and Excel parts are read as streams: `part_bytes` and the counts bound the time, `block_bytes`, what has to
    be held at once (one table, one row, a whole HTML file), bounds the memory to about 20 times as much.
    """

    file_bytes: int = 20 * MEGABYTE
    members: int = 1_000
    part_bytes: int = 96 * MEGABYTE
    block_bytes: int = 6 * MEGABYTE
    elements: int = (
        100_000  # paragraphs, tables, rows, texts or styles of one part; a third of an HTML file's tags
    )
    cells: int = 400_000
    characters: int = 20_000_000
    table_columns: int = 64  # Word's own limit is 63
    sheet_columns: int = 1_024
    sheets: int = 2_000
    converter_seconds: int = 60


UPLOAD = Limits()
TRUSTED = Limits(
    file_bytes=2_000 * MEGABYTE,
    members=20_000,
    part_bytes=4_000 * MEGABYTE,
    block_bytes=64 * MEGABYTE,
    elements=50_000_000,
    cells=100_000_000,
    characters=2_000_000_000,
    sheets=100_000,
    converter_seconds=600,
)
