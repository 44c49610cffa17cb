"""Texts that stand in several tables: those of one table, and the groups of a year."""

from contextlib import suppress

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import OperationalError
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from projects.actions.twins import refresh_table, refresh_twins, stale_tables
from projects.forms import ListFilters
from projects.mapping import TablesMoved
from projects.models import FiscalYear, Project
from projects.permissions import can_list_twins
from projects.twin_finder import twin_report
from projects.twin_groups import twin_groups, with_words
from projects.twins.kinds import TwinKind
from projects.twins.thresholds import thresholds
from projects.views.table_page import unit_path, visible_project
from units.models import BudgetUnit

GROUPS_PER_PAGE = 20
TABLES_PER_GROUP = 20


@never_cache
@require_safe
def twins(request, pk):
    """The page of a table's twins; with an address in the query, those of one cell, as a section for the pane."""
    project = visible_project(request, pk)
    if (address := request.GET.get("address")) is not None:
        with suppress(TablesMoved, OperationalError):
            refresh_table(pk)
        context = {"project": project, "report": twin_report(project, request.user, address)}
        return render(request, "projects/_pane_twins.html", context)
    context = {"project": project, "stale_count": _brought_up_to_date(pk)}
    context |= {"unit_path": unit_path(project.unit), "can_list": can_list_twins(request.user)}
    return render(request, "projects/twins.html", context | {"report": twin_report(project, request.user)})


@never_cache
@require_safe
def twin_list(request):
    """The groups of one year among the tables that the person sees, those of most tables first."""
    if not can_list_twins(request.user):
        raise PermissionDenied
    stale_count = _brought_up_to_date()
    filters = ListFilters(request.GET, units=BudgetUnit.objects.visible_to(request.user))
    years = list(FiscalYear.objects.all())
    year = filters.cleaned_data.get("year") or (years[0].year if years else None)
    projects = filters.narrow(Project.objects.visible_to(request.user)).for_year(year)
    kind = request.GET.get("kind")
    kind = kind if kind in TwinKind else TwinKind.GOAL
    page = Paginator(twin_groups(projects, kind), GROUPS_PER_PAGE).get_page(request.GET.get("page"))
    with_words(page.object_list, TABLES_PER_GROUP)
    context = {"filters": filters, "years": years, "year": year, "kinds": TwinKind, "kind": kind}
    return render(request, "projects/twin_list.html", context | {"page": page, "stale_count": stale_count})


def _brought_up_to_date(first=None):
    """Index what is stale, as far as one look may take, and return how many tables are left.

    While the database is busy, or the tables move, one reads what is indexed already.
    """
    with suppress(TablesMoved, OperationalError):
        return refresh_twins(first=first, limit=thresholds().tables_per_look)
    return stale_tables().count()
