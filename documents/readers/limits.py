"""How much of a file a reader takes in before it refuses: one preset for uploads, one for the command line."""

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds that keep reading within its time and memory, whatever the file says about itself.

    A Word file is read as a stream, so `part_bytes` bounds the time and `block_bytes`, the XML of one table that
    has to be held at once, bounds the memory (about 20 times as much).
    """

    file_bytes: int = 20 * MEGABYTE
    members: int = 1_000
    part_bytes: int = 96 * MEGABYTE
    block_bytes: int = 8 * MEGABYTE
    side_part_bytes: int = 4 * MEGABYTE
    paragraphs: int = 100_000
    tables: int = 20_000
    cells: int = 1_000_000
    characters: int = 20_000_000
    table_columns: int = 64
    sheet_columns: int = 1_024
    seconds: float = 60.0


UPLOAD = Limits()
TRUSTED = Limits(
    file_bytes=2_000 * MEGABYTE,
    members=20_000,
    part_bytes=4_000 * MEGABYTE,
    block_bytes=64 * MEGABYTE,
    side_part_bytes=64 * MEGABYTE,
    paragraphs=10_000_000,
    tables=1_000_000,
    cells=100_000_000,
    characters=2_000_000_000,
    seconds=600.0,
)
