"""Fields of Word: their codes are never read, their results are, except those of a table of contents."""

from dataclasses import dataclass

from lxml.etree import _Element

from documents.readers import word_names as w
from documents.readers.word_tidy import remove

_PARTS = (w.FIELD_CHAR, w.FIELD_CODE, w.T, w.TAB, w.BR, w.CR, w.MATH_TEXT)


@dataclass(slots=True)
class _Field:
    code: str = ""
    in_code: bool = True

    @property
    def is_unseen(self) -> bool:
        return self.in_code or self.code.split()[:1] in (["TOC"], ["toc"])


class Fields:
    """The fields that are open at some point of a document; a table of contents stays open over many paragraphs."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    def reset(self) -> None:
        """Forget fields that were never closed: no field goes on over a heading or a table."""
        self._open.clear()

    def remove_unseen(self, element: _Element) -> None:
        """Remove from a w:p or w:tbl the text that stands in codes and contents fields; remember what stays open."""
        if not self._open and next(element.iter(w.FIELD_CHAR), None) is None:
            return
        for part in list(element.iter(*_PARTS)):
            if part.tag == w.FIELD_CHAR:
                self._turn(part.get(w.FIELD_CHAR_TYPE, ""))
            elif part.tag == w.FIELD_CODE:
                self._add_code(part.text or "")
            elif any(field.is_unseen for field in self._open):
                remove(part)
        for field in self._open:
            field.in_code = False

    def _turn(self, kind: str) -> None:
        if kind == "begin":
            self._open.append(_Field())
        elif kind == "separate" and self._open:
            self._open[-1].in_code = False
        elif kind == "end" and self._open:
            self._open.pop()

    def _add_code(self, code: str) -> None:
        if self._open:
            self._open[-1].code += code
