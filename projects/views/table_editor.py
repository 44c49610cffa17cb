"""The editor: one plain form in the official layout, that works without JavaScript."""

import re
from functools import lru_cache

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from projects import cell_texts
from projects.actions import EditConflict, EditRefused, save_table
from projects.cell_addresses import is_address
from projects.cell_inputs import MAY_STAY_BLANK, CellInputs, KeptTexts
from projects.mapping import goal_table_of
from projects.models import Project
from projects.paper import grid_html, grid_of, layout_for, table_html
from projects.permissions import can_create_in
from projects.skeleton import categories_for
from projects.table_form import TableForm
from projects.views.table_page import last_return, unit_path, visible_project
from units import held_forms

GONE = "这张表刚被他人删除，不能再保存；您的内容还在下面，可以复制。"
INCOMPLETE = "表单没有传完整，什么都没有改动，请重新打开页面再试。"
BUSY = "系统繁忙，内容还没有保存，请稍后再按一次保存。"
BACK_AFTER_LOG_IN = "登录已过期，您填写的内容没有保存，已放回下面的表里；请核对后点“保存”。"


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    project = visible_project(request, pk)
    if not can_create_in(request.user, project.unit):
        raise PermissionDenied
    editor = Editor(request, project)
    if request.method == "POST":
        return editor.refuse_part() or editor.rearrange() or editor.save()
    if editor.is_unsaved:
        return editor.show_again()
    if project.is_editable:
        editor.begin()
        return editor.show()
    messages.warning(request, why_not_editable(project))
    return redirect(project)


class Editor:
    """One request to the editor: what is typed, against which state of the table."""

    def __init__(self, request, project):
        self.request, self.project = request, project
        self.table = goal_table_of(project)
        self.layout = layout_for(project.unit)
        self.lock_version, self.focus, self.refusal, self.current_html = project.lock_version, "", "", ""
        texts = cell_texts.texts_of(self.table, self.layout.money_unit)
        posted = request.POST if request.method == "POST" else held_forms.take(request, request.path)
        self.is_unsaved = posted is not None
        if self.is_unsaved:
            self.lock_version = version_number(posted.get("lock_version", ""))
            texts = self._whole(cell_texts.posted_texts(posted), texts)
        self._type(texts)

    def _whole(self, posted, stored):
        """The posted texts; where cells of the page are missing among them, those of the table stand in."""
        grid = grid_of(cell_texts.shape_of(self.table, posted), self.project.unit, self.layout)
        shown = {cell.address for cell in grid.cells if is_address(cell.address)}
        if shown <= posted.keys() and cell_texts.goal_uids(posted) and cell_texts.indicator_uids(posted):
            return posted
        self.refusal = INCOMPLETE
        return cell_texts.completed(posted, stored)

    def _type(self, texts):
        if self.is_unsaved:
            self.form = TableForm(texts, table=self.table, money_unit=self.layout.money_unit)
        else:
            self.form = KeptTexts(texts)

    def refuse_part(self):
        """Refuse a form that lacks cells the page had: a row that was not posted is no row to be deleted."""
        return self.show(status=422) if self.refusal else None

    def rearrange(self):
        """Show the form with a row more or less, when that was the button; nothing is saved."""
        posted, texts = self.request.POST, self.form.texts
        if "add_goal" in posted:
            texts, self.focus = cell_texts.with_goal(texts, posted["add_goal"])
        elif "add_indicator" in posted:
            texts, self.focus = cell_texts.with_indicator(texts, posted["add_indicator"])
        elif "remove" in posted:
            texts, self.focus = cell_texts.without_row(texts, posted["remove"])
        else:
            return None
        self._type(texts)
        return self.show()

    def save(self):
        """Save what is typed; when that cannot be, show it again with the reasons, nothing lost."""
        if not self.form.is_valid():
            return self.show(status=422)
        try:
            save_table(
                self.project.pk, self.form.table(), actor=self.request.user, lock_version=self.lock_version
            )
        except EditConflict as conflict:
            return self._show_both(conflict)
        except OperationalError:
            self.refusal = BUSY
            return self.show(status=503)
        except EditRefused as refusal:
            self.form.mark(refusal.problems)
            self.refusal = "" if refusal.problems else str(refusal)
            return self.show(status=409)
        messages.success(self.request, f"已保存 {timezone.localtime():%H:%M}。")
        return redirect(self.project if self.request.POST.get("then") == "detail" else self.request.path)

    def _show_both(self, conflict):
        """Show what is typed and, below it, what the table says now; whoever saves again has seen both."""
        try:
            self.project.refresh_from_db()
        except Project.DoesNotExist:
            self.refusal = GONE
            return self.show(status=409)
        self.refusal, self.lock_version = str(conflict), self.project.lock_version
        self.current_html = table_html(goal_table_of(self.project), self.project.unit, self.layout)
        return self.show(status=409)

    def show_again(self):
        """Show what was typed before the log-in ran out, also where the table has gone on since."""
        messages.warning(self.request, BACK_AFTER_LOG_IN)
        if not self.project.is_editable:
            self.refusal = why_not_editable(self.project)
        return self.show()

    def begin(self):
        """Put the hand into the first cell to be filled in of a table that nobody has written in yet."""
        if not self.lock_version:
            self.focus = next(filter(self._is_missing, self.form.texts), "")

    def _is_missing(self, address):
        return not self.form.texts[address] and address not in MAY_STAY_BLANK - {"project.code"}

    def show(self, status=200):
        categories = categories_for(self.project.unit, self.project.fiscal_year)
        shape = cell_texts.shape_of(self.table, self.form.texts)
        grid = grid_of(shape, self.project.unit, self.layout)
        inputs = CellInputs(self.form, categories, self.layout, focus=self.focus, is_plain=self.is_unsaved)
        context = {
            "project": self.project,
            "layout": self.layout,
            "lock_version": self.lock_version,
            "errors": list(self.form.errors_in_order()),
            "is_unsaved": self.is_unsaved,
            "refusal": self.refusal,
            "has_focus": bool(self.focus),
            "current_html": self.current_html,
            "returned": last_return(self.project),
            "unit_path": unit_path(self.project.unit),
            "fixed": fixed_parts(),
            "table_html": grid_html(grid, self.layout, inputs, inputs.row),
        }
        return render(self.request, "projects/project_edit.html", context, status=status)


# Their icons cost as much as all cells of a table, and they are the same on every page.
@lru_cache(maxsize=1)
def fixed_parts():
    return {
        part: render_to_string(f"projects/_editor_{part}.html") for part in ("row_tools", "conflict", "keys")
    }


def version_number(text):
    """A version that is no number is no version of any table: what is asked is refused, the page stays."""
    return int(text) if re.fullmatch(r"\d{1,9}", text) else -1


def why_not_editable(project):
    if project.fiscal_year.is_closed:
        return f"{project.fiscal_year}已关闭，“{project.name}”不能再修改。"
    return f"“{project.name}”现在是“{project.get_status_display()}”，不能修改。"
