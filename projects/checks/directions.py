"""Which way an indicator is better, told from its name: of accidents less is better, of accidents prevented more."""

import re
from functools import lru_cache

from projects.checks.word_lists import word_lists
from projects.checks.word_patterns import anywhere, at_end, choice

_WORDS = word_lists("directions")
# Looked for at every place: 疾病死亡率 has 病死 and, within it, 死亡.
_NEGATIVE = re.compile(f"(?=(?:{choice(_WORDS['negative'])}))")
# Possessive, so that a long name of nothing but these words is read once.
_MEASURED = re.compile(f"(?:{choice([*_WORDS['negative'], *_WORDS['measures']])})*+$")
_SLOW = re.compile(f"(?:{choice(_WORDS['slow'])})(?:平均)?(?:时间|时长|时限|周期|天数|用时)$")
_REDUCING = anywhere(_WORDS["reducing"])
_TURNS = anywhere([*_WORDS["turns"], *_WORDS["reducing"]])
_WORKED_ON = anywhere(_WORDS["worked_on"])
_GOOD_ENDING = at_end(_WORDS["good_endings"])
_LOWER, _LOWER_ENDING = anywhere(_WORDS["lower"]), at_end(_WORDS["lower_endings"])


@lru_cache(maxsize=4096)
def is_negative(name: str) -> bool:
    """Tell whether a name (see word_patterns.plain) measures something of which less is better: 事故发生率.

    What is done about it is no such thing (投诉办结率, 受理投诉件数), nor is its absence (无事故天数). Of the time that
    something takes less is better as well (响应时间), unless the name is of the time saved: 减少排队时间.
    """
    if slow := _SLOW.search(name):
        return not _REDUCING.search(name, 0, slow.start())
    return any(
        _MEASURED.match(name, found.start()) and not _TURNS.search(name, 0, found.start())
        for found in _NEGATIVE.finditer(name)
    )


@lru_cache(maxsize=4096)
def may_aim_low(name: str) -> bool:
    """Tell whether a small number may well be the aim of an indicator of that name: 等待时间, PM2.5浓度, 投诉件数."""
    if is_negative(name):
        return True
    if is_positive(name):
        return False
    return bool(_NEGATIVE.search(name) or _LOWER.search(name) or _LOWER_ENDING.search(name))


@lru_cache(maxsize=4096)
def is_positive(name: str) -> bool:
    """Tell whether more is better for sure of what a name measures: 培训场次, 完好率."""
    return bool(_GOOD_ENDING.search(name)) and not is_negative(name)


def is_of_reduction(description: str) -> bool:
    """Tell whether a description speaks of how much less there is of something: 较上年缩短的时间."""
    return bool(_REDUCING.search(description))


def is_of_work(description: str) -> bool:
    """Tell whether a description counts what was done about something bad: 立案查处的案件."""
    return bool(_WORKED_ON.search(description))
