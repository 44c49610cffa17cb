"""Units of measure that are written otherwise than they should be: 百分率 for %, 平方 for 平方米."""

import re

from projects.checks.word_lists import word_lists

_WRITINGS: dict[str, str] = word_lists("values")["unit_writings"]
_WRITING = re.compile(
    rf"(?<![/每])(?:{'|'.join(re.escape(unit) for unit in sorted(_WRITINGS, key=len, reverse=True))})(?![米公之])"
)


def properly_written(text: str) -> str:
    """Return a value or a unit with its units as they should be written."""
    return _WRITING.sub(lambda found: _WRITINGS[found[0]], text)
