"""The signing key of an installation: made once, kept in a file that only its owner reads."""

import os
import secrets
from pathlib import Path


def read_or_create_secret_key(path: Path) -> str:
    """Return the key kept at `path`; make it on the first start (mode 600)."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _create(path)
    return path.read_text(encoding="ascii").strip()


def _create(path: Path) -> None:
    """Write aside, then link: of two processes starting at once one wins, and neither reads half a key."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink()
