"""Word lists of the quality rules: one file per theme in words/, read once."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "words"


@cache
def word_lists(theme: str) -> Mapping[str, Any]:
    """Return the word lists of a theme, as its file in words/ names them."""
    return tomllib.loads((FOLDER / f"{theme}.toml").read_text(encoding="utf-8"))
