"""The list of goal tables a person may see, with its filters."""

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from projects.actions.check_counts import counts_of
from projects.enums import Status
from projects.forms import ListFilters
from projects.models import FiscalYear, Project
from projects.permissions import can_import
from units.models import BudgetUnit

PAGE_SIZE = 50
YEAR_KEY = "chosen_year"


@require_safe
def project_list(request):
    if not request.GET and request.session.get(YEAR_KEY):
        return redirect(f"{request.path}?year={request.session[YEAR_KEY]}")
    filters = ListFilters(request.GET, units=BudgetUnit.objects.visible_to(request.user))
    _remember_year(request, filters)
    matching = filters.narrow(Project.objects.visible_to(request.user))
    shown = filters.narrow_to_status(matching).select_related("unit", "fiscal_year")
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    counts = counts_of(page.object_list)
    context = {
        "filters": filters,
        "years": FiscalYear.objects.all(),
        "statuses": _status_counts(matching),
        "page": page,
        "rows": [(project, counts.get(project.pk)) for project in page.object_list],
        "can_import": can_import(request.user),
    }
    return render(request, "projects/project_list.html", context)


def _remember_year(request, filters):
    """The year is chosen once and stays; an address that names none leaves the choice as it is."""
    year = filters.cleaned_data.get("year")
    if "year" in request.GET and request.session.get(YEAR_KEY) != year:
        request.session[YEAR_KEY] = year


def _status_counts(projects):
    counts = projects.counts_by_status()
    every = {"value": None, "label": "全部", "count": sum(counts.values())}
    return [every, *({"value": s.value, "label": s.label, "count": counts.get(s, 0)} for s in Status)]
