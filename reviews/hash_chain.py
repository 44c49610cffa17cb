"""The chain of hashes that ties each frozen version of a table to the one before it."""

import hashlib
import json
from typing import Any


def chain_hash(previous_sha256: str, canonical: dict[str, Any]) -> str:
    """Return the SHA-256 over the previous version's hash ("" for the first) and this version's canonical JSON.

    The JSON is written with sorted keys and without blanks: a database that keeps JSON in its own way changes nothing.
    """
    text = json.dumps(canonical, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256((previous_sha256 + text).encode()).hexdigest()
