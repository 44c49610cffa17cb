"""Labels of the form in a block of its head: 项目编码 | 1302…, each with the cell that its text belongs to."""

from collections.abc import Iterator

from documents.parse.labels import mark_of, money_unit_in
from projects.cell_addresses import HEAD_LABELS
from projects.paste.block import Block

_LABELS = ("field:", "section:", "month:", "column:")


def is_form_label(text: str) -> bool:
    """Tell whether a text is a label that the form prints, which is no content of a cell."""
    return mark_of(text).startswith(_LABELS)


def labelled_head(block: Block) -> dict[str, str]:
    """Return the texts of the head by address that stand at the right of their label, else beneath it."""
    found: dict[str, str] = {}
    for at, row in enumerate(block.rows):
        for column, label in enumerate(row):
            address = _address_of(label)
            text = next(_beside(block, at, column), "") if address else ""
            if text and address not in found:
                found[address] = _with_unit(address, label, text)
    return found


def _address_of(label: str) -> str:
    kind, _, rest = mark_of(label).partition(":")
    address = f"schedule.{rest}" if kind == "month" else rest
    return address if kind in ("field", "month") and address in HEAD_LABELS else ""


def _beside(block: Block, at: int, column: int) -> Iterator[str]:
    right = block.rows[at][column + 1 : column + 2]
    below = block.rows[at + 1][column : column + 1] if at + 1 < len(block.rows) else ()
    yield from (text for text in (*right, *below) if text.strip() and not is_form_label(text))


def _with_unit(address: str, label: str, text: str) -> str:
    """预算数（元） | 350000 is 350000元, whatever unit the form counts in."""
    unit = money_unit_in(label) if address.startswith("budget.") else None
    return f"{text.strip()}{unit}" if unit and text.strip()[-1:].isdigit() else text
