"""Rules about who and what: project code, unit, title, name."""

import re
from collections.abc import Iterator

from projects.checks.finding import Hit
from projects.checks.registry import table_check
from projects.checks.view import TableView

_NOTHING = re.compile(r"[\s\-—–－_/／\\、.。]*")


@table_check("ID01")
def code_is_missing(view: TableView) -> Iterator[Hit]:
    code = view.table.project_code or ""
    if _NOTHING.fullmatch(code):
        yield Hit("project.code", code)
