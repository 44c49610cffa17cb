"""Files in: upload, preview, accept, discard, undo."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects.actions import ImportRefused, accept_import, discard_import, preview_import, undo_import
from projects.enums import BatchState
from projects.forms import UploadForm
from projects.import_plan import Outcome, plan_import
from projects.import_preview import PreviewedForm, previewed_tables
from projects.import_reading import reading_of
from projects.models import ImportBatch
from projects.permissions import can_import
from units.models import BudgetUnit


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request):
    if not can_import(request.user):
        raise PermissionDenied
    is_sent = request.method == "POST"
    form = UploadForm(*((request.POST, request.FILES) if is_sent else ()), user=request.user)
    refusal = ""
    if form.is_valid():
        try:
            return redirect(_previewed(request, form.cleaned_data))
        except ImportRefused as refused:
            refusal = str(refused)
    recent = ImportBatch.objects.visible_to(request.user)[:5]
    context = {"form": form, "refusal": refusal, "recent": recent}
    return render(request, "projects/import_upload.html", context, status=422 if is_sent else 200)


def _previewed(request, chosen):
    file = chosen["file"]
    return preview_import(
        file, file.name, unit=chosen["unit"], fiscal_year=chosen["fiscal_year"], actor=request.user
    )


@require_safe
def import_detail(request, pk):
    batch = _own_batch(request, pk)
    if batch.state != BatchState.PREVIEWED:
        return render(request, "projects/import_result.html", {"batch": batch} | _written(batch))
    return _preview(request, batch)


def _written(batch):
    """What the import wrote and is still there; whoever may look at the batch fills in all of it."""
    if batch.state != BatchState.ACCEPTED:
        return {}
    tables = batch.tables.exclude(project=None).select_related("project__unit", "project__fiscal_year")
    return {"tables": tables, "department_goals": batch.department_goals}


def _preview(request, batch):
    reading, plan = reading_of(batch), plan_import(batch)
    tables = previewed_tables(batch, plan, reading)
    chosen, numbers = _chosen_table(request, tables), {table.number for table in tables}
    context = {
        "batch": batch,
        "plan": plan,
        "tables": tables,
        "chosen": chosen,
        "shows_part1": plan.part1 and (request.GET.get("table") == "part1" or not tables),
        # A table whose unit is not known is shown in the layout that new units have.
        "form": chosen and PreviewedForm(chosen, chosen.planned.unit or batch.unit or BudgetUnit()),
        "counts": plan.counts.most_common(),
        "changes_something": _changes_something(plan),
        "notes": reading.notes,
        "file_problems": [problem for problem in reading.problems if problem.table not in numbers],
    }
    return render(request, "projects/import_preview.html", context)


def _changes_something(plan):
    outcomes = [*plan.counts, *([plan.part1.outcome] if plan.part1 else [])]
    return any(outcome in (Outcome.NEW, Outcome.REPLACES) for outcome in outcomes)


def _chosen_table(request, tables):
    """The table asked for, else the first with a question, else the first."""
    asked = [table for table in tables if str(table.number) == request.GET.get("table")]
    questionable = [table for table in tables if table.problems or table.planned.reason]
    return next(iter(asked or questionable or tables), None)


@require_POST
def accept(request, pk):
    batch = _own_batch(request, pk)
    batch_tables = range(1, len(batch.reading["booklet"]["tables"]) + 1)
    ticked = {number for number in batch_tables if str(number) in request.POST.getlist("table")}
    if not ticked and "all" not in request.POST:
        messages.warning(request, "没有导入：请先勾选要接受的表。")
        return redirect(batch)
    try:
        accept_import(batch.pk, actor=request.user, chosen=None if "all" in request.POST else ticked)
    except ImportRefused as refused:
        return _refused(request, batch, refused)
    messages.success(request, f"已导入“{batch}”。")
    return redirect(batch)


@require_POST
def undo(request, pk):
    return _done(request, pk, undo_import, "已撤销这次导入，表恢复到导入之前的样子。")


@require_POST
def discard(request, pk):
    return _done(request, pk, discard_import, "已放弃这次导入，没有改动任何表。")


def _done(request, pk, action, sentence):
    batch = _own_batch(request, pk)
    try:
        action(batch.pk, actor=request.user)
    except ImportRefused as refused:
        return _refused(request, batch, refused)
    messages.success(request, sentence)
    return redirect(batch)


def _refused(request, batch, refused):
    """Say why on the page of the batch as it stands now."""
    for sentence in (str(refused), *refused.reasons):
        messages.error(request, sentence)
    return redirect(batch)


def _own_batch(request, pk):
    return get_object_or_404(ImportBatch.objects.visible_to(request.user), pk=pk)
