"""Part 1 of a booklet (部门整体绩效目标), told from the lines outside goal tables."""

import re
import unicodedata
from dataclasses import dataclass, field

from documents.goal_table import PartOne
from documents.parse.labels import LABELS, label_key
from documents.parse.titles import Line, is_marker, is_passing
from documents.text import squeeze

SECTIONS = ("overall", "divisions", "safeguards")
LONGEST_HEADING = 30
LONGEST_ENTRY = 80
_SERIAL = re.compile(r"[(（]?[一二三四五六七八九十0-9０-９]{1,3}[)）]?[、.．\s]?")
_NUMBER = re.compile(r"\s*[一二三四五六]\s*、")
_INLINE = re.compile("[:：]")
_ENTRY = re.compile(r"(.+?)(?:\t|[.…·]{2,}|\s{2,})[\s.…·]*\d{1,4}\s*$")
_PART_TWO = re.compile(r"第(?:二|2)部分")


def _heading_names() -> dict[str, str]:
    return {alias: section for section in SECTIONS for alias in LABELS["part_one"][section]}


HEADINGS = _heading_names()


@dataclass(slots=True)
class PartOneReader:
    """Takes the lines outside tables one by one; what belongs to part 1 is kept, the rest is given back."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    section: str = ""
    contents: list[Line] | None = (
        None  # lines after 目录 that may be its entries, until one of them comes again
    )

    def take(self, line: Line) -> list[Line]:
        """Take a line; return the lines that are neither part 1 nor contents nor mere dividers."""
        text = line.text.strip()
        entry = _ENTRY.match(text)
        if entry and (_section_of(entry[1]) or is_marker(entry[1]) or "绩效目标" in entry[1]):
            return []
        if label_key(text) == "目录":
            self.contents = []
            return []
        if self.contents is None:
            return self._take_body(line, text)
        return self._take_contents(line, text)

    def end(self) -> list[Line]:
        """A goal table begins: what follows is no longer part 1, unless a heading says so. Returns as take() does."""
        rest = self._release()
        self.section = ""
        return rest

    def result(self) -> PartOne | None:
        """Return part 1, None where the document has none of its headings."""
        if not self.texts:
            return None
        return PartOne(*("\n".join(self.texts.get(section, ())) for section in SECTIONS))

    def _take_contents(self, line: Line, text: str) -> list[Line]:
        """Contents without page numbers end when one of their headings comes again; else they were none."""
        known = {squeeze(entry.text) for entry in self.contents or ()}
        if squeeze(text) in known and (_section_of(text) or is_marker(text) or "绩效目标" in text):
            self.contents = None
        elif len(text) <= LONGEST_ENTRY:
            self.contents = [*(self.contents or ()), line]
            return []
        return [*self._release(), *self._take_body(line, text)]

    def _release(self) -> list[Line]:
        held, self.contents = self.contents or [], None
        return [rest for line in held for rest in self._take_body(line, line.text.strip())]

    def _take_body(self, line: Line, text: str) -> list[Line]:
        section = _section_of(text)
        if section and self._may_open(section):
            self._open(section)
        elif begun := self._begun_in_line(text):
            self._open(begun)
            self.texts[begun].append(_INLINE.split(text, maxsplit=1)[1].strip())
        elif self._is_divider(text):
            self.section = "" if _PART_TWO.search(text) or self._is_part_two(text) else self.section
        elif self.section and not is_passing(line):
            self.texts[self.section].append(text)
        elif not is_passing(line):
            return [line]
        return []

    def _begun_in_line(self, text: str) -> str:
        """Return the section whose heading and text share a line: 一、总体绩效目标：全面…; numbered as a section is."""
        heading, *words = _INLINE.split(text, maxsplit=1)
        section = _section_of(heading)
        is_numbered = bool(_NUMBER.match(heading)) or not self.texts
        return section if section and any(words) and is_numbered and self._may_open(section) else ""

    def _is_divider(self, text: str) -> bool:
        """A line such as 项目绩效目标 may be a heading inside a section while the last section is still to come."""
        if not is_marker(text):
            return False
        is_inside = self.section in SECTIONS[:2] and bool(_SERIAL.match(text)) and self._is_part_two(text)
        return bool(_PART_TWO.search(text)) or not is_inside

    def _is_part_two(self, text: str) -> bool:
        key = label_key(text)
        return any(key.endswith(word) for word in LABELS["part_one"]["part_two"])

    def _may_open(self, section: str) -> bool:
        """Sections come in order, each once; where all are empty so far, what was read may have been contents."""
        if section == self.section:
            return False
        if not any(self.texts.values()):
            return True
        return all(SECTIONS.index(section) > SECTIONS.index(known) for known in self.texts)

    def _open(self, section: str) -> None:
        self.texts = self.texts if section not in self.texts else {}
        self.section = section
        self.texts[section] = []


def _section_of(text: str) -> str:
    """Return the section that a line heads: the whole line, with or without its number."""
    if len(text) > LONGEST_HEADING:
        return ""
    normal = unicodedata.normalize("NFKC", squeeze(text))
    found = _SERIAL.match(normal)
    return HEADINGS.get(label_key(normal)) or (
        HEADINGS.get(label_key(normal[found.end() :]), "") if found else ""
    )
