"""What the editor sends, from JSON: operations, each under a name of its own, in steps."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from projects.cell_addresses import INDICATOR_PARTS, ROW, ROW_UID
from projects.cell_operations import DeleteRow, InsertRow, MoveRow, Operation, SetCell
from projects.enums import EditSource

# A full table pasted is 2,000 rows of seven cells at most; more than this is no work of a person's hands.
MOST_OPERATIONS = 5_000
SENT_SOURCES = frozenset(
    {
        EditSource.TYPING,
        EditSource.PASTE,
        EditSource.LIBRARY,
        EditSource.CITATION,
        EditSource.REPAIR,
        EditSource.COPY,
    }
)
# Of these a step is done as a whole or not at all.
WHOLE_SOURCES = SENT_SOURCES - {EditSource.TYPING}
_NAME = re.compile("[0-9A-Za-z-]{1,64}")
_STEP = re.compile("[0-9A-Za-z-]{1,32}")


class MalformedRequest(ValueError):
    """A request that no editor of ours sends; str() is a Chinese sentence."""

    def __init__(self) -> None:
        super().__init__("发来的内容不完整或格式不对，没有写入；请刷新页面后再填。")


@dataclass(frozen=True, slots=True)
class Sent:
    """An operation as the editor sent it; `before` is what its cell said when it was typed in."""

    id: str
    step: str
    source: EditSource
    operation: Operation
    before: str = ""

    @property
    def address(self) -> str:
        """The cell or the row that it is about."""
        return self.operation.address if isinstance(self.operation, SetCell) else self.operation.row

    @property
    def is_row(self) -> bool:
        return not isinstance(self.operation, SetCell)


class AnotherUser(ValueError):
    """A request from the page of somebody else than is logged in now; str() is a Chinese sentence."""

    def __init__(self) -> None:
        super().__init__("现在登录的不是打开这一页的人，没有写入；请刷新页面后再填。")


def content_from(user: int, body: bytes) -> Mapping[str, Any]:
    """Return what the page of this user sends. Raises AnotherUser where it is not theirs, and MalformedRequest.

    A browser whose session became another person's sends what the first one typed: that is never the second one's.
    """
    content = _read_json(body)
    if content.get("user") != user:
        raise AnotherUser
    return content


def read_request(content: Mapping[str, Any]) -> tuple[int, list[Sent]]:
    """Return the lock_version that the editor has seen and the operations it sends. Raises MalformedRequest."""
    operations = content.get("operations", [])
    if not isinstance(operations, list) or len(operations) > MOST_OPERATIONS:
        raise MalformedRequest
    return read_seen(content), [_sent(operation) for operation in operations]


def read_passed(content: Mapping[str, Any]) -> list[str]:
    """Return the names of the steps to be passed over. Raises MalformedRequest."""
    passed = content.get("passed", [])
    if not isinstance(passed, list) or not all(isinstance(step, str) for step in passed):
        raise MalformedRequest
    return passed


def _read_json(body: bytes) -> Mapping[str, Any]:
    try:
        request = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise MalformedRequest from error
    if not isinstance(request, dict):
        raise MalformedRequest
    return request


def read_seen(content: Mapping[str, Any]) -> int:
    """Return the lock_version that the editor has seen. Raises MalformedRequest."""
    seen = content.get("seen")
    if type(seen) is not int or not 0 <= seen < 2**31:
        raise MalformedRequest
    return seen


def _sent(sent: object) -> Sent:
    if not isinstance(sent, dict):
        raise MalformedRequest
    source = _text(sent, "source")
    if source not in SENT_SOURCES:
        raise MalformedRequest
    name, step = _matching(_NAME, sent, "id"), _matching(_STEP, sent, "step")
    return Sent(name, step, EditSource(source), _operation(sent), _text(sent, "before"))


def _operation(sent: Mapping[str, Any]) -> Operation:
    match sent.get("kind"):
        case "set":
            return SetCell(_text(sent, "address"), _text(sent, "after"))
        case "insert":
            return InsertRow(_matching(ROW, sent, "row"), _after(sent), _texts(sent))
        case "delete":
            return DeleteRow(_matching(ROW, sent, "row"))
        case "move":
            return MoveRow(_matching(ROW, sent, "row"), _after(sent))
        case _:
            raise MalformedRequest


def _after(sent: Mapping[str, Any]) -> str:
    return _matching(ROW_UID, sent, "after") if sent.get("after") else ""


def _texts(sent: Mapping[str, Any]) -> dict[str, str]:
    texts = sent.get("texts", {})
    if not isinstance(texts, dict):
        raise MalformedRequest
    parts: Sequence[str] = ("text",) if sent["row"].startswith("goals.") else tuple(INDICATOR_PARTS)
    if any(part not in parts for part in texts):
        raise MalformedRequest
    return {part: _text(texts, part) for part in parts if part in texts}


def _text(sent: Mapping[str, Any], key: str) -> str:
    text = sent.get(key, "")
    if not isinstance(text, str):
        raise MalformedRequest
    return text


def _matching(pattern: re.Pattern[str], sent: Mapping[str, Any], key: str) -> str:
    text = _text(sent, key)
    if not pattern.fullmatch(text):
        raise MalformedRequest
    return text
