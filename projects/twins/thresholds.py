"""The limits of what counts as a twin, from thresholds.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("thresholds.toml")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What thresholds.toml says, under the same names."""

    alike: float
    shortest_goal: int
    shortest_row: int
    shortest_in_set: int
    set_alike: float
    fewest_rows: int
    library_alike: float
    common_units: int
    tables_per_look: int


@cache
def thresholds() -> Thresholds:
    return Thresholds(**tomllib.loads(_FILE.read_text(encoding="utf-8")))
