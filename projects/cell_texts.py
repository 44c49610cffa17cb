"""A goal table as the texts of its cells by address: what a form shows, what it posts, rows added and removed."""

from dataclasses import replace
from decimal import Decimal

from documents.goal_table import CHECKPOINT_MONTHS, Budget, Goal, GoalTable, IndicatorRow, ScheduleMark
from projects.cell_addresses import GOAL, HEAD_LABELS, INDICATOR_CELL, INDICATOR_PARTS, is_address
from projects.cell_values import cell_text, row_texts, with_first_rows
from projects.models import new_uid

Texts = dict[str, str]


def texts_of(table: GoalTable, money_unit: str) -> Texts:
    """Return the table's texts as a form shows them, amounts in `money_unit`; at least one goal and one row."""
    table = with_first_rows(table)
    texts = {address: cell_text(table, address, money_unit) for address in HEAD_LABELS}
    texts |= {f"goals.{goal.uid}": goal.text for goal in table.goals}
    for row in table.indicators:
        texts |= {f"indicators.{row.uid}.{part}": text for part, text in row_texts(row).items()}
    return texts


def posted_texts(posted) -> Texts:
    """Return the posted fields that are addresses of cells, in the order of the page."""
    return {name: posted[name] for name in posted if is_address(name)}


def goal_uids(texts: Texts) -> list[str]:
    return [found[1] for found in map(GOAL.fullmatch, texts) if found]


def indicator_uids(texts: Texts) -> list[str]:
    return list(dict.fromkeys(found[1] for found in map(INDICATOR_CELL.fullmatch, texts) if found))


def with_goal(texts: Texts, after_uid: str = "") -> tuple[Texts, str]:
    """Return the texts with an empty goal after a goal, else at the end, and its address."""
    address = f"goals.{new_uid()}"
    return _inserted(texts, f"goals.{after_uid}", {address: ""}), address


def with_indicator(texts: Texts, after_uid: str = "") -> tuple[Texts, str]:
    """Return the texts with an empty row of the same categories after a row, and the address of its name."""
    uid = new_uid()
    row = {f"indicators.{uid}.{part}": "" for part in INDICATOR_PARTS}
    for part in ("level1", "level2"):
        row[f"indicators.{uid}.{part}"] = texts.get(f"indicators.{after_uid}.{part}", "")
    return _inserted(texts, f"indicators.{after_uid}", row), f"indicators.{uid}.name"


def without_row(texts: Texts, row: str) -> tuple[Texts, str]:
    """Return the texts without the row of an address such as goals.<uid>, and the address of the row now in its place.

    An empty row follows the last one.
    """
    left = {address: text for address, text in texts.items() if not _is_of(address, row)}
    if not goal_uids(left):
        left, _ = with_goal(left)
    if not indicator_uids(left):
        left, _ = with_indicator(left)
    return left, _neighbour(texts, left, row)


def _neighbour(texts, left, row):
    """The address of the row that follows the removed one, else of the last; "" where none was removed."""
    uids_of = goal_uids if row.startswith("goals.") else indicator_uids
    removed = row.partition(".")[2]
    if removed not in uids_of(texts):
        return ""
    now = uids_of(left)
    uid = now[min(uids_of(texts).index(removed), len(now) - 1)]
    return f"goals.{uid}" if uids_of is goal_uids else f"indicators.{uid}.name"


def _inserted(texts, row, added):
    """Put the added texts after the texts of a row, at the end where there is no such row."""
    addresses = list(texts)
    places = [at for at, address in enumerate(addresses, 1) if _is_of(address, row)]
    at = max(places, default=len(addresses))
    before, after = addresses[:at], addresses[at:]
    return {a: texts[a] for a in before} | added | {a: texts[a] for a in after}


def _is_of(address, row):
    return address == row or address.startswith(f"{row}.")


def completed(posted: Texts, stored: Texts) -> Texts:
    """Return the posted texts with those of the stored table where a cell was not posted; new rows have all their parts."""
    blank = {
        f"indicators.{uid}.{part}": ""
        for uid in indicator_uids(posted)
        for part in INDICATOR_PARTS
        if f"indicators.{uid}.name" not in stored
    }
    return stored | blank | posted


def shape_of(table: GoalTable, texts: Texts) -> GoalTable:
    """Return the table with the rows of the texts, in which nothing is blank and nothing merges.

    Built into a Grid it has one cell for each address, where the editor puts its inputs.
    """
    something = Decimal(1)
    return replace(
        table,
        project_code="-",
        project_name="-",
        budget=Budget(something, something, something),
        purpose="-",
        schedule=tuple(ScheduleMark(month, something) for month in CHECKPOINT_MONTHS),
        goals=tuple(Goal("-", uid=uid) for uid in goal_uids(texts)),
        indicators=tuple(
            IndicatorRow(uid, uid, "-", "-", "-", "-", something, uid) for uid in indicator_uids(texts)
        ),
    )


def labels_of(texts: Texts) -> dict[str, str]:
    """Name the cells in words by address: 预算数, 第2条绩效目标, 第3行“指标值”."""
    labels = dict(HEAD_LABELS)
    labels |= {f"goals.{uid}": f"第{at}条绩效目标" for at, uid in enumerate(goal_uids(texts), 1)}
    for at, uid in enumerate(indicator_uids(texts), 1):
        labels |= {f"indicators.{uid}.{part}": f"第{at}行“{name}”" for part, name in INDICATOR_PARTS.items()}
    return labels


def repeated_categories(texts: Texts) -> set[str]:
    """Return the addresses of category cells that say what the row above says: on paper the two are one cell."""
    repeated, above = set(), (None, None)
    for uid in indicator_uids(texts):
        cells = [f"indicators.{uid}.{part}" for part in ("level1", "level2")]
        here = tuple(texts.get(cell, "") for cell in cells)
        if here[0] and here[0] == above[0]:
            repeated.update(cells if here == above and here[1] else cells[:1])
        above = here
    return repeated
