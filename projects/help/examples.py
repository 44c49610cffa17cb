"""A good and a bad example of each kind of level-2 category, shown at the cell."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from projects.checks.categories import Kind2
from projects.help.offers import ROW_PARTS


@dataclass(frozen=True, slots=True)
class Example:
    """Texts of one row by part; `faults` says by part what is wrong with a bad one."""

    texts: Mapping[str, str]
    faults: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ExamplePair:
    good: Example
    bad: Example


def examples_of(kind: Kind2 | None) -> ExamplePair | None:
    """Return the examples of a kind of category, None for an unknown one."""
    return _EXAMPLES.get(kind) if kind else None


def _example(texts):
    return Example({part: texts[part] for part in ROW_PARTS}, texts.get("fault", {}))


_FILE = tomllib.loads((Path(__file__).parent / "examples.toml").read_text(encoding="utf-8"))
_EXAMPLES = {
    Kind2(kind): ExamplePair(_example(pair["good"]), _example(pair["bad"])) for kind, pair in _FILE.items()
}
