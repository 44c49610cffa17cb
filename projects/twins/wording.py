"""Two texts side by side, with what they share marked."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

# A single character in common says nothing.
_SHORTEST = 2


class Fragment(NamedTuple):
    """A piece of a text, and whether the other text has it too."""

    text: str
    is_shared: bool


def side_by_side(one: str, other: str) -> tuple[list[Fragment], list[Fragment]]:
    """Return both texts in fragments; put together they are the texts again."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= _SHORTEST]
    left = _fragments(one, [(block.a, block.a + block.size) for block in blocks])
    right = _fragments(other, [(block.b, block.b + block.size) for block in blocks])
    return list(left), list(right)


def _fragments(text: str, shared: list[tuple[int, int]]) -> Iterator[Fragment]:
    done = 0
    for start, end in shared:
        if done < start:
            yield Fragment(text[done:start], False)
        yield Fragment(text[start:end], True)
        done = end
    if done < len(text):
        yield Fragment(text[done:], False)
