"""Marks: what the text of a cell is on the form (a label, a category, a unit line, a value), told by its words alone."""

import re
import tomllib
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

from documents.text import squeeze

# A mark is a short string, so that shapes made of marks are cheap to hash:
#   ""             blank
#   "text"         words that are no label
#   "field:…"      label with its value at the right: field:project.code
#   "section:…"    label of several rows: section:budget, section:schedule, section:goals
#   "month:3"      checkpoint of the schedule        "goal:1"  label of one goal (目标1)
#   "column:…"     heading of an indicator column    "extra"   known label without a place in a goal table
#   "inline:…"     label and value in one cell (项目名称：某某)
#   "unit"         money unit (单位：万元)            "total"   row of sums
#   "title"        words such as 某某绩效目标表        "category1", "category2", "category"  printed category names
#   "form:…"       label that only another form has
LABELS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "labels.toml").read_text(encoding="utf-8"))
LONGEST_LABEL = 30
VALUE_LABELS = ("field:", "section:", "month:", "goal:", "extra", "inline:")

_NOT_WORD = re.compile(r"[^\w]+")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_MONTH = re.compile(
    r"(?:截至|截止|到)?(?:1-|1至)?(\d{1,2})月(?:份)?(?:底|末)?(?:前)?(?:累计)?(?:支出|支付|执行)?(?:进度|比例|计划)?"
)
_GOAL = re.compile(r"(?:绩效)?目标([0-9一二三四五六七八九十]{1,3})")
MONEY_UNIT = re.compile(r"(?:金额|货币|计量)?单位:?(?:人民币)?(元|千元|百元|万元|百万元|千万元|亿元)")
_TITLE = re.compile(r"绩效(?:目标|指标|目标申报|目标批复|目标编制)(?:申报|批复|公开|情况|编制)?表?$")


def label_key(text: str) -> str:
    """Return the words of a label only: no white space, brackets' signs or punctuation, full width made half width."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", text))


def _bare_keys(text: str) -> list[str]:
    """Return the forms under which a label may be known: all its words, without brackets, without a money unit."""
    normal = squeeze(unicodedata.normalize("NFKC", text))
    full = label_key(normal)
    bare = label_key(_BRACKETS.sub("", normal))
    return [full, bare, re.sub(r"(?:万元|元)$", "", bare)]


def _vocabulary() -> dict[str, str]:
    words: dict[str, str] = {}
    tables = (("field", LABELS["fields"]), ("section", LABELS["sections"]), ("column", LABELS["columns"]))
    for form in LABELS["forms"]:
        words.update(dict.fromkeys(form["marks"], f"form:{form['name']}"))
    for family, table in tables:
        for name, aliases in table.items():
            words.update(dict.fromkeys(aliases, f"{family}:{name}"))
    words.update(dict.fromkeys(LABELS["extras"]["names"], "extra"))
    words.update(dict.fromkeys(LABELS["totals"]["names"], "total"))
    categories = LABELS["categories"]
    for names, mark in (("level1", "category1"), ("level2", "category2"), ("both", "category")):
        words.update(dict.fromkeys(categories[names], mark))
    return words


VOCABULARY = _vocabulary()
# Text that begins like no label, ends like no title and has no colon is a value: most texts are told by this alone.
_BEGINNINGS = frozenset(word[:2] for word in VOCABULARY) | {"目标", "绩效", "截至", "截止"}
_TITLE_ENDS = frozenset("表标报复开况制")
_SIGNS = frozenset("≥≤=＝><＞＜")


def is_label(mark: str) -> bool:
    """Tell whether a mark names a value that stands elsewhere (or in the same cell)."""
    return mark.startswith(VALUE_LABELS)


@lru_cache(maxsize=4096)
def money_unit_in(text: str) -> str | None:
    """Return the money unit that a label or line names: 预算数（万元） and 单位：万元 say 万元."""
    normal = squeeze(unicodedata.normalize("NFKC", text))
    found = MONEY_UNIT.search(normal) or re.search(r"\((?:单位:?)?(元|千元|万元|百万元|亿元)\)", normal)
    return found[1] if found else None


@lru_cache(maxsize=16384)
def mark_of(text: str) -> str:
    """Return the mark of a cell's text (see the list at the top of this module)."""
    stripped = text.strip()
    if not stripped:
        return ""
    if _is_plain(squeeze(stripped[:LONGEST_LABEL]), stripped):
        return "text"
    return (_short_mark(stripped) if len(stripped) <= LONGEST_LABEL else "") or _long_mark(stripped)


def _is_plain(beginning: str, text: str) -> bool:
    """Tell quickly that text is a value; False only means that a closer look is needed."""
    if ":" in text or "：" in text or text.rstrip("。；，、)）]】")[-1:] in _TITLE_ENDS:
        return False
    first = beginning[0]
    if first in _SIGNS or "0" <= first <= "9":
        return "月" not in beginning
    is_chinese = "一" <= first <= "龥" and "一" <= beginning[1:2] <= "龥"
    return is_chinese and first != "到" and beginning[:2] not in _BEGINNINGS


def _short_mark(text: str) -> str:
    if MONEY_UNIT.fullmatch(squeeze(unicodedata.normalize("NFKC", text)).strip("()[]")):
        return "unit"
    keys = _bare_keys(text)
    if known := next((VOCABULARY[key] for key in keys if key in VOCABULARY), ""):
        return known
    if found := _MONTH.fullmatch(keys[1]):
        return f"month:{int(found[1])}"
    if found := _GOAL.fullmatch(keys[0]):
        return f"goal:{found[1]}"
    return ""


def _long_mark(text: str) -> str:
    normal = squeeze(unicodedata.normalize("NFKC", text[:200]))
    label, colon, value = normal.partition(":")
    name = VOCABULARY.get(label_key(label), "") if colon and value and len(label) <= LONGEST_LABEL else ""
    if name.startswith(("field:", "section:goals", "extra")):
        return f"inline:{name.removeprefix('field:')}"
    return "title" if len(normal) <= 80 and _TITLE.search(label_key(normal)) else "text"
