"""The flat sheet (指标明细): every indicator of every table in a row of its own, for filters and sums."""

from decimal import Decimal
from functools import lru_cache
from itertools import chain
from operator import attrgetter

from documents.amounts import format_amount, format_number
from documents.goal_table import Booklet, GoalTable
from documents.layout import Layout
from documents.writers.xlsx_sheets import closing, opening
from documents.writers.xlsx_styles import LIST_AMOUNT, LIST_HEADER, LIST_NUMBER, LIST_TEXT, StyleBook
from documents.writers.xlsx_text import cell_texts

_WIDTHS_MM = (16, 20, 44, 44, 46, 28, 28, 28, 12, 24, 34, 40, 50, 30, 34, 16)
_ACCURATE_DIGITS = 15  # of a number in Excel
_CLOSE_TEXT = "</t></is></c>"
_texts_of = attrgetter("level1", "level2", "name", "description", "value", "basis")


class IndicatorList:
    """Writes the flat sheet: opening(), rows() of each table, closing()."""

    def __init__(self, booklet: Booklet, layout: Layout, styles: StyleBook) -> None:
        self._booklet = booklet
        self._money_unit = layout.money_unit
        self._styles = styles.index
        open_text = f'<c s="{self._styles[LIST_TEXT]}" t="inlineStr"><is><t xml:space="preserve">'
        self._open_number = f'<c s="{self._styles[LIST_NUMBER]}"><v>'
        self._open_text = open_text
        # The pieces of one row in turn with its number, six texts and weight: head, number, </v>…<t>, text, </t>…<t>, …
        between = f"{_CLOSE_TEXT}{open_text}".encode()
        self._row = [
            b"",
            b"",
            f"</v></c>{open_text}".encode(),
            *[b"", between] * 5,
            b"",
            _CLOSE_TEXT.encode(),
            b"",
        ]
        year = "" if booklet.fiscal_year is None else str(booklet.fiscal_year)
        self._year = f"</row><row>{self._number_cell(year, LIST_NUMBER)}{open_text}".encode()
        self._weights: dict[Decimal | None, bytes] = {}

    def opening(self) -> bytes:
        """Return the sheet up to its row of headings, which the next row closes."""
        money = self._money_unit
        names = (
            *("预算年度", "单位编码", "单位名称", "项目编码", "项目名称"),
            *(f"预算数（{money}）", f"财政资金（{money}）", f"其他资金（{money}）", "序号"),
            *("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据", "分值权重"),
        )
        header = self._open_text.replace(f's="{self._styles[LIST_TEXT]}"', f's="{self._styles[LIST_HEADER]}"')
        cells = "".join(f"{header}{name}{_CLOSE_TEXT}" for name in names)
        return f"{opening(_WIDTHS_MM, frozen_rows=1)}<row>{cells}".encode()

    def rows(self, table: GoalTable) -> bytes:
        """Return a row for each indicator of a table. Raises UnwritableDocument for a text that no cell can hold."""
        count = len(table.indicators)
        booklet = self._booklet
        code, name = table.unit_code or booklet.unit_code or "", table.unit_name or booklet.unit_name or ""
        texts = [code, name, table.project_code or "", table.project_name]
        texts += chain.from_iterable(map(_texts_of, table.indicators))
        encoded = cell_texts(texts, f"“{table.project_name[:40]}”的指标")
        # One list of pieces for all rows, filled column by column: five times as fast as a call per cell.
        parts = self._row * count
        parts[0::16] = [self._head(table, encoded)] * count
        parts[1::16] = _numbers(count)
        for column in range(6):
            parts[3 + 2 * column :: 16] = encoded[4 + column :: 6]
        parts[15::16] = [self._weight(row.weight) for row in table.indicators]
        return b"".join(parts)

    def closing(self) -> bytes:
        """Return the sheet after its last row."""
        return f"</row>{closing(orientation='landscape')}".encode()

    def _head(self, table: GoalTable, texts: list[bytes]) -> bytes:
        """Return what all rows of a table begin with, after closing the row before: year, unit, project, money."""
        between, budget = self._row[4], table.budget
        amounts = (
            self._amount_cell(budget.total)
            + self._amount_cell(budget.fiscal)
            + self._amount_cell(budget.other)
        )
        after = f"{_CLOSE_TEXT}{amounts}{self._open_number}".encode()
        return b"".join(
            (self._year, texts[0], between, texts[1], between, texts[2], between, texts[3], after)
        )

    def _amount_cell(self, amount: Decimal | None) -> str:
        return self._number_cell(format_amount(amount, self._money_unit, decimals=0), LIST_AMOUNT)

    def _weight(self, weight: Decimal | None) -> bytes:
        if weight not in self._weights:
            self._weights[weight] = self._number_cell(format_number(weight), LIST_NUMBER).encode()
        return self._weights[weight]

    def _number_cell(self, number: str, style: str) -> str:
        """Return a cell with a real number; as text where Excel would round it, blank for ""."""
        if not number:
            return f'<c s="{self._styles[style]}"/>'
        if len(number) > _ACCURATE_DIGITS and len(number.lstrip("-0.").replace(".", "")) > _ACCURATE_DIGITS:
            return f"{self._open_text}{number}{_CLOSE_TEXT}"
        return f'<c s="{self._styles[style]}"><v>{number}</v></c>'


@lru_cache(maxsize=256)
def _numbers(count: int) -> list[bytes]:
    return [b"%d" % number for number in range(1, count + 1)]
