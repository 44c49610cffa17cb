"""Lines that name a budget unit, its code, or the unit of money."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from documents.text import squeeze

_MONEY = re.compile(
    r"[\[(（【]?\s*(?:金\s*额|货\s*币|计\s*量)?\s*单\s*位\s*[:：]\s*(?:人\s*民\s*币)?\s*"
    r"(元|百\s*元|千\s*元|万\s*元|百\s*万\s*元|千\s*万\s*元|亿\s*元)\s*[\])）】]?"
)
_CODED = re.compile(r"(\d{3,12})[\s\-_—:：]*([^\W\d][^。；，,]{1,60})")
_NO_NAME = re.compile(r"年|月|日|个|万|项|元|亿|人|号|名|户|亩|米|公里|平方|次|天|家|座|处|台|套|吨")
_LABELLED = re.compile(
    r"(?:(?:预算|填报|申报|编制|项目|项目实施|实施|项目申报)?单位(?:名称|编码及名称|代码及名称)?|部门(?:名称)?|部门\(单位\)(?:名称)?"
    r"|单位\(部门\)(?:名称)?|编制部门|填报部门)(?:\((?:公章|盖章|签章|章)\))?:(.{2,80}?)(?:\((?:公章|盖章|签章|章)\))?"
)
_COMPILED = re.compile(r"([^。；，：:]{2,60}?)(?:编制|编报|编印)")


_IN_TITLE = re.compile(
    r"([^\W\d][^。；，：:]{2,40}?)(?:20\d\d|二[〇○零]..)年度?(?:部门|单位)?(?:整体|项目)?(?:支出)?(?:预算|绩效).*"
)


class UnitLine(NamedTuple):
    """What a line says about unit and money; `is_named` where a label or 编制 (`is_compiled`) says whose name it is."""

    code: str | None = None
    name: str | None = None
    money_unit: str | None = None
    is_named: bool = False
    is_compiled: bool = False


@lru_cache(maxsize=1024)
def read_unit_line(text: str) -> UnitLine | None:
    """Read a line such as `631001某某县水利局  单位：万元`, `填报单位：某某局`, `（单位：元）` or `某某局编制`.

    Returns None for any other line.
    """
    money = _MONEY.search(text)
    rest = (text[: money.start()] + " " + text[money.end() :] if money else text).strip()
    unit = squeeze(str(money[1])) if money else None
    if not rest:
        return UnitLine(money_unit=unit) if unit else None
    normal = unicodedata.normalize("NFKC", rest).strip()
    compiled = _COMPILED.fullmatch(normal)
    if named := _LABELLED.fullmatch(normal) or compiled:
        start, end = named.span(1)
        code, name = split_unit((rest if len(rest) == len(normal) else normal)[start:end])
        return UnitLine(code, name, unit, is_named=True, is_compiled=named is compiled)
    if _is_coded(normal):
        return UnitLine(*split_unit(rest), unit)
    return UnitLine(None, rest, unit) if unit and len(rest) <= 60 and "。" not in rest else None


def _is_coded(text: str) -> bool:
    found = _CODED.fullmatch(text)
    return found is not None and not _NO_NAME.match(found[2]) and "绩效" not in found[2]


def split_unit(text: str) -> tuple[str | None, str | None]:
    """Return code and name of `631001某某县水利局`; either is None where it is not printed."""
    stripped = text.strip()
    found = _CODED.fullmatch(stripped)
    if found:
        return found[1], found[2].strip()
    if re.fullmatch(r"\d{3,12}", stripped):
        return stripped, None
    return None, stripped or None


def unit_in_title(text: str) -> str | None:
    """Return the unit that a document's title begins with: 某某县水利局2024年部门预算绩效文本."""
    found = _IN_TITLE.fullmatch(text.strip())
    return found[1].strip() if found else None
