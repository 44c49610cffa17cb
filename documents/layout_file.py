"""A layout file while it is being read: its keys with their types, its lines with their numbers, its faults."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from documents.errors import LayoutError
from documents.picture import SourceLine

Value = TypeVar("Value")

_WORDS: dict[type, str] = {
    str: "文字",
    int: "整数",
    float: "数",
    bool: "true 或 false",
    dict: "一组内容",
    list: "一列内容",
}


class LayoutFile:
    """The content of one TOML file; every complaint is a LayoutError that names the file and the place."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._lines = path.read_text(encoding="utf-8").splitlines()
        try:
            self.content: dict[str, Any] = tomllib.loads("\n".join(self._lines))
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"line (\d+)", str(error))
            where = f"第{place[1]}行" if place else "末尾"
            raise LayoutError(
                f"版式文件 {self.name} {where}不合 TOML 的写法，请检查引号、括号和等号。"
            ) from error

    def fault(self, what: str) -> LayoutError:
        return LayoutError(f"版式文件 {self.name}：{what}")

    def get(self, table: dict[str, Any], key: str, kind: type[Value], default: Value | None = None) -> Value:
        """Return a key of a table, checked; without a default it must be there."""
        value = table.get(key, default)
        if value is None:
            raise self.fault(f"缺少“{key}”。")
        if kind is float and type(value) is int:
            value = float(value)
        if type(value) is not kind:
            raise self.fault(f"“{key}”应当是{_WORDS[kind]}。")
        return value

    def pictures(self) -> Iterator[list[SourceLine]]:
        """Yield the lines of each section's `rows`, in order, with their numbers in the file."""
        starts = (at for at, line in enumerate(self._lines, 1) if re.match(r"\s*rows\s*=", line))
        for section in self.get(self.content, "section", list):
            texts = self.get(section, "rows", str).splitlines()
            start = next(starts)
            # TOML leaves out the line break after the opening quotes: then the picture begins one line below
            start += self._lines[start - 1].rstrip().endswith(("'''", '"""'))
            yield [SourceLine(self.name, at, text) for at, text in enumerate(texts, start)]
