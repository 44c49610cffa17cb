"""Citations at the cell: how a document number is written, which citations bases name, and how often."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from projects.enums import EditSource
from projects.help.offers import Offer, set_cell
from projects.models import Citation, Indicator

_NUMBER = re.compile(
    r"(?P<agency>[^\W\d_][^\s〔〕\[\]【】()（）﹝﹞{}]{0,29}?)"
    r"[〔\[【(（﹝{［](?P<year>(?:19|20)\d\d)年?[〕\]】)）﹞}］]"
    r"第?0*(?P<serial>[1-9]\d{0,5})号?"
)
# What a value may rest on (财预〔2021〕101号 and the library), with what to write down of it.
BASIS_KINDS = (
    ("计划标准", "规划、年度计划、实施方案、合同里定下的数，写明文件名称。"),
    ("行业标准", "国家或行业公布的标准、规范，写明标准名称和编号。"),
    ("历史标准", "本项目上年或近三年的实际数，写明年度。"),
    ("预算支出标准", "财政部门定的开支标准、定额，多用于成本，指标值不得超过它。"),
    ("其他标准", "统计数据、问卷调查、上级下达的任务等，写明出处。"),
)


def normal_number(text: str) -> str | None:
    """Return a document number as 机关代字〔年份〕序号号, None where the text is not one.

    Other brackets become 〔〕, blanks and leading zeros go, 第 goes and 号 is added. Source: GB/T 9704-2012 发文字号.
    """
    found = _NUMBER.fullmatch("".join(text.split()))
    return f"{found['agency']}〔{found['year']}〕{found['serial']}号" if found else None


@dataclass(frozen=True, slots=True)
class CitationOffer:
    """A citation with how many rows of the unit's tables rest on it, and the buttons that write it into a basis."""

    citation: Citation
    use_count: int
    offers: tuple[Offer, ...] = ()


def citations_by_use(unit) -> list[tuple[Citation, int]]:
    """Return the unit's citations in use, the most used first, each with the number of rows that name it: two queries."""
    citations = list(Citation.objects.filter(unit=unit, is_retired=False))
    counts = use_counts(unit, citations)
    return sorted(((one, counts[one.pk]) for one in citations), key=lambda pair: (-pair[1], pair[0].title))


def use_counts(unit, citations: Iterable[Citation]) -> dict[int, int]:
    """Return by key in how many rows of the unit's tables a citation's title stands in the basis: one query."""
    rows = Indicator.objects.filter(project__unit=unit).exclude(value_basis="").order_by()
    bases = list(rows.values_list("value_basis").annotate(count=Count("pk")))
    return {one.pk: sum(count for basis, count in bases if one.title in basis) for one in citations}


def citation_offers(
    citations: Iterable[tuple[Citation, int]], address: str, basis: str
) -> list[CitationOffer]:
    """Return each citation with its buttons for the basis cell, which says `basis` now."""
    return [CitationOffer(one, count, tuple(_offers(str(one), address, basis))) for one, count in citations]


def _offers(words, address, basis):
    if words in basis:
        return
    if not basis:
        yield Offer("填入", (set_cell(address, words),), EditSource.CITATION)
        return
    yield Offer("接在后面", (set_cell(address, f"{basis.rstrip('；;。')}；{words}"),), EditSource.CITATION)
    yield Offer("替换", (set_cell(address, words),), EditSource.CITATION)
