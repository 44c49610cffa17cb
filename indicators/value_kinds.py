"""What a target value can be, and what is known of one."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from indicators.enums import Operator

# What the database holds of a value; what does not fit stays words, and prints all the same.
UNIT_LENGTH = 50
NUMBER_LIMIT = Decimal(10) ** 14
NUMBER_PLACES = 4


class Kind(Enum):
    """What a target value is; only a QUANTITY has a number, only a RANGE has `low` and `high`."""

    BLANK = "blank"
    QUANTITY = "quantity"
    RANGE = "range"
    DATE = "date"
    CHOICE = "choice"
    OPEN_CHOICE = "open choice"
    UNIT_ONLY = "unit only"
    WORDS = "words"


class DueDate(NamedTuple):
    """The last day that a date speaks of; the year is 0 where none is said. Dates of one year compare as they are."""

    year: int
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class TargetValue:
    """What the grammar reads in a value; `text` is the value as typed, which is what prints.

    The database keeps operator, number and unit. Of a range it keeps the unit alone, under the operator for words:
    no sign and number say what it says. `lead` is what a quantity counts (新增 in 新增10家, 合格率 in 合格率≥95%).
    A date that must be kept (前, 内) has the operator ≤, and no `due` where it names no month (每月10日前).
    """

    kind: Kind
    text: str
    operator: Operator = Operator.NONE
    number: Decimal | None = None
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    lead: str = ""
    due: DueDate | None = None


def fits_database(number: Decimal, unit: str) -> bool:
    """Tell whether the columns for number and unit can hold these as they are."""
    return len(unit) <= UNIT_LENGTH and abs(number) < NUMBER_LIMIT and number == round(number, NUMBER_PLACES)
