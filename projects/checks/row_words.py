"""What the words of an indicator row tell, found once for all rules."""

import re
from decimal import Decimal
from functools import cached_property

from documents.goal_table import IndicatorRow
from indicators.enums import Operator
from indicators.value_words import UNITS
from indicators.values import Kind, TargetValue, parse_value
from projects.checks.directions import is_negative, is_of_reduction, is_of_work, is_positive, may_aim_low
from projects.checks.word_lists import word_lists
from projects.checks.word_patterns import at_end, choice, plain
from projects.checks.wording import is_empty, normalise, shortened

_INDICATORS, _VALUES = word_lists("indicators"), word_lists("values")
_RATE = at_end(_INDICATORS["rate_endings"])
_NO_RATE = at_end(_INDICATORS["no_rates"])
_NUMERAL = re.compile(rf"\d|{choice(_VALUES['numerals'])}")
_ABOUT = re.compile(rf"{choice(_VALUES['about'])}|[\d十百千万][余多来](?!年)")
_NAMED_UNIT = re.compile(rf"[(]%[)]|[(](?:单位:?)?(?:{choice(_INDICATORS['named_units'])})[)]$")
_DATE_FIRST = re.compile(r"(?:(?:19|20)\d\d年|(?:1[0-2]|[1-9])月)(?=\D)(?!/)")
_MEASURE = choice(_INDICATORS["twin_measures"])
_TWINS = re.compile(rf"(?:{_MEASURE})(?:{choice(_INDICATORS['joints'])}).*(?:{_MEASURE})$")
_UNIT_OF_ITS_OWN = re.compile(r"台[(]套[)]$")


class RowWords:
    """An indicator row as its words tell of it.

    `name` and `said` are in half width and without white space, the name also without a unit in brackets.
    """

    def __init__(self, row: IndicatorRow):
        self.row = row

    @cached_property
    def value(self) -> TargetValue:
        return parse_value(self.row.value)

    @cached_property
    def figure(self) -> Decimal:
        """The number of a quantity, 0 for any other value."""
        return self.value.number or Decimal(0)

    @cached_property
    def value_plain(self) -> str:
        return plain(self.row.value)

    @cached_property
    def value_key(self) -> str:
        return normalise(self.row.value)

    @cached_property
    def value_label(self) -> str:
        """How a message quotes the value."""
        return shortened(self.row.value)

    @cached_property
    def named_unit(self) -> str:
        """The unit in brackets that a name carries: （%）; "" where there is none."""
        name = plain(self.row.name)
        found = _NAMED_UNIT.search(name)
        return found[0] if found and not _UNIT_OF_ITS_OWN.search(name) else ""

    @cached_property
    def name(self) -> str:
        name = plain(self.row.name)
        return name.replace(self.named_unit, "") if self.named_unit else name

    @cached_property
    def description(self) -> str:
        return plain(self.row.description)

    @cached_property
    def said(self) -> str:
        """Name and description, one after the other."""
        return f"{self.name}\n{self.description}"

    @cached_property
    def name_key(self) -> str:
        """The name for comparisons."""
        return normalise(self.name)

    @cached_property
    def description_key(self) -> str:
        return normalise(self.row.description)

    @cached_property
    def basis_key(self) -> str:
        return normalise(self.row.basis)

    @cached_property
    def is_rate(self) -> bool:
        """Tell whether the name is that of a share in a whole: 完成率, and not 频率."""
        return bool(_RATE.search(self.name)) and not _NO_RATE.search(self.name)

    @cached_property
    def is_negative(self) -> bool:
        return is_negative(self.name)

    @cached_property
    def is_positive(self) -> bool:
        return is_positive(self.name)

    @cached_property
    def may_aim_low(self) -> bool:
        return may_aim_low(self.name)

    @cached_property
    def is_of_reduction(self) -> bool:
        """Tell whether the description says that it is less of something bad that is measured."""
        return is_of_reduction(self.description)

    @cached_property
    def is_of_work(self) -> bool:
        """Tell whether the description says that it is work on something bad that is measured."""
        return is_of_work(self.description)

    @cached_property
    def is_twin(self) -> bool:
        """Tell whether the name asks for two measures at once: 设备完好率、使用率."""
        return bool(_TWINS.search(self.name))

    @cached_property
    def is_percent(self) -> bool:
        return self.value.kind is Kind.QUANTITY and self.value.unit == "%"

    @cached_property
    def is_batch(self) -> bool:
        """Tell whether the value is one batch (一批), which may be of any number of things."""
        return self.value.unit == "批" and self.value.number == 1

    @cached_property
    def is_decision(self) -> bool:
        """Tell whether the value is 是 or 否, or still both."""
        return self.value.kind in (Kind.CHOICE, Kind.OPEN_CHOICE)

    @cached_property
    def is_unit_only(self) -> bool:
        """Tell whether the value is a unit without a number, a unit of units (元/人) too."""
        if self.value.kind is Kind.UNIT_ONLY:
            return True
        return self.value.kind is Kind.WORDS and all(
            part in UNITS for part in re.split(r"[/·每]", self.value_plain)
        )

    @cached_property
    def is_dated(self) -> bool:
        """Tell whether the value begins with a date, however it goes on: 2025年底前达到二级标准."""
        return bool(_DATE_FIRST.match(self.value_plain))

    @cached_property
    def is_wordy(self) -> bool:
        """Tell whether the value is words that tell no number, or only about how many."""
        if self.value.kind is not Kind.WORDS or self.is_unit_only or is_empty(self.row.value):
            return False
        return not _NUMERAL.search(self.value_plain) or bool(_ABOUT.search(self.value_plain))

    @cached_property
    def is_at_least(self) -> bool:
        return self.value.operator in (Operator.AT_LEAST, Operator.MORE)

    @cached_property
    def is_at_most(self) -> bool:
        return self.value.operator in (Operator.AT_MOST, Operator.LESS)
