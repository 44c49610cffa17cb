"""The table as the editor reads and writes it, cell by cell, in JSON; the history of a cell."""

from functools import wraps

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import OperationalError
from django.db.models import Q
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.values import parse_value, sentence
from projects.actions import EditRefused
from projects.actions.cells import apply_operations, edits_of_others
from projects.actions.undoing import StepRefused, redo_step, undo_step
from projects.cell_addresses import is_address, row_of, short_label
from projects.cell_parsing import read_cell
from projects.cell_requests import (
    AnotherUser,
    MalformedRequest,
    content_from,
    read_passed,
    read_request,
    read_seen,
)
from projects.cell_texts import texts_of
from projects.cell_values import text_of, with_first_rows
from projects.enums import EditKind
from projects.journal import MONEY_UNIT
from projects.mapping import goal_table_of
from projects.paper import layout_for
from projects.permissions import can_create_in
from projects.readings import reading
from projects.undo_stack import undo_stack
from projects.views.table_editor import version_number, why_not_editable
from projects.views.table_page import visible_project

BUSY = "系统繁忙，这些内容还没有保存，稍后自动再试。"
TOO_LARGE = "一次发来的内容太多，没有保存；请分几次粘贴。"
NO_RIGHT = "您不是这张表的填报人，不能修改。"
GONE = "这张表不存在，或已被删除。"
HISTORY_LENGTH = 20


def answering_in_json(view):
    """Let every refusal be a sentence in JSON."""

    @wraps(view)
    def answered(request, pk):
        try:
            return view(request, pk)
        except MalformedRequest as malformed:
            return _sentence(str(malformed), 400)
        except PermissionDenied:
            return _sentence(NO_RIGHT, 403)
        except AnotherUser as another:
            return _sentence(str(another), 403)
        except Http404:
            return _sentence(GONE, 404)
        except StepRefused as refusal:
            return JsonResponse({"message": str(refusal), "step": refusal.step}, status=409)
        except EditRefused as refusal:
            return _sentence(str(refusal), 409)
        except RequestDataTooBig:
            return _sentence(TOO_LARGE, 413)
        except OperationalError:
            return _sentence(BUSY, 503)

    return answered


@require_http_methods(["GET", "HEAD", "POST"])
@answering_in_json
def cells(request, pk):
    content = content_from(request.user.pk, request.body) if request.method == "POST" else None
    project = _own_project(request, pk)
    if content is not None:
        seen, sent = read_request(content)
        saved = apply_operations(project.pk, sent, actor=request.user, seen=seen)
        return JsonResponse(_answer(request, saved, saved.is_news))
    seen = version_number(request.GET.get("seen", ""))
    answer = {
        "lock_version": project.lock_version,
        "user": request.user.pk,
        "csrf": get_token(request),
        "is_editable": project.is_editable,
        "message": "" if project.is_editable else why_not_editable(project),
        "state": None,
    }
    if seen != project.lock_version:
        others = edits_of_others(project, request.user, seen) if seen >= 0 else []
        answer["state"] = _state(project, with_first_rows(goal_table_of(project)), others)
    return JsonResponse(answer | _labels(project, request.user))


@require_POST
@answering_in_json
def undo(request, pk):
    return _walk(request, pk, undo_step)


@require_POST
@answering_in_json
def redo(request, pk):
    return _walk(request, pk, redo_step)


def _walk(request, pk, take):
    content = content_from(request.user.pk, request.body)
    project = _own_project(request, pk)
    seen, passed = read_seen(content), read_passed(content)
    saved, label = take(project.pk, actor=request.user, seen=seen, passed=passed)
    return JsonResponse(_answer(request, saved, True) | {"label": label, "changed": saved.changed})


def _own_project(request, pk):
    project = visible_project(request, pk)
    if not can_create_in(request.user, project.unit):
        raise PermissionDenied
    return project


def _answer(request, saved, is_news):
    money_unit = layout_for(saved.project.unit).money_unit
    return {
        "lock_version": saved.project.lock_version,
        "saved_at": f"{timezone.localtime():%H:%M}",
        "state": _state(saved.project, saved.table, saved.others) if is_news else None,
        "results": [_result(result, saved.table, money_unit) for result in saved.results],
        **_labels(saved.project, request.user),
    }


def _labels(project, user):
    stack = undo_stack(project, user)
    return {"undo": stack.undo and stack.undo.label, "redo": stack.redo and stack.redo.label}


def _state(project, table, others):
    return {
        "texts": texts_of(table, layout_for(project.unit).money_unit),
        "goals": [goal.uid for goal in table.goals],
        "indicators": [row.uid for row in table.indicators],
        "readings": {
            f"indicators.{row.uid}.value": sentence(parse_value(row.value)) for row in table.indicators
        },
        "edits": {edit.address: {"who": edit.who, "when": edit.when} for edit in others},
    }


def _result(result, table, money_unit):
    address, theirs = result.sent.address, result.theirs
    answer = {
        "id": result.sent.id,
        "outcome": result.outcome,
        "address": address,
        "text": result.text,
        "message": result.message,
    }
    if address.endswith(".value"):
        answer["reading"] = reading(address, table, money_unit=money_unit)
    if result.outcome == "conflict":
        who, when = (theirs.who, theirs.when) if theirs else ("", "")
        answer["theirs"] = {"text": result.text, "who": who, "when": when}
    return answer


def _sentence(message, status):
    return JsonResponse({"message": message}, status=status)


@require_safe
def cell_history(request, pk):
    """Who changed a cell, or a row and its cells, when, from what to what; nothing where nobody did."""
    project = visible_project(request, pk)
    address = request.GET.get("address", "")
    row = row_of(address)
    about = Q(address__in={address, row} - {""})
    if address == row and row:
        about |= Q(address__startswith=f"{row}.")
    edits = project.cell_edits.filter(about).select_related("actor").order_by("-number")[:HISTORY_LENGTH]
    money_unit = layout_for(project.unit).money_unit
    return render(
        request, "projects/_pane_history.html", {"edits": [_told(edit, money_unit) for edit in edits]}
    )


def _told(edit, money_unit):
    is_cell = edit.kind == EditKind.SET and is_address(edit.address)
    before, after = (_shown(edit, text, money_unit) if is_cell else "" for text in (edit.before, edit.after))
    return {
        "edit": edit,
        "is_cell": is_cell,
        "label": short_label(edit.address),
        "before": before,
        "after": after,
    }


def _shown(edit, text, money_unit):
    """Return a text of the journal as the form shows it."""
    value = read_cell(edit.address, text, label="", money_unit=MONEY_UNIT)
    return text_of(value, edit.address, money_unit)
