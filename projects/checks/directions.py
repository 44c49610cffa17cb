"""Which way an indicator is better, told from its name: of accidents less is better, of accidents prevented more."""

import re
from functools import lru_cache

from projects.checks.word_lists import word_lists
from projects.checks.word_patterns import anywhere, at_end, choice

_WORDS = word_lists("directions")
_NEGATIVE = anywhere(_WORDS["negative"])
# Possessive, so that a long name of nothing but these words is read once.
_MEASURED = re.compile(f"(?:{choice([*_WORDS['negative'], *_WORDS['measures']])})*+$")
_SLOW = re.compile(f"(?:{choice(_WORDS['slow'])})(?:平均)?(?:时间|时长|时限|周期|天数|用时)$")
_TURNS = anywhere(_WORDS["turns"])
_GOOD_ENDING = at_end(_WORDS["good_endings"])
_LOWER = anywhere(_WORDS["lower"])


@lru_cache(maxsize=4096)
def is_negative(name: str) -> bool:
    """Tell whether a name (see word_patterns.plain) measures something of which less is better: 事故发生率.

    What is done about it is no such thing (投诉办结率, 受理投诉件数), nor is its absence (无事故天数). Of the time that
    something takes less is better as well: 响应时间.
    """
    if _SLOW.search(name):
        return True
    return any(
        _MEASURED.match(name, found.start()) and not _TURNS.search(name, 0, found.start())
        for found in _NEGATIVE.finditer(name)
    )


@lru_cache(maxsize=4096)
def may_aim_low(name: str) -> bool:
    """Tell whether a small number may well be the aim of an indicator of that name: 等待时间, PM2.5浓度, 投诉件数."""
    if _GOOD_ENDING.search(name):
        return False
    return bool(_NEGATIVE.search(name) or _LOWER.search(name))
