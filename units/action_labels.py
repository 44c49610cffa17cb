"""What the actions of the audit trail are called on the page."""

import tomllib
from pathlib import Path

ACTION_LABELS: dict[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
