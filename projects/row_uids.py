"""Which row is which: the uids that rows of a changed table keep, find again, or get anew."""

import re
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence

from documents.goal_table import Goal, IndicatorRow
from projects.models import new_uid

Row = Goal | IndicatorRow
Saying = Callable[[Row], Hashable]

_UID = re.compile("[0-9A-Za-z-]{1,32}")


def goal_saying(goal: Goal) -> Hashable:
    return goal.text


def indicator_saying(row: IndicatorRow) -> Hashable:
    return row.level1, row.level2, row.name


def row_uids(rows: Sequence[Row], old_rows: Sequence[Row], saying: Saying) -> list[str]:
    """Return a uid for each row, different for all.

    A row that carries a uid keeps it. In a table where no row carries one (it comes from paper) a row takes the uid of
    an old row that says the same, else of the old row at its place if that is still free. Other rows are new.
    """
    uids = _given_uids(rows)
    if not any(uids):
        uids = _found_uids(rows, old_rows, saying)
    return [uid or new_uid() for uid in uids]


def _given_uids(rows):
    seen, uids = set(), []
    for row in rows:
        is_own = row.uid not in seen and _UID.fullmatch(row.uid)
        uids.append(row.uid if is_own else "")
        seen.add(row.uid)
    return uids


def _found_uids(rows, old_rows, saying):
    old_uids = defaultdict(deque)
    for old in old_rows:
        old_uids[saying(old)].append(old.uid)
    uids = [old_uids[saying(row)].popleft() if old_uids[saying(row)] else "" for row in rows]
    taken = set(uids)
    for at, old in enumerate(old_rows[: len(uids)]):
        if not uids[at] and old.uid not in taken:
            uids[at] = old.uid
    return uids
