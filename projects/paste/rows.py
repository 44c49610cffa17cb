"""Rows of a pasted block as texts by part of the form."""

from collections.abc import Iterable, Iterator

from documents.parse.amounts import is_blank
from documents.parse.labels import mark_of
from documents.parse.tables import KINDS
from documents.text import squeeze
from projects.paste.columns import PARTS, VALUE_PARTS, Columns

RowTexts = dict[str, str]
Levels = tuple[str, str]


def row_texts_of(row: tuple[str, ...], columns: Columns) -> tuple[RowTexts, list[str]]:
    """Return what a pasted row says by part in the order of the form, sign, number and unit joined, and the texts that have no place."""
    by_part = {part: text for part, text in zip(columns.parts, row, strict=True) if part != "ignored"}
    homeless = [text for part, text in zip(columns.parts, row, strict=True) if not part and text.strip()]
    texts = {part: text for part, text in by_part.items() if part and part not in VALUE_PARTS}
    if set(VALUE_PARTS) & set(by_part):
        texts["value"] = _joined(*(by_part.get(part, "") for part in VALUE_PARTS))
    return {part: texts[part] for part in PARTS if part in texts}, homeless


def _joined(operator: str, value: str, measure: str) -> str:
    """≥ | 90 | % is ≥90%."""
    if not value.strip():
        return value
    operator = "" if squeeze(operator) in KINDS or is_blank(operator) else operator.strip()
    measure = "" if is_blank(measure) or value.endswith(measure.strip()) else measure.strip()
    return (operator if operator and not value.startswith(operator) else "") + value + measure


def is_blank_row(texts: Iterable[str]) -> bool:
    """Tell whether nothing stands in a row."""
    return not any(text.strip() for text in texts)


def is_total(row: tuple[str, ...]) -> bool:
    """Tell whether a row only sums up: 合计 | 100."""
    filled: Iterator[str] = (text for text in row if text.strip())
    return mark_of(next(filled, "")) == "total"


def fill_down(texts: RowTexts, above: Levels) -> RowTexts:
    """Return a row with the categories that a merged cell above also reaches over it."""
    if not {"level1", "level2"} & set(texts):
        return texts
    level1, level2 = texts.get("level1", above[0]).strip(), texts.get("level2", "").strip()
    if level1 not in ("", above[0]):
        return texts
    filled = {"level1": level1 or above[0], "level2": level2 or above[1]}
    return texts | {part: text for part, text in filled.items() if part in texts}
