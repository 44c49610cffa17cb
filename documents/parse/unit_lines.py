"""Lines that name a budget unit, its code, or the unit of money."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from documents.text import squeeze

LONGEST_NAME = 80
_MONEY = re.compile(
    r"[\[(（【]?\s*(?:金\s*额|货\s*币|计\s*量)?\s*单\s*位\s*[:：]\s*(?:人\s*民\s*币)?\s*"
    r"(元|百\s*元|千\s*元|万\s*元|百\s*万\s*元|千\s*万\s*元|亿\s*元)\s*[\])）】]?"
)
_CODED = re.compile(r"(\d{3,12})[\s\-_—:：]*([^\W\d][^。；，,]{1,60})")
_NO_NAME = re.compile(r"年|月|日|个|万|项|元|亿|人|号|名|户|亩|米|公里|平方|次|天|家|座|处|台|套|吨")
_NAME_LABEL = (
    r"(?:(?:预算|填报|申报|编制|项目|项目实施|实施|项目申报)?单位(?:名称|编码及名称|代码及名称)?|部门(?:名称)?"
    r"|部门\(单位\)(?:名称)?|单位\(部门\)(?:名称)?|编制部门|填报部门)"
)
_SEAL = r"(?:[(（](?:公章|盖章|签章|章)[)）])?"
_CODE_LABEL = r"(?P<code>(?:预算)?(?:单位|部门)(?:编码|代码))"
_LABEL = re.compile(rf"(?:^|(?<=\s))(?:{_CODE_LABEL}|{_NAME_LABEL}){_SEAL}(?:\s*:\s*|\t\s*)")
_SEALED = re.compile(rf"\s*{_SEAL}$")
_CODE_VALUE = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{1,29}")
# Code and name in brackets: 某某站（412003）, [412003]某某站
_CODE_BEHIND = re.compile(r"(.*[^\W\d])\s*[(（\[【]\s*((?!20\d\d\D)\d{3,12})\s*[)）\]】]")
_CODE_BEFORE = re.compile(r"[(（\[【]\s*(\d{3,12})\s*[)）\]】]\s*([^\W\d].{1,60})")
_COMPILED = re.compile(r"([^。；，：:]{2,60}?)(?:编制|编报|编印)")


_ORGANISATION = re.compile(
    r"[一-龥][一-龥（）()、·]{1,38}(?:局|委|办|站|中心|所|院|校|学|园|会|部|室|队|厅|处|馆|镇|乡|街道|政府|公司|集团|库|场"
    r"|团|社|本级|区)"
)
_NO_ORGANISATION = re.compile("绩效|预算|目标|指标|文本|部分|关于|通知|项目|资金")
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
    words = rest if len(rest) == len(normal) else normal
    if labelled := _read_labels(words, normal):
        return labelled._replace(money_unit=unit)
    if compiled := _COMPILED.fullmatch(normal):
        return UnitLine(*split_unit(words[slice(*compiled.span(1))]), unit, is_named=True, is_compiled=True)
    if _is_coded(normal) or (unit and len(rest) <= 60 and "。" not in rest):
        return UnitLine(*split_unit(rest), unit)
    return None


def _read_labels(words: str, normal: str) -> UnitLine | None:
    """Read labels with their values: 单位名称：某某站    单位代码：412003. `normal` is `words` in half width."""
    labels = list(_LABEL.finditer(normal))
    if not labels or labels[0].start():
        return None
    ends = [label.start() for label in labels[1:]] + [len(normal)]
    code = name = None
    for label, end in zip(labels, ends, strict=True):
        value = _SEALED.sub("", words[label.end() : end]).strip()
        if len(value) > LONGEST_NAME:
            return None
        found = split_unit(value)
        if label["code"] and _CODE_VALUE.fullmatch(value):
            found = (value, None)
        code, name = code or found[0], found[1] or name
    return UnitLine(code, name, is_named=True) if code or name else None


def _is_coded(text: str) -> bool:
    found = _CODED.fullmatch(text) or _CODE_BEFORE.fullmatch(text)
    return found is not None and not _NO_NAME.match(found[2]) and "绩效" not in found[2]


def split_unit(text: str) -> tuple[str | None, str | None]:
    """Return code and name of `631001某某县水利局`, `[631001]某某局` or `某某局（631001）`; either is None where it is not printed."""
    stripped = text.strip()
    found = _CODED.fullmatch(stripped)
    if found:
        return found[1], found[2].strip()
    if before := _CODE_BEFORE.fullmatch(stripped):
        return before[1], before[2].strip()
    if behind := _CODE_BEHIND.fullmatch(stripped):
        return behind[2], behind[1].strip()
    if re.fullmatch(r"\d{3,12}", stripped):
        return stripped, None
    return None, stripped or None


def unit_in_title(text: str) -> str | None:
    """Return the unit that a document's title begins with: 某某县水利局2024年部门预算绩效文本."""
    found = _IN_TITLE.fullmatch(text.strip())
    return found[1].strip() if found else None


def organisation_in(text: str) -> str | None:
    """Return the name of a unit that stands alone on a line of the cover (某某县水利局, 某 某 县 水 利 局)."""
    name = squeeze(text)
    return name if _ORGANISATION.fullmatch(name) and not _NO_ORGANISATION.search(name) else None
