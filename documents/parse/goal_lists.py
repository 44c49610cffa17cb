"""Goals in one cell: a numbered list is one goal a line, anything else is one goal."""

import re
import unicodedata

from documents.parse.texts import keep_lines

_CHINESE = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# (name of the style, pattern whose group is the number)
_STYLES = (
    ("dot", re.compile(r"\s*([0-9０-９]{1,3})\s*[.．]\s*")),
    ("pause", re.compile(r"\s*([0-9０-９]{1,3})\s*、\s*")),
    ("bracket", re.compile(r"\s*[(（]\s*([0-9０-９]{1,3})\s*[)）]\s*[、.．]?\s*")),
    ("half bracket", re.compile(r"\s*([0-9０-９]{1,3})\s*[)）]\s*")),
    ("chinese", re.compile(rf"\s*([{_CHINESE}]{{1,3}})\s*、\s*")),
    ("chinese bracket", re.compile(rf"\s*[(（]\s*([{_CHINESE}]{{1,3}})\s*[)）]\s*[、.．]?\s*")),
    ("circled", re.compile(rf"\s*([{_CIRCLED}])\s*")),
    ("goal", re.compile(rf"\s*目标\s*([0-9０-９]{{1,2}}|[{_CHINESE}]{{1,3}})\s*[:：]\s*")),
)


# Beginnings that only look like the number of a list: 1.5公里, 1、2号泵站, 一、二期工程, （1）号桥. A year may follow a
# number (1.2026年底前…), so may another list number (1.1.…) and white space (1. 5公里).
_QUANTITY = re.compile(
    r"\s*(?:[0-9０-９]+\s*[.．](?!20[0-9]{2}[年—~至-])[0-9０-９]+(?![0-9０-９.．、)）])"
    r"|[0-9０-９]+\s*、(?!20[0-9]{2}[年—~至-])[0-9０-９]+(?![0-9０-９.．)）])"
    rf"|[{_CHINESE}]、[{_CHINESE}]+[期级类号层标]"
    r"|(?:[(（]?[0-9０-９一二三四五六七八九十]+[)）]|[①-⑳])(?:号(?!召)|期(?![末间初内])|标段|级|类|#|楼))"
)


def split_goals(text: str) -> list[str]:
    """Return the goals in a cell's text: the lines of a list numbered from 1, without their numbers.

    Numbers may be written 1. 1、 1) （1） 一、 （一） ① or 目标1：, one style for the whole list. Lines without a number go on
    the goal above them. Text that is no such list (no first number, a number left out, further numbers inside the
    first line, a lone number that may be a quantity as in 1.5公里) is one goal, kept whole. Blank text is no goal.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    style = _style_of(lines[0]) if lines else None
    if style is None:
        return [keep_lines(text)] if lines else []
    goals = _numbered(lines, style)
    if len(goals) == 1 and (_QUANTITY.match(lines[0]) or _has_further_numbers(goals[0], style)):
        return [keep_lines(text)]
    return [goal for goal in map(keep_lines, goals) if goal]


def _style_of(line: str) -> re.Pattern[str] | None:
    for _, pattern in _STYLES:
        found = pattern.match(line)
        if found and number_of(found[1]) == 1:
            return pattern
    return None


def _numbered(lines: list[str], style: re.Pattern[str]) -> list[str]:
    goals: list[str] = []
    for line in lines:
        found = style.match(line)
        if found and number_of(found[1]) == len(goals) + 1:
            goals.append(line[found.end() :])
        else:
            goals[-1] += "\n" + line
    return goals


def _has_further_numbers(goal: str, style: re.Pattern[str]) -> bool:
    """Tell whether 2 follows inside the text in the same style after the end of a clause: a list typed in one line."""
    if style.match(goal):
        return False
    numbers = (style.match(goal, at + 1) for at, sign in enumerate(goal) if sign in "；;。，,")
    return any(found and number_of(found[1]) == 2 for found in numbers)


def number_of(digits: str) -> int:
    """Return the value of 12, １２, 十二 or ⑫."""
    if digits[0] in _CIRCLED:
        return _CIRCLED.index(digits) + 1
    if digits[0] not in _CHINESE:
        return int(unicodedata.normalize("NFKC", digits))
    tens, ten, ones = digits.rpartition("十")
    if not ten:
        return _CHINESE.index(digits[0]) + 1
    return (_CHINESE.index(tens) + 1 if tens else 1) * 10 + (_CHINESE.index(ones) + 1 if ones else 0)
