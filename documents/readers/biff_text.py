"""Texts in the records of an Excel 97–2003 workbook; long ones go on over several records ([MS-XLS] 2.5.293)."""

_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08


class Segments:
    """The contents of a record and of those that continue it, read from front to back."""

    def __init__(self, parts: list[bytes], start: int) -> None:
        self._parts = parts
        self._part = 0
        self._at = start

    def take(self, count: int) -> bytes:
        """Return the next bytes, fewer at the end of all parts."""
        taken = b""
        while len(taken) < count and self._step_to_rest():
            part = self._parts[self._part]
            more = part[self._at : self._at + count - len(taken)]
            self._at += len(more)
            taken += more
        return taken

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "little")

    def take_text(self, length: int, *, is_wide: bool) -> str:
        """Return the next characters; where a text goes on in another part, its first byte says how wide they are."""
        text = ""
        while len(text) < length and self._part < len(self._parts):
            if self._at >= len(self._parts[self._part]):
                self._part, self._at = self._part + 1, 1
                is_wide = self._part < len(self._parts) and bool(self._parts[self._part][:1] > b"\0")
                continue
            width = 2 if is_wide else 1
            end = self._at + (length - len(text)) * width
            part = self._parts[self._part][self._at : end]
            text += part.decode(
                "utf-16-le" if is_wide else "latin-1", "surrogatepass" if is_wide else "strict"
            )
            self._at += len(part)
        return text

    def _step_to_rest(self) -> bool:
        while self._part < len(self._parts) and self._at >= len(self._parts[self._part]):
            self._part, self._at = self._part + 1, 0
        return self._part < len(self._parts)


def read_text(segments: Segments) -> str:
    """Return the next text with its length in two bytes; fonts and phonetic hints behind it are passed over."""
    length, flags = segments.number(2), segments.number(1)
    runs = segments.number(2) if flags & _RICH else 0
    extension = segments.number(4) if flags & _EXTENDED else 0
    text = segments.take_text(length, is_wide=bool(flags & _WIDE))
    segments.take(4 * runs + extension)
    return text


def read_short_text(content: bytes, start: int) -> str:
    """Return a text with its length in one byte, such as the name of a sheet."""
    segments = Segments([content], start)
    length, flags = segments.number(1), segments.number(1)
    return segments.take_text(length, is_wide=bool(flags & _WIDE))
