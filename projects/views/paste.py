"""What a paste would do to a table, shown before it is done; nothing is written here."""

import json
from http import HTTPStatus
from itertools import count

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from documents.text import clean_text
from projects.cell_addresses import HEAD_LABELS, INDICATOR_PARTS, short_label
from projects.cell_operations import InsertRow
from projects.mapping import goal_table_of
from projects.paper import layout_for
from projects.paste import PasteRefused, plan_paste, read_block
from projects.paste.cells import Verdict
from projects.permissions import can_create_in
from projects.skeleton import categories_for
from projects.views.table_page import visible_project

MARKS = {
    Verdict.TAKEN: ("✓", "采用"),
    Verdict.CHANGED: ("✎", "改写后采用"),
    Verdict.DOUBTFUL: ("？", "请核对"),
    Verdict.REFUSED: ("✕", "不采用"),
    Verdict.SAME: ("＝", "没有变化"),
}


@require_POST
@never_cache
def paste(request, pk):
    project = visible_project(request, pk)
    if not can_create_in(request.user, project.unit):
        raise PermissionDenied
    if not project.is_editable:
        return _refused(request, "这张表现在不能修改，没有粘贴。", HTTPStatus.CONFLICT)
    try:
        address, text, html, has_new_rows = _pasted(request)
        plan = _plan(project, address, text, html, has_new_rows=bool(has_new_rows))
    except PasteRefused as refused:
        return _refused(request, str(refused), HTTPStatus.UNPROCESSABLE_ENTITY)
    sent = {"address": address, "text": text, "html": html, "has_new_rows": has_new_rows}
    return render(request, "projects/paste_preview.html", _context(plan, project, sent))


def _pasted(request):
    """Return the address, the clipboard's text and HTML, and whether all rows are to be new, sent as JSON or as a form."""
    posted = request.POST
    if request.content_type == "application/json":
        try:
            posted = json.loads(request.body)
        except (ValueError, RecursionError):
            posted = None
    if not hasattr(posted, "get"):
        raise PasteRefused("粘贴的内容没有传完整，请再试一次。")
    sent = [posted.get(name, "") for name in ("address", "text", "html", "has_new_rows")]
    # Half a surrogate pair could not be sent back to the page.
    return [text.encode(errors="ignore").decode() if isinstance(text, str) else "" for text in sent]


def _plan(project, address, text, html, *, has_new_rows):
    layout = layout_for(project.unit)
    categories = categories_for(project.unit, project.fiscal_year)
    block = read_block(text, html)
    # The browser gives new rows their names (see offers.js).
    fresh = map("new{}".format, count(1))
    return plan_paste(
        goal_table_of(project),
        address,
        block,
        layout=layout,
        categories=categories,
        new_uid=lambda: next(fresh),
        has_new_rows=has_new_rows,
    )


def _refused(request, sentence, status):
    return render(request, "projects/paste_preview.html", {"refusal": sentence}, status=status)


def _context(plan, project, sent):
    sure = [_as_sent(operation) for operation in plan.sure_operations]
    planned = [_as_sent(operation) for operation in plan.operations]
    is_whole = plan.is_split and sent["address"].startswith("goals.")
    whole = [{"kind": "set", "address": sent["address"], "after": clean_text(sent["text"]).strip()}]
    return {
        "project": project,
        "sent": sent,
        "replaced": plan.replaced_count,
        "replaces_rows": any(cell.replaced for row in (*plan.goals, *plan.indicators) for cell in row.cells),
        "whole": _json(whole) if is_whole else "",
        "head": [_line(HEAD_LABELS.get(cell.address, "多出的内容"), cell) for cell in plan.head],
        "goals": [_line(row.label, cell) for row in plan.goals for cell in row.cells],
        "headings": [*(INDICATOR_PARTS[part] for part in plan.parts), *_extra_heading(plan)],
        "rows": [
            (row.label, [_line(short_label(cell.address), cell) for cell in row.cells])
            for row in plan.indicators
        ],
        "notes": plan.notes,
        "counts": [(*MARKS[verdict], plan.counts[verdict]) for verdict in MARKS if plan.counts[verdict]],
        "changed": _cell_count(sure),
        "most": _cell_count(planned),
        "operations": _json(sure),
        "planned": _json(planned),
    }


def _json(operations):
    return json.dumps(operations, ensure_ascii=False)


def _cell_count(operations):
    return sum(len(operation.get("texts", {"": ""})) for operation in operations)


def _extra_heading(plan):
    widest = max((len(row.cells) for row in plan.indicators), default=0)
    return ["多出的内容"] * (widest - len(plan.parts))


def _line(label, cell):
    sign, word = MARKS[cell.verdict]
    return {
        "label": label,
        "cell": cell,
        "sign": sign,
        "word": word,
        "is_doubtful": cell.verdict is Verdict.DOUBTFUL,
    }


def _as_sent(operation):
    if isinstance(operation, InsertRow):
        texts = dict(operation.texts)
        return {"kind": "insert", "row": operation.row, "after": operation.after, "texts": texts}
    return {"kind": "set", "address": operation.address, "after": operation.text}
